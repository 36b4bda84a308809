"""Workflow commands, as the runner of GitHub Actions reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.finding.run import Notice, Run
from apigw_lint.reports import load
from apigw_lint.source.document import Document
from apigw_lint.source.place import Place
from tests.reports.sample import at, found, make_rule

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reports.sample import Project

RUN = Run("/nowhere", 1, 1, True, ())


def test_annotations_worst_first(project: Project) -> None:
    lines = load("github").render(project.findings, project.rules, project.run).splitlines()
    assert lines[0] == (
        "::error file=dir with space/api é/öpen api.yaml,line=6,endLine=6,col=58,endColumn=63,"
        "title=integration-timeout-excessive::'/pets/{id}' is '45,000 ms long'."
    )
    assert lines[1].endswith("::'Api' is 'wrong'. This holds when IsProd is false.")
    assert [line.split(" ")[0] for line in lines] == ["::error"] + ["::warning"] * 3 + ["::notice"] * 3 + ["1"]
    assert lines[-1] == "1 error, 3 warnings, 3 notes in 4 files."


def test_what_a_document_says_is_no_command(tmp_path: Path) -> None:
    rule = make_rule(tmp_path, "stage-tag-missing")
    document = Document("100%,a:b\n::error::.yaml", "a: 1\n")
    report = load("github").render([found(rule, at(document, "1"), "x\r\n::warning::100%")], [rule], RUN)
    first, _ = report.splitlines()
    assert "file=100%25%2Ca%3Ab%0A%3A%3Aerror%3A%3A.yaml,line=1," in first
    assert first.endswith("::'x%0D%0A::warning::100%25' is 'wrong'.")


def test_ten_of_a_level_and_then_how_many_more(tmp_path: Path) -> None:
    mild, bad = make_rule(tmp_path, "stage-tag-missing"), make_rule(tmp_path, "stage-cache-plaintext", security=8.0)
    document = Document("t.yaml", "".join(f"a{n}: 1\n" for n in range(20)))
    findings = [found(mild, Place(document, n, n + 1)) for n in range(11)] + [found(bad, Place(document, 50, 51))]
    lines = load("github").render(findings, [mild, bad], RUN).splitlines()
    assert len([line for line in lines if line.startswith("::error")]) == 10
    assert "title=stage-cache-plaintext" in lines[0]
    assert lines[10:] == ["2 more errors", "12 errors in 1 file."]


def test_a_failure_of_the_run_comes_first(project: Project) -> None:
    notices = (
        Notice("error", "internal-error", "rule 'x' failed", "a.yaml"),
        Notice("error", "setting", "no such file"),
    )
    lines = load("github").render(project.findings, project.rules, project.run._replace(notices=notices)).splitlines()
    assert lines[0] == "::error file=a.yaml,title=internal-error::rule 'x' failed"
    assert lines[1] == "::error title=setting::no such file"
