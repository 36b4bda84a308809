"""Every page of the rulebook holds what it promises, and every example on it is a test."""

from __future__ import annotations

import ast
import inspect
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from apigw_lint.lint import lint_texts
from apigw_lint.rulebook.audit import audit, placeholders
from apigw_lint.rulebook.controls import family
from apigw_lint.rulebook.examples import Example, examples
from apigw_lint.rulebook.shelf import built_in, pages
from apigw_lint.rulebook.trial import disagreement, schema_errors
from apigw_lint.rulebook.words import words

if TYPE_CHECKING:
    from apigw_lint.rulebook.page import Page

PAGES = pages()
EVERY_PAGE = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
CASES = [
    pytest.param(page, example, id=f"{page.name}:{example.line}:{'bad' if example.faults else 'good'}")
    for page in PAGES.values()
    for example in examples(page.file)
]
AWS_DOCS = "https://docs.aws.amazon.com/"
SECTIONS = ["Examples", "Fix", "Exceptions"]


@pytest.mark.parametrize(("page", "example"), CASES)
def test_the_rule_speaks_on_the_marked_lines_and_on_no_others(page: Page, example: Example) -> None:
    findings = lint_texts(example.texts, [audit(page)])
    assert list(disagreement(page.file, example, findings)) == []
    assert [one.message for one in findings if " object at 0x" in one.message] == []


@EVERY_PAGE
def test_the_page_shows_both_sides(page: Page) -> None:
    shown = {bool(example.faults) for example in examples(page.file)}
    assert shown == {True, False} or "by" in page


@EVERY_PAGE
def test_the_front_matter_keeps_the_published_schema(page: Page) -> None:
    """The schema reads it as YAML, so this also shows that our reader and YAML agree on what it says."""
    assert schema_errors(page) == []


@EVERY_PAGE
def test_the_front_matter_says_in_yaml_what_it_says_to_us(page: Page) -> None:
    import yaml

    matter = Path(page.file).read_text(encoding="utf-8").split("\n---\n", 1)[0]
    assert {key: page.get(key) for key in page} == yaml.safe_load(matter)


@EVERY_PAGE
def test_the_first_reference_is_the_aws_page_behind_the_fact(page: Page) -> None:
    assert "by" in page or page.get("references")[0].startswith(AWS_DOCS)


@EVERY_PAGE
def test_a_security_rule_names_its_weakness(page: Page) -> None:
    assert ("security" in page) == ("cwe" in page)


@EVERY_PAGE
def test_the_page_says_since_when_it_is_there(page: Page) -> None:
    assert page.get("since")


@EVERY_PAGE
def test_the_page_has_its_form(page: Page) -> None:
    """A title, two to five sentences of why, the sections in their order, and a fix."""
    said = words(page.file)
    fenced = False
    headings = []
    for line in said.markdown.split("\n"):
        fenced ^= line.startswith("```")
        if not fenced and line.startswith("## "):
            headings.append(line[3:])
    assert said.markdown.startswith(f"# {said.title}")
    assert said.why
    assert said.fix
    assert headings == [section for section in SECTIONS if section in headings]


@EVERY_PAGE
def test_other_tools_ids_belong_to_a_tool(page: Page) -> None:
    assert [control for control in page.get("also") if family(control) is None] == []


@EVERY_PAGE
def test_every_message_can_be_filled(page: Page) -> None:
    """What a Python check yields for a case is read from the `hit(...)` calls of its module."""
    rule = audit(page)
    if "check" not in page:
        return
    yields = _yields(rule.ask)
    for case, template in rule.messages.items():
        if yields is None or case not in yields:
            continue
        heads = {name.partition(".")[0] for name in placeholders(template)} - {
            one.__name__.lower() for one in rule.visits
        }
        assert heads <= yields[case], f"nothing fills {heads - yields[case]} of case {case}"


@EVERY_PAGE
def test_every_message_says_what_it_is_about(page: Page) -> None:
    """Findings of a rule that all read alike cannot be told apart in a list."""
    assert [case for case, template in audit(page).messages.items() if not placeholders(template)] == []


def test_no_name_was_ever_another_rules() -> None:
    former = [name for page in PAGES.values() for name in page.get("formerly")]
    assert len(former) == len(set(former))
    assert not set(former) & PAGES.keys()


def test_no_name_stands_on_two_pages() -> None:
    names = [file.stem for file in Path(built_in()).glob("*/*.md") if file.name != "README.md"]
    assert sorted(names) == sorted(PAGES)


@cache
def _yields(check: Any) -> dict[str | None, set[str]] | None:
    """The facts that a check's module hands over, by case; None when its calls of `hit` do not show them."""
    found: dict[str | None, set[str]] = {}
    for node in ast.walk(ast.parse(inspect.getsource(inspect.getmodule(check) or check))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "hit":
            case = node.args[1] if len(node.args) > 1 else ast.Constant(None)
            if not isinstance(case, ast.Constant) or any(keyword.arg is None for keyword in node.keywords):
                return None
            found.setdefault(case.value, set()).update(keyword.arg for keyword in node.keywords if keyword.arg)
    return found or None
