"""JUnit XML: a test case for each finding, for CI systems that show test results."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from apigw_lint.finding.excerpt import excerpt
from apigw_lint.finding.printable import printable
from apigw_lint.finding.tally import verdict
from apigw_lint.rulebook.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from apigw_lint.finding.finding import Finding
    from apigw_lint.finding.run import Notice, Run
    from apigw_lint.rulebook.rule import Rule

EXTENSION = None


def render(findings: Sequence[Finding], rules: Iterable[Rule], run: Run) -> str:
    """Findings are failures, what went wrong in the run itself is an error, and a run without either is one passed test."""
    failed = [one for one in run.notices if one.level == "error"]
    fixes = {rule.name: words(rule.page).fix for rule in rules if any(one.rule == rule.name for one in findings)}
    counts = {
        "tests": str(len(findings) + len(failed) or 1),
        "failures": str(len(findings)),
        "errors": str(len(failed)),
    }
    suites = Element("testsuites", counts)
    suite = SubElement(suites, "testsuite", {"name": "apigw-lint", **counts})
    for notice in failed:
        _error(suite, notice)
    for finding in findings:
        _failure(suite, finding, fixes[finding.rule])
    if not len(suite):
        SubElement(suite, "testcase", {"classname": "apigw-lint", "name": verdict(findings, run)})
    indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(suites, encoding="unicode")}\n'


def _failure(suite: Element, finding: Finding, fix: str) -> None:
    cut = excerpt(finding.place)
    path, column = printable(finding.place.document.path), cut.columns[0]
    name = f"{finding.rule} at {cut.line}:{column}"
    case = SubElement(suite, "testcase", {"classname": path, "name": name, "file": path, "line": str(cut.line)})
    message = printable(finding.text)
    failure = SubElement(case, "failure", {"type": finding.severity, "message": message})
    failure.text = "\n".join(filter(None, (f"{path}:{cut.line}:{column}: {message}", printable(fix))))


def _error(suite: Element, notice: Notice) -> None:
    case = SubElement(suite, "testcase", {"classname": printable(notice.path or "apigw-lint"), "name": notice.kind})
    SubElement(case, "error", {"type": notice.kind, "message": printable(notice.message)})
