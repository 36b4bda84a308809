"""Additions to the text of a document: nothing that stands in it is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Insertion(NamedTuple):
    """`text` goes in before the character at the offset `at`; `above` says that it is whole lines."""

    at: int
    text: str
    above: bool = False


def inserted(text: str, insertions: Iterable[Insertion]) -> str:
    """The text with its insertions, which are of different offsets or in their order."""
    pieces: list[str] = []
    done = 0
    for one in sorted(insertions, key=lambda one: (one.at, not one.above)):
        pieces += text[done : one.at], one.text
        done = one.at
    return "".join(pieces) + text[done:]


def moved(offset: int, insertions: Iterable[Insertion]) -> int:
    """Where a character stands after the insertions."""
    return offset + sum(len(one.text) for one in insertions if one.at < offset or (one.above and one.at == offset))
