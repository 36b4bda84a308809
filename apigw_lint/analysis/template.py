"""What can be said of a mapping template (VTL) without running it."""

from __future__ import annotations

import re
from typing import Any

from apigw_lint.model.value import UNKNOWN, Partial
from apigw_lint.source.pattern import Pattern

MOST_ROUNDS = 1_000  # rounds of one #foreach [DG limits]
STATUS = Pattern(r"[\"']?statusCode[\"']?\s*[:=]\s*[\"']?(\d{3})\b")
LOOP = Pattern(r"#foreach\s*\(\s*\$\w+\s+in\s+\[\s*(-?\d+)\s*\.\.\s*(-?\d+)\s*\]\s*\)", re.I)
COMMENT = Pattern(r"#\*.*?\*#|##[^\n]*", re.S)


def known(text: Any) -> str:
    """The known text of a template, its comments left out: a lower bound."""
    pieces = text.known if isinstance(text, Partial) else (text,) if isinstance(text, str) else ()
    return COMMENT.sub("", "".join(pieces))


def may_give_status(text: Any) -> bool:
    """Whether a template may yield the `statusCode` that a mock answers with; what comes from the request may hold one."""
    if text is UNKNOWN or (isinstance(text, Partial) and "statusCode" not in known(text)):
        return True
    return "statusCode" in known(text) or "$input" in known(text)


def statuses(text: Any) -> list[str] | None:
    """Every status that a template of a mock says in plain numbers; None when it says others, or cannot be read whole."""
    if not isinstance(text, str):
        return None
    plain = known(text)
    found = STATUS.findall(plain)
    return found if found and len(found) == plain.count("statusCode") else None


def rounds(text: Any) -> int:
    """The most rounds of a `#foreach` over a range of plain numbers; 0 without any."""
    plain = known(text)
    ranges = LOOP.findall(plain) if "#foreach" in plain.lower() else ()
    return max((abs(int(last) - int(first)) + 1 for first, last in ranges), default=0)
