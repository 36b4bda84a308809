"""Definitions for the tests, and the APIs that they become."""

from __future__ import annotations

from textwrap import dedent, indent
from typing import TYPE_CHECKING, Any

from apigw_lint.dialects import openapi
from apigw_lint.dialects.scope import Scope
from apigw_lint.dialects.view import View
from apigw_lint.model.api import Api, Route
from apigw_lint.source.read import parse

if TYPE_CHECKING:
    from apigw_lint.source.place import Place


def read(text: str) -> Api:
    """The API of a document of its own."""
    document = parse(dedent(text), "api.yaml")
    assert document.root is not None
    stack = openapi.read(document, document.root)
    assert stack is not None
    (api,) = stack.apis
    return api


def of_kind(kind: Any, text: str) -> Api:
    """The API of a definition that somebody includes who knows its kind."""
    root = parse(dedent(text), "api.yaml").roots[0]
    api = Api(root.place, "Pets", kind=kind, origin="body")
    openapi.build(api, View(Scope(root, template=False), root))
    return api


def in_template(body: str, kind: Any = "rest", head: str = "", **truths: bool) -> Api:
    """The API of a definition that stands inline in a template."""
    text = f"{dedent(head)}\nResources:\n  Api:\n    Properties:\n      Body:\n{indent(dedent(body), ' ' * 8)}"
    root = parse(text, "template.yaml").roots[0]
    properties = root["Resources"]["Api"]["Properties"]
    api = Api(properties.key_place("Body"), "Api", kind=kind, origin="body")
    scope = Scope(root, conditions=truths).for_definition()
    openapi.build(api, View(scope, properties["Body"], properties.key_place("Body")))
    return api


def route(api: Api, key: str) -> Route:
    """The one route with this key."""
    (found,) = (one for one in api.routes if one.label == key)
    return found


def written(place: Place) -> str:
    """The text at a place."""
    return place.document.text[place.start : place.end]
