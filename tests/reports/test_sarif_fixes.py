"""The fixes of a SARIF log, applied as any other program would apply them: the finding is gone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from apigw_lint.finding.run import Run
from apigw_lint.lint import lint_texts
from apigw_lint.reports import load
from apigw_lint.rulebook.audit import audit
from apigw_lint.rulebook.shelf import pages

if TYPE_CHECKING:
    from tests.reports.sample import Project

RULE = audit(pages()["integration-verb-invalid"])
DOCUMENT = """\
openapi: 3.0.1
info: {title: pets, version: "1"}
paths:
  /pets:
    get:
      x-amazon-apigateway-integration: {"x-note": "😀é", "responses": {}, "type": "aws_proxy", "httpMethod": "GET", "uri": "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:pets/invocations"}
    put:
      x-amazon-apigateway-integration:
        type: aws_proxy
        httpMethod: GET
        uri: arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:pets/invocations
"""


def applied(text: str, replacements: list[dict[str, Any]]) -> str:
    """Columns are UTF-16 units; a line ends with CR LF, LF or CR."""
    lines = [line.encode("utf-16-le") for line in text.splitlines(keepends=True)]
    for one in sorted(
        replacements, key=lambda one: (-one["deletedRegion"]["startLine"], -one["deletedRegion"]["startColumn"])
    ):
        region = one["deletedRegion"]
        assert region["startLine"] == region["endLine"]
        line = lines[region["startLine"] - 1]
        start, end = (2 * (region[edge] - 1) for edge in ("startColumn", "endColumn"))
        lines[region["startLine"] - 1] = line[:start] + one["insertedContent"]["text"].encode("utf-16-le") + line[end:]
    return b"".join(lines).decode("utf-16-le")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_applied_and_linted_again(newline: str) -> None:
    text = DOCUMENT.replace("\n", newline)
    findings = lint_texts({"api.yaml": text}, [RULE])
    log = json.loads(load("sarif").render(findings, [RULE], Run("/", 1, 1, True, ())))
    changes = [fix["artifactChanges"] for result in log["runs"][0]["results"] for fix in result["fixes"]]
    assert len(changes) == len(findings) == 2
    assert all(change["artifactLocation"]["uri"] == "api.yaml" for one in changes for change in one)
    fixed = applied(text, [replacement for one in changes for change in one for replacement in change["replacements"]])
    assert lint_texts({"api.yaml": fixed}, [RULE]) == []
    assert fixed == text.replace("GET", "POST")


def test_a_fix_that_is_not_safe_says_so(project: Project) -> None:
    log = json.loads(load("sarif").render(project.findings, project.rules, project.run))
    said = [fix["description"]["text"] for result in log["runs"][0]["results"] for fix in result.get("fixes", ())]
    assert sorted(said) == [
        "Write '29000' instead of '45000'.",
        "Write 'live' instead of '🚀🚀 live'. This may change what works today.",
    ]


def test_the_suggestions_of_reviewdog_count_bytes(project: Project) -> None:
    report = json.loads(load("rdjson").render(project.findings, project.rules, project.run))
    suggestions = [one for each in report["diagnostics"] for one in each.get("suggestions", ())]
    assert suggestions[1] == {
        "range": {"start": {"line": 5, "column": 18}, "end": {"line": 5, "column": 33}},
        "text": '"live"',
    }


def test_the_json_report_says_what_goes_in_where(project: Project) -> None:
    report = json.loads(load("json").render(project.findings, project.rules, project.run))
    fixes = [one["fix"] for one in report["findings"] if one["fix"]]
    place = {"path": "dir with space/template é.yaml", "line": 5, "column": 18, "end_line": 5, "end_column": 27}
    says = "Write 'live' instead of '🚀🚀 live'. This may change what works today."
    assert fixes[1] == {"message": says, "safe": False, "text": '"live"', **place}
