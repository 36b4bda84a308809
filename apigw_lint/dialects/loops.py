"""Fn::ForEach of the language extensions: each loop written out, its body standing where it is written.

[CFN intrinsic-function-reference-foreach]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from apigw_lint.dialects import functions
from apigw_lint.dialects.include import INCLUDE, included, together
from apigw_lint.model.value import UNKNOWN
from apigw_lint.source.node import Node

if TYPE_CHECKING:
    from collections.abc import Mapping

    from apigw_lint.dialects.scope import Scope

LOOP = "Fn::ForEach::"
SECTIONS = ("Parameters", "Mappings", "Conditions", "Globals", "Resources", "Outputs")
MOST = 5_000
"""Entries that the loops of a template may become; CloudFormation takes 500 resources."""


class Loops:
    """The loops of one template. One that is not known leaves its mapping open, as a transform that is not read does."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._left = MOST

    def written_out(self, node: Node, names: Mapping[str, str] | None = None) -> Node:
        """A node with every loop in it written out and every loop variable replaced; the node itself when there is none."""
        names = names or {}
        if node.is_map:
            return self._mapping(node, names)
        if node.is_list:
            items = [self.written_out(item, names) for item in node.elements()]
            return (
                node
                if all(one is other for one, other in zip(items, node.elements(), strict=True))
                else _like(node, items)
            )
        text = node.data
        if names and isinstance(text, str):
            if node.tag == "!Ref" and text in names:
                return Node(names[text], node.document, node.start, node.end)
            replaced = _replaced(text, names)
            return node if replaced == text else _like(node, replaced)
        return node

    def _mapping(self, node: Node, names: Mapping[str, str]) -> Node:
        if names and len(node.data) == 1 and node["Ref"].text in names:
            return Node(names[str(node["Ref"].text)], node.document, node.start, node.end)
        result = _like(node, {})
        changed = False
        for key, entry in node.items():
            if key.startswith(LOOP):
                changed = True
                self._loop(result, node, key, names)
                continue
            name, value = _replaced(key, names), self.written_out(entry, names)
            changed = changed or name != key or value is not entry
            result.data[name] = value
            if key in node.keys:
                result.keys[name] = node.keys[key]
        return result if changed else node

    def _loop(self, result: Node, node: Node, key: str, names: Mapping[str, str]) -> None:
        """Enter what a loop `[variable, collection, {key: body}]` becomes."""
        parts = node[key].elements()
        variable, items = (parts[0].text, self._collection(parts[1], names)) if len(parts) == 3 else (None, None)
        if variable is None or items is None or not parts[2].is_map:
            result.data[INCLUDE] = node[key]
            return
        for item in items:
            self._left -= len(parts[2].data)
            if self._left < 0:
                result.data[INCLUDE] = node[key]
                return
            body = self._mapping(parts[2], {**names, variable: item})
            result.data.update(body.data)
            result.keys.update(body.keys)

    def _collection(self, node: Node, names: Mapping[str, str]) -> list[str] | None:
        """The texts that a loop goes over; None when they are not known."""
        items = functions.data(self.scope, self.written_out(node, names), [])
        texts = [functions.text(item) for item in items] if isinstance(items, list) else [UNKNOWN]
        known = [text for text in texts if isinstance(text, str)]
        return known if len(known) == len(texts) else None


def whole(scope: Scope) -> Scope:
    """The scope of a template with what transforms bring to its sections, and with its loops written out."""
    root = scope.root
    text = root.document.text
    if "AWS::Include" in text:
        root = _included(scope)
    if LOOP in text:
        root = Loops(scope.rewritten(root)).written_out(root)
    return scope if root is scope.root else scope.rewritten(root)


def _included(scope: Scope) -> Node:
    """The root with the files that are included into it as a whole, or into one of its sections."""
    root = scope.root
    for transform in (root["Transform"], *root["Transform"].elements(), root[INCLUDE]):
        other = included(scope, transform) if transform.is_map else None
        root = together(root, other) if other else root
    sections = {}
    for name in SECTIONS:
        other = included(scope, root[name][INCLUDE]) if INCLUDE in root[name] else None
        if other:
            sections[name] = together(root[name], other)
    if sections:
        keys = root.keys
        root = _like(root, {**root.data, **sections})
        root.keys = keys
    return root


def _like(node: Node, data: object) -> Node:
    """A node with other data at the same place."""
    return Node(data, node.document, node.start, node.end, node.tag)


def _replaced(text: str, names: Mapping[str, str]) -> str:
    """A text with `${Variable}` replaced, and `&{Variable}` by what is left of it without signs."""
    for name, value in names.items():
        text = text.replace("${" + name + "}", value).replace("&{" + name + "}", re.sub(r"[^A-Za-z0-9]", "", value))
    return text
