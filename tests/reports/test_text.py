"""What a person sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from apigw_lint.finding.run import Notice, Run, Suppressed
from apigw_lint.reports import load
from apigw_lint.reports.text import display_width
from apigw_lint.source.document import Document
from apigw_lint.source.place import Place
from tests.reports.sample import at, found, make_rule

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reports.sample import Project

RUN = Run("/nowhere", 1, 1, True, ())


def source(tmp_path: Path, text: str, token: str) -> tuple[str, str]:
    """The source line and the pointer line of a finding at a token."""
    rule = make_rule(tmp_path, "stage-tag-missing")
    finding = found(rule, at(Document("t.yaml", text), token))
    _, line, pointer, *_ = load("text").render([finding], [rule], RUN).split("\n")
    return line, pointer


def marked(line: str, pointer: str) -> str:
    """The part of a line that the pointer stands under, on a terminal that gives two columns to wide characters."""
    start, end = pointer.index("^"), pointer.rindex("^") + 1
    columns = [one for character in line for one in (character, "")[: display_width(character)]]
    return "".join(columns[start:end])


def test_a_finding_with_all_that_belongs_to_it(project: Project) -> None:
    report = load("text").render(project.findings, project.rules, project.run)
    assert (
        """
dir with space/api é/öpen api.yaml:6:58: error '/pets/{id}' is '45,000 ms long' [integration-timeout-excessive]
6 |       x-amazon-apigateway-integration: {timeoutInMillis: 45000}
  |                                                          ^^^^^
  = included [here]: dir with space/template é.yaml:6:22
  = the API: dir with space/template é.yaml:2:3
  = fix: Set `timeoutInMillis` to 29000 or less.

dir with space/template é.yaml:5:18: warning 'Api' is 'wrong' [policy-principal-public]
5 |       StageName: "🚀🚀 live"  # one
  |                  ^^^^^^^^^^^
  = when IsProd is false
"""
        in report
    )
    assert report.endswith("""
1 error, 3 warnings, 3 notes in 4 files.
1 finding can be fixed with --fix, 1 more with --unsafe-fixes.
setting: apigw-lint.toml: the key `colour` is not known
file-skipped: dir with space/x.yaml: made by Jinja
""")


def test_nothing_found() -> None:
    assert load("text").render([], [], RUN._replace(files=3)) == "Nothing found in 3 files.\n"


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("a: 45000\n", "45000"),
        ("\ta:\t45000\n", "45000"),
        ("名前: 一二三 45000\n", "45000"),
        ("名前: 一二三 45000\n", "一二三"),
        ('a: "😀😀" # 45000\n', "45000"),
        ("e\u0301: 45000 # combining\n", "45000"),
        ('{"x":"' + "y" * 500 + '","timeout":45000,"z":"' + "y" * 500 + '"}', "45000"),
        ("45000: " + "y" * 500, "45000"),
        ("y" * 500 + ": 45000", "45000"),
        ("a: 45000\r\nb: 1\r\n", "45000"),
    ],
)
def test_the_pointer_stands_under_the_token(tmp_path: Path, text: str, token: str) -> None:
    line, pointer = source(tmp_path, text, token)
    assert marked(line, pointer) == token
    assert len(line) < 110


def test_a_long_token_is_cut(tmp_path: Path) -> None:
    line, pointer = source(tmp_path, 'a: "' + "y" * 500 + '"', '"' + "y" * 500 + '"')
    assert len(line) < 130
    assert marked(line, pointer).startswith('"yyy')


def test_a_place_without_extent_is_still_shown(tmp_path: Path) -> None:
    rule = make_rule(tmp_path, "stage-tag-missing")
    report = load("text").render([found(rule, Place(Document("t.yaml", "get:\n"), 4, 4))], [rule], RUN)
    assert "\n1 | get:\n  |     ^\n" in report
    empty = load("text").render([found(rule, Place(Document("t.yaml", ""), 0, 0))], [rule], RUN)
    assert empty.startswith("t.yaml:1:1: error")


def test_what_a_document_says_cannot_steer_the_terminal(tmp_path: Path) -> None:
    rule = make_rule(tmp_path, "stage-tag-missing")
    text = "a: '\x1b[2J\x9b\u202e45000'\n"
    finding = found(rule, at(Document("t\x1b.yaml", text), "45000"), "\x1b[31m\r\nforged.yaml:1:1: error")
    report = load("text").render([finding], [rule], RUN)
    assert not re.search("[\x1b\x9b\u202e\r]", report)
    assert "\nforged" not in report


def test_colours_only_in_the_painted_report(project: Project) -> None:
    text = load("text")
    plain = text.render(project.findings, project.rules, project.run)
    painted = text.paint(project.findings, project.rules, project.run)
    assert "\x1b" not in plain
    assert "\x1b[1;31merror\x1b[0m" in painted
    assert re.sub("\x1b\\[[0-9;]*m", "", painted) == plain


def test_suppressed_findings_are_counted_and_listed_on_request(project: Project) -> None:
    kept, gone = project.findings[0], project.findings[1]
    run = project.run._replace(suppressed=(Suppressed(gone, "ignore", "behind a CDN"),), notices=())
    brief = load("text").render([kept], project.rules, run)
    assert brief.endswith("1 note in 4 files (1 suppressed).\n")
    assert "behind a CDN" not in brief
    assert "= suppressed by ignore: behind a CDN" in load("text").render(
        [kept], project.rules, run._replace(show_suppressed=True)
    )


def test_many_notices_of_a_kind_are_cut_short() -> None:
    notices = tuple(Notice("note", "file-skipped", "made by Jinja", f"{n}.yaml") for n in range(1, 12))
    lines = (
        load("text")
        .render([], [], RUN._replace(notices=(*notices, Notice("error", "internal-error", "rule failed"))))
        .splitlines()
    )
    assert lines[10:] == ["file-skipped: 10.yaml: made by Jinja", "file-skipped: 1 more", "internal-error: rule failed"]


def test_an_incomplete_run_says_so() -> None:
    assert "incomplete" in load("text").render([], [], RUN._replace(successful=False))


def test_a_page_without_a_fix(tmp_path: Path) -> None:
    rule = make_rule(tmp_path, "stage-tag-missing")
    (tmp_path / "stage-tag-missing.md").unlink()
    assert "fix:" not in load("text").render([found(rule, at(Document("t.yaml", "a: 1"), "1"))], [rule], RUN)
