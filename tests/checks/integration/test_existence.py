"""Routes without an integration, or with one that is not there."""

from __future__ import annotations

from textwrap import dedent

import pytest

from apigw_lint.lint import lint_texts
from apigw_lint.rulebook.audit import audit
from apigw_lint.rulebook.shelf import pages
from tests.checks.ruled import lines, said

DOCUMENT = """\
    openapi: 3.0.1
    info: {{title: pets, version: "1"}}
    x-amazon-apigateway-importexport-version: "1.0"
    components:
      x-amazon-apigateway-integrations:
        pets: {{type: http_proxy, httpMethod: GET, uri: 'https://a/', payloadFormatVersion: '1.0'}}
    paths:
      /pets:
        get:
          {get}
        post:
          {post}
"""
SHARED = "x-amazon-apigateway-integration: {$ref: '#/components/x-amazon-apigateway-integrations/%s'}"
ROUTE = """\
    Parameters:
      Value: {{Type: String}}
    Resources:
      Api:
        Type: AWS::ApiGatewayV2::Api
        Properties: {{Name: pets, ProtocolType: HTTP}}
      Backend:
        Type: AWS::ApiGatewayV2::Integration
        Properties: {{ApiId: !Ref {owner}, IntegrationType: HTTP_PROXY, IntegrationUri: 'https://a/'}}
      Pets:
        Type: AWS::Lambda::Function
        Properties: {{Runtime: python3.13}}
      Route:
        Type: AWS::ApiGatewayV2::Route
        Properties:
          ApiId: !Ref Api
          RouteKey: GET /pets
          Target: {target}
"""


@pytest.mark.parametrize(
    ("get", "post", "found"),
    [
        (SHARED % "pets", "responses: {}", [11]),
        (SHARED % "pets", SHARED % "pets", []),
        (SHARED % "pets", SHARED % "shop", []),  # the reference is reported
        ("responses: {}", "responses: {}", []),  # a draft
    ],
)
def test_operations_without_an_integration(get: str, post: str, found: list[int]) -> None:
    assert lines("method-integration-missing", DOCUMENT.format(get=get, post=post)) == found


def test_an_operation_that_is_null_calls_nothing() -> None:
    text = DOCUMENT.format(get=SHARED % "pets", post="x-amazon-apigateway-integration: null")
    assert lines("method-integration-missing", text) == [11]


def test_a_component_that_does_not_exist() -> None:
    text = DOCUMENT.format(get=SHARED % "pets", post=SHARED % "shop")
    assert said("route-target-undefined", text) == [(12, "The integration that 'POST /pets' refers to does not exist.")]


@pytest.mark.parametrize(
    ("target", "owner", "found"),
    [
        ("!Sub 'integrations/${Backend}'", "Api", []),
        ("!Join ['/', [integrations, !Ref Backend]]", "Api", []),
        ("integrations/abc123", "Api", []),
        ("!Ref Value", "Api", []),
        ("!Sub '${Value}/x'", "Api", []),
        ("!Ref Backend", "Api", [18]),
        ("abc123", "Api", [18]),
        ("!Sub 'integration/${Backend}'", "Api", [18]),
        ("!Sub 'integrations/${Pets}'", "Api", [18]),
        ("!Sub 'integrations/${Backend}'", "Value", []),  # the integration of an API outside the files
    ],
)
def test_targets(target: str, owner: str, found: list[int]) -> None:
    assert lines("route-target-undefined", ROUTE.format(target=target, owner=owner)) == found


def test_routes_of_an_api_outside_the_files_are_reported_one_by_one_where_its_kind_is_known() -> None:
    text = """\
    Parameters:
      Api: {Type: String}
    Resources:
      Get:
        Type: AWS::ApiGateway::Method
        Properties: {RestApiId: !Ref Api, ResourceId: a, HttpMethod: GET}
      Post:
        Type: AWS::ApiGateway::Method
        Properties: {RestApiId: !Ref Api, ResourceId: a, HttpMethod: POST}
      Connect:
        Type: AWS::ApiGatewayV2::Route
        Properties: {ApiId: !ImportValue chat, RouteKey: $connect}
    """
    assert lines("method-integration-missing", text) == [4, 7]


@pytest.mark.parametrize(
    "slip", ["x-amazon-apigateway-integratoin", "x-aws-apigateway-integration", "x-amazon-apigateway-integrations"]
)
def test_of_a_slip_in_the_key_of_an_integration_one_thing_is_said(slip: str) -> None:
    post = f"{slip}: {{type: http_proxy, httpMethod: POST, uri: 'https://a/', payloadFormatVersion: '1.0'}}"
    text = dedent(DOCUMENT.format(get=SHARED % "pets", post=post))
    rules = [audit(page) for page in pages().values()]
    found = [(one.rule, one.place.span.line) for one in lint_texts({"api.yaml": text}, rules)]
    assert [one for one in found if one[1] >= 11] == [("method-integration-missing", 12)]
