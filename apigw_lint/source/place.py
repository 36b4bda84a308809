"""A place in a document: offsets now, lines and columns when somebody asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apigw_lint.source.document import Document
    from apigw_lint.source.span import Span


class Place:
    """A stretch of a document, `start` to `end` in code points, end exclusive.

    `via` says how the value came here when it is not written here: "default of parameter Stage".
    """

    __slots__ = ("document", "end", "start", "via")

    def __init__(self, document: Document, start: int, end: int, via: str | None = None) -> None:
        self.document = document
        self.start = start
        self.end = end
        self.via = via

    @property
    def span(self) -> Span:
        return self.document.span(self.start, self.end)

    def on_one_line(self) -> Place:
        """This place; of several lines the first alone, without blanks at its end: code hosts annotate a line, not a block."""
        text, stop = self.document.text, self.end
        for sign in "\n\r":
            found = text.find(sign, self.start, stop)
            stop = stop if found < 0 else found
        if stop == self.end:
            return self
        return Place(self.document, self.start, self.start + len(text[self.start : stop].rstrip()), self.via)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Place) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        line, column = self.document.position(self.start)
        return f"<Place {self.document.path}:{line}:{column}>"

    def _key(self) -> tuple[str, int, int]:
        return self.document.path, self.start, self.end
