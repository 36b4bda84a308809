"""Numbers and dates of policy conditions."""

from __future__ import annotations

import re

from apigw_lint.source.pattern import Pattern

_DATE = Pattern(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[Tt](\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(Z|z|[+-]\d\d:?\d\d)?)?)?)?",
    re.ASCII,
)


def number(text: str) -> float | None:
    """A number in the usual writing, or None."""
    return float(text) if re.fullmatch(r"\s*[+-]?\d+(\.\d+)?([eE][+-]?\d+)?\s*", text, re.ASCII) else None


def seconds(text: str) -> float | None:
    """A W3C date or a number of seconds since 1970, as the latter; None when it is neither. Without a zone, UTC."""
    match = _DATE.fullmatch(text.strip())
    if not match or text.strip().isdigit():
        return number(text)
    year, month, day, hour, minute, second = (
        int(part or least) for part, least in zip(match.groups(), (1, 1, 1, 0, 0, 0), strict=False)
    )
    if not (1 <= month <= 12 and 1 <= day <= 31 and hour <= 24 and minute <= 59 and second <= 60 and year):
        return None
    zone = match[8]
    offset = 0 if zone in (None, "Z", "z") else (int(zone[1:3]) * 60 + int(zone[-2:])) * (-60 if zone[0] == "-" else 60)
    clock = hour * 3600 + minute * 60 + second + float(match[7] or 0)
    return _days(year, month, day) * 86400 + clock - offset


def date(moment: float) -> str:
    """A number of seconds since 1970 as a date in UTC."""
    import time

    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(moment))


def _days(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01 in the Gregorian calendar, years beginning in March so that leap days come last."""
    year -= month <= 2
    month = (month + 9) % 12
    return year * 365 + year // 4 - year // 100 + year // 400 + (month * 153 + 2) // 5 + day - 1 - 719468
