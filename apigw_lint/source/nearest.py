"""The word that was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(word: str, words: Iterable[str]) -> str:
    """A hint at the word that was meant, ready to stand at the end of a sentence; empty when none is near."""
    from difflib import get_close_matches

    close = get_close_matches(word, sorted(words), 1, 0.6)
    return f"; did you mean `{close[0]}`?" if close else ""


def alike(word: str, words: Iterable[str]) -> str | None:
    """The word that differs from this one in case and punctuation alone; None when there is none, so that nothing is guessed."""
    bare = _bare(word)
    return next((one for one in words if bare and _bare(one) == bare), None)


def _bare(word: str) -> str:
    return "".join(filter(str.isalnum, word)).lower()


def closest(word: str, words: Iterable[str], cutoff: float = 0.75) -> str | None:
    """The word that was probably meant, whatever its case; None when none is near."""
    from difflib import get_close_matches

    by_lower = {one.lower(): one for one in sorted(words)}
    near = get_close_matches(word.lower(), by_lower, 1, cutoff)
    return by_lower[near[0]] if near else None
