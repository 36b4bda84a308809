from __future__ import annotations

from textwrap import dedent

import pytest

from apigw_lint.dialects import openapi
from apigw_lint.model.api import HTTP, REST
from apigw_lint.model.value import UNKNOWN
from apigw_lint.source.read import parse
from tests.dialects.openapi.definitions import read

OPERATION = """
openapi: 3.0.1
paths:
  /pets:
    get:
      x-amazon-apigateway-integration: {%s}
"""
ROOT = """
openapi: 3.0.1
%s
paths: {}
"""
SCHEME = """
openapi: 3.0.1
paths: {}
components:
  securitySchemes:
    Guard: {type: apiKey, in: header, name: Authorization, %s}
"""
AUTHORIZER = SCHEME % "x-amazon-apigateway-authorizer: {%s}"


@pytest.mark.parametrize(
    "text",
    [
        OPERATION % "type: AWS, uri: x",
        OPERATION % "type: http",
        OPERATION % "type: mock",
        OPERATION % "type: aws_proxy, requestTemplates: {application/json: x}",
        OPERATION % "type: aws_proxy, responses: {default: {statusCode: 200}}",
        OPERATION % "type: http_proxy, requestParameters: {integration.request.path.id: method.request.path.id}",
        ROOT % "x-amazon-apigateway-policy: {Statement: []}",
        ROOT % "x-amazon-apigateway-request-validators: {}",
        ROOT % "x-amazon-apigateway-gateway-responses: {}",
        ROOT % "x-amazon-apigateway-binary-media-types: []",
        ROOT % "x-amazon-apigateway-api-key-source: HEADER",
        ROOT % "x-amazon-apigateway-minimum-compression-size: 0",
        ROOT % "x-amazon-apigateway-documentation: {}",
        SCHEME % "x-amazon-apigateway-authtype: awsSigv4",
        AUTHORIZER % "type: TOKEN",
        AUTHORIZER % "type: cognito_user_pools",
        AUTHORIZER % "type: request, identitySource: method.request.header.Authorization",
        "swagger: 2.0\npaths: {/pets: {x-amazon-apigateway-any-method: {}}}",
    ],
)
def test_what_only_rest_apis_have_makes_a_rest_api(text: str) -> None:
    assert read(text).kind == REST


@pytest.mark.parametrize(
    "text",
    [
        OPERATION % "type: aws_proxy, payloadFormatVersion: 2.0",
        OPERATION % "type: aws_proxy, integrationSubtype: SQS-SendMessage",
        ROOT % "x-amazon-apigateway-importexport-version: 1.0",
        AUTHORIZER % "type: jwt",
        AUTHORIZER % "type: request, enableSimpleResponses: true",
        "openapi: 3.0.1\npaths: {$default: {x-amazon-apigateway-any-method: {}}}",
        "openapi: 3.0.1\npaths: {/x: {x-amazon-apigateway-any-method: {isDefaultRoute: true}}}",
    ],
)
def test_what_only_http_apis_have_makes_an_http_api(text: str) -> None:
    assert read(text).kind == HTTP


@pytest.mark.parametrize(
    "text",
    [
        OPERATION % "type: aws_proxy",
        OPERATION % "type: aws, payloadFormatVersion: 2.0",
        ROOT % "x-amazon-apigateway-cors: {allowOrigins: ['*']}",
    ],
)
def test_evidence_of_both_or_of_neither_leaves_the_kind_open(text: str) -> None:
    assert read(text).kind is UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "openapi: 3.0.1\npaths: {/pets: {get: {responses: {}}}}",
        "openapi: 3.0.1\ninfo: {description: nothing of x-amazon-apigateway-integration here}\npaths: {}",
        "Resources: {}\nx-amazon-apigateway-policy: {}",
        "- x-amazon-apigateway-policy",
        "just a text",
    ],
)
def test_other_documents_are_nobody_s_business(text: str) -> None:
    document = parse(dedent(text), "api.yaml")
    assert openapi.read(document, document.roots[0]) is None


def test_the_region_of_the_run_is_that_of_the_stack() -> None:
    document = parse(OPERATION % "type: mock", "api.yaml")
    stack = openapi.read(document, document.roots[0], "eu-west-1")
    assert stack is not None
    assert stack.region == "eu-west-1"


def test_a_fragment_with_paths_is_read() -> None:
    assert [route.key for route in read("paths: {/pets: {get: {x-amazon-apigateway-auth: {}}}}").routes] == [
        "GET /pets"
    ]
