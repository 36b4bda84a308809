"""Path patterns, much as `.gitignore` has them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

TOKEN = Pattern(r"\*\*/|\*\*|.", re.S)
MEANING = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def covers(patterns: Iterable[str], path: str) -> bool:
    """Whether a path, relative and with forward slashes, or a folder above it, fits one of the patterns.

    `*` and `?` stay within a name, `**` does not. A pattern without a slash fits a name anywhere; with one, it begins at the root.
    """
    return any(_compiled(pattern).match(path) for pattern in patterns)


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    bare = pattern.removeprefix("./").rstrip("/")
    anywhere = "/" not in bare
    body = "".join(MEANING.get(token) or re.escape(token) for token in TOKEN.findall(bare.lstrip("/")))
    return re.compile(f"{'(?:.*/)?' if anywhere else ''}{body}(?:/|$)", re.S)
