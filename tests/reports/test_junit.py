"""JUnit XML."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from apigw_lint.finding.run import Notice, Run
from apigw_lint.reports import load
from apigw_lint.source.document import Document
from tests.reports.sample import at, found, make_rule

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reports.sample import Project


def test_a_finding_is_a_failed_test(project: Project) -> None:
    suites = ElementTree.fromstring(load("junit").render(project.findings, project.rules, project.run).encode())
    assert (suites.get("tests"), suites.get("failures"), suites.get("errors")) == ("7", "7", "0")
    case = suites.findall("testsuite/testcase")[3]
    assert case.attrib == {
        "classname": "dir with space/api é/öpen api.yaml",
        "name": "integration-timeout-excessive at 6:58",
        "file": "dir with space/api é/öpen api.yaml",
        "line": "6",
    }
    failure = case.find("failure")
    assert failure is not None and failure.get("type") == "error"
    assert (failure.text or "").endswith("\nSet `timeoutInMillis` to 29000 or less.")


def test_a_failure_of_the_run_is_an_error() -> None:
    run = Run("/", 1, 2, False, (Notice("error", "internal-error", "rule 'x' failed"),))
    suites = ElementTree.fromstring(load("junit").render([], [], run))
    assert (suites.get("tests"), suites.get("errors")) == ("1", "1")
    assert [error.get("message") for error in suites.iter("error")] == ["rule 'x' failed"]


def test_a_clean_run_is_a_passed_test() -> None:
    suites = ElementTree.fromstring(load("junit").render([], [], Run("/", 3, 0, True, ())))
    (case,) = suites.iter("testcase")
    assert (case.get("name"), len(case), suites.get("tests")) == ("Nothing found in 3 files.", 0, "1")


def test_characters_that_xml_has_no_room_for(tmp_path: Path) -> None:
    rule = make_rule(tmp_path, "stage-tag-missing")
    finding = found(rule, at(Document("a\x0b.yaml", "a: 1"), "1"), '\x00\x1b\ud800\uffff<&">')
    suites = ElementTree.fromstring(load("junit").render([finding], [rule], Run("/", 1, 1, True, ())).encode())
    assert [one.get("message") for one in suites.iter("failure")] == ["'\ufffd\ufffd\ufffd\ufffd<&\">' is 'wrong'."]
