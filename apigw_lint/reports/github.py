"""Annotations on a pull request, by workflow commands.

[GH workflow-commands-for-github-actions]. [actions/toolkit problem-matchers]: a step shows ten annotations of each level.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.finding.excerpt import excerpt
from apigw_lint.finding.finding import SEVERITIES
from apigw_lint.finding.tally import number, verdict, worst_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from apigw_lint.finding.finding import Finding
    from apigw_lint.finding.run import Notice, Run
    from apigw_lint.rulebook.rule import Rule

EXTENSION = None
MOST = 10  # of a level
COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(findings: Sequence[Finding], rules: Iterable[Rule], run: Run) -> str:
    """The worst of each level, failures of the run itself before all, then, in the log alone, how many more there are."""
    ranked = worst_first(findings, {rule.name: rule.security for rule in rules})
    lines, more = [], []
    for level in SEVERITIES:
        commands = [_failure(one) for one in run.notices if level == one.level == "error"]
        commands += [_annotation(one) for one in ranked if one.severity == level]
        lines += commands[:MOST]
        if len(commands) > MOST:
            more.append(number(len(commands) - MOST, f"more {level}"))
    return "\n".join([*lines, *more, _data(verdict(findings, run))]) + "\n"


def _failure(notice: Notice) -> str:
    file = f"file={_property(notice.path)}," if notice.path else ""
    return f"::error {file}title={_property(notice.kind)}::{_data(notice.message)}"


def _annotation(finding: Finding) -> str:
    cut = excerpt(finding.place)
    column, end = cut.utf16_columns
    where = (
        f"file={_property(finding.place.document.path)},line={cut.line},endLine={cut.line},col={column},endColumn={end}"
    )
    return f"::{COMMANDS[finding.severity]} {where},title={_property(finding.rule)}::{_data(finding.text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
