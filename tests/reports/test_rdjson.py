"""Reviewdog's diagnostics."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from apigw_lint.finding.run import Notice
from apigw_lint.reports import load

if TYPE_CHECKING:
    from tests.reports.sample import Project


def test_columns_count_bytes(project: Project) -> None:
    report = json.loads(load("rdjson").render(project.findings, project.rules, project.run))
    first = report["diagnostics"][0]
    assert first["location"]["path"] == "100% [x]?#a:b.json"
    for where in (first["location"], first["relatedLocations"][0]["location"]):
        span = where["range"]
        line = (
            (project.root / where["path"])
            .read_bytes()
            .removeprefix(b"\xef\xbb\xbf")
            .split(b"\n")[span["start"]["line"] - 1]
        )
        assert line[span["start"]["column"] - 1 : span["end"]["column"] - 1] in (b'"put"', b'"get"')
    assert first["severity"] == "INFO"
    assert first["code"]["value"] == "method-response-missing"
    assert first["code"]["url"].startswith("https://")


def test_a_failure_of_the_run_is_a_diagnostic(project: Project) -> None:
    run = project.run._replace(notices=(Notice("error", "internal-error", "rule 'x' failed", "a.yaml"),))
    (one,) = json.loads(load("rdjson").render([], project.rules, run))["diagnostics"]
    assert (one["severity"], one["location"]) == ("ERROR", {"path": "a.yaml"})
