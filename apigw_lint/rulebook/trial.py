"""Pages put to the test: everything on them is looked at, and every example is linted."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.rulebook.audit import audit
from apigw_lint.rulebook.examples import examples
from apigw_lint.rulebook.page import Page, PageError, text_of
from apigw_lint.rulebook.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from apigw_lint.finding.finding import Finding
    from apigw_lint.rulebook.examples import Example
    from apigw_lint.rulebook.rule import Rule

    Linter = Callable[[dict[str, str], list[Rule]], Sequence[Finding]]

SCHEMA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "front-matter.schema.json")


class Trial(NamedTuple):
    """How pages stood the test. `exit_code` is 0 when all did, else 1."""

    text: str
    exit_code: int


def try_pages(pages: Iterable[Page], lint: Linter) -> Trial:
    """Try every page, and say for each how it did. `lint` takes the texts of a project by file name."""
    lines: list[str] = []
    failed = tried = ran = 0
    for page in pages:
        tried += 1
        problems = list(problems_of(page, lint))
        failed += bool(problems)
        if not problems:
            count = len(examples(page.file))
            ran += count
            lines.append(f"ok      {page.name} ({_plural(count, 'example')})")
        lines += [f"FAILED  {page.name}", *(f"        {problem}" for problem in problems)] if problems else []
    verdict = (
        f"{_plural(failed, 'page')} of {tried} failed"
        if failed
        else f"{_plural(tried, 'page')} and {_plural(ran, 'example')} passed"
    )
    return Trial("\n".join([*lines, "", verdict, ""]), 1 if failed else 0)


def problems_of(page: Page, lint: Linter) -> Iterable[str]:
    """What is wrong with a page: nothing, when it holds what it promises."""
    try:
        rule = audit(page)
        cases = examples(page.file)
    except PageError as error:
        yield str(error)
        return
    yield from schema_errors(page)
    if not words(page.file).markdown.startswith("# "):
        yield f"{page.file}:1: the words of a page begin with its title, `# ...`"
    if "by" not in page and {bool(case.faults) for case in cases} != {True, False}:
        yield f"{page.file}:1: a page shows both sides: examples that are bad, and examples that are good"
    for case in cases:
        yield from disagreement(page.file, case, lint(case.texts, [rule]))


def disagreement(page: str, example: Example, findings: Iterable[Finding]) -> Iterable[str]:
    """Where the findings of an example's rule differ from its marks."""
    spans = [finding.place.span for finding in findings]
    reported = {(span.file, span.line) for span in spans}
    for what, places in (
        ("not reported", example.faults - reported),
        ("reported, but not marked", reported - example.faults),
    ):
        for file, line in sorted(places):
            yield f"{page}:{example.line}: example, {file} line {line}: {what}"


def schema_errors(page: Page) -> list[str]:
    """What the published JSON Schema of front matter has against a page."""
    import jsonschema
    import yaml

    with open(SCHEMA, encoding="utf-8") as stream:
        schema = json.load(stream)
    matter: Any = yaml.safe_load(text_of(page.file).split("\n---\n", 1)[0].removeprefix("---\n"))
    errors = jsonschema.Draft202012Validator(schema).iter_errors(matter)
    return [str(page.error(str(next(iter(error.absolute_path), "")), error.message)) for error in errors]


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
