"""Small templates as the SAM dialect reads them."""

from __future__ import annotations

from textwrap import dedent, indent
from typing import TYPE_CHECKING, Any, TypeVar

from apigw_lint.dialects import sam
from apigw_lint.dialects.scope import Scope
from apigw_lint.model.element import Element
from apigw_lint.model.walk import walk
from apigw_lint.source.read import parse

if TYPE_CHECKING:
    from apigw_lint.model.api import Api, Route
    from apigw_lint.model.stack import Stack
    from apigw_lint.source.place import Place

E = TypeVar("E", bound=Element)

FUNCTION = """
Fn:
  Type: AWS::Serverless::Function
  Properties:
    Events:
"""


def read(text: str, **settings: Any) -> Stack:
    """The stack of a template."""
    document = parse("Transform: AWS::Serverless-2016-10-31\n" + dedent(text).lstrip("\n"), "template.yaml")
    return sam.read(document, document.roots[0], Scope(document.roots[0], **settings))


def with_events(events: str, resources: str = "", globals: str = "") -> Stack:
    """A template with one function that has these events, beside other resources and under Globals."""
    body = FUNCTION + indent(dedent(events).strip("\n"), " " * 6) + "\n" + dedent(resources).strip("\n")
    above = "Globals:\n" + indent(dedent(globals).strip("\n"), "  ") + "\n" if globals else ""
    return read(above + "Resources:\n" + indent(body.strip("\n"), "  "))


def api(stack: Stack, label: str | None = None) -> Api:
    """The API of that logical id, or the only one."""
    if label is None:
        assert len(stack.apis) == 1
        return stack.apis[0]
    return next(one for one in stack.apis if one.label == label)


def route(stack: Stack, key: str, label: str | None = None) -> Route:
    """The route of an API with that key."""
    return next(one for one in api(stack, label).routes if one.key == key)


def every(stack: Stack, kind: type[E]) -> list[E]:
    """All elements of a kind."""
    return [one for one in walk(stack) if isinstance(one, kind)]


def written(place: Place) -> str:
    """What stands at a place."""
    return place.document.text[place.start : place.end]


def line(place: Place) -> str:
    """The line of a place, without its indentation."""
    return place.document.line(place.span.line).strip()
