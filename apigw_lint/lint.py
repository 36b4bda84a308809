"""The way through the house: files in, findings out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from apigw_lint.ask import ask, housekeeping, sort
from apigw_lint.dialects.recognise import Reading, stacks
from apigw_lint.finding.fold import Told, fold
from apigw_lint.finding.run import Notice
from apigw_lint.finding.suppression import read_ignores, suppress
from apigw_lint.model.definition import DuplicateKey, UnreadableFile
from apigw_lint.model.stack import Stack
from apigw_lint.settings import Settings
from apigw_lint.source.read import parse, read
from apigw_lint.source.read_error import ReadError
from apigw_lint.source.relevance import may_matter
from apigw_lint.source.templated import engine

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from apigw_lint.finding.finding import Finding
    from apigw_lint.finding.run import Suppressed
    from apigw_lint.rulebook.rule import Rule
    from apigw_lint.source.document import Document


class Chosen(Protocol):
    """The rules of a run: all of them, those for a file, and those that a name in an ignore means."""

    rules: list[Rule]

    def names(self, path: str) -> frozenset[str]: ...

    def meaning(self, name: str) -> Collection[str]: ...


class Result(NamedTuple):
    """What a run found. `documents` are those that were judged, `undetermined` counts dropped questions by rule."""

    findings: list[Finding]
    notices: list[Notice]
    documents: list[Document]
    suppressed: list[Suppressed]
    undetermined: dict[str, int]

    def with_(self, other: Result) -> Result:
        """Both results as one."""
        counts = {
            name: self.undetermined.get(name, 0) + other.undetermined.get(name, 0)
            for name in {*self.undetermined, *other.undetermined}
        }
        return Result(
            sort([*self.findings, *other.findings]),
            [*self.notices, *other.notices],
            [*self.documents, *other.documents],
            [*self.suppressed, *other.suppressed],
            counts,
        )


class Lint:
    """A run over some documents with chosen rules."""

    def __init__(self, chosen: Chosen, settings: Settings) -> None:
        self.chosen = chosen
        self.settings = settings
        self.result = Result([], [], [], [], {})

    def bytes(self, raw: bytes, path: str, file: Path | None = None) -> None:
        """Judge the bytes of a file, unless a search of them shows that it is none of ours."""
        if not may_matter(raw):
            return
        try:
            self.document(read(raw, path, file))
        except ReadError as error:
            self.unreadable(error)

    def document(self, document: Document) -> None:
        """Judge a document: each stack that it becomes, and then what its ignores take away."""
        read_as = stacks(document, parameters=self.settings.parameters, regions=self.settings.regions)
        found = [reading for reading in read_as if any(case.stack.is_ours for case in reading.cases)]
        if not found:
            return
        for case in found[0].cases:
            _hand_over_duplicates(document, case.stack)
        self._judge(document, found)

    def unreadable(self, error: ReadError) -> None:
        """A file that does not parse: a template of another engine is skipped, one that speaks of API Gateway is a finding."""
        document = error.place.document
        made_by = engine(error)
        if made_by:
            self.notice(
                "note",
                "file-skipped",
                f"is a {made_by} template, which cannot be read before it is rendered",
                document.path,
            )
            return
        stack = Stack(error.place, document.path, dialect="file")
        found = UnreadableFile(error.place, "", reason=error.reason)
        found.within(stack)
        stack.unreadable.append(found)
        self._judge(document, [Reading.of(stack)])

    def notice(self, level: str, kind: str, message: str, path: str) -> None:
        self.result.notices.append(Notice(level, kind, message, path))

    def _judge(self, document: Document, found: list[Reading]) -> None:
        names = self.chosen.names(document.path)
        rules = [rule for rule in self.chosen.rules if rule.name in names]
        result = self.result
        result.documents.append(document)
        findings: list[Finding] = []
        for reading in found:
            findings += self._scenarios(document, reading, rules)
        ignores = read_ignores(document, self.chosen.meaning)
        sifted = suppress(sort(findings), ignores)
        result.suppressed.extend(sifted.suppressed)
        result.findings.extend(sifted.kept)
        result.findings.extend(housekeeping(ignores, rules, self.settings))

    def _scenarios(self, document: Document, reading: Reading, rules: list[Rule]) -> list[Finding]:
        """Judge what one root of a document becomes in each scenario. A question dropped in several counts once."""
        told = []
        dropped: dict[str, int] = {}
        notices: dict[Notice, None] = {}
        for case in reading.cases:
            answers = ask(case.stack, rules, self.settings)
            told.append(Told(answers.findings, case.truths))
            notices.update(dict.fromkeys(answers.notices))
            for name, count in answers.undetermined.items():
                dropped[name] = max(count, dropped.get(name, 0))
        self.result.notices.extend(notices)
        for name, count in dropped.items():
            self.result.undetermined[name] = self.result.undetermined.get(name, 0) + count
        if reading.bounded:
            what = (
                f"has more scenarios than the {len(told)} that were judged; each condition was true once and false once"
            )
            self.notice("note", "bounded", what, document.path)
        return fold(told, reading.possible)


class Every:
    """All of some rules, for every file."""

    def __init__(self, rules: list[Rule]) -> None:
        self.rules = rules
        self._names = frozenset(rule.name for rule in rules)

    def names(self, path: str) -> frozenset[str]:
        return self._names

    def meaning(self, name: str) -> Collection[str]:
        return [rule.name for rule in self.rules if name in (rule.name, rule.theme, *rule.formerly, *rule.also)]


def lint_files(files: Iterable[tuple[Path, str]], chosen: Chosen, settings: Settings) -> Result:
    """Judge files, given with the path that they have in the project. What cannot be opened becomes an error notice."""
    lint = Lint(chosen, settings)
    for file, path in files:
        try:
            with file.open("rb") as stream:
                raw = stream.read()
        except OSError as error:
            lint.notice("error", "file-unreadable", f"cannot be opened: {error.strerror}", path)
        else:
            lint.bytes(raw, path, file)
    return lint.result._replace(findings=sort(lint.result.findings))


def lint_bytes(raw: bytes, path: str, chosen: Chosen, settings: Settings) -> Result:
    """Judge one file that is not on disk, such as standard input."""
    lint = Lint(chosen, settings)
    lint.bytes(raw, path)
    return lint.result._replace(findings=sort(lint.result.findings))


def lint_texts(texts: Mapping[str, str], rules: list[Rule], settings: Settings | None = None) -> list[Finding]:
    """Judge texts by their path, as if they were the files of a project. Raises RuntimeError when a rule fails."""
    lint = Lint(Every(rules), settings or Settings())
    for path, text in texts.items():
        try:
            lint.document(parse(text, path))
        except ReadError as error:
            lint.unreadable(error)
    for notice in lint.result.notices:
        if notice.kind == "internal-error":
            raise RuntimeError(notice.message)
    return sort(lint.result.findings)


def _hand_over_duplicates(document: Document, stack: Stack) -> None:
    for key, place, first in document.duplicates:
        found = DuplicateKey(place, key, key=key)
        found.places["first"] = first
        found.within(stack)
        stack.duplicates.append(found)
