"""Numbers and dates."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from apigw_lint.iam.moment import date, number, seconds


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-31T23:59:59Z",
        "2024-02-29T00:00:00+02:00",
        "1999-12-31T10:00:00.5-0730",
        "2100-03-01",
        "1969-06-01T00:00Z",
    ],
)
def test_dates_are_seconds(text: str) -> None:
    written = datetime.fromisoformat(text.replace("Z", "+00:00").replace("-0730", "-07:30").replace(".5", ".500000"))
    assert seconds(text) == (written if written.tzinfo else written.replace(tzinfo=timezone.utc)).timestamp()


def test_seconds_are_dates_too() -> None:
    assert seconds("1767225600") == 1767225600 and date(1767225600) == "2026-01-01T00:00:00Z"


@pytest.mark.parametrize("text", ["tomorrow", "2026-13-01", "2026-01-01 10:00", ""])
def test_what_is_no_date_is_none(text: str) -> None:
    assert seconds(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("12", 12), ("-1.5", -1.5), ("1e3", 1000), ("x", None), ("", None), ("nan", None)]
)
def test_numbers(text: str, value: float | None) -> None:
    assert number(text) == value
