"""Pages put to the test, as a team puts its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from apigw_lint.finding.finding import Finding
from apigw_lint.lint import lint_texts
from apigw_lint.rulebook.shelf import places
from apigw_lint.rulebook.trial import try_pages
from apigw_lint.source.document import Document
from apigw_lint.source.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from apigw_lint.rulebook.rule import Rule


def reports(*lines: int) -> Callable[[dict[str, str], list[Rule]], list[Finding]]:
    """A linter that reports these lines of an example that has them."""

    def lint(texts: dict[str, str], rules: list[Rule]) -> list[Finding]:
        (file, text), *_ = texts.items()
        document = Document(file, text)
        starts = document.line_starts()
        spots = [starts[line - 1] for line in lines if line < len(starts)]
        return [Finding(rules[0].name, "note", "x", Place(document, spot, spot + 1)) for spot in spots]

    return lint


@pytest.fixture
def outcome(shelf: Callable[..., str], matter: str) -> Callable[..., tuple[str, int]]:
    def trying(lint: Any, changed: str = matter, name: str = "house/trace-missing", **more: Any) -> tuple[str, int]:
        return try_pages(places(shelf({name: changed}, **more)), lint)

    return trying


def test_a_page_that_holds_what_it_promises(outcome: Callable[..., tuple[str, int]]) -> None:
    assert outcome(reports(2)) == ("ok      trace-missing (2 examples)\n\n1 page and 2 examples passed", 0)


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ((), "trace-missing.md:15: example, example.yaml line 2: not reported"),
        ((1, 2), "trace-missing.md:15: example, example.yaml line 1: reported, but not marked"),
    ],
)
def test_an_example_that_disagrees(
    outcome: Callable[..., tuple[str, int]], lines: tuple[int, ...], complaint: str
) -> None:
    text, code = outcome(reports(*lines))
    assert complaint in text
    assert text.endswith("1 page of 1 failed")
    assert code == 1


def test_a_page_that_is_no_page_fails_and_the_others_are_tried(shelf: Callable[..., str], matter: str) -> None:
    folder = shelf(
        {"house/trace-missing": matter.replace("Stage\n", "Stag\n"), "house/trac": matter, "house/trace-weak": matter}
    )
    text, code = try_pages(places(folder), reports(2))
    assert [line.split()[:2] for line in text.splitlines() if line[:1].strip()] == [
        ["FAILED", "trac"],
        ["FAILED", "trace-missing"],
        ["ok", "trace-weak"],
        ["2", "pages"],
    ]
    assert "did you mean `Stage`?" in text
    assert code == 1


@pytest.mark.parametrize(
    ("added", "complaint"),
    [
        ("since: soon\n", "'soon' does not match"),
        ("references: ['http://example.com']\n", "'http://example.com' does not match '^https://'"),
        ("also: [A, A]\n", "has non-unique elements"),
    ],
)
def test_the_published_schema_is_kept(
    outcome: Callable[..., tuple[str, int]], matter: str, added: str, complaint: str
) -> None:
    text, code = outcome(reports(2), matter + added)
    assert complaint in text
    assert "trace-missing.md:7: " in text
    assert code == 1


def test_a_page_shows_both_sides_and_has_a_title(outcome: Callable[..., tuple[str, int]]) -> None:
    text, _ = outcome(reports(), body="Words.\n\n```yaml good\na\n```\n")
    assert "a page shows both sides" in text
    assert "begin with its title" in text


def test_the_schema_and_the_reader_know_the_same_keys() -> None:
    import json
    from pathlib import Path

    from apigw_lint.checks.require import MATCHERS
    from apigw_lint.rulebook.page import CHOICES, KEYS
    from apigw_lint.rulebook.trial import SCHEMA

    schema = json.loads(Path(SCHEMA).read_text(encoding="utf-8"))
    assert schema["properties"].keys() == KEYS
    assert {key: tuple(schema["properties"][key]["enum"]) for key in CHOICES} == CHOICES
    assert schema["$defs"]["matchers"]["properties"].keys() == MATCHERS.keys()


def test_a_fix_after_which_the_example_is_found_again(tmp_path: Path) -> None:
    page = tmp_path / "own" / "api-name-invalid.md"
    page.parent.mkdir()
    document = "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Name: {}\n"
    bad, good = document.format("pets  # <-- here"), document.format("cats")
    matter = 'severity: note\neach: Api\nrequire:\n  name: cats\nmessage: "no"\nfix: "{found} -> %s"\n'
    words = f"# Name\n\n## Examples\n\n```yaml bad\n{bad}```\n\n```yaml good\n{good}```\n\n## Fix\n\nRename it.\n"
    for after, code in (("dogs", 1), ("cats", 0)):
        page.write_text(f"---\n{matter % after}---\n\n{words}")
        text, exit_code = try_pages(places(str(tmp_path)), lint_texts)
        assert exit_code == code, text
        assert ("it is found again after the fix" in text) == bool(code)
