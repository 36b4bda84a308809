"""What YAML's anchors, aliases and merge keys stand for, within bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.source.bounds import MAX_ALIASED, MAX_DEPTH
from apigw_lint.source.read_error import ReadError

if TYPE_CHECKING:
    from apigw_lint.source.document import Document
    from apigw_lint.source.node import Node


class Aliases:
    """The anchors of one document. An alias gives the anchor's own Node, so a small file can stand for a huge tree: it is counted."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.anchors: dict[str, Node] = {}
        self.measures: dict[int, tuple[int, int]] = {}
        self.aliased = 0

    def forget(self) -> None:
        """Anchors end with their document; what their aliases cost is counted for the whole file."""
        self.anchors.clear()

    def name(self, anchor: str, node: Node) -> None:
        self.anchors[anchor] = node

    def use(self, anchor: str, start: int, end: int, depth: int) -> Node:
        """The Node that an alias, written at `start` to `end`, stands for at this depth of the tree. Raises ReadError."""
        node = self.anchors.get(anchor)
        if node is None:
            raise ReadError(
                f"`*{anchor}` repeats `&{anchor}`, which is not written before it", self.document, start, end
            )
        if node.end < 0:
            raise ReadError(f"`*{anchor}` stands within `&{anchor}` itself", self.document, start, end)
        size, height = self._measure(node)
        self.aliased += size
        if self.aliased > MAX_ALIASED:
            raise ReadError(f"the aliases stand for more than {MAX_ALIASED} values", self.document, start, end)
        if depth + height - 1 > MAX_DEPTH:
            raise ReadError(f"this alias nests more than {MAX_DEPTH} levels deep", self.document, start, end)
        return node

    def _measure(self, node: Node) -> tuple[int, int]:
        """How many values a node holds, itself included, and how many mappings and lists are within each other."""
        if node.is_scalar:
            return 1, 0
        known = self.measures.get(id(node))
        if known is None:
            children = node.data.values() if node.is_map else node.data
            measures = [self._measure(child) for child in children]
            known = 1 + sum(size for size, _ in measures), 1 + max((height for _, height in measures), default=0)
            self.measures[id(node)] = known
        return known


def merge(node: Node, sources: list[tuple[Node, int]]) -> None:
    """Add the entries of merge keys; each source is the value of a `<<` and the offset of that key. Own entries win over
    merged ones, and earlier mappings of a list over later ones. Raises ReadError.
    """
    data: dict[str, Node] = {}
    keys: dict[str, tuple[int, int]] = {}
    for value, start in sources:
        for mapping in reversed(value.elements()) if value.is_list else [value]:
            if not mapping.is_map:
                raise ReadError("`<<` takes a mapping or a list of mappings", node.document, start, start + 2)
            data.update(mapping.data)
            keys.update(mapping.keys)
    node.data = {**data, **node.data}
    node.keys = {**keys, **node.keys}
