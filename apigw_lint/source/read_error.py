"""The answer for a file that cannot be read: why, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.source.place import Place

if TYPE_CHECKING:
    from apigw_lint.source.document import Document


class ReadError(Exception):
    """A document that is not what it claims to be. `reason` is for people; `place` is the first character at fault."""

    def __init__(self, reason: str, document: Document, start: int, end: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        size = len(document.text)
        start = min(start, size)
        self.place = Place(document, start, min(start + 1 if end is None else end, size))

    def __reduce__(self) -> tuple[Any, ...]:
        return ReadError, (self.reason, self.place.document, self.place.start, self.place.end)
