"""Reviewdog's diagnostics in JSON. [reviewdog proto/rdf]: columns count the bytes of UTF-8, the end is exclusive."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from apigw_lint.finding.excerpt import corners, excerpt, utf8_length
from apigw_lint.finding.fix import edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from apigw_lint.finding.finding import Edit, Finding
    from apigw_lint.finding.run import Notice, Run
    from apigw_lint.rulebook.rule import Rule
    from apigw_lint.source.place import Place

EXTENSION = None
SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def render(findings: Sequence[Finding], rules: Iterable[Rule], run: Run) -> str:
    """Failures of the run, then the findings, each with the page that its rule refers to."""
    links = {rule.name: rule.references[0] for rule in rules if rule.references}
    failures = [_failure(one) for one in run.notices if one.level == "error"]
    diagnostics = [
        *failures,
        *(_diagnostic(one, edit, links) for one, edit in zip(findings, edits(findings), strict=True)),
    ]
    return json.dumps({"source": {"name": "apigw-lint"}, "diagnostics": diagnostics}, indent=1) + "\n"


def _diagnostic(finding: Finding, edit: Edit | None, links: Mapping[str, str]) -> dict[str, Any]:
    code = {"value": finding.rule}
    if finding.rule in links:
        code["url"] = links[finding.rule]
    written: dict[str, Any] = {
        "message": finding.text,
        "location": _location(finding.place),
        "severity": SEVERITIES[finding.severity],
        "code": code,
    }
    if edit is not None:
        written["suggestions"] = [{"range": _range(edit.place), "text": edit.text}]
    if finding.related:
        written["relatedLocations"] = [
            {"message": one.word, "location": _location(one.place)} for one in finding.related
        ]
    return written


def _location(place: Place) -> dict[str, Any]:
    cut = excerpt(place)
    start, end = ({"line": cut.line, "column": column} for column in cut.byte_columns)
    return {"path": place.document.path, "range": {"start": start, "end": end}}


def _range(place: Place) -> dict[str, Any]:
    start, end = ({"line": line, "column": utf8_length(before) + 1} for line, before in corners(place))
    return {"start": start, "end": end}


def _failure(notice: Notice) -> dict[str, Any]:
    said = {"message": notice.message, "severity": "ERROR", "code": {"value": notice.kind}}
    return {**said, "location": {"path": notice.path or "."}}
