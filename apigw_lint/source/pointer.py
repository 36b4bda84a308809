"""Where in its document a place stands, as a JSON pointer (RFC 6901)."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.source.node import Node
    from apigw_lint.source.place import Place

    Entry = tuple[int, int, str, Node | None]  # start, end, step, and what lies below


def pointer(place: Place) -> str:
    """The pointer of the innermost value that is written at a place, or of the value whose key is; "" for the whole document."""
    return Pointers().of(place)


class Pointers:
    """The pointers of many places; what lies in a value is looked through once."""

    def __init__(self) -> None:
        self._entries: dict[int, list[Entry]] = {}

    def of(self, place: Place) -> str:
        steps: list[str] = []
        node = next((root for root in place.document.roots if root.start <= place.start <= root.end), None)
        while node is not None:
            entries = self._entries_of(node)
            at = bisect_right(entries, place.start, key=lambda entry: entry[0]) - 1
            if at < 0 or place.start >= entries[at][1]:
                break
            _, _, step, node = entries[at]
            steps.append(step.replace("~", "~0").replace("/", "~1"))
        return "".join(f"/{step}" for step in steps)

    def _entries_of(self, node: Node) -> list[Entry]:
        if id(node) not in self._entries:
            self._entries[id(node)] = sorted(_entries(node), key=lambda entry: entry[0])
        return self._entries[id(node)]


def _entries(node: Node) -> Iterator[Entry]:
    """Where each entry of a node is written. Nothing lies below a key, so there the way ends."""
    for key, value in node.items():
        if key in node.keys:
            yield (*node.keys[key], key, None)
        yield value.start, value.end, key, value
    for index, item in enumerate(node.elements()):
        yield item.start, item.end, str(index), item
