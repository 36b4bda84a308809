"""openapi-spec-validator, asked in words that it understands: what API Gateway takes is no fault, and what is one is said at its place."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING, Any

import pytest

from apigw_lint.source.read import parse
from apigw_lint.validators.openapi import Engine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAD = 'openapi: 3.0.1\ninfo: {title: orders, version: "1"}\n'
MOCK = "x-amazon-apigateway-integration: {type: mock}"

IDIOMS = {
    "a greedy variable": HEAD
    + f"paths: {{'/x/{{proxy+}}': {{get: {{parameters: [{{name: proxy, in: path, required: true, schema: {{type: string}}}}], {MOCK}}}}}}}",
    "the method of all methods": HEAD + f"paths: {{/x: {{x-amazon-apigateway-any-method: {{{MOCK}}}}}}}",
    "all methods and one of them": HEAD
    + f"paths: {{/x: {{get: {{{MOCK}}}, x-amazon-apigateway-any-method: {{{MOCK}}}}}}}",
    "the default route": HEAD + "paths: {$default: {x-amazon-apigateway-any-method: {isDefaultRoute: true}}}",
    "no responses": HEAD + f"paths: {{/x: {{get: {{{MOCK}}}, put: {{responses: {{}}}}, post: {{responses: null}}}}}}",
    "numbers for statuses": HEAD + "paths: {/x: {get: {responses: {200: {description: ok}}}}}",
    "a version as a number": 'swagger: 2.0\ninfo: {title: orders, version: "1"}\npaths: {}',
    "a version cut short": 'openapi: "3.0"\ninfo: {title: orders, version: "1"}\npaths: {}',
    "no version of the API": "openapi: 3.0.1\ninfo: {title: orders}\npaths: {}",
    "a version of the API as a date": "openapi: 3.0.1\ninfo: {title: orders, version: 2026-01-02}\npaths: {}",
    "no info": "openapi: 3.0.1\npaths: {}",
    "no paths": HEAD,
    "a server of variables alone": HEAD + "servers: [{variables: {basePath: {default: v1}}}]\npaths: {}",
    "an authorizer without flows": HEAD
    + "paths: {}\ncomponents: {securitySchemes: {jwt: {type: oauth2, x-amazon-apigateway-authorizer: {type: jwt}}}}",
    "a reference to a model by its address": HEAD
    + "paths: {}\ncomponents: {schemas: {A: {$ref: 'https://apigateway.amazonaws.com/restapis/a/models/B'}}}",
    "a reference to another file": HEAD + "paths: {/x: {$ref: 'paths.yaml#/x'}}",
    "a function for a text": "openapi: 3.0.1\ninfo: {title: {'Fn::Sub': '${AWS::StackName}'}, version: {Ref: V}}\npaths: {}",
    "a function for a number": HEAD
    + "paths: {}\ncomponents: {schemas: {A: {type: string, minLength: !Ref Least, pattern: !If [A, x, !Ref P]}}}",
    "a function for a list": HEAD + "paths: {/x: {get: {parameters: !Ref Parameters, responses: {}}}}",
    "a parameter that may be": HEAD
    + "paths: {'/x/{id}': {get: {parameters: [!If [A, {name: id, in: path, required: true, schema: {type: string}}, !Ref AWS::NoValue]]}}}",
    "a file that is included": HEAD
    + "Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://b/k}}\npaths: {}",
}


@pytest.mark.parametrize("text", IDIOMS.values(), ids=IDIOMS.keys())
def test_what_api_gateway_takes_is_no_fault(text: str) -> None:
    assert said(text) == []


FAULTS = {
    "a list of paths": (HEAD + "paths: [/x]", "paths", "is not of type 'object'"),
    "a parameter without `in`": (
        HEAD + "paths: {/x: {get: {parameters: [{name: a, schema: {type: string}}], responses: {}}}}",
        "paths//x/get/parameters/0",
        "is a required property",
    ),
    "a path parameter that is not required": (
        HEAD + "paths: {'/x/{a}': {get: {parameters: [{name: a, in: path, schema: {type: string}}]}}}",
        "paths//x/{a}/get/parameters/0",
        "'required' is a required property",
    ),
    "in the method of all methods": (
        HEAD + "paths: {/x: {x-amazon-apigateway-any-method: {tags: orders}}}",
        "paths//x/x-amazon-apigateway-any-method/tags",
        "is not of type 'array'",
    ),
    "below a greedy variable": (
        HEAD + "paths: {'/x/{proxy+}': {get: {summary: [a]}}}",
        "paths//x/{proxy+}/get/summary",
        "is not of type 'string'",
    ),
    "a variable without a parameter": (
        HEAD + "paths: {'/x/{id}': {get: {}}}",
        "paths//x/{id}/get",
        "Path parameter 'id' for 'get' operation in '/x/{id}' was not resolved",
    ),
    "a greedy variable without a parameter, for all methods": (
        HEAD + "paths: {'/x/{proxy+}': {x-amazon-apigateway-any-method: {}}}",
        "paths//x/{proxy+}/x-amazon-apigateway-any-method",
        "Path parameter 'proxy' for 'x-amazon-apigateway-any-method' operation in '/x/{proxy+}' was not resolved",
    ),
    "a header of OpenAPI 2.0": (
        HEAD + "paths: {/x: {get: {responses: {'200': {description: '', headers: {A: {type: string}}}}}}}",
        "paths//x/get/responses/200/headers/A/type",
        "'type' does not match any of the regexes: '^x-'",
    ),
    "in a template": (
        "Resources: {Api: {Type: AWS::ApiGateway::RestApi, Properties: {Body: {openapi: 3.0.1, paths: {/x: {get: 1}}}}}}",
        "Resources/Api/Properties/Body/paths//x/get",
        "1 is not of type 'object'",
    ),
}


@pytest.mark.parametrize(("text", "path", "words"), FAULTS.values(), ids=FAULTS.keys())
def test_what_is_a_fault_is_said_at_its_place(text: str, path: str, words: str) -> None:
    (one,) = said(text)
    assert (one["path"], one["severity"]) == (path, "warning")
    assert words in one["text"]


@pytest.mark.parametrize(
    "version", ["openapi: 4.0.0", "swagger: '1.2'", "swagger: 3.0.1", "openapi: 3.0.1\nswagger: '2.0'"]
)
def test_a_version_that_it_does_not_know_is_not_put_to_it(version: str) -> None:
    assert said(f"{version}\npaths: []") == []


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("a connection was made"))
    external = "{$ref: 'https://example.com/a.yaml#/b'}"
    schemas = f"A: {external}, B: {{type: object, properties: {{c: {external}}}, allOf: [{external}]}}"
    assert said(HEAD + f"paths: {{/x: {external}}}\ncomponents: {{schemas: {{{schemas}}}}}") == []


@pytest.mark.parametrize(
    "schema",
    [
        "properties: {$ref: '%s'}",
        "A: {properties: {$ref: '%s'}}",
        "A: {default: 1, $dynamicRef: '%s'}",
        "A: {default: 1, not: {$recursiveRef: '%s'}}",
        "A: {$id: '%s', $ref: '#/components/schemas/B', default: {}}, B: {}",
    ],
)
@pytest.mark.parametrize("version", ["3.0.1", "3.1.0"])
def test_no_file_is_read_by_its_address(tmp_path: Path, version: str, schema: str) -> None:
    address = tmp_path / "other.json"
    address.write_text('{"type": "object", "required": ["secret"]}', encoding="utf-8")
    head = HEAD.replace("3.0.1", version)
    found = said(head + "paths: {}\ncomponents: {schemas: {" + schema % address.as_uri() + "}}")
    assert not any("secret" in one["text"] or "object" in one["text"] for one in found)


def said(text: str) -> list[dict[str, str]]:
    return [{**one, "path": "/".join(one["path"])} for one in Engine().judge(parse(text, "openapi.yaml"))]


SMALL = {
    "openapi": "3.0.1",
    "info": {"title": "orders"},
    "servers": [{"url": "/"}],
    "tags": [{"name": "a"}],
    "paths": {
        "/x/{id}": {"parameters": [{"name": "id", "in": "path"}], "get": {"responses": {"200": {"description": ""}}}}
    },
    "components": {"schemas": {"A": {"properties": {"a": {}}}}, "securitySchemes": {"k": {"type": "apiKey"}}},
}


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    if isinstance(node, (dict, list)):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from places(value, (*path, key))


@pytest.mark.parametrize("odd", [None, 7, "a", ["a"], {"a": 7}, {"Fn::If": []}, {"$ref": 7}, [{"$ref": "#/a"}]])
def test_it_survives_odd_values_everywhere(odd: Any) -> None:
    for path in places(SMALL):
        whole = json.loads(json.dumps(SMALL))
        holder = whole
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = odd
        said(json.dumps(whole))
