"""The way through the house: files in, findings out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from apigw_lint.ask import ask, housekeeping, sort
from apigw_lint.dialects.recognise import Reading, Run, is_template, stacks
from apigw_lint.finding.construct import by_construct
from apigw_lint.finding.fold import Told, fold
from apigw_lint.finding.join import included_here, merged
from apigw_lint.finding.run import Notice
from apigw_lint.finding.suppression import foreign, read_ignores, suppress
from apigw_lint.guard import attempt
from apigw_lint.model.definition import UnreadableFile
from apigw_lint.model.stack import Stack
from apigw_lint.settings import Settings
from apigw_lint.settings.glob import covers
from apigw_lint.source.assets import originals
from apigw_lint.source.files import Files
from apigw_lint.source.includers import includers
from apigw_lint.source.nearest import nearest
from apigw_lint.source.read import parse, read
from apigw_lint.source.read_error import ReadError
from apigw_lint.source.relevance import may_matter
from apigw_lint.source.templated import engine

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from apigw_lint.finding.finding import Finding
    from apigw_lint.finding.ignore import Ignore
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
            sort(merged([*self.findings, *other.findings])),
            [*self.notices, *other.notices],
            [*self.documents, *other.documents],
            [*self.suppressed, *other.suppressed],
            counts,
        )


class Lint:
    """A run over some documents with chosen rules. `files` opens the other files that they name.

    A document that a template of the run takes in is judged with the template and not by itself, so those that are no templates
    wait until `finish`.
    """

    def __init__(self, chosen: Chosen, settings: Settings, files: Files) -> None:
        self.chosen = chosen
        self.settings = settings
        self.files = files
        self.result = Result([], [], [], [], {})
        self._run = Run(settings.parameters, settings.regions, files, self._usual)
        self._declared: set[str] = set()
        self._included: set[str] = set()
        self._given: set[str] = set()
        self._waiting: list[Document | ReadError] = []
        self._ignores: dict[str, list[Ignore]] = {}

    def bytes(self, raw: bytes, path: str, file: Path | None = None) -> None:
        """Judge the bytes of a file, unless a search of them shows that it is none of ours."""
        if not may_matter(raw):
            return
        try:
            self.document(read(raw, path, file))
        except ReadError as error:
            self.unreadable(error)

    def document(self, document: Document) -> None:
        """Judge a document, now or in the end."""
        self.files.enter(document)
        self._given.add(document.path)
        if is_template(document):
            self._document(document)
        else:
            self._waiting.append(document)

    def unreadable(self, error: ReadError) -> None:
        """Judge a file that does not parse, in the end."""
        self._given.add(error.place.document.path)
        self._waiting.append(error)

    def finish(self) -> Result:
        """Judge what has waited, and say what is to be said of the ignores that were met."""
        self._look_for_includers()
        for document, error in originals(self._waiting):
            if document.path in self._included:
                continue
            if error is not None:
                self._unreadable(error)
            else:
                self._document(document)
        if self._declared:
            for name in sorted(self.settings.parameters.keys() - self._declared):
                what = f"no template declares a parameter `{name}`{nearest(name, self._declared)}"
                self.result.notices.append(Notice("warning", "setting", what))
        findings = merged(self.result.findings)
        documents = list({one.path: one for one in self.result.documents}.values())
        for document in documents:
            ignores = self._ignores_of(document)
            findings.extend(housekeeping(ignores, self._rules([document.path]), self.settings))
        return self.result._replace(findings=sort(findings), documents=documents)

    def _usual(self, document: Document) -> Mapping[str, str]:
        """The values of parameters in the samconfig.toml beside a template."""
        if document.file is None or not (document.file.parent / "samconfig.toml").is_file():
            return {}
        from apigw_lint.settings import samconfig

        values, problem = samconfig.values_beside(str(document.file))
        if problem:
            self.notice("warning", "setting", problem, document.path)
        return values

    def _look_for_includers(self) -> None:
        """Judge the templates of the project that take in a document which was given without them."""
        alone = [one for one in self._waiting if not isinstance(one, ReadError) and one.path not in self._included]
        roots = dict.fromkeys(filter(None, map(self.files.root_of, alone)))
        for root in roots:
            for document in includers(root, self._given, lambda path: covers(self.settings.exclude, path)):
                if is_template(document):
                    self._document(document)

    def _document(self, document: Document) -> None:
        attempt(lambda: self._stacks(document), lambda: "reading the file", document.path, self.result.notices)

    def _stacks(self, document: Document) -> None:
        """Judge each stack that a document becomes, and then what its ignores take away."""
        self._declared.update(name for root in document.roots for name, _ in root["Parameters"].items())
        read_as = stacks(document, self._run)
        found = [
            reading for reading in read_as if any(stack.is_ours for case in reading.cases for stack in case.stacks)
        ]
        given = document.path in self._given
        if not found or not (given or any(path in self._given for reading in found for path in reading.taken.places)):
            return
        self._judge(document, found)

    def _unreadable(self, error: ReadError) -> None:
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
        others = [one for reading in found for one in reading.taken.documents.values() if one.path != document.path]
        documents = [document, *others]
        self._included.update(path for reading in found for path in reading.taken.places)
        result = self.result
        given = document.path in self._given
        result.documents.extend(one for one in documents if given or one.path in self._given)
        rules = self._rules([one.path for one in documents])
        findings = [
            finding
            for reading in found
            for finding in included_here(
                self._scenarios(document, reading, rules), reading.taken.places, reading.taken.referred
            )
            if finding.rule in self.chosen.names(finding.place.document.path) and (given or self._touches(finding))
        ]
        ignores = [ignore for one in documents for ignore in self._ignores_of(one)]
        others_ignores = foreign(documents, self.settings.read_suppressions, self.chosen.rules)
        sifted = suppress(sort(findings), [*ignores, *others_ignores])
        result.suppressed.extend(sifted.suppressed)
        result.findings.extend(by_construct(sifted.kept, document, self.files.root_of(document)))

    def _touches(self, finding: Finding) -> bool:
        """Whether a finding has a place in a document that was given."""
        places = (finding.place, *(one.place for one in finding.related))
        return any(place.document.path in self._given for place in places)

    def _rules(self, paths: list[str]) -> list[Rule]:
        """The rules that run for any of some files."""
        names = frozenset().union(*(self.chosen.names(path) for path in paths))
        return [rule for rule in self.chosen.rules if rule.name in names]

    def _ignores_of(self, document: Document) -> list[Ignore]:
        if document.path not in self._ignores:
            self._ignores[document.path] = read_ignores(document, self.chosen.meaning)
        return self._ignores[document.path]

    def _scenarios(self, document: Document, reading: Reading, rules: list[Rule]) -> list[Finding]:
        """Judge what one root of a document becomes in each scenario. A question dropped in several counts once."""
        told = []
        dropped: dict[str, int] = {}
        notices: dict[Notice, None] = {}
        for case in reading.cases:
            findings: list[Finding] = []
            for stack in case.stacks:
                answers = ask(stack, rules, self.settings)
                findings += answers.findings
                notices.update(dict.fromkeys(answers.notices))
                for name, count in answers.undetermined.items():
                    dropped[name] = max(count, dropped.get(name, 0))
            told.append(Told(findings, case.truths))
        self.result.notices.extend(notices)
        for name, count in dropped.items():
            self.result.undetermined[name] = self.result.undetermined.get(name, 0) + count
        if reading.bounded:
            what = f"has more scenarios than the {len(told)} that were judged; its conditions were taken true and false in turn"
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
    lint = Lint(chosen, settings, Files())
    for file, path in files:
        try:
            with file.open("rb") as stream:
                raw = stream.read()
        except OSError as error:
            lint.notice("error", "file-unreadable", f"cannot be opened: {error.strerror}", path)
        else:
            lint.bytes(raw, path, file)
    return lint.finish()


def lint_bytes(raw: bytes, path: str, chosen: Chosen, settings: Settings) -> Result:
    """Judge one file that is not on disk, such as standard input; its path is relative to the working directory."""
    lint = Lint(chosen, settings, Files(root="."))
    lint.bytes(raw, path)
    return lint.finish()


def lint_texts(texts: Mapping[str, str], rules: list[Rule], settings: Settings | None = None) -> list[Finding]:
    """Judge texts by their path, as if they were the files of a project. Raises RuntimeError when a rule fails."""
    lint = Lint(Every(rules), settings or Settings(), Files(texts))
    for path, text in texts.items():
        try:
            lint.document(parse(text, path))
        except ReadError as error:
            lint.unreadable(error)
    result = lint.finish()
    for notice in result.notices:
        if notice.kind == "internal-error":
            raise RuntimeError(notice.message)
    return result.findings
