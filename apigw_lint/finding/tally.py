"""Counting findings and putting the worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.finding.finding import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from apigw_lint.finding.finding import Finding
    from apigw_lint.finding.run import Run


def worst_first(findings: Iterable[Finding], scores: Mapping[str, float | None]) -> list[Finding]:
    """By severity, then by the rule's security score, then in the order of the documents. `scores` is by rule name."""
    return sorted(findings, key=lambda one: (SEVERITIES.index(one.severity), -(scores.get(one.rule) or 0), one.order))


def by_severity(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of each severity, worst first."""
    counts = dict.fromkeys(SEVERITIES, 0)
    for finding in findings:
        counts[finding.severity] += 1
    return counts


def number(count: int, noun: str) -> str:
    """ "1 error", "2 errors", "25,000 errors"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def verdict(findings: Iterable[Finding], run: Run) -> str:
    """The run in one sentence: what was found in how many files, and what was suppressed."""
    counts = by_severity(findings)
    found = ", ".join(number(count, severity) for severity, count in counts.items() if count)
    files = number(run.files, "file")
    suppressed = f" ({len(run.suppressed):,} suppressed)" if run.suppressed else ""
    unfinished = "" if run.successful else " The run is incomplete: not everything could be judged."
    return f"{found or 'Nothing found'} in {files}{suppressed}.{unfinished}"
