"""Checkstyle XML, which Jenkins and many other collectors of warnings read."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from apigw_lint.finding.excerpt import excerpt
from apigw_lint.finding.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from apigw_lint.finding.finding import Finding
    from apigw_lint.finding.run import Run
    from apigw_lint.rulebook.rule import Rule

EXTENSION = None
SEVERITIES = {"error": "error", "warning": "warning", "note": "info"}


def render(findings: Sequence[Finding], rules: Iterable[Rule], run: Run) -> str:
    """By file; failures of the run stand at the first line of theirs."""
    root = Element("checkstyle", {"version": "4.3"})
    for notice in run.notices:
        if notice.level == "error":
            file = SubElement(root, "file", {"name": printable(notice.path or ".")})
            said = {"line": "1", "severity": "error", "message": printable(notice.message)}
            SubElement(file, "error", {**said, "source": f"apigw-lint.{notice.kind}"})
    for path, group in groupby(findings, key=lambda one: one.place.document.path):
        file = SubElement(root, "file", {"name": printable(path)})
        for finding in group:
            _error(file, finding)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _error(file: Element, finding: Finding) -> None:
    cut = excerpt(finding.place)
    said = {
        "line": str(cut.line),
        "column": str(cut.columns[0]),
        "severity": SEVERITIES[finding.severity],
        "message": printable(finding.text),
        "source": f"apigw-lint.{finding.rule}",
    }
    SubElement(file, "error", said)
