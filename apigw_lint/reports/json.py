"""For programs: one object, as `json.schema.json` beside this file describes it.

`version` rises when a program that reads the present form could stumble over a new one; properties may be added at any time.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from apigw_lint import __version__
from apigw_lint.finding.excerpt import corners, excerpt
from apigw_lint.finding.fingerprint import fingerprints
from apigw_lint.finding.fix import edits
from apigw_lint.finding.tally import by_severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from apigw_lint.finding.finding import Edit, Finding
    from apigw_lint.finding.run import Run
    from apigw_lint.rulebook.rule import Rule
    from apigw_lint.source.place import Place

EXTENSION = ".json"
VERSION = 1


def render(findings: Sequence[Finding], rules: Iterable[Rule], run: Run) -> str:
    """Findings, suppressed findings if the run shows them, notices and a summary. Columns are code points."""
    by_name = {rule.name: rule for rule in rules}
    gone = run.suppressed if run.show_suppressed else ()
    listed = [*findings, *(one.finding for one in gone)]
    written = [
        {**_finding(one, by_name[one.rule], own), "fix": _fix(edit)}
        for one, own, edit in zip(listed, fingerprints(listed), edits(listed), strict=True)
    ]
    suppressed = [
        {**one, "suppressed": {"by": why.by, "reason": why.reason}}
        for one, why in zip(written[len(findings) :], gone, strict=True)
    ]
    report = {
        "version": VERSION,
        "tool": {"name": "apigw-lint", "version": __version__},
        "findings": written[: len(findings)],
        "suppressed": suppressed,
        "notices": [notice._asdict() for notice in run.notices],
        "summary": {
            "files": run.files,
            **by_severity(findings),
            "suppressed": len(run.suppressed),
            "successful": run.successful,
            "exit_code": run.exit_code,
        },
    }
    return json.dumps(report, indent=2) + "\n"


def _finding(finding: Finding, rule: Rule, fingerprint: str) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "theme": rule.theme,
        "severity": finding.severity,
        "security": rule.security,
        "message": finding.message,
        "when": finding.when,
        **_place(finding.place),
        "related": [{"word": one.word, **_place(one.place)} for one in finding.related],
        "element": finding.path,
        "fingerprint": fingerprint,
        "source": finding.source and finding.source._asdict(),
    }


def _fix(edit: Edit | None) -> dict[str, Any] | None:
    if edit is None:
        return None
    (line, before), (end_line, last) = corners(edit.place)
    return {
        "message": edit.says,
        "safe": edit.safe,
        "text": edit.text,
        "path": edit.place.document.path,
        "line": line,
        "column": len(before) + 1,
        "end_line": end_line,
        "end_column": len(last) + 1,
    }


def _place(place: Place) -> dict[str, Any]:
    cut = excerpt(place)
    column, end_column = cut.columns
    return {"path": place.document.path, "line": cut.line, "column": column, "end_column": end_column}
