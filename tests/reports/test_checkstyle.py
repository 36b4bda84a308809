"""Checkstyle XML."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from apigw_lint.finding.run import Notice
from apigw_lint.reports import load

if TYPE_CHECKING:
    from tests.reports.sample import Project


def test_findings_by_file(project: Project) -> None:
    root = ElementTree.fromstring(load("checkstyle").render(project.findings, project.rules, project.run).encode())
    assert [(file.get("name"), len(file)) for file in root] == [
        ("100% [x]?#a:b.json", 1),
        ("dir with space/api é/öpen api.yaml", 3),
        ("dir with space/template é.yaml", 1),
        ("policy.json", 2),
    ]
    assert root[1][2].attrib == {
        "line": "6",
        "column": "58",
        "severity": "error",
        "message": "'/pets/{id}' is '45,000 ms long'.",
        "source": "apigw-lint.integration-timeout-excessive",
    }
    assert root[0][0].get("severity") == "info"


def test_a_failure_of_the_run_is_an_error(project: Project) -> None:
    run = project.run._replace(notices=(Notice("error", "internal-error", "rule 'x' failed", "a.yaml"),))
    root = ElementTree.fromstring(load("checkstyle").render([], project.rules, run))
    assert [(file.get("name"), file[0].get("source")) for file in root] == [("a.yaml", "apigw-lint.internal-error")]
