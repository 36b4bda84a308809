"""Ignores written into YAML, as comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.finding.comments import COMMENT, comment_ignores, next_line, written
from apigw_lint.finding.edit import Insertion
from apigw_lint.source.document import LINE_BREAK

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from apigw_lint.finding.finding import Finding
    from apigw_lint.source.document import Document

    Spot = tuple[int, bool]


def comment_insertions(document: Document, findings: Iterable[Finding], reason: str) -> list[Insertion]:
    """The comments that ignore findings, one for each line: at its end, or above it where its end is inside a text."""
    texts = written(document)
    names: dict[Spot, set[str]] = {}
    for finding in findings:
        names.setdefault(_spot(document, finding.place.start, texts), set()).add(finding.rule)
    comments = _Comments(document)
    insertions = []
    for spot, rules in sorted(names.items()):
        there = comments.at(spot)
        if there is None:
            insertions.append(_new(document, spot, ", ".join(sorted(rules)), reason))
        else:
            insertions += _more(there, rules, reason)
    return insertions


def _spot(document: Document, offset: int, texts: list[tuple[int, int]]) -> Spot:
    """The line to comment on, and whether above it."""
    line, _ = document.position(offset)
    above = False
    while True:
        start = document.line_starts()[line - 1]
        end = start + len(document.line(line))
        inside = next((one for one in texts if one[0] < end < one[1] or (above and one[0] < start < one[1])), None)
        if inside is None:
            return line, above
        first, _ = document.position(inside[0])
        if first == line and above:
            return line, above
        line, above = first, True


def _new(document: Document, spot: Spot, names: str, reason: str) -> Insertion:
    line, above = spot
    start, text = document.line_starts()[line - 1], document.line(line)
    if above:
        indent = text[: len(text) - len(text.lstrip())]
        return Insertion(
            start, f"{indent}# apigw-lint: ignore-next-line[{names}] {reason}{_break(document)}", above=True
        )
    gap = "" if not text or text[-1] in " \t" else "  "
    return Insertion(start + len(text), f"{gap}# apigw-lint: ignore[{names}] {reason}")


def _break(document: Document) -> str:
    """How lines end here."""
    found = LINE_BREAK.search(document.text)
    return found[0] if found else "\n"


def _more(comment: re.Match[str], rules: set[str], reason: str) -> list[Insertion]:
    """The names that a comment does not have yet, and the reason if it gives none."""
    there = {name.strip() for name in comment[2].split(",")}
    further = "".join(f", {name}" for name in sorted(rules - there))
    insertions = [Insertion(comment.end(2), further)]
    if not comment[3].strip(" \t:-–—"):
        insertions.append(Insertion(comment.end(2) + 1, f" {reason}"))
    return insertions


class _Comments:
    """The comments that ignore something already, by the line that they are for."""

    def __init__(self, document: Document) -> None:
        self._by_spot: dict[Spot, re.Match[str]] = {}
        for ignore in comment_ignores(document, lambda name: (name,)):
            match = COMMENT.match(document.text, ignore.place.start)
            if match is not None and not ignore.fault and match[1] != "ignore-file":
                line, _ = document.position(match.start())
                above = match[1] == "ignore-next-line"
                if above:
                    line = next_line(document, line)
                self._by_spot[line, above] = match

    def at(self, spot: Spot) -> re.Match[str] | None:
        return self._by_spot.get(spot)
