"""The Markdown table, as a job's summary shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.finding.run import Notice, Run
from apigw_lint.reports import load, markdown
from apigw_lint.source.document import Document
from apigw_lint.source.place import Place
from tests.reports.sample import at, found, make_rule

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.reports.sample import Project

RUN = Run("/nowhere", 1, 1, True, ())


def rows(report: str) -> list[str]:
    return [line for line in report.splitlines() if line.startswith("| ")][2:]


def test_the_worst_come_first_and_each_kind_has_its_fix(project: Project) -> None:
    report = load("markdown").render(project.findings, project.rules, project.run)
    assert report.startswith("## apigw-lint\n\n1 error, 3 warnings, 3 notes in 4 files.\n")
    assert [row.split(" | ")[0] for row in rows(report)] == ["| error"] + ["| warning"] * 3 + ["| note"] * 3
    assert report.count("- **integration-timeout-excessive**: Set `timeoutInMillis` to 29000 or less.") == 1
    assert "- file-skipped: dir with space/x.yaml: made by Jinja\n" in report


def test_what_a_document_says_is_no_markup(tmp_path: Path) -> None:
    rule = make_rule(tmp_path, "stage-tag-missing")
    finding = found(rule, at(Document("a|b.yaml", "a: 1"), "1"), "<img src=x>|\n# [a](b) @all `x`")
    (row,) = rows(load("markdown").render([finding], [rule], RUN))
    assert row == (
        "| error | a\\|b.yaml:1:4 | '\\<img src=x\\>\\|\ufffd\\# \\[a\\](b) &#64;all \\`x\\`' is 'wrong'. | stage-tag-missing |"
    )


def test_a_summary_stays_below_what_github_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "MOST_BYTES", 2_000)
    mild, bad = make_rule(tmp_path, "stage-tag-missing", "note"), make_rule(tmp_path, "stage-cache-plaintext")
    document = Document("t.yaml", "a: 1\n" * 50)
    findings = [found(mild, Place(document, 5 * n, 5 * n + 1)) for n in range(49)] + [
        found(bad, Place(document, 245, 246))
    ]
    report = load("markdown").render(findings, [mild, bad], RUN)
    assert len(report.encode()) < 2_300
    assert rows(report)[0].startswith("| error")
    assert f"\n{50 - len(rows(report))} more findings.\n" in report


def test_nothing_found() -> None:
    assert load("markdown").render([], [], RUN) == "## apigw-lint\n\nNothing found in 1 file.\n"


def test_many_remarks_are_cut_short() -> None:
    report = load("markdown").render(
        [], [], RUN._replace(notices=(Notice("note", "file-skipped", "made by Jinja"),) * 102)
    )
    assert report.endswith("made by Jinja\n- 2 more remarks\n")
