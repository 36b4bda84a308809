"""Globals merged into the resources that they are meant for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.dialects import functions
from apigw_lint.dialects.sam.nodes import copied, put
from apigw_lint.model.sam import SamGlobal
from apigw_lint.source.node import MISSING, Node

if TYPE_CHECKING:
    from collections.abc import Mapping

    from apigw_lint.model.stack import Stack

PREFIX = "AWS::Serverless::"
DEEPEST = 64
SECTIONS = ("api", "httpapi", "websocketapi")


def merged(resources: Mapping[str, Node], sections: Node) -> dict[str, Node]:
    """The resources with what Globals add to them, by logical id."""
    return {logical_id: _resource(resource, sections) for logical_id, resource in resources.items()}


def _resource(resource: Node, sections: Node) -> Node:
    kind = resource["Type"].text or ""
    section = sections[kind.removeprefix(PREFIX)] if kind.startswith(PREFIX) else MISSING
    ignored = resource["IgnoreGlobals"]
    if not section.is_map or ignored.text == "*":
        return resource
    names = [name.text for name in ignored.elements()]
    given = copied(section)
    given.data = {key: value for key, value in section.items() if key not in names}
    own = resource["Properties"]
    if not own.is_map:
        own = Node({}, resource.document, resource.start, resource.start)
    result = copied(resource)
    at = resource.key_place("Properties") if "Properties" in resource else None
    put(result, "Properties", merge(given, own), at)
    return result


def enter(stack: Stack, sections: Node) -> None:
    """The sections about APIs and their properties, in whatever letters they are written, as elements."""
    for section, node in sections.items():
        if section.lower() not in SECTIONS:
            continue
        for name in (None, *(name for name, _ in node.items())):
            place = sections.key_place(section) if name is None else node.key_place(name)
            found = SamGlobal(place, f"Globals {section} {name or ''}".strip(), section=section, name=name)
            found.within(stack)
            stack.sam_globals.append(found)


def merge(wide: Node, own: Node, depth: int = 0) -> Node:
    """What a global and a resource's own value make: mappings merge, lists join, anything else is the resource's own."""
    if functions.call(wide) or functions.call(own) or depth > DEEPEST:
        return own
    if wide.is_list and own.is_list:
        return Node([*wide.elements(), *own.elements()], own.document, own.start, own.end)
    if not (wide.is_map and own.is_map):
        return own
    result = Node(dict(wide.items()), own.document, own.start, own.end)
    result.keys = {**wide.keys, **own.keys}
    for key, value in own.items():
        result.data[key] = merge(wide[key], value, depth + 1) if key in wide else value
    return result
