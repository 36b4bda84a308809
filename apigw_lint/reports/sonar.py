"""SonarQube's generic issues. [SonarQube generic-issue-import-format]: columns count from zero, a range is never empty."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from apigw_lint.finding.excerpt import excerpt
from apigw_lint.rulebook.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from apigw_lint.finding.finding import Finding
    from apigw_lint.finding.run import Notice, Run
    from apigw_lint.rulebook.rule import Rule
    from apigw_lint.source.place import Place

EXTENSION = None
ENGINE = "apigw-lint"
IMPACTS = {"error": "HIGH", "warning": "MEDIUM", "note": "LOW"}


def render(findings: Sequence[Finding], rules: Iterable[Rule], run: Run) -> str:
    """All enabled rules and the findings; failures of the run stand in the files that they happened at."""
    failures = [one for one in run.notices if one.level == "error" and one.path]
    kinds = sorted({one.kind for one in failures})
    report = {
        "rules": [*map(_rule, rules), *(_described(kind, kind, kind, None, "error") for kind in kinds)],
        "issues": [*map(_failure, failures), *map(_issue, findings)],
    }
    return json.dumps(report, indent=1) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    said = words(rule.page)
    return _described(rule.name, said.title or rule.name, said.why or rule.name, rule.security, rule.severity)


def _described(name: str, title: str, description: str, security: float | None, severity: str) -> dict[str, Any]:
    quality = "SECURITY" if security else "RELIABILITY"
    return {
        "id": name,
        "name": title,
        "description": description,
        "engineId": ENGINE,
        "cleanCodeAttribute": "TRUSTWORTHY" if security else "LOGICAL",
        "impacts": [{"softwareQuality": quality, "severity": IMPACTS[severity]}],
    }


def _issue(finding: Finding) -> dict[str, Any]:
    issue: dict[str, Any] = {"ruleId": finding.rule, "primaryLocation": _location(finding.place, finding.text)}
    if finding.related:
        issue["secondaryLocations"] = [_location(one.place, one.word) for one in finding.related]
    return issue


def _failure(notice: Notice) -> dict[str, Any]:
    return {"ruleId": notice.kind, "primaryLocation": {"message": notice.message, "filePath": notice.path}}


def _location(place: Place, message: str) -> dict[str, Any]:
    cut = excerpt(place)
    reach: dict[str, int] = {"startLine": cut.line}
    if cut.token:
        start, end = cut.utf16_columns
        reach |= {"endLine": cut.line, "startColumn": start - 1, "endColumn": end - 1}
    return {"message": message, "filePath": place.document.path, "textRange": reach}
