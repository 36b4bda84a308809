"""Nodes for what SAM writes: built on the nodes that the author wrote, and standing where those stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.source.node import Node

if TYPE_CHECKING:
    from apigw_lint.source.place import Place


def made(at: Place, data: Any) -> Node:
    """Plain data as a tree that stands at one place. Nodes inside it stay the ones that they are."""
    if isinstance(data, Node):
        return data
    if isinstance(data, dict):
        data = {key: made(at, value) for key, value in data.items() if value is not None}
    elif isinstance(data, list):
        data = [made(at, item) for item in data]
    return Node(data, at.document, at.start, at.end)


def copied(node: Node) -> Node:
    """A mapping that can be added to without changing the one that was read."""
    copy = Node(dict(node.items()), node.document, node.start, node.end)
    copy.keys = dict(node.keys)
    return copy


def put(node: Node, key: str, value: Node, at: Place | None = None) -> None:
    """Enter a value in a mapping, its key standing at a place, else where the value stands."""
    node.data[key] = value
    node.keys[key] = (at.start, at.end) if at else (value.start, value.end)


def grown(node: Node, key: str, at: Place) -> Node:
    """The mapping under a key, copied so that it can be added to; a new one where there is none."""
    inner = copied(node[key]) if node[key].is_map else made(at, {})
    put(node, key, inner, node.key_place(key) if key in node else at)
    return inner
