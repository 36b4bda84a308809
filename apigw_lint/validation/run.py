"""A run of our rules with engines beside it: begun before, heard after, and what they say put among our findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.ask import housekeeping, sort
from apigw_lint.finding.construct import by_construct
from apigw_lint.finding.run import Notice
from apigw_lint.finding.suppression import read_ignores, suppress
from apigw_lint.source.files import Files
from apigw_lint.source.relevance import may_matter
from apigw_lint.validation.engine import Engine
from apigw_lint.validation.findings import findings
from apigw_lint.validation.same import unsaid

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from apigw_lint.finding.finding import Finding
    from apigw_lint.lint import Result
    from apigw_lint.rulebook.rule import Rule
    from apigw_lint.rulebook.selection import Selection
    from apigw_lint.settings import Settings
    from apigw_lint.source.document import Document

MODULES = {"cfn-lint": "cfn_lint", "openapi": "openapi"}
"""By the name that the settings have for an engine."""

CRASHED = "engine-crashed"


def validated(
    files: Iterable[tuple[Path, str]], selection: Selection, settings: Settings, lint: Callable[[Own], Result]
) -> Result:
    """The result of our own rules, by `lint`, and with it what the engines of the settings say of the same documents.

    `files` are begun with at once; what turns out to be judged besides, as files that a template takes in, comes later.
    """
    wanted = {rule.by for rule in selection.rules}
    engines = {
        name: Engine(MODULES[name], settings.regions) for name in map(_name, settings.validate) if name in wanted
    }
    try:
        _ask(engines, list(_bytes(files)))
        result = lint(Own(selection))
        _ask(engines, [(one.path, one.text.encode("utf-8", "surrogatepass"), None) for one in result.documents])
        whole = {_name(one) for one in settings.validate if one.endswith(":all")}
        validation = _Validation(selection, settings, result, engines, whole)
        for document in result.documents:
            validation.document(document)
        return validation.done()
    finally:
        for engine in engines.values():
            engine.stop()


def _ask(engines: dict[str, Engine], documents: list[tuple[str, bytes, str | None]]) -> None:
    for engine in engines.values():
        engine.ask(documents)


class Own:
    """The rules of a run without those that engines speak by: what is to be said of ignores of these is said when they have spoken."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._theirs = {rule.name for rule in selection.rules if rule.by in MODULES}
        self.rules: list[Rule] = [rule for rule in selection.rules if rule.name not in self._theirs]

    def names(self, path: str) -> frozenset[str]:
        return self._selection.names(path) - self._theirs

    def meaning(self, name: str) -> Collection[str]:
        return self._selection.meaning(name)


class _Validation:
    """What engines say, on its way into a result."""

    def __init__(
        self, selection: Selection, settings: Settings, result: Result, engines: dict[str, Engine], whole: set[str]
    ) -> None:
        self._selection = selection
        self._settings = settings
        self._result = result
        self._engines = engines
        self._whole = whole
        self._more: list[Finding] = []
        self._theirs = {rule.name for rule in selection.rules if rule.by in MODULES}
        self._ignored = _by_path(one.finding for one in result.suppressed if one.by == "ignore")
        self._ours = _by_path([*result.findings, *(one.finding for one in result.suppressed)])

    def document(self, document: Document) -> None:
        """Take what the engines say of a document, less what our rules have said and what its ignores take away."""
        names = self._selection.names(document.path)
        left_out = self._selection.ignored(document.path)
        said = [
            one for one in self._said(document) if one.rule in names and one.source and one.source.rule not in left_out
        ]
        ignores = read_ignores(document, self._selection.meaning)
        if not said and not ignores:
            return
        sifted = suppress(sort(unsaid(said, self._ours.get(document.path, ()), self._selection.rules)), ignores)
        self._result.suppressed.extend(sifted.suppressed)
        self._more += by_construct(sifted.kept, document, Files().root_of(document))
        suppress(self._ignored.get(document.path, ()), ignores)  # counts what they took before
        enabled = [rule for rule in self._selection.rules if rule.name in names]
        for one in housekeeping(ignores, enabled, self._settings):
            if one.rule == "ignore-target-unused" and self._is_theirs(dict(one.facts)["name"]):
                self._more.append(one)

    def done(self) -> Result:
        """The result with what was taken."""
        result = self._result
        result.notices.extend(self._crashes())
        return result._replace(findings=sort([*result.findings, *self._more]))

    def _said(self, document: Document) -> Iterator[Finding]:
        for name, engine in self._engines.items():
            rules = [rule for rule in self._selection.rules if rule.by == name]
            yield from findings(document, engine, rules, whole=name in self._whole)

    def _is_theirs(self, name: str) -> bool:
        return bool(self._theirs & set(self._selection.meaning(name)))

    def _crashes(self) -> Iterator[Notice]:
        judged = {one.path for one in self._result.documents}
        for engine in self._engines.values():
            for path, reason in engine.failures.items():
                if path in judged:
                    what = f"{engine.title} {engine.version or '(not installed)'} failed and has said nothing: {reason}"
                    yield Notice("error", CRASHED, what, path)


def _by_path(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for one in findings:
        found.setdefault(one.place.document.path, []).append(one)
    return found


def _name(choice: str) -> str:
    return choice.removesuffix(":all")


def _bytes(files: Iterable[tuple[Path, str]]) -> Iterator[tuple[str, bytes, str | None]]:
    """The files that may matter, with their bytes. What cannot be opened is said by our own reader, and a pipe is read once."""
    for file, path in files:
        try:
            raw = file.read_bytes() if file.is_file() else b""
        except OSError:
            continue
        if may_matter(raw):
            yield path, raw, str(file)
