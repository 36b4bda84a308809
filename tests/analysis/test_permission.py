"""Which sources cover which calls of API Gateway."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from apigw_lint.lint import lint_texts
from apigw_lint.rulebook.audit import audit
from apigw_lint.rulebook.shelf import pages

TEMPLATE = """\
Parameters:
  Stage: {Type: String}
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: orders, ProtocolType: HTTP}
  Other:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: other, ProtocolType: HTTP}
  Fn:
    Type: AWS::Lambda::Function
    Properties: {Handler: a.b, Runtime: python3.13, Role: "arn:aws:iam::111122223333:role/fn", Code: {ZipFile: pass}}
  Call:
    Type: AWS::ApiGatewayV2::Integration
    Properties: {ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Fn.Arn, PayloadFormatVersion: "2.0"}
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Api, RouteKey: "%s", Target: !Sub "integrations/${Call}"}
  May:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Fn
      Action: lambda:InvokeFunction
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub "%s"
"""
PREFIX = "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:"
STAGE = """\
  Live:
    Type: AWS::ApiGatewayV2::Stage
    Properties: {ApiId: !Ref Api, StageName: live, AutoDeploy: true}
"""


@cache
def _rule() -> Any:
    return audit(pages()["permission-source-mismatched"])


def covered(route: str, source: str, more: str = "") -> bool:
    found = lint_texts({"template.yaml": TEMPLATE % (route, source) + more}, [_rule()])
    return not found


@pytest.mark.parametrize(
    ("route", "source"),
    [
        ("GET /orders", "${Api}/*/GET/orders"),
        ("GET /orders", "${Api}/*/*/orders"),
        ("GET /orders", "${Api}/*/*"),
        ("GET /orders", "${Api}/*"),
        ("GET /orders", "${Api}/prod/GET/orders"),
        ("GET /orders", "${Api}/${Stage}/GET/orders"),
        ("GET /orders", "${Api}/*/G?T/orders"),
        ("GET /orders", "*/*/GET/orders"),
        ("GET /orders", "*"),
        ("GET /orders", "*/GET/orders"),
        ("GET /orders", "a1b2c3d4e5/*/GET/orders"),
        ("GET /", "${Api}/*/GET/"),
        ("GET /", "${Api}/*/*/*"),
        ("GET /orders/{id}", "${Api}/*/GET/orders/*"),
        ("GET /orders/{id}", "${Api}/*/GET/orders/{id}"),
        ("GET /orders/{id}/items", "${Api}/*/GET/*"),
        ("ANY /orders", "${Api}/*/*/orders"),
        ("ANY /orders", "${Api}/*/ANY/orders"),
        ("ANY /orders", "${Api}/*/GET/orders"),
        ("ANY /{proxy+}", "${Api}/*/*/{proxy+}"),
        ("$default", "${Api}/*/$default"),
        ("$default", "${Api}/*/*"),
    ],
)
def test_a_source_that_covers_the_call(route: str, source: str) -> None:
    assert covered(route, PREFIX + source)


@pytest.mark.parametrize(
    ("route", "source"),
    [
        ("GET /orders", "${Api}"),
        ("GET /orders", "${Api}/GET/orders"),
        ("GET /orders", "${Api}/*/POST/orders"),
        ("GET /orders", "${Api}/*/GET/order"),
        ("GET /orders", "${Api}/test-invoke-stage/GET/orders"),
        ("GET /orders", "${Api}/authorizers/*"),
        ("GET /orders", "${Other}/*/GET/orders"),
        ("GET /orders/{id}", "${Api}/*/GET/orders/{orderId}"),
        ("GET /orders/{id}", "${Api}/*/GET/orders/7"),
        ("ANY /orders", "${Api}/*/*/items"),
        ("$default", "${Api}/*/*/$default"),
    ],
)
def test_a_source_that_misses_the_call(route: str, source: str) -> None:
    assert not covered(route, PREFIX + source)


def test_the_arn_of_a_stage_covers_no_call() -> None:
    assert not covered("GET /orders", "arn:aws:apigateway:${AWS::Region}::/apis/${Api}/stages/live")


def test_a_source_that_only_a_parameter_knows_may_cover_it() -> None:
    assert covered("GET /orders", "${Stage}")


def test_stages_that_are_known() -> None:
    assert covered("GET /orders", f"{PREFIX}${{Api}}/live/GET/orders", STAGE)
    assert not covered("GET /orders", f"{PREFIX}${{Api}}/prod/GET/orders", STAGE)
    assert covered("GET /orders", f"{PREFIX}${{Api}}/prod/GET/orders", STAGE + "Outputs: {Api: {Value: !Ref Api}}\n")


def test_the_account_of_a_source_and_the_account_beside_it() -> None:
    source = "arn:aws:execute-api:eu-west-1:111122223333:${Api}/*"
    text = TEMPLATE % ("GET /orders", source)
    assert lint_texts({"template.yaml": text + '      SourceAccount: "111122223333"\n'}, [_rule()]) == []
    assert lint_texts({"template.yaml": text + '      SourceAccount: "444455556666"\n'}, [_rule()]) != []


def test_one_permission_among_several_is_enough() -> None:
    second = """\
  Second:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !GetAtt Fn.Arn
      Action: lambda:InvokeFunction
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/GET/*"
"""
    assert covered("GET /orders", f"{PREFIX}${{Api}}/*/POST/orders", second)


def test_a_permission_for_an_unknown_function_may_be_the_missing_one() -> None:
    unknown = """\
  Second:
    Type: AWS::Lambda::Permission
    Properties: {FunctionName: !Ref Stage, Action: lambda:InvokeFunction, Principal: apigateway.amazonaws.com}
"""
    assert covered("GET /orders", f"{PREFIX}${{Api}}/*/POST/orders", unknown)


def test_an_authorizer_whose_address_is_taken_apart_and_put_together() -> None:
    # The CDK writes the partition and the region of a Lambda authorizer this way.
    region = '!Select [3, !Split [":", !GetAtt Fn.Arn]]'
    pieces = f'["arn:", {region.replace("3", "1")}, ":apigateway:", {region}, ":lambda:path/2015-03-31/functions/"]'
    authorizer = f"""\
  Rest:
    Type: AWS::ApiGateway::RestApi
    Properties: {{Name: rest}}
  Guard:
    Type: AWS::ApiGateway::Authorizer
    Properties:
      RestApiId: !Ref Rest
      Name: guard
      Type: TOKEN
      IdentitySource: method.request.header.Authorization
      AuthorizerUri: !Join ["", [!Join ["", {pieces}], !GetAtt Fn.Arn, /invocations]]
"""
    own = """\
  Second:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Fn
      Action: lambda:InvokeFunction
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Rest}/authorizers/*"
"""
    assert not covered("GET /orders", f"{PREFIX}${{Api}}/*", authorizer)
    assert covered("GET /orders", f"{PREFIX}${{Api}}/*", authorizer + own)
