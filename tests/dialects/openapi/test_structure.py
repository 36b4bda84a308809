"""Every place of a definition that API Gateway finds its way by, with something else in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.dialects.openapi.definitions import in_template, read

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = {
    "type": "object",
    "required": ["id"],
    "properties": {"id": {"enum": ["a"]}, "x-list": {"items": {"type": "string"}}},
    "additionalProperties": {"allOf": [{"not": {"type": "null"}}]},
}
NEW = {
    "openapi": "3.0.1",
    "x-amazon-apigateway-api-key-source": "HEADER",
    "info": {"title": "orders"},
    "paths": {
        "/orders/{id}": {
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": SCHEMA}],
            "get": {
                "operationId": "orders",
                "security": [{"key": []}],
                "requestBody": {"content": {"application/json": {"schema": SCHEMA}}},
                "responses": {"200": {"headers": {"X-A": {"schema": SCHEMA}}, "content": {"a/b": {"schema": SCHEMA}}}},
            },
            "x-amazon-apigateway-any-method": {"parameters": [{"name": "a", "in": "cookie"}]},
        }
    },
    "components": {
        "schemas": {"Order": SCHEMA},
        "parameters": {"page": {"name": "page", "in": "query"}},
        "responses": {"Gone": {"content": {"a/b": {"schema": SCHEMA}}}},
        "requestBodies": {"Order": {"content": {"a/b": {"schema": SCHEMA}}}},
        "headers": {"X-A": {"schema": SCHEMA}},
        "securitySchemes": {"key": {"type": "apiKey", "name": "x-api-key", "in": "header"}},
    },
}
OLD = {
    "swagger": "2.0",
    "x-amazon-apigateway-api-key-source": "HEADER",
    "info": {"title": "orders"},
    "consumes": ["application/json"],
    "paths": {
        "/orders": {
            "post": {
                "produces": ["application/json"],
                "parameters": [{"name": "a", "in": "formData"}, {"name": "b", "in": "body", "schema": SCHEMA}],
                "responses": {"200": {"headers": {"X-A": {"type": "string"}}, "schema": SCHEMA}},
            }
        }
    },
    "definitions": {"Order": SCHEMA},
    "parameters": {"page": {"name": "page", "in": "query"}},
    "responses": {"Gone": {"schema": SCHEMA}},
    "securityDefinitions": {"key": {"type": "apiKey", "name": "x-api-key", "in": "header"}},
}


def holders(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every map and list in a definition but its root."""
    if path:
        yield path
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if isinstance(value, (dict, list)):
            yield from holders(value, (*path, key))


EVERY = [(whole, path) for whole in (NEW, OLD) for path in holders(whole)]
NAMES = ["/".join(map(str, path)) for _, path in EVERY]


@pytest.mark.parametrize("whole", [NEW, OLD], ids=["3.0", "2.0"])
def test_what_openapi_builds_is_in_order(whole: dict[str, Any]) -> None:
    assert malformed(whole) == []


@pytest.mark.parametrize(("whole", "path"), EVERY, ids=NAMES)
@pytest.mark.parametrize("other", [7, "orders", ["orders"], {"orders": 7}])
def test_another_shape_is_found_at_its_place(whole: dict[str, Any], path: tuple[Any, ...], other: Any) -> None:
    there = at(whole, path)
    if type(other) is type(there) or (path[-1] == "items" and isinstance(other, list)):
        pytest.skip("the shape fits")
    (found,) = malformed(put(whole, path, other))
    assert (found.fault, found.wanted) == ("shape", ["map" if isinstance(there, dict) else "list"])
    assert found.entry == isinstance(path[-1], int)


@pytest.mark.parametrize(("whole", "path"), EVERY, ids=NAMES)
@pytest.mark.parametrize(
    "other", [None, [], {}, {"Ref": "A"}, {"Fn::If": ["A", 1, 2]}, {"$ref": "#/a/b"}, {"Fn::Transform": {}}]
)
def test_nothing_a_function_or_a_reference_may_stand_anywhere(
    whole: dict[str, Any], path: tuple[Any, ...], other: Any
) -> None:
    assert malformed(put(whole, path, other)) == []
    api = in_template(json.dumps(put(whole, path, other)))
    assert api.definition is not None
    assert api.definition.malformed == []


@pytest.mark.parametrize("whole", [NEW, OLD], ids=["3.0", "2.0"])
def test_a_schema_may_be_true_or_false(whole: dict[str, Any]) -> None:
    for path in ("properties", "id"), ("additionalProperties",), ("required",):
        place = ("components", "schemas") if whole is NEW else ("definitions",)
        assert malformed(put(whole, (*place, "Order", *path), True)) == []


PARAMETER = ("components", "parameters", "page")


@pytest.mark.parametrize(
    ("parameter", "said"),
    [
        ({"in": "query"}, ("missing", ["name"])),
        ({"name": "page"}, ("missing", ["in"])),
        ({"schema": {}}, ("missing", ["name", "in"])),
        ({"name": "page", "in": "body"}, ("word", ["query", "header", "path", "cookie"])),
        ({"name": "page", "in": "Query"}, ("word", ["query", "header", "path", "cookie"])),
        ({"name": ["page"], "in": "query"}, ("shape", ["text"])),
        ({"name": 7, "in": "query"}, None),
        ({"Fn::Transform": {}, "x-a": 1}, None),
    ],
)
def test_a_parameter_has_a_name_and_a_place(parameter: dict[str, Any], said: tuple[str, list[str]] | None) -> None:
    found = [(one.fault, one.wanted) for one in malformed(put(NEW, PARAMETER, parameter))]
    assert found == ([said] if said else [])


def test_openapi_two_has_other_places() -> None:
    assert malformed(put(OLD, ("parameters", "page", "in"), "body")) == []
    (found,) = malformed(put(OLD, ("parameters", "page", "in"), "cookie"))
    assert "formData" in found.wanted


def test_extensions_may_hold_anything_and_properties_may_be_called_anything() -> None:
    assert malformed(put(NEW, ("paths", "x-mine"), 7)) == []
    (found,) = malformed(put(NEW, ("components", "schemas", "Order", "properties", "x-list"), 7))
    assert found.key == "x-list"


def malformed(whole: dict[str, Any]) -> list[Any]:
    definition = read(json.dumps(whole)).definition
    assert definition is not None
    return definition.malformed


def at(whole: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        whole = whole[step]
    return whole


def put(whole: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """The definition with another value at a path."""
    whole = json.loads(json.dumps(whole))
    at(whole, path[:-1])[path[-1]] = value
    return whole
