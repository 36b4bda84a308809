"""A correct project, one edit, and what the linter then says that it did not say before."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from apigw_lint.lint import lint_texts
from apigw_lint.rulebook.audit import audit
from apigw_lint.rulebook.shelf import pages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from apigw_lint.finding.finding import Finding

PROJECTS = Path(__file__).parent / "projects"


def mutate(project: str, old: str, new: str) -> list[str]:
    """What every rule newly finds in a project when `old`, which must stand there once, becomes `new`: "rule: line of text".

    The number of the line is added where the file has another one like it.
    """
    texts = _texts(project)
    places = [name for name, text in texts.items() if old in text]
    assert len(places) == 1, f"the text to edit stands in {len(places)} files of {project}"
    [name] = places
    assert texts[name].count(old) == 1, f"the text to edit stands {texts[name].count(old)} times in {name}"
    edited = {**texts, name: texts[name].replace(old, new)}
    before = Counter(_key(one) for one in _before(project))
    fresh = []
    for one in _findings(edited):
        before[_key(one)] -= 1
        if before[_key(one)] < 0:
            fresh.append(_shown(one, edited))
    return fresh


@cache
def _texts(project: str) -> dict[str, str]:
    folder = PROJECTS / project
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)): file.read_text(encoding="utf-8") for file in files}


@cache
def _before(project: str) -> list[Finding]:
    return _findings(_texts(project))


@cache
def _rules() -> list[Any]:
    return [audit(page) for page in pages().values() if "by" not in page]


def _findings(texts: Mapping[str, str]) -> list[Finding]:
    return lint_texts(dict(texts), _rules())


def _key(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.path


def _shown(finding: Finding, texts: Mapping[str, str]) -> str:
    lines = texts[finding.place.span.file].split("\n")
    line = lines[finding.place.span.line - 1]
    number = f" ({finding.place.span.line})" if lines.count(line) > 1 else ""
    return f"{finding.rule}: {line.strip()}{number}"
