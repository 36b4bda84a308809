"""What is added to a mapping or a list, laid out as what is there.

An addition is the start and end of what it takes the place of, most often nothing, and its text; None where there is no room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.source.document import LINE_BREAK

if TYPE_CHECKING:
    from apigw_lint.source.document import Document
    from apigw_lint.source.node import Node

    Addition = tuple[int, int, str]


def addition(mapping: Node, entry: str) -> Addition | None:
    """An entry goes in behind the first one."""
    spans = sorted(mapping.keys.items(), key=lambda one: one[1])
    if not spans:
        return None
    (key, (start, key_end)), *others = spans
    value = mapping[key]
    after = others[0][1][0] if others else mapping.end
    if not key_end <= value.start <= value.end <= after:  # an alias, or merged from elsewhere
        return None
    if mapping.document.text[mapping.start] == "{":
        return _beside(value.end, mapping.document.text[value.end : after] if others else "", [entry])
    return _below(mapping.document, start, value.end, [entry], mark="")


def further(mapping: Node, key: str, items: list[str]) -> Addition | None:
    """Items go in behind those that are under a key; a single value becomes a list."""
    held, (_, key_end) = mapping[key], mapping.keys[key]
    document = mapping.document
    inside = held.elements()
    if not key_end <= held.start <= held.end or held.tag or not all(held.start <= one.start for one in inside):
        return None
    raw = document.text[held.start : held.end]
    if held.is_scalar:
        single = raw and raw[0] not in "|>&!" and "\n" not in raw and "\r" not in raw
        return (held.start, held.end, listed([raw, *items])) if single else None
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    if raw.startswith("["):
        between = document.text[first.end : inside[1].start] if len(inside) > 1 else ""
        return _beside(last.end, between, items)
    return _below(document, first.start, last.end, items, mark="-")


def listed(items: list[str]) -> str:
    """A list in brackets."""
    return f"[{', '.join(items)}]"


def _beside(end: int, between: str, entries: list[str]) -> Addition:
    """Behind what ends at `end`, in the same brackets, with what stands `between` others."""
    return end, end, "".join(f"{between if between.strip() == ',' else ', '}{entry}" for entry in entries)


def _below(document: Document, start: int, end: int, entries: list[str], *, mark: str) -> Addition | None:
    """Lines of their own below the one in which something from `start` to `end` ends, begun as the one in which it begins."""
    line, column = document.position(start)
    indent = document.line(line)[: column - 1]
    last, stop = document.position(end)
    rest = document.line(last)[stop - 1 :].strip()
    if indent.strip() != mark or (rest and not rest.startswith("#")):
        return None
    newline = LINE_BREAK.search(document.text)
    at = document.line_starts()[last - 1] + len(document.line(last))
    return at, at, "".join(f"{newline[0] if newline else chr(10)}{indent}{entry}" for entry in entries)
