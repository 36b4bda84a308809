"""Ignores in comments of YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.finding.ignore import Ignore
from apigw_lint.source.pattern import Pattern
from apigw_lint.source.place import Place

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from apigw_lint.finding.ignore import Resolve
    from apigw_lint.source.document import Document
    from apigw_lint.source.node import Node

    Spans = list[tuple[int, int]]

COMMENT = Pattern(
    r"(?:(?<=[ \t\r\n])|\A)#+[ \t]*apigw-lint:[ \t]*([\w-]*)[ \t]*(?:\[([^\]\r\n]*)\])?"
    r"([^\r\n]*?)(?=[ \t]+#+[ \t]*[\w-]+:|[\r\n]|\Z)"  # the reason, up to another tool's comment
)
BLOCK_HEADER = Pattern(r"(?:[!&]\S*\s+)*[|>][^\r\n]*")
KINDS = ("ignore", "ignore-next-line", "ignore-file")


def comment_ignores(document: Document, resolve: Resolve) -> Iterator[Ignore]:
    """The ignores in a document's comments. What looks like a comment inside a text or a key is none."""
    matches = list(COMMENT.finditer(document.text))
    if not matches or document.format == "json":
        return
    texts = written(document)
    for match in matches:
        if not any(start <= match.start() < end for start, end in texts):
            yield _ignore(document, match, texts, resolve)


def _ignore(document: Document, match: re.Match[str], texts: Spans, resolve: Resolve) -> Ignore:
    kind, listed, reason = match[1], match[2], match[3].strip(" \t:-–—")
    place = Place(document, match.start(), match.start() + len(match[0].rstrip()))
    names = tuple(dict.fromkeys(name.strip() for name in (listed or "").split(",") if name.strip()))
    if kind not in KINDS:
        return Ignore(place, (), "", (), resolve, f"'{kind}' is none of {', '.join(KINDS)}")
    if not names:
        return Ignore(place, (), reason, (), resolve, f"it names no rule: write '{kind}[name]'")
    if kind == "ignore-file":
        return Ignore(place, names, reason, ((0, len(document.text) + 1),), resolve)
    line, _ = document.position(match.start())
    if kind == "ignore-next-line":
        line = next_line(document, line)
    return Ignore(place, names, reason, tuple(_covered(document, line, texts)), resolve)


def without(comment: str, name: str) -> str | None:
    """An ignore's comment without one of its names, empty when it has no other; None for what is no such comment."""
    match = COMMENT.match(comment)
    if match is None or match[2] is None:
        return None
    others = [one.strip() for one in match[2].split(",") if one.strip() not in ("", name)]
    return f"{comment[: match.start(2)]}{', '.join(others)}{comment[match.end(2) :]}" if others else ""


def next_line(document: Document, line: int) -> int:
    """The next line that is neither blank nor a comment; behind the last line there is none."""
    for number in range(line + 1, len(document.line_starts()) + 1):
        text = document.line(number).lstrip()
        if text and not text.startswith("#"):
            return number
    return len(document.line_starts()) + 1


def _covered(document: Document, line: int, texts: Spans) -> Iterator[tuple[int, int]]:
    """The line, and every value of several lines that begins or ends in it."""
    starts = [*document.line_starts(), len(document.text) + 1]
    if line >= len(starts):
        return
    begin, end = starts[line - 1], starts[line]
    yield begin, end
    for start, stop in texts:
        if begin <= start < end < stop or start < begin < stop <= end:
            yield start, stop


def written(document: Document) -> Spans:
    """Where keys and scalars are written, in which a `#` begins no comment. A block of text has room for one in its first line."""
    spans: Spans = []
    pending: list[Node] = list(document.roots)
    seen: set[int] = set()
    while pending:
        node = pending.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.is_scalar:
            spans.append((_first_character(document, node), node.end))
        spans.extend(node.keys.values())
        pending.extend(node.elements() or (value for _, value in node.items()))
    return sorted(set(spans))


def _first_character(document: Document, node: Node) -> int:
    """Where the text of a scalar begins: for a block of text below its header."""
    header = BLOCK_HEADER.match(document.text, node.start, node.end)
    return header.end() if header else node.start
