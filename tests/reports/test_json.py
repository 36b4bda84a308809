"""The JSON report keeps to its schema, which is shipped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from apigw_lint import reports
from apigw_lint.finding.fingerprint import fingerprints
from apigw_lint.finding.run import Run, Suppressed

if TYPE_CHECKING:
    from tests.reports.sample import Project

SCHEMA = json.loads((Path(reports.__file__).parent / "json.schema.json").read_text(encoding="utf-8"))


def render(*arguments: Any) -> Any:
    report = json.loads(reports.load("json").render(*arguments))
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    return report


def test_findings_and_summary(project: Project) -> None:
    report = render(project.findings, project.rules, project.run)
    assert report["version"] == 1
    assert [one["path"] for one in report["findings"]] == [one.place.document.path for one in project.findings]
    assert [one["fingerprint"] for one in report["findings"]] == fingerprints(project.findings)
    timeout = next(one for one in report["findings"] if one["severity"] == "error")
    assert (timeout["line"], timeout["column"], timeout["end_column"]) == (6, 58, 63)
    assert (timeout["rule"], timeout["theme"], timeout["security"]) == (
        "integration-timeout-excessive",
        "integration",
        None,
    )
    assert timeout["related"][1] == {
        "word": "the API",
        "path": project.template.path,
        "line": 2,
        "column": 3,
        "end_column": 6,
    }
    public = next(one for one in report["findings"] if one["when"])
    assert (public["when"], public["security"], public["column"], public["end_column"]) == (
        "when IsProd is false",
        8.0,
        18,
        27,
    )
    assert report["summary"] == {
        "files": 4, "error": 1, "warning": 3, "note": 3, "suppressed": 0, "successful": True, "exit_code": 1,
    }  # fmt: skip
    assert report["notices"][0]["path"] == "apigw-lint.toml"


def test_an_empty_run() -> None:
    assert render([], [], Run("/", 0, 0, True, ()))["findings"] == []


def test_suppressed_findings_are_listed_on_request(project: Project) -> None:
    run = project.run._replace(suppressed=(Suppressed(project.findings[0], "baseline", "known"),))
    assert render(project.findings[1:], project.rules, run)["suppressed"] == []
    (gone,) = render(project.findings[1:], project.rules, run._replace(show_suppressed=True))["suppressed"]
    assert gone["suppressed"] == {"by": "baseline", "reason": "known"}
    assert gone["rule"] == project.findings[0].rule


@pytest.mark.parametrize("key", ["version", "findings", "summary"])
def test_the_schema_refuses_a_report_without_its_parts(project: Project, key: str) -> None:
    report = render(project.findings, project.rules, project.run)
    del report[key]
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(report)
