"""Nodes for what SAM writes: built on the nodes that the author wrote, and standing where those stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.source.node import Node

if TYPE_CHECKING:
    from apigw_lint.source.place import Place


class Grown(Node):
    """A mapping to which SAM adds. `places` are those of the added keys, which may stand in another document."""

    __slots__ = ("places",)

    def __init__(self, data: Any, at: Place) -> None:
        super().__init__(data, at.document, at.start, at.end)
        self.places: dict[str, Place] = {}

    def key_place(self, key: str) -> Place:
        return self.places.get(key) or super().key_place(key)


def made(at: Place, data: Any) -> Node:
    """Plain data as a tree that stands at one place. Nodes inside it stay the ones that they are."""
    if isinstance(data, Node):
        return data
    if isinstance(data, dict):
        return Grown({key: made(at, value) for key, value in data.items()}, at)
    if isinstance(data, list):
        data = [made(at, item) for item in data]
    return Node(data, at.document, at.start, at.end)


def copied(node: Node) -> Grown:
    """A mapping that can be added to without changing the one that was read."""
    copy = Grown(dict(node.items()), node.place)
    copy.keys = dict(node.keys)
    if isinstance(node, Grown):
        copy.places = dict(node.places)
    return copy


def put(node: Node, key: str, value: Node, at: Place | None = None) -> None:
    """Enter a value in a mapping that SAM adds to, its key standing at a place, else where the value stands."""
    assert isinstance(node, Grown)
    node.data[key] = value
    node.places[key] = at or value.place


def grown(node: Node, key: str, at: Place) -> Node:
    """The mapping under a key, copied so that it can be added to; a new one where there is none."""
    inner = copied(node[key]) if node[key].is_map else made(at, {})
    put(node, key, inner, node.key_place(key) if key in node else at)
    return inner
