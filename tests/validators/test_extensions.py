"""The schema of the extensions is sound, and says what the rules say."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

from apigw_lint.analysis import extensions as table
from apigw_lint.cli import command
from apigw_lint.dialects.openapi import integration, security, settings
from apigw_lint.lint import lint_texts
from apigw_lint.rulebook.audit import audit
from apigw_lint.rulebook.shelf import pages
from apigw_lint.validators import extensions

INTEGRATION = {"type": "aws_proxy", "httpMethod": "POST", "uri": {"Fn::Sub": "arn:${AWS::Region}"}}
RULES = (
    "extension-name-unknown",
    "extension-place-ignored",
    "extension-value-invalid",
    "extension-field-unknown",
    "integration-field-unknown",
)


@cache
def schema() -> Any:
    return json.loads(extensions.text())


def definition(name: str) -> Any:
    return schema()["definitions"][name]


def properties(name: str) -> set[str]:
    """The keys of the mapping that a definition describes."""
    return set(next(one["properties"] for one in definition(name)["anyOf"] if "additionalProperties" in one))


def document(**parts: Any) -> dict[str, Any]:
    operation = {"x-amazon-apigateway-integration": INTEGRATION, "responses": {"200": {"description": "all is well"}}}
    return {
        "openapi": "3.0.1",
        "info": {"title": "orders", "version": "1"},
        "paths": {"/": {"get": operation}},
        **parts,
    }


def test_the_command_prints_a_schema() -> None:
    outcome = CliRunner().invoke(command, ["schema"])
    assert outcome.exit_code == 0
    Draft7Validator.check_schema(json.loads(outcome.stdout))


def test_the_schema_and_the_reader_know_the_same_fields() -> None:
    name = f"{table.PREFIX}integration"
    fields = next(one["properties"] for one in definition(name)["anyOf"] if "type" in one.get("properties", {}))
    assert set(fields) == {*integration.KNOWN, "responseParameters"}
    assert properties("integration-response") == set(integration.KNOWN_RESPONSE)
    assert set(fields["tlsConfig"]["anyOf"][1]["properties"]) == set(integration.TLS.values())
    assert properties(f"{table.PREFIX}cors") == set(settings.CORS.values())
    assert properties(f"{table.PREFIX}endpoint-configuration") == set(settings.ENDPOINT.values())
    assert properties(f"{table.PREFIX}authorizer") == {*security.FIELDS.values(), "identitySource", "jwtConfiguration"}


GOOD = [
    {},
    {"x-amazon-apigateway-binary-media-types": ["image/png"], "x-amazon-apigateway-api-key-source": "header"},
    {"x-amazon-apigateway-minimum-compression-size": "1024", "x-acme-team": 4},
    {"x-amazon-apigateway-request-validators": {"full": {"validateRequestBody": True}}},
    {"x-amazon-apigateway-request-validator": {"Ref": "Validator"}, "x-amazon-apigateway-policy": {"Statement": []}},
    {"servers": [{"url": "/", "x-amazon-apigateway-endpoint-configuration": {"vpcEndpointIds": ["vpce-1"]}}]},
    {"components": {"x-amazon-apigateway-integrations": {"orders": INTEGRATION}}},
]
BAD = [
    {"x-amazon-apigateway-binary-media-type": ["image/png"]},
    {"x-amazon-apigateway-binary-media-types": "image/png"},
    {"x-amazon-apigateway-minimum-compression-size": "small"},
    {"x-amazon-apigateway-request-validator": {"full": {"validateRequestBody": True}}},
    {"x-amazon-apigateway-policy": "{}"},
    {"x-amazon-apigateway-integration": INTEGRATION},
    {"paths": {"/": {"x-amazon-apigateway-integration": INTEGRATION}}},
    {"paths": {"/": {"get": {"x-amazon-apigateway-integration": {**INTEGRATION, "timeoutInMilliseconds": 900}}}}},
]


@pytest.mark.parametrize("parts", GOOD)
def test_the_schema_and_the_rules_let_pass_what_is_good(parts: dict[str, Any]) -> None:
    assert faults(document(**parts)) == (False, False)


@pytest.mark.parametrize("parts", BAD)
def test_the_schema_and_the_rules_find_what_is_bad(parts: dict[str, Any]) -> None:
    assert faults(document(**parts)) == (True, True)


def faults(text: dict[str, Any]) -> tuple[bool, bool]:
    """Whether the schema finds a fault, and whether a rule does."""
    rules = [audit(page) for name, page in pages().items() if name in RULES]
    found = lint_texts({"openapi.json": json.dumps(text)}, rules)
    return not Draft7Validator(schema()).is_valid(text), bool(found)


@pytest.mark.parametrize(
    ("field", "value"),
    [("type", "lambda"), ("passthroughBehavior", "always"), ("connectionType", "VPC"), ("timeoutInMillis", 5)],
)
def test_the_schema_knows_the_words_of_an_integration(field: str, value: object) -> None:
    operation = {"x-amazon-apigateway-integration": {**INTEGRATION, field: value}}
    assert not Draft7Validator(schema()).is_valid(document(paths={"/": {"get": operation}}))
