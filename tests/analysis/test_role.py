"""What a role allows, as far as its statements are known."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from apigw_lint.lint import lint_texts
from apigw_lint.rulebook.audit import audit
from apigw_lint.rulebook.shelf import pages

TEMPLATE = """\
Parameters:
  Action: {Type: String}
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: {Name: orders}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: %s}, Action: sts:AssumeRole}]}
      Policies:
        - PolicyName: calls
          PolicyDocument: {Version: "2012-10-17", Statement: [%s]}
  Post:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: POST
      AuthorizationType: AWS_IAM
      Integration:
        Type: AWS
        IntegrationHttpMethod: POST
        Credentials: !GetAtt Role.Arn
        Uri: !Sub "arn:aws:apigateway:${AWS::Region}:%s"
"""


@cache
def _rules() -> list[Any]:
    return [audit(pages()[name]) for name in ("role-action-missing", "role-trust-missing")]


def found(statement: str, uri: str = "sqs:action/SendMessage", service: str = "apigateway.amazonaws.com") -> list[str]:
    return [one.rule for one in lint_texts({"template.yaml": TEMPLATE % (service, statement, uri)}, _rules())]


@pytest.mark.parametrize(
    "statement",
    [
        '{Effect: Allow, Action: "sqs:SendMessage", Resource: "*"}',
        '{Effect: Allow, Action: ["sns:Publish", "SQS:sendmessage"], Resource: "*"}',
        '{Effect: Allow, Action: "sqs:*", Resource: "*"}',
        '{Effect: Allow, Action: "*", Resource: "*"}',
        '{Effect: Allow, NotAction: "iam:*", Resource: "*"}',
        '{Effect: Allow, Action: !Ref Action, Resource: "*"}',
    ],
)
def test_a_statement_that_allows_the_action_or_may(statement: str) -> None:
    assert found(statement) == []


@pytest.mark.parametrize(
    "statement",
    [
        '{Effect: Allow, Action: "sqs:ReceiveMessage", Resource: "*"}',
        '{Effect: Deny, Action: "sqs:SendMessage", Resource: "*"}',
        '{Effect: Allow, Action: "sns:*", Resource: "*"}',
    ],
)
def test_a_statement_that_does_not(statement: str) -> None:
    assert found(statement) == ["role-action-missing"]


@pytest.mark.parametrize(
    "uri", ["sqs:path/111122223333/in", "dynamodb:action/ExecuteStatement", "email:action/SendEmail", "s3:path/b/k"]
)
def test_calls_whose_right_is_not_known(uri: str) -> None:
    assert found('{Effect: Allow, Action: "sns:Publish", Resource: "*"}', uri) == []


@pytest.mark.parametrize("service", ['"*"', "[lambda.amazonaws.com, apigateway.amazonaws.com]", "!Ref Action"])
def test_a_role_that_api_gateway_may_assume(service: str) -> None:
    assert found('{Effect: Allow, Action: "*", Resource: "*"}', service=service) == []


def test_a_role_for_somebody_else() -> None:
    assert found('{Effect: Allow, Action: "*", Resource: "*"}', service="lambda.amazonaws.com") == [
        "role-trust-missing"
    ]
