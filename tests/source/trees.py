"""Looking at trees in tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.source.node import Node


def plain(node: Node) -> Any:
    """A tree as ordinary Python data."""
    if node.is_map:
        return {key: plain(value) for key, value in node.items()}
    return [plain(item) for item in node.elements()] if node.is_list else node.data


def nodes(node: Node) -> Iterator[Node]:
    """A node and all below it."""
    yield node
    for child in node.data.values() if node.is_map else node.elements():
        yield from nodes(child)


def cut(node: Node) -> str:
    """A node as it is written."""
    return node.document.text[node.start : node.end]
