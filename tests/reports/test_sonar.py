"""SonarQube's generic issues."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from apigw_lint.finding.run import Notice, Run
from apigw_lint.reports import load
from apigw_lint.source.document import Document
from apigw_lint.source.place import Place
from tests.reports.sample import found, make_rule

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reports.sample import Project


def test_columns_count_from_zero(project: Project) -> None:
    report = json.loads(load("sonar").render(project.findings, project.rules, project.run))
    timeout = next(one for one in report["issues"] if one["ruleId"] == "integration-timeout-excessive")
    assert timeout["primaryLocation"]["textRange"] == {"startLine": 6, "endLine": 6, "startColumn": 57, "endColumn": 62}
    assert [one["message"] for one in timeout["secondaryLocations"]] == ["included [here]", "the API"]
    assert {one["ruleId"] for one in report["issues"]} <= {rule["id"] for rule in report["rules"]}


def test_a_security_rule_is_about_security(project: Project) -> None:
    rules = json.loads(load("sonar").render([], project.rules, project.run))["rules"]
    assert [rule["impacts"][0] for rule in rules] == [
        {"softwareQuality": "RELIABILITY", "severity": "HIGH"},
        {"softwareQuality": "SECURITY", "severity": "MEDIUM"},
        {"softwareQuality": "RELIABILITY", "severity": "LOW"},
    ]


def test_a_place_without_extent_is_its_line(tmp_path: Path) -> None:
    rule = make_rule(tmp_path, "stage-tag-missing")
    finding = found(rule, Place(Document("t.yaml", "get:\n"), 4, 4))
    report = json.loads(load("sonar").render([finding], [rule], Run("/", 1, 1, True, ())))
    assert report["issues"][0]["primaryLocation"]["textRange"] == {"startLine": 1}


def test_a_failure_of_the_run_is_an_issue_with_a_rule() -> None:
    run = Run("/", 1, 2, False, (Notice("error", "internal-error", "rule 'x' failed", "a.yaml"),))
    report = json.loads(load("sonar").render([], [], run))
    assert [rule["id"] for rule in report["rules"]] == [one["ruleId"] for one in report["issues"]] == ["internal-error"]
