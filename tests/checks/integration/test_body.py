"""Request bodies: what is sent on, what is answered, and what goes past templates and validation."""

from __future__ import annotations

import pytest

from tests.checks.ruled import lines

DOCUMENT = """\
    openapi: 3.0.1
    info: {{title: pets, version: "1"}}
    x-amazon-apigateway-request-validators: {{body: {{validateRequestBody: true}}}}
    paths:
      /pets:
        {verb}:
          {operation}
          x-amazon-apigateway-integration: {{{integration}}}
"""
TEMPLATES = "requestTemplates: {application/json: $input.body}"
VALIDATED = "{x-amazon-apigateway-request-validator: body, requestBody: {content: {application/json: {schema: {type: object}}}}}"


def rest(integration: str, verb: str = "post", operation: str = "") -> str:
    return DOCUMENT.format(integration=integration, verb=verb, operation=operation)


@pytest.mark.parametrize(
    ("integration", "found"),
    [
        ("type: mock", [8]),
        ("type: mock, requestTemplates: {application/json: '{}'}", [8]),
        ("type: mock, requestTemplates: {application/json: $input.body}", []),
        ("type: mock, requestTemplates: {text/plain: '{}', application/json: '{statusCode: 200}'}", []),
        ("type: mock, requestTemplates: {'Fn::Transform': {Name: 'AWS::Include'}}", []),
        ("type: http, passthroughBehavior: never", [8]),
        ("type: http, passthroughBehavior: NEVER, requestTemplates: {application/json: $input.body}", []),
        ("type: http_proxy, passthroughBehavior: never", []),
        ("type: http", []),
    ],
)
def test_templates_that_are_missing(integration: str, found: list[int]) -> None:
    assert lines("request-template-missing", rest(integration)) == found


@pytest.mark.parametrize(
    ("integration", "verb", "found"),
    [
        (f"type: http, {TEMPLATES}", "post", [8]),
        (f"type: http, {TEMPLATES}", "get", []),
        (f"type: http, {TEMPLATES}, passthroughBehavior: when_no_templates", "post", []),
        (f"type: http, {TEMPLATES}, passthroughBehavior: never", "post", []),
        ("type: http, requestTemplates: {$default: $input.body}", "post", []),
        ("type: http", "post", []),
        (f"type: http_proxy, {TEMPLATES}", "post", []),
    ],
)
def test_bodies_that_go_past_the_templates(integration: str, verb: str, found: list[int]) -> None:
    assert lines("passthrough-body-unrestricted", rest(integration, verb)) == found


@pytest.mark.parametrize(
    ("integration", "found"),
    [
        ("type: http_proxy", [9]),
        (f"type: http, {TEMPLATES}, passthroughBehavior: when_no_templates", []),
        ("type: mock", []),
    ],
)
def test_bodies_that_go_past_the_validation(integration: str, found: list[int]) -> None:
    operation = VALIDATED[1:-1].replace(", requestBody", "\n          requestBody")
    assert lines("passthrough-body-unrestricted", rest(integration, operation=operation)) == found
    assert lines("passthrough-body-unrestricted", rest("type: http_proxy")) == []
