"""GitLab Code Quality: an array of what a merge request makes better or worse.

[GitLab code_quality]: each entry has a fingerprint of its own, by which GitLab compares two branches.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from apigw_lint.finding.excerpt import excerpt
from apigw_lint.finding.fingerprint import fingerprints

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from apigw_lint.finding.finding import Finding
    from apigw_lint.finding.run import Notice, Run
    from apigw_lint.rulebook.rule import Rule

EXTENSION = None
SEVERITIES = {"error": "critical", "warning": "major", "note": "info"}


def render(findings: Sequence[Finding], rules: Iterable[Rule], run: Run) -> str:
    """Failures of the run, then the findings."""
    failures = [_failure(one) for one in run.notices if one.level == "error"]
    issues = [_issue(one, own) for one, own in zip(findings, fingerprints(findings), strict=True)]
    return json.dumps([*failures, *issues], indent=1) + "\n"


def _issue(finding: Finding, fingerprint: str) -> dict[str, Any]:
    cut = excerpt(finding.place)
    return {
        "description": finding.text,
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": SEVERITIES[finding.severity],
        "location": {"path": finding.place.document.path, "lines": {"begin": cut.line, "end": cut.line}},
    }


def _failure(notice: Notice) -> dict[str, Any]:
    return {
        "description": notice.message,
        "check_name": notice.kind,
        "fingerprint": sha256("\0".join((notice.kind, notice.path or "", notice.message)).encode()).hexdigest(),
        "severity": "blocker",
        "location": {"path": notice.path or ".", "lines": {"begin": 1}},
    }
