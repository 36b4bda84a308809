"""Pages put to the test: everything on them is looked at, and every example is linted."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.rulebook.audit import audit
from apigw_lint.rulebook.examples import examples
from apigw_lint.rulebook.page import Page, PageError, text_of
from apigw_lint.rulebook.shelf import load
from apigw_lint.rulebook.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from apigw_lint.finding.finding import Finding
    from apigw_lint.rulebook.examples import Example
    from apigw_lint.rulebook.rule import Rule
    from apigw_lint.rulebook.shelf import Place

    Linter = Callable[[dict[str, str], list[Rule]], Sequence[Finding]]

SCHEMA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "front-matter.schema.json")


class Trial(NamedTuple):
    """How pages stood the test. `exit_code` is 0 when all did, else 1."""

    text: str
    exit_code: int


def try_pages(places: Iterable[Place], lint: Linter, taken: Mapping[str, Page] | None = None) -> Trial:
    """Try every page, and say for each how it did. `lint` takes the texts of a project by file name.

    `taken` are the pages whose names are not free.
    """
    pages = dict(taken or {})
    lines: list[str] = []
    failed = tried = ran = 0
    for place in places:
        problems: list[str] = []
        try:
            pages[place.name] = load(place, pages)
            problems += problems_of(pages[place.name], lint)
        except PageError as error:
            problems.append(str(error))
        tried += 1
        failed += bool(problems)
        count = 0 if problems else len(examples(place.file))
        ran += count
        lines.append(f"FAILED  {place.name}" if problems else f"ok      {place.name} ({_plural(count, 'example')})")
        lines += [f"        {problem}" for problem in problems]
    passed = f"{_plural(tried, 'page')} and {_plural(ran, 'example')} passed"
    verdict = f"{_plural(failed, 'page')} of {tried} failed" if failed else passed
    return Trial("\n".join([*lines, "", verdict]), 1 if failed else 0)


def problems_of(page: Page, lint: Linter) -> Iterator[str]:
    """What is wrong with a page: nothing, when it holds what it promises. Raises PageError when it is no page."""
    rule = audit(page)
    cases = examples(page.file)
    yield from schema_errors(page)
    if not words(page.file).markdown.startswith("# "):
        yield f"{page.file}:1: the words of a page begin with its title, `# ...`"
    if "by" not in page and {bool(case.faults) for case in cases} != {True, False}:
        yield f"{page.file}:1: a page shows both sides: examples that are bad, and examples that are good"
    for case in cases:
        found = lint(case.texts, [rule])
        yield from disagreement(page.file, case, found)
        if rule.fixes and not _is_mended(case, found, lambda texts: lint(texts, [rule])):
            yield f"{page.file}:{case.line}: example: it is found again after the fix"


def _is_mended(
    example: Example, findings: Sequence[Finding], lint: Callable[[dict[str, str]], Sequence[Finding]]
) -> bool:
    """Whether each finding that has a fix is gone after it."""
    from apigw_lint.finding.fix import apart, edited, edits, vain

    pairs = [(one, edit) for one, edit in zip(findings, edits(findings), strict=True) if edit]
    made = apart(edit for _, edit in pairs)
    texts = {
        path: edited(text, [edit for edit in made if edit.place.document.path == path])
        for path, text in example.texts.items()
    }
    fixed = [one for one, edit in pairs if any(edit is other for other in made)]
    return not made or not vain(findings, fixed, lint(texts))


def disagreement(page: str, example: Example, findings: Iterable[Finding]) -> Iterator[str]:
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
