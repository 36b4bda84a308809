"""Ignores in keys: `x-apigw-lint-ignore` in OpenAPI, `Metadata` in CloudFormation. JSON has no comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.finding.ignore import Ignore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.finding.ignore import Resolve
    from apigw_lint.source.document import Document
    from apigw_lint.source.node import Node

EXTENSION = "x-apigw-lint-ignore"
METADATA = ("Metadata", "apigw-lint", "ignore")
FORM = "write [{id: name, reason: why}]"


def keyed_ignores(document: Document, resolve: Resolve) -> Iterator[Ignore]:
    """The ignores in a document's keys. Each covers the object that holds it and the key of that object."""
    for root in document.roots:
        whole = 0, len(document.text) + 1
        yield from _ignores(_metadata(root), whole, resolve)
        for name, resource in root["Resources"].items():
            yield from _ignores(_metadata(resource), extent(resource, root["Resources"].keys.get(name)), resolve)
        for node, covered in _holders(root, whole):
            yield from _ignores(node[EXTENSION], covered, resolve)


def _metadata(node: Node) -> Node:
    for key in METADATA:
        node = node[key]
    return node


def extent(node: Node, key: tuple[int, int] | None) -> tuple[int, int]:
    """From a value's key to behind its last character, where a null that is not written stands."""
    return min(node.start, key[0] if key else node.start), node.end + 1


def _holders(root: Node, whole: tuple[int, int]) -> Iterator[tuple[Node, tuple[int, int]]]:
    """The objects with the extension, and what each covers."""
    pending = [(root, whole)]
    seen: set[int] = set()
    while pending:
        node, covered = pending.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if EXTENSION in node:
            yield node, covered
        pending.extend((value, extent(value, node.keys.get(key))) for key, value in node.items())
        pending.extend((item, extent(item, None)) for item in node.elements())


def _ignores(written: Node, covered: tuple[int, int], resolve: Resolve) -> Iterator[Ignore]:
    """One ignore for each entry."""
    if not written:
        return
    if not written.is_list:
        yield Ignore(written.place, (), "", (), resolve, f"this is no list of ignores: {FORM}")
    for entry in written.elements():
        name = entry["id"] if entry.is_map else entry
        if name.text:
            yield Ignore(name.place, (name.text,), (entry["reason"].text or "").strip(), (covered,), resolve)
        else:
            yield Ignore(entry.place, (), "", (), resolve, f"it names no rule: {FORM}")
