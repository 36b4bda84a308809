"""One file's text, and the arithmetic between offsets, lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from apigw_lint.source.pattern import Pattern
from apigw_lint.source.span import Span

if TYPE_CHECKING:
    from pathlib import Path

    from apigw_lint.source.node import Node
    from apigw_lint.source.place import Place

LINE_BREAK = Pattern(r"\r\n?|\n")
END = re.Match.end


class Document:
    """A text of the project. `path` is relative to the project's root, with forward slashes.

    `text` is as written, line breaks included, but without a byte order mark; `marked` says whether the file began with one.
    `duplicates` are the keys that its mappings give twice: the key, its place, and the place of the first. The last value counts.
    """

    __slots__ = ("_roots", "_starts", "duplicates", "encoding", "file", "format", "marked", "path", "text")

    def __init__(self, path: str, text: str, file: Path | None = None, format: str = "yaml") -> None:
        self.path = path
        self.text = text
        self.file = file
        self.format = format
        self.encoding = "utf-8"
        self.marked = False
        self._roots: list[Node] | None = []
        self.duplicates: list[tuple[str, Place, Place]] = []
        self._starts: list[int] | None = None

    @property
    def roots(self) -> list[Node]:
        """The top of each document in the file; none for an empty one, or one that cannot be read."""
        if self._roots is None:
            from apigw_lint.source.read import fill

            self._roots = []
            fill(self)
        return self._roots

    @roots.setter
    def roots(self, roots: list[Node]) -> None:
        self._roots = roots

    @property
    def root(self) -> Node | None:
        """The top of the first document in the file; None for an empty file."""
        return self.roots[0] if self.roots else None

    @property
    def raw(self) -> bytes:
        """The bytes of the file, byte order mark included."""
        return (("\ufeff" if self.marked else "") + self.text).encode(self.encoding)

    def line_starts(self) -> list[int]:
        """The offset at which each line begins. A line ends with LF, CR or CR LF, and with nothing else."""
        if self._starts is None:
            text = self.text
            if "\r" in text:
                self._starts = [0, *map(END, LINE_BREAK.finditer(text))]
            else:
                lengths = map(len, text.split("\n")[:-1])
                self._starts = [0, *[number + so_far for number, so_far in enumerate(accumulate(lengths), 1)]]
        return self._starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from one."""
        starts = self.line_starts()
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line, counted from one, without its line break."""
        starts = self.line_starts()
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def span(self, start: int, end: int) -> Span:
        return Span(self.path, *self.position(start), *self.position(end))

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process gets the text, and reads it again should it want more."""
        about = self.path, self.text, self.file, self.format, self.encoding, self.marked, bool(self.roots)
        return _received, about


def _received(
    path: str, text: str, file: Path | None, format: str, encoding: str, marked: bool, readable: bool
) -> Document:
    document = Document(path, text, file, format)
    document.encoding = encoding
    document.marked = marked
    document._roots = None if readable else []
    return document
