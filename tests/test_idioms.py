"""What API Gateway imports and linters of plain OpenAPI refuse: silence, whatever is asked for."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

from apigw_lint.lint import lint_texts
from apigw_lint.rulebook.audit import audit
from apigw_lint.rulebook.shelf import pages

REST = """\
swagger: 2.0
info:
  title: {Fn::Sub: "${AWS::StackName}-orders"}
host: {Fn::Sub: "${Api}.execute-api.${AWS::Region}.amazonaws.com"}
basePath: /v1
schemes: [https]
securityDefinitions:
  sigv4: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4}
x-amazon-apigateway-binary-media-types: {Fn::Split: [",", {Ref: Types}]}
x-amazon-apigateway-policy: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://policies/policy.json}}}
x-amazon-apigateway-minimum-compression-size: {Ref: Size}
x-amazon-apigateway-documentation: {version: 1, documentationParts: []}
x-acme-owner: {team: orders}
paths:
  /files/{proxy+}:
    x-amazon-apigateway-any-method:
      security: [{sigv4: []}]
      parameters: [{name: proxy, in: path, required: true, type: string}]
      responses: {}
      x-amazon-apigateway-integration: &call
        type: AWS_PROXY
        httpMethod: POST
        uri: {Fn::Sub: "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function.Arn}/invocations"}
        passthroughBehavior: when_no_match
        contentHandling: CONVERT_TO_TEXT
        cacheNamespace: a1b2c3
        responses: {default: {statusCode: "200"}}
  /orders:
    parameters: []
    get:
      security: [{sigv4: []}]
      consumes: [application/json]
      produces: [application/json]
      responses:
        200: {description: the orders, schema: {$ref: "#/definitions/Empty"}}
        404: {}
      x-amazon-apigateway-integration: *call
    post:
      security: [{sigv4: []}]
      x-amazon-apigateway-integration:
        type: http_proxy
        httpMethod: POST
        uri: https://${stageVariables.host}/${path}/{{ suffix }}
  /${stage}/orders/{id}:
    delete:
      security: [{sigv4: []}]
      deprecated: true
      responses: {"204": {description: gone}}
      x-amazon-apigateway-integration: *call
definitions:
  Empty: {type: object, title: Empty Schema}
"""

HTTP = """\
openapi: 3.0.1
info: {title: orders, version: 2026-11-21 10:00:00UTC}
servers:
  - url: https://a1b2c3d4.execute-api.us-east-1.amazonaws.com/{basePath}
    variables: {basePath: {default: v1}}
  - variables: {basePath: {default: ""}}
tags: [{name: owner, x-amazon-apigateway-tag-value: orders}]
x-amazon-apigateway-importexport-version: "1.0"
paths:
  $default:
    x-amazon-apigateway-any-method:
      isDefaultRoute: true
      security: [{users: [orders/all]}]
      x-amazon-apigateway-integration: {$ref: "#/components/x-amazon-apigateway-integrations/orders"}
  /orders/{proxy+}:
    x-amazon-apigateway-any-method:
      security: [{users: [orders/all]}]
      responses: {default: {description: Default response}}
      x-amazon-apigateway-integration:
        type: aws_proxy
        httpMethod: POST
        uri: {Fn::GetAtt: [Function, Arn]}
        payloadFormatVersion: 2.0
        connectionType: INTERNET
        timeoutInMillis: 30000
components:
  securitySchemes:
    users:
      type: oauth2
      flows: {}
      x-amazon-apigateway-authorizer:
        type: jwt
        identitySource: $request.header.Authorization
        jwtConfiguration:
          issuer: {Fn::Sub: "https://cognito-idp.${AWS::Region}.amazonaws.com/${Users}"}
          audience: [{Ref: Client}]
  x-amazon-apigateway-integrations:
    orders: {type: HTTP_PROXY, httpMethod: ANY, uri: "https://orders.example.com/", payloadFormatVersion: "1.0"}
"""

TEMPLATE = """\
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      EndpointConfiguration: {Types: [REGIONAL]}
      Body:
%s
"""


@cache
def rules() -> list[Any]:
    """Every rule, strict ones and those in preview too."""
    return [audit(page) for page in pages().values() if "by" not in page]


@pytest.mark.parametrize("text", [REST, HTTP], ids=["rest", "http"])
def test_a_document_full_of_idioms_is_met_with_silence(text: str) -> None:
    assert [(one.rule, one.place.span.line, one.message) for one in lint_texts({"openapi.yaml": text}, rules())] == []


def test_short_functions_stand_in_the_body_of_a_template() -> None:
    short = re.sub(r"\{Ref: (\w+)\}", r"!Ref \1", re.sub(r'\{Fn::Sub: ("[^"]*")\}', r"!Sub \1", REST))
    body = "\n".join(f"        {line}" for line in short.splitlines())
    before = {one.rule for one in lint_texts({"template.yaml": TEMPLATE % "        {}"}, rules())}
    fresh = [one for one in lint_texts({"template.yaml": TEMPLATE % body}, rules()) if one.rule not in before]
    assert [(one.rule, one.place.span.line, one.message) for one in fresh] == []


@pytest.mark.parametrize(("text", "rule"), [(REST, "integration-verb-invalid"), (HTTP, "payload-version-invalid")])
def test_the_silence_is_not_deafness(text: str, rule: str) -> None:
    spoilt = text.replace("httpMethod: POST", "httpMethod: GET").replace("FormatVersion: 2.0", "FormatVersion: 3.0")
    assert rule in {one.rule for one in lint_texts({"openapi.yaml": spoilt}, rules())}
