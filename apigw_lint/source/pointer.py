"""Where in its document a place stands, as a JSON pointer (RFC 6901)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apigw_lint.source.node import Node
    from apigw_lint.source.place import Place


def pointer(place: Place) -> str:
    """The pointer of the innermost value that is written at a place, or of the value whose key is; "" for the whole document."""
    steps: list[str] = []
    node = next((root for root in place.document.roots if root.start <= place.start <= root.end), None)
    while node is not None:
        found = _child(node, place.start)
        if found is None:
            break
        step, node = found
        steps.append(step.replace("~", "~0").replace("/", "~1"))
    return "".join(f"/{step}" for step in steps)


def _child(node: Node, offset: int) -> tuple[str, Node | None] | None:
    """The entry of a node that an offset lies in. Nothing lies below a key, so there the way ends."""
    for key, value in node.items():
        start, end = node.keys.get(key, (value.start, value.start))
        if start <= offset < end:
            return key, None
        if value.start <= offset < value.end:
            return key, value
    for index, item in enumerate(node.elements()):
        if item.start <= offset < item.end:
            return str(index), item
    return None
