"""The way through the house: files in, findings out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from apigw_lint.ask import housekeeping, sort
from apigw_lint.dialects.recognise import is_template
from apigw_lint.examine import Examiner
from apigw_lint.finding.join import merged
from apigw_lint.finding.run import Notice
from apigw_lint.settings import Settings
from apigw_lint.settings.glob import covers
from apigw_lint.source.assets import originals
from apigw_lint.source.files import Files
from apigw_lint.source.includers import includers
from apigw_lint.source.nearest import nearest
from apigw_lint.source.read import parse, read
from apigw_lint.source.read_error import ReadError
from apigw_lint.source.relevance import may_matter
from apigw_lint.workers import processes, spread

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from apigw_lint.examine import Chosen, Examined
    from apigw_lint.finding.finding import Finding
    from apigw_lint.finding.ignore import Ignore
    from apigw_lint.finding.run import Suppressed
    from apigw_lint.rulebook.rule import Rule
    from apigw_lint.source.document import Document


class Result(NamedTuple):
    """What a run found. `documents` are those that were judged, `undetermined` counts dropped questions by rule, `passed_over` the
    files that do not speak of API Gateway.
    """

    findings: list[Finding]
    notices: list[Notice]
    documents: list[Document]
    suppressed: list[Suppressed]
    undetermined: dict[str, int]
    passed_over: int = 0

    def with_(self, other: Result) -> Result:
        """Both results as one."""
        counts = {
            name: self.undetermined.get(name, 0) + other.undetermined.get(name, 0)
            for name in {*self.undetermined, *other.undetermined}
        }
        findings = [*self.findings, *other.findings]
        return Result(
            sort(merged(findings) if self.findings and other.findings else findings),
            [*self.notices, *other.notices],
            [*self.documents, *other.documents],
            [*self.suppressed, *other.suppressed],
            counts,
            self.passed_over + other.passed_over,
        )


class Met(NamedTuple):
    """What a look at a file brought: a document, or why it cannot be read, and what examining it has brought already.

    `waits`: another file of the run may take it in. All empty for a file that is none of ours.
    """

    met: Document | ReadError | None = None
    waits: bool = False
    examined: Examined | None = None
    notice: Notice | None = None


class Lint:
    """A run over some documents with chosen rules. `files` opens the other files that they name.

    A document that a template of the run takes in is judged with the template and not by itself, so those that are no templates
    wait until `finish`. Looking at a file changes nothing, so that other processes can do it; what they met is taken in order.
    `drafts` are documents by path that are judged in the stead of their files.
    """

    def __init__(
        self, chosen: Chosen, settings: Settings, files: Files, drafts: Mapping[str, Document] | None = None
    ) -> None:
        self.chosen = chosen
        self.settings = settings
        self.files = files
        self.drafts = drafts or {}
        for draft in self.drafts.values():
            files.enter(draft)
        self.result = Result([], [], [], [], {})
        self._examiner = Examiner(chosen, settings, files)
        self._declared: set[str] = set()
        self._included: set[str] = set()
        self._given: set[str] = set()
        self._waiting: list[Document | ReadError] = []
        self._ahead: dict[str, Examined] = {}
        self._ignores: dict[str, list[Ignore]] = {}

    def look(self, file: Path, path: str, *, ahead: bool) -> Met:
        """Look at a file; `ahead` examines it even when it waits."""
        if path in self.drafts:
            return self.document(self.drafts[path], ahead=ahead)
        try:
            with file.open("rb") as stream:
                raw = stream.read()
        except OSError as error:
            return Met(notice=Notice("error", "file-unreadable", f"cannot be opened: {error.strerror}", path))
        return self.bytes(raw, path, file, ahead=ahead)

    def bytes(self, raw: bytes, path: str, file: Path | None = None, *, ahead: bool = False) -> Met:
        """Look at the bytes of a file, unless a search of them shows that it is none of ours."""
        if not may_matter(raw):
            return Met()
        try:
            return self.document(read(raw, path, file), ahead=ahead)
        except ReadError as error:
            return Met(error, waits=True)

    def document(self, document: Document, *, ahead: bool = False) -> Met:
        self.files.enter(document)
        waits = not is_template(document)
        return Met(document, waits, None if waits and not ahead else self._examiner.document(document))

    def take(self, met: Met) -> None:
        """Note what was met."""
        if met.notice is not None:
            self.result.notices.append(met.notice)
        if met.met is None:
            self.result = self.result._replace(passed_over=self.result.passed_over + (met.notice is None))
            return
        path = met.met.place.document.path if isinstance(met.met, ReadError) else met.met.path
        self._given.add(path)
        if met.waits:
            self._waiting.append(met.met)
        if met.examined is not None and met.waits:
            self._ahead[path] = met.examined
        elif met.examined is not None:
            self._note(met.examined)

    def finish(self) -> Result:
        """Judge what has waited, and say what is to be said of the ignores that were met."""
        self._look_for_includers()
        for document, error in originals(self._waiting):
            if document.path in self._included:
                continue
            if error is not None:
                self._note(self._examiner.unreadable(error))
            else:
                self._note(self._ahead.get(document.path) or self._examiner.document(document))
        if self._declared:
            for name in sorted(self.settings.parameters.keys() - self._declared):
                what = f"no template declares a parameter `{name}`{nearest(name, self._declared)}"
                self.result.notices.append(Notice("warning", "setting", what))
        findings = merged(self.result.findings)
        documents = list({one.path: one for one in self.result.documents}.values())
        for document in documents:
            if ignores := self._ignores.get(document.path):
                findings.extend(housekeeping(ignores, self._rules(document.path), self.settings))
        return self.result._replace(findings=sort(findings), documents=documents)

    def _look_for_includers(self) -> None:
        """Judge the templates of the project that take in a document of the project which was given without them."""
        alone = [
            one
            for one in self._waiting
            if not isinstance(one, ReadError) and one.path not in self._included and not os.path.isabs(one.path)
        ]
        roots = dict.fromkeys(filter(None, map(self.files.root_of, alone)))
        for root in roots:
            for document in includers(root, self._given, lambda path: covers(self.settings.exclude, path)):
                if is_template(document):
                    self._note(self._examiner.document(document, self._given))

    def _note(self, examined: Examined) -> None:
        """Add what examining a document brought. Ignores that were read in several processes have one count of their uses."""
        result = self.result
        result.findings.extend(examined.findings)
        result.notices.extend(one for one in examined.notices if one.path or one not in result.notices)
        result.documents.extend(examined.documents)
        result.suppressed.extend(examined.suppressed)
        for name, count in examined.undetermined.items():
            result.undetermined[name] = result.undetermined.get(name, 0) + count
        self._declared |= examined.declared
        self._included |= examined.included
        for path, ignores in examined.ignores.items():
            known = self._ignores.setdefault(path, ignores)
            for one, same in zip(known, ignores, strict=True) if known is not ignores else ():
                one.count(same)

    def _rules(self, path: str) -> list[Rule]:
        """The rules that run for a file."""
        names = self.chosen.names(path)
        return [rule for rule in self.chosen.rules if rule.name in names]


class Every:
    """All of some rules, for every file."""

    def __init__(self, rules: list[Rule]) -> None:
        self.rules = rules
        self._names = frozenset(rule.name for rule in rules)

    def names(self, path: str) -> frozenset[str]:
        return self._names

    def meaning(self, name: str) -> Collection[str]:
        return [rule.name for rule in self.rules if name in (rule.name, rule.theme, *rule.formerly, *rule.also)]


def lint_files(
    files: Iterable[tuple[Path, str]],
    chosen: Chosen,
    settings: Settings,
    drafts: Mapping[str, Document] | None = None,
) -> Result:
    """Judge files, given with the path that they have in the project, or the drafts of them that are not written yet.

    What cannot be opened becomes an error notice.
    """
    lint = Lint(chosen, settings, Files(), drafts)
    files = list(files)
    several = processes(len(files))
    for met in spread(lambda one: lint.look(*one, ahead=several > 1), files, several):
        lint.take(met)
    return lint.finish()


def lint_bytes(raw: bytes, path: str, chosen: Chosen, settings: Settings) -> Result:
    """Judge one file that is not on disk, such as standard input; its path is relative to the working directory."""
    lint = Lint(chosen, settings, Files(root="."))
    lint.take(lint.bytes(raw, path))
    return lint.finish()


def lint_texts(texts: Mapping[str, str], rules: list[Rule], settings: Settings | None = None) -> list[Finding]:
    """Judge texts by their path, as if they were the files of a project. Raises RuntimeError when a rule fails."""
    lint = Lint(Every(rules), settings or Settings(), Files(texts))
    for path, text in texts.items():
        try:
            lint.take(lint.document(parse(text, path)))
        except ReadError as error:
            lint.take(Met(error, waits=True))
    result = lint.finish()
    for notice in result.notices:
        if notice.kind == "internal-error":
            raise RuntimeError(notice.message)
    return result.findings
