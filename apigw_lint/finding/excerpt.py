"""The line that a place stands in, cut in three, so that every report can count its columns in its own unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from apigw_lint.source.document import Document
    from apigw_lint.source.place import Place


class Excerpt(NamedTuple):
    """A line's number, counted from one, and its text before, at and after the place, without the line break."""

    line: int
    before: str
    token: str
    after: str

    @property
    def columns(self) -> tuple[int, int]:
        """Start and end in code points, counted from one, the end exclusive."""
        start = len(self.before) + 1
        return start, start + len(self.token)

    @property
    def utf16_columns(self) -> tuple[int, int]:
        """Start and end in UTF-16 units, as SARIF and editors count."""
        start = utf16_length(self.before) + 1
        return start, start + utf16_length(self.token)

    @property
    def byte_columns(self) -> tuple[int, int]:
        """Start and end in UTF-8 bytes, as reviewdog counts."""
        start = utf8_length(self.before) + 1
        return start, start + utf8_length(self.token)


def excerpt(place: Place) -> Excerpt:
    """The first line of a place. What goes on beyond it is left out, as code hosts annotate a line, not a block."""
    document = place.document
    line, _ = document.position(place.start)
    begin, stop = _bounds(document, line)
    start = min(place.start, stop)
    end = max(start, min(place.end, stop))
    if place.end > stop:
        end = start + len(document.text[start:end].rstrip())
    return Excerpt(line, document.text[begin:start], document.text[start:end], document.text[end:stop])


def corners(place: Place) -> tuple[tuple[int, str], tuple[int, str]]:
    """Where a place begins and where it ends: the line's number, and its text up to there."""
    document = place.document
    first, last = ((*document.position(at), at) for at in (place.start, place.end))
    (line, column, at), (end_line, end_column, end) = first, last
    return (line, document.text[at - column + 1 : at]), (end_line, document.text[end - end_column + 1 : end])


def surroundings(document: Document, line: int, lines: int, longest: int) -> tuple[int, int, str] | None:
    """The first and last line, and the text, of up to `lines` lines on both sides; None if that is over `longest` characters."""
    first = max(1, line - lines)
    last = min(len(document.line_starts()), line + lines)
    begin, end = _bounds(document, first)[0], _bounds(document, last)[1]
    return (first, last, document.text[begin:end]) if end - begin <= longest else None


def utf16_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf8_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def _bounds(document: Document, line: int) -> tuple[int, int]:
    """Where a line begins, and where it ends before its line break."""
    starts = document.line_starts()
    begin = starts[line - 1]
    end = starts[line] if line < len(starts) else len(document.text)
    while end > begin and document.text[end - 1] in "\r\n":
        end -= 1
    return begin, end
