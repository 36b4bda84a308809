"""Whatever a document holds where something else is expected, it is read."""

from __future__ import annotations

import copy
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apigw_lint.dialects import openapi
from apigw_lint.dialects.scope import Scope
from apigw_lint.dialects.view import View
from apigw_lint.model.api import Api
from apigw_lint.model.value import UNKNOWN
from apigw_lint.model.walk import walk
from apigw_lint.source.read import parse, read_document
from apigw_lint.source.read_error import ReadError
from tests.dialects.openapi import test_definition, test_integration, test_schemas, test_security, test_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

OPERATION = {
    "operationId": "listPets",
    "security": [{"Guard": ["a"]}, {"Key": []}],
    "x-amazon-apigateway-auth": {"type": "NONE"},
    "x-amazon-apigateway-request-validator": "all",
    "parameters": [
        {"$ref": "#/components/parameters/Page"},
        {"name": "b", "in": "body", "schema": {"$ref": "#/components/schemas/Pet"}},
    ],
    "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}},
    "responses": {"200": {"headers": {"X": {}}, "content": {"a/b": {"schema": {"type": "object"}}}}},
    "x-amazon-apigateway-integration": {
        "type": "aws_proxy",
        "uri": {
            "Fn::Sub": "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Pets.Arn}/invocations"
        },
        "timeoutInMillis": {"Ref": "Wait"},
        "tlsConfig": {"insecureSkipVerification": "false"},
        "requestParameters": {"integration.request.header.A": "'a'"},
        "requestTemplates": {"application/json": "{}"},
        "responses": {
            "default": {"statusCode": 200, "responseParameters": {"a": "b"}, "responseTemplates": {"a/b": "c"}}
        },
    },
}
WHOLE: dict[str, Any] = {
    "openapi": "3.0.1",
    "info": {"title": "Pets"},
    "servers": [{"x-amazon-apigateway-endpoint-configuration": {"vpcEndpointIds": ["vpce-1"]}}],
    "tags": [{"name": "a", "x-amazon-apigateway-tag-value": "b"}],
    "security": [{"Guard": []}],
    "x-amazon-apigateway-binary-media-types": ["*/*"],
    "x-amazon-apigateway-minimum-compression-size": 5,
    "x-amazon-apigateway-cors": {"allowOrigins": ["*"], "maxAge": 5, "allowCredentials": True},
    "x-amazon-apigateway-request-validator": "all",
    "x-amazon-apigateway-request-validators": {"all": {"validateRequestBody": True}},
    "x-amazon-apigateway-gateway-responses": {"DEFAULT_4XX": {"statusCode": 400, "responseParameters": {"a": "'b'"}}},
    "x-amazon-apigateway-documentation": {"documentationParts": [{"location": {"type": "API"}}]},
    "x-amazon-apigateway-policy": {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"AWS": ["*"]},
                "Action": "execute-api:Invoke",
                "Resource": ["execute-api:/*"],
                "Condition": {"StringEquals": {"aws:SourceVpce": ["vpce-1"]}},
            }
        ],
    },
    "paths": {
        "/pets/{id}": {
            "parameters": [{"name": "id", "in": "path", "required": True}],
            "get": OPERATION,
            "put": {
                "x-amazon-apigateway-integration": {"$ref": "#/components/x-amazon-apigateway-integrations/shared"}
            },
        },
        "$default": {"x-amazon-apigateway-any-method": {"isDefaultRoute": True}},
        "/other": {"$ref": "#/components/x-items/other"},
    },
    "components": {
        "x-amazon-apigateway-integrations": {"shared": {"type": "http_proxy"}},
        "x-items": {"other": {"post": {}}},
        "parameters": {"Page": {"name": "page", "in": "query", "schema": {"type": "string", "enum": ["a"]}}},
        "schemas": {
            "Pet": {"type": "object", "properties": {"id": {"$ref": "#/components/schemas/Id"}}},
            "Id": {"type": "string"},
        },
        "securitySchemes": {
            "Key": {"type": "apiKey", "name": "x-api-key", "in": "header"},
            "Guard": {
                "type": "apiKey",
                "in": "header",
                "name": "Authorization",
                "x-amazon-apigateway-authtype": "custom",
                "x-amazon-apigateway-authorizer": {
                    "type": "request",
                    "identitySource": "method.request.header.A, context.path",
                    "authorizerResultTtlInSeconds": 5,
                    "providerARNs": ["a"],
                    "jwtConfiguration": {"issuer": "a", "audience": ["b"]},
                },
            },
        },
    },
}


def spots(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value of a document."""
    if path:
        yield path
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in entries:
        yield from spots(value, (*path, key))


SPOTS = list(spots(WHOLE))
FUNCTIONS = [
    {"Ref": "Wait"},
    {"Ref": "AWS::NoValue"},
    {"Fn::If": ["Maybe", {"get": {}}, {"Ref": "AWS::NoValue"}]},
    {"Fn::If": [["a"]]},
    {"Fn::Transform": {"Name": "AWS::Include"}},
    {"Fn::Sub": ["${a}", {"a": 1}]},
    {"Fn::GetAtt": []},
    {"Fn::FindInMap": ["a", "b", "c"]},
    {"$ref": "#"},
    {"$ref": "#/paths"},
    {"$ref": 7},
    {"$ref": "#/components/schemas/" + "~1" * 20},
]
values = st.one_of(
    st.sampled_from(
        [[], {}, [[]], {"a": {}}, [None], None, True, 0, -1.5, 10**30, "", "x" * 5000, "${", "{{x}}", "\ue0007\ue001"]
    ),
    st.sampled_from(FUNCTIONS),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["get", "$ref", "type", "in", "", "0"]), inner, max_size=3)
        ),
        max_leaves=6,
    ),
)


def changed(changes: list[tuple[tuple[Any, ...], Any]]) -> dict[str, Any]:
    """The whole document with other values at some spots."""
    document = copy.deepcopy(WHOLE)
    for path, value in changes:
        at: Any = document
        for step in path[:-1]:
            inside = (
                at.get(step)
                if isinstance(at, dict)
                else at[step]
                if isinstance(at, list) and isinstance(step, int) and step < len(at)
                else None
            )
            at = inside
        if isinstance(at, dict) or (isinstance(at, list) and isinstance(path[-1], int) and path[-1] < len(at)):
            at[path[-1]] = copy.deepcopy(value)
    return document


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(SPOTS), values), min_size=1, max_size=3),
    st.sampled_from(["rest", "http", None]),
    st.booleans(),
)
def test_any_value_may_stand_anywhere(changes: list[tuple[tuple[Any, ...], Any]], kind: Any, inline: bool) -> None:
    document = changed(changes)
    if inline:
        root = parse(
            json.dumps({"Parameters": {"Wait": {"Default": 1}}, "Resources": {"Api": document}}), "template.json"
        ).roots[0]
        scope, node = Scope(root).for_definition(), root["Resources"]["Api"]
    else:
        node = parse(json.dumps(document), "api.json").roots[0]
        scope = Scope(node, template=False)
        openapi.kind_of(View(scope, node))
        assert openapi.recognises(node) in (True, False)
    api = Api(node.place, "Pets", kind=kind or UNKNOWN)
    openapi.build(api, View(scope, node))
    for element in walk(api):
        assert isinstance(element.path, str)
        assert all(place.document is node.document for place in element.places.values())


@pytest.mark.parametrize(
    "value", ["null", "7", "[]", "text", "{Ref: X}", "{Fn::Transform: {}}", "{$ref: '#/a'}", "[{}]"]
)
def test_any_value_may_be_the_whole(value: str) -> None:
    root = parse(f"{value}\n", "api.yaml").roots[0]
    api = Api(root.place, "Pets", kind="rest")
    openapi.build(api, View(Scope(root, template=False), root))
    assert api.routes == []


def test_documents_of_the_other_tests_are_read_whatever_their_kind() -> None:
    texts = [
        test_integration.WHOLE,
        test_schemas.OLD,
        test_schemas.NEW,
        test_security.HTTP,
        test_settings.ROOT,
        test_definition.WHOLE,
    ]
    for text in texts:
        root = parse(text, "api.yaml").roots[0]
        for kind in ("rest", "http", "websocket", UNKNOWN):
            api = Api(root.place, "Pets", kind=kind)
            openapi.build(api, View(Scope(root, template=False), root))
            assert api.definition is not None


def test_real_documents_are_read() -> None:
    folder = os.environ.get("APIGW_LINT_CORPUS")
    if not folder:
        pytest.skip("APIGW_LINT_CORPUS names no folder of real documents")
    rows = [line.split("\t") for line in Path(folder, "manifest.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    files = [row[0] for row in rows if row[4] == "openapi-aws"]
    routes = 0
    for file in files:
        try:
            document = read_document(Path(folder, file), file)
        except ReadError:
            continue
        for root in document.roots:
            stack = openapi.read(document, root)
            assert stack is not None, file
            routes += len(stack.apis[0].routes)
    assert routes > len(files)
