"""Single values against the words of a specification, as CloudFormation takes them."""

from __future__ import annotations

from typing import Any

from apigw_lint.source.pattern import Pattern

TRUTHS = ("true", "True", "TRUE", "false", "False", "FALSE")

_patterns: dict[str, Pattern] = {}


def matches(pattern: str, text: str) -> bool | None:
    """Whether a text has a match for a pattern; None for a pattern that is not read here, such as one with \\p{...}."""
    import re

    if pattern in {".*", ".+"}:
        return True
    compiled = _patterns.get(pattern)
    if compiled is None:
        compiled = _patterns[pattern] = Pattern(pattern)
    try:
        return compiled.search(text) is not None
    except (re.error, OverflowError, RecursionError):
        return None


def fits(value: Any, kind: str) -> bool:
    """Whether CloudFormation takes a single value for one of a type."""
    if kind == "string":
        return True
    if kind == "boolean":
        return isinstance(value, bool) or value in TRUTHS
    if kind in ("integer", "number") and not isinstance(value, bool):
        try:
            (int if kind == "integer" else float)(value)
        except (ValueError, TypeError, OverflowError):
            return False
        return True
    return False


def kind_of(value: Any) -> str:
    """The type of a single value."""
    return "boolean" if isinstance(value, bool) else "string" if isinstance(value, str) else "number"


def number(value: Any) -> float | None:
    """A value as a number; None for what is none."""
    try:
        return None if isinstance(value, bool) else float(value)
    except (TypeError, ValueError, OverflowError):
        return None


def written(value: Any) -> str:
    """A value of a specification as a template writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
