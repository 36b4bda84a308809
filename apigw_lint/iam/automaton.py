"""Globs and simple languages as automata: every place between two characters is one bit of an integer.

A row is a sequence of items, an item a class of characters that stands for one character or, as a loop, for any number
of them. `prod/*` is five literal items and a loop over every character. An automaton runs all its rows in parallel, so
a list of sixty patterns costs about as much as one. Two loops never follow each other, which keeps a step free of
iteration.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Chars(NamedTuple):
    """A class of characters: these, or all but these."""

    chars: frozenset[str]
    but: bool = False

    def holds(self, char: str) -> bool:
        """Whether the character belongs to the class."""
        return (char in self.chars) != self.but


class Item(NamedTuple):
    """One character of a class, or any number of them."""

    chars: Chars | str
    loop: bool = False


ANY = Chars(frozenset(), but=True)
NOT_COLON = Chars(frozenset(":"), but=True)
NOT_SLASH = Chars(frozenset("/"), but=True)
DIGIT = Chars(frozenset("0123456789"))
LOWER = Chars(frozenset("abcdefghijklmnopqrstuvwxyz0123456789"))
WORD = Chars(LOWER.chars | frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))

Row = Sequence[Item]

REST = Item(ANY, loop=True)


def literal(text: str) -> list[Item]:
    """A row that is this text and no other."""
    return [Item(char) for char in text]


def at_least_one(chars: Chars) -> list[Item]:
    """One character of the class or more."""
    return [Item(chars), Item(chars, loop=True)]


class Automaton:
    """Runs rows in parallel. A state is an integer, 0 when no row can match any more."""

    __slots__ = ("_classes", "_ends", "_letters", "_loops", "_masks", "_settled", "start")

    def __init__(self, rows: Iterable[Row]) -> None:
        self._masks: dict[str, int] = {}
        self._letters: dict[str, int] = {}
        self._classes: dict[Chars, int] = {}
        self._loops = self._ends = self._settled = 0
        self.start = 0
        bit = 1
        for row in rows:
            bit = self._add(row, bit)
        self.start |= (self.start & self._loops) << 1

    def _add(self, row: Row, bit: int) -> int:
        self.start |= bit
        for chars, loop in row:
            if isinstance(chars, str):
                self._letters[chars] = self._letters.get(chars, 0) | bit
            else:
                self._classes[chars] = self._classes.get(chars, 0) | bit
            if loop:
                self._loops |= bit
            bit <<= 1
        if row and row[-1] == REST:
            self._settled |= bit >> 1
        self._ends |= bit
        return bit << 1

    def _mask(self, char: str) -> int:
        mask = self._letters.get(char, 0)
        for chars, bits in self._classes.items():
            if chars.holds(char):
                mask |= bits
        self._masks[char] = mask
        return mask

    def step(self, state: int, char: str) -> int:
        """The state after one more character."""
        mask = self._masks.get(char)
        here = state & (self._mask(char) if mask is None else mask)
        loops = here & self._loops
        state = (here ^ loops) << 1 | loops
        return state | (state & self._loops) << 1

    def run(self, text: str, state: int | None = None) -> int:
        """The state after this text."""
        state = self.start if state is None else state
        for char in text:
            if not state:
                break
            state = self.step(state, char)
        return state

    def accepts(self, state: int) -> bool:
        """Whether the text so far is a whole match."""
        return bool(state & self._ends)

    def settled(self, state: int) -> bool:
        """Whether every continuation matches."""
        return bool(state & self._settled)

    def matches(self, text: str) -> bool:
        """Whether the text is a whole match of some row."""
        return self.accepts(self.run(text))

    def letters(self, state: int) -> set[str]:
        """The characters that the rows name and that a match from this state may still need."""
        lowest = state & -state
        found = {char for char, bits in self._letters.items() if bits >= lowest}
        return found.union(*(chars.chars for chars in self._classes if chars.but))

    def classes(self) -> list[Chars]:
        """The classes that the rows use and that are not all but a few characters."""
        return [chars for chars in self._classes if not chars.but]
