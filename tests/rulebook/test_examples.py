"""The examples of a page: which fences belong together, and which lines are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from apigw_lint.rulebook.examples import examples
from apigw_lint.rulebook.page import PageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from apigw_lint.rulebook.examples import Example


@pytest.fixture
def read(shelf: Callable[..., str], matter: str) -> Callable[[str], list[Example]]:
    def reading(body: str) -> list[Example]:
        return examples(shelf({"stage/trace-missing": matter}, body) + "/stage/trace-missing.md")

    return reading


def test_marks_are_lines_and_are_taken_away(read: Callable[[str], list[Example]]) -> None:
    (one,) = read("# T\n\n```yaml bad\na: 1  # <-- here\nb: 2\nc: 3 # <-- here\n```\n")
    assert one.texts == {"example.yaml": "a: 1\nb: 2\nc: 3\n"}
    assert one.faults == {("example.yaml", 1), ("example.yaml", 3)}


def test_json_is_marked_in_its_own_way_and_stays_json(read: Callable[[str], list[Example]]) -> None:
    (one,) = read('# T\n\n```json bad\n{\n  "a": 1 // <-- here\n}\n```\n')
    assert one.texts == {"example.json": '{\n  "a": 1\n}\n'}
    assert one.faults == {("example.json", 2)}


def test_a_good_example_has_no_faults_and_knows_its_line(read: Callable[[str], list[Example]]) -> None:
    (one,) = read("# T\n\n### SAM\n\n```yaml good\na: 1\n```\n")
    assert (one.faults, one.heading, one.line) == (frozenset(), "SAM", 13)


def test_named_fences_under_one_heading_are_one_project(read: Callable[[str], list[Example]]) -> None:
    fence = "```yaml {0} {1}\na: 1{2}\n```\n"
    mark = "  # <-- here"
    found = read(
        "# T\n\n### Two files\n"
        + fence.format("bad", "template.yaml", "")
        + fence.format("bad", "api.yaml", mark)
        + fence.format("good", "template.yaml", "")
        + fence.format("good", "api.yaml", "")
        + fence.format("good", "template.yaml", "")
        + "### Another\n"
        + fence.format("good", "api.yaml", "")
    )
    assert [sorted(one.texts) for one in found] == [["api.yaml", "template.yaml"]] * 2 + [
        ["template.yaml"],
        ["api.yaml"],
    ]
    assert found[0].faults == {("api.yaml", 1)}


def test_unnamed_fences_stand_alone(read: Callable[[str], list[Example]]) -> None:
    assert len(read("# T\n\n### A\n```yaml good\na: 1\n```\n```yaml good\na: 1\n```\n")) == 2


def test_other_fences_are_words(read: Callable[[str], list[Example]]) -> None:
    assert read("# T\n\n```yaml\na: 1\n```\n```\nb\n```\n") == []


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("```yaml bad\na: 1\n```\n", "marks the reported lines"),
        ("```yaml good\na: 1  # <-- here\n```\n", "has no line marked"),
        ("```yaml wrong\na: 1\n```\n", "a fence is opened like"),
        ("```yaml good\na: 1\n", "is not closed"),
    ],
)
def test_a_fence_that_shows_nothing_is_refused(read: Callable[[str], list[Example]], body: str, why: str) -> None:
    with pytest.raises(PageError, match=rf"trace-missing\.md:11: .*{why}"):
        read(f"# T\n\n{body}")
