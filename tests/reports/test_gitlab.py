"""GitLab's code quality report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from apigw_lint.finding.run import Notice, Run
from apigw_lint.reports import load

if TYPE_CHECKING:
    from tests.reports.sample import Project


def test_every_entry_has_what_gitlab_needs(project: Project) -> None:
    entries = json.loads(load("gitlab").render(project.findings, project.rules, project.run))
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) == 7
    assert {entry["severity"] for entry in entries} == {"critical", "major", "info"}
    timeout = next(entry for entry in entries if entry["check_name"] == "integration-timeout-excessive")
    assert timeout["description"] == "'/pets/{id}' is '45,000 ms long'."
    assert timeout["location"] == {"path": "dir with space/api é/öpen api.yaml", "lines": {"begin": 6, "end": 6}}


def test_a_failure_of_the_run_is_an_entry() -> None:
    run = Run(
        "/", 1, 2, False, (Notice("error", "internal-error", "rule 'x' failed"), Notice("note", "file-skipped", "x"))
    )
    (entry,) = json.loads(load("gitlab").render([], [], run))
    assert (entry["check_name"], entry["severity"]) == ("internal-error", "blocker")


def test_a_clean_run_is_an_empty_list() -> None:
    assert load("gitlab").render([], [], Run("/", 1, 0, True, ())) == "[]\n"
