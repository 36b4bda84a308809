"""What can be said of a mapping template (VTL) without running it."""

from __future__ import annotations

import re
from typing import Any

from apigw_lint.model.value import UNKNOWN, Partial

LARGEST = 300 * 1024  # bytes [DG limits]
MOST_ROUNDS = 1_000  # rounds of one #foreach [DG limits]
STATUS = re.compile(r"[\"']?statusCode[\"']?\s*[:=]\s*[\"']?(\d{3})\b")
LOOP = re.compile(r"#foreach\s*\(\s*\$\w+\s+in\s+\[\s*(-?\d+)\s*\.\.\s*(-?\d+)\s*\]\s*\)", re.I)
STAGE_VARIABLE = re.compile(
    r"\$!?\{?stageVariables\.(\w+)|\$!?\{?stageVariables\.get\(\s*['\"](\w+)|\$!?\{?stageVariables\[['\"](\w+)"
)
COMMENT = re.compile(r"#\*.*?\*#|##[^\n]*", re.S)


def known(text: Any) -> str:
    """The known text of a template, its comments left out: a lower bound."""
    pieces = text.known if isinstance(text, Partial) else (text,) if isinstance(text, str) else ()
    return COMMENT.sub("", "".join(pieces))


def size(text: Any) -> int:
    """The least number of bytes that a template has."""
    pieces = text.known if isinstance(text, Partial) else (text,) if isinstance(text, str) else ()
    return sum(len(piece.encode("utf-8", "replace")) for piece in pieces)


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
    return max((abs(int(last) - int(first)) + 1 for first, last in LOOP.findall(known(text))), default=0)


def stage_variables(text: Any) -> list[str]:
    """The names of the stage variables that a template reads."""
    return list(dict.fromkeys(next(filter(None, names)) for names in STAGE_VARIABLE.findall(known(text))))
