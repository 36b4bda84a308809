"""An entry added to a mapping, laid out as those that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.source.document import LINE_BREAK

if TYPE_CHECKING:
    from apigw_lint.source.node import Node


def addition(mapping: Node, entry: str) -> tuple[int, str] | None:
    """Where an entry goes in, which is behind the first one, and what goes in there; None where there is no room for it."""
    spans = sorted(mapping.keys.items(), key=lambda one: one[1])
    if not spans:
        return None
    (key, (start, key_end)), *others = spans
    value = mapping[key]
    after = others[0][1][0] if others else mapping.end
    if not key_end <= value.start <= value.end <= after:  # an alias, or merged from elsewhere
        return None
    text = mapping.document.text
    if text[mapping.start] == "{":
        between = text[value.end : after]
        return value.end, (between if others and between.strip() == "," else ", ") + entry
    return _below(mapping, start, value.end, entry)


def _below(mapping: Node, start: int, end: int, entry: str) -> tuple[int, str] | None:
    """A line of its own, below the one in which an entry from `start` to `end` ends."""
    document = mapping.document
    line, column = document.position(start)
    indent = document.line(line)[: column - 1]
    last, stop = document.position(end)
    rest = document.line(last)[stop - 1 :].strip()
    if indent.strip() or (rest and not rest.startswith("#")):
        return None
    newline = LINE_BREAK.search(document.text)
    return document.line_starts()[last - 1] + len(
        document.line(last)
    ), f"{newline[0] if newline else chr(10)}{indent}{entry}"
