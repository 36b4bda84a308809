"""A Markdown table, for the summary of a job in GitHub Actions and for comments.

[GH workflow-commands adding-a-job-summary]: a summary over 1 MiB is refused as a whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from apigw_lint.finding.excerpt import excerpt, utf8_length
from apigw_lint.finding.printable import printable
from apigw_lint.finding.tally import number, verdict, worst_first
from apigw_lint.rulebook.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from apigw_lint.finding.finding import Finding
    from apigw_lint.finding.run import Notice, Run
    from apigw_lint.rulebook.rule import Rule

EXTENSION = ".md"
MOST_BYTES = 900_000  # leaves room for what other steps write into the same summary
MOST_NOTICES = 100
MARKUP = re.compile(r"([\\`*_\[\]<>|~#&@])")


def render(findings: Sequence[Finding], rules: Iterable[Rule], run: Run) -> str:
    """The verdict, the worst findings first, and how to mend each kind."""
    by_name = {rule.name: rule for rule in rules}
    ranked = worst_first(findings, {name: rule.security for name, rule in by_name.items()})
    rows = [_row(one) for one in ranked]
    fixes = [_fix(by_name[name]) for name in dict.fromkeys(one.rule for one in ranked)]
    tail = [*filter(None, fixes), *_notices(run.notices)]
    shown = _fitting(rows, MOST_BYTES - sum(utf8_length(line) + 1 for line in tail))
    lines = ["## apigw-lint", "", _escaped(verdict(findings, run)), ""]
    if shown:
        lines += ["| severity | place | finding | rule |", "| --- | --- | --- | --- |", *rows[:shown], ""]
    if shown < len(rows):
        lines += [f"{number(len(rows) - shown, 'more finding')}.", ""]
    return "\n".join([*lines, *tail]).rstrip("\n") + "\n"


def _row(finding: Finding) -> str:
    cut = excerpt(finding.place)
    place = _escaped(f"{finding.place.document.path}:{cut.line}:{cut.columns[0]}")
    return f"| {finding.severity} | {place} | {_escaped(finding.text)} | {finding.rule} |"


def _fitting(rows: Sequence[str], room: int) -> int:
    """How many rows there is room for."""
    for shown, row in enumerate(rows):
        room -= utf8_length(row) + 1
        if room < 0:
            return shown
    return len(rows)


def _fix(rule: Rule) -> str:
    fix = words(rule.page).fix
    return f"- **{rule.name}**: {fix}" if fix else ""


def _notices(notices: Sequence[Notice]) -> list[str]:
    said = [f"- {one.kind}: " + _escaped(f"{one.path}: {one.message}" if one.path else one.message) for one in notices]
    more = [f"- {number(len(said) - MOST_NOTICES, 'more remark')}"] if len(said) > MOST_NOTICES else []
    return ["", *said[:MOST_NOTICES], *more] if said else []


def _escaped(text: str) -> str:
    """Text from a document as text, and nothing else."""
    return MARKUP.sub(r"\\\1", printable(text)).replace("\\@", "&#64;")
