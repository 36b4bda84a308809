"""Keys that are written more than once in one mapping: the last value counts, as it does for the service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.source.place import Place

if TYPE_CHECKING:
    from apigw_lint.source.document import Document
    from apigw_lint.source.node import Node


class Duplicates:
    """Notes them in the document while it is read."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.firsts: dict[tuple[int, str], Place] = {}

    def note(self, node: Node, key: str, start: int, end: int) -> None:
        """`key` is in the mapping and is written again from `start` to `end`."""
        first = self.firsts.setdefault((id(node), key), node.key_place(key))
        self.document.duplicates.append((key, Place(self.document, start, end), first))
