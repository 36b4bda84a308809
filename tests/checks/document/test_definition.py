"""Sizes that no example can show, and idioms that API Gateway imports and other linters refuse."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from apigw_lint.lint import lint_texts
from apigw_lint.rulebook.audit import audit
from apigw_lint.rulebook.shelf import pages

THEMES = ("request", "path", "document")
MOCK = {"type": "mock"}


@cache
def rules() -> list[Any]:
    return [audit(page) for page in pages().values() if page.theme in THEMES and "by" not in page]


def found(document: dict[str, Any]) -> list[str]:
    return [one.rule for one in lint_texts({"openapi.json": json.dumps(document)}, rules())]


def definition(**root: Any) -> dict[str, Any]:
    paths = {"/orders": {"get": {"x-amazon-apigateway-integration": MOCK}}}
    return {"swagger": "2.0", "info": {"title": "orders"}, "paths": paths, **root}


def test_a_definition_above_six_megabytes_is_too_large() -> None:
    assert found(definition(**{"x-notes": "n" * (6 * 1024 * 1024)})) == ["definition-size-excessive"]
    assert found(definition(**{"x-notes": "n" * (5 * 1024 * 1024)})) == []


def test_a_mapping_template_above_300_kilobytes_is_too_large() -> None:
    def with_template(size: int) -> dict[str, Any]:
        integration = {**MOCK, "requestTemplates": {"application/json": " " * size + '{"statusCode": 200}'}}
        return definition(paths={"/orders": {"get": {"x-amazon-apigateway-integration": integration}}})

    assert found(with_template(300 * 1024)) == ["definition-size-excessive"]
    assert found(with_template(290 * 1024)) == []


def test_indentation_does_not_count() -> None:
    text = json.dumps(definition(**{"x-notes": ["n"] * 100_000}), indent=80)
    assert len(text) > 6 * 1024 * 1024
    assert lint_texts({"openapi.json": text}, rules()) == []


IDIOMS = {
    "functions where OpenAPI wants a text": """
openapi: 3.0.1
info:
  title: {Fn::Sub: "${AWS::StackName}-orders"}
servers:
  - url: {Fn::Sub: "https://${Host}"}
x-amazon-apigateway-binary-media-types: {Fn::Split: [",", {Ref: Types}]}
x-amazon-apigateway-policy: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://policies/policy.json}}}
paths:
  /orders:
    get:
      x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: {Fn::Sub: "https://${Host}/"}}
""",
    "integer keys of responses, and none at all": """
openapi: 3.0.1
info: {title: orders}
paths:
  /orders:
    get:
      responses: {200: {description: the orders}, 404: {description: none}}
      x-amazon-apigateway-integration: {type: mock}
    put:
      x-amazon-apigateway-integration: {type: mock}
    post:
      responses: {}
      x-amazon-apigateway-integration: {type: mock}
""",
    "a greedy path, any method and a number for a version": """
swagger: 2.0
paths:
  /files/{proxy+}:
    x-amazon-apigateway-any-method:
      parameters: [{name: proxy, in: path, required: true, type: string}]
      x-amazon-apigateway-integration: {type: mock}
""",
    "the default route of an HTTP API": """
openapi: 3.0.1
info: {title: orders}
x-amazon-apigateway-importexport-version: "1.0"
paths:
  $default:
    x-amazon-apigateway-any-method:
      isDefaultRoute: true
      x-amazon-apigateway-integration: {type: http_proxy, httpMethod: ANY, uri: "https://orders.example.com/"}
""",
    "a server without an address": """
openapi: 3.0.1
info: {title: orders}
servers: [{variables: {basePath: {default: /v1}}}]
paths:
  /orders:
    get:
      x-amazon-apigateway-integration: {type: mock}
""",
    "placeholders of others": """
openapi: 3.0.1
info: {title: "${title}"}
paths:
  /${stage}/orders/{id}:
    get:
      x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: "https://${stageVariables.host}/{{ path }}"}
""",
}


@pytest.mark.parametrize("text", IDIOMS.values(), ids=IDIOMS.keys())
def test_what_is_imported_is_not_reported(text: str) -> None:
    assert [(one.rule, one.message) for one in lint_texts({"openapi.yaml": text}, rules())] == []
