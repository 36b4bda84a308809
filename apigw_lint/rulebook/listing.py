"""The rulebook at a glance."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from apigw_lint.rulebook.controls import family
from apigw_lint.rulebook.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apigw_lint.rulebook.page import Page


def listing(pages: Iterable[Page]) -> str:
    """A line for each rule: name, severity, profile, theme, title."""
    rows = [_row(page) for page in sorted(pages, key=lambda page: (page.theme, page.name))]
    return table(("RULE", "SEVERITY", "PROFILE", "THEME", "WHAT IT FINDS"), rows)


def controls(pages: Iterable[Page]) -> str:
    """A line for each id of another tool and each rule behind it: tool, id, rule, profile."""
    rows = [
        (family(control) or "other", control, page.name, page.get("profile") + _unready(page))
        for page in pages
        for control in page.get("also")
    ]
    return table(
        ("TOOL", "CONTROL", "OUR RULE", "PROFILE"), sorted(rows, key=lambda row: (row[0], _natural(row[1]), row[2]))
    )


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Columns as wide as they need to be."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in (head, *rows)
    )
    return "\n".join(lines)


def _row(page: Page) -> tuple[str, ...]:
    return page.name, page.get("severity"), page.get("profile") + _unready(page), page.theme, words(page.file).title


def _unready(page: Page) -> str:
    status: str = page.get("status")
    return "" if status == "stable" else f", {status}"


def _natural(text: str) -> list[tuple[int, str]]:
    """Sorts APIGateway.9 before APIGateway.10."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", text)]
