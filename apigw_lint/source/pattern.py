"""A regular expression that is compiled when it is first used: most runs use few of them, and each costs start-up time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Matching = Callable[..., re.Match[str] | None]


class Pattern:
    """`re.compile(text, flags)`, later. Each method is that of the compiled expression from its first use on."""

    match: Matching
    fullmatch: Matching
    search: Matching
    finditer: Callable[..., Iterator[re.Match[str]]]
    findall: Callable[..., list[Any]]
    split: Callable[..., list[str]]
    sub: Callable[..., str]

    def __init__(self, text: str, flags: int = 0) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, method)
        return method
