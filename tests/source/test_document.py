"""Offsets, lines and columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from apigw_lint.source.document import Document

TEXTS = st.text(alphabet="ab \t\r\n😀é\u2028\x85\x0b", max_size=60)


def counted(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, counted character by character."""
    line, column = 1, 1
    for at in range(offset):
        ends = text[at] == "\n" or (text[at] == "\r" and text[at + 1 : at + 2] != "\n")
        line, column = (line + 1, 1) if ends else (line, column + 1)
    return line, column


@given(TEXTS)
def test_every_offset_has_its_line_and_column(text: str) -> None:
    document = Document("a.yaml", text)
    for offset in range(len(text) + 1):
        line, column = document.position(offset)
        assert (line, column) == counted(text, offset)
        assert document.line_starts()[line - 1] + column - 1 == offset


@given(TEXTS)
def test_the_lines_together_are_the_text(text: str) -> None:
    document = Document("a.yaml", text)
    lines = [document.line(number + 1) for number in range(len(document.line_starts()))]
    assert "\n".join(lines) == text.replace("\r\n", "\n").replace("\r", "\n")


def test_a_line_separator_does_not_end_a_line() -> None:
    document = Document("a.yaml", "a: x\u2028y\nb: 1\n")
    assert document.position(7) == (2, 1)
    assert document.line(1) == "a: x\u2028y"
