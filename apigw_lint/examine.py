"""What one document has to answer for, by itself and with the files that it takes in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from apigw_lint.ask import Questions, ask, sort
from apigw_lint.dialects.recognise import Reading, Run, stacks
from apigw_lint.finding.construct import by_construct
from apigw_lint.finding.fold import Told, fold
from apigw_lint.finding.join import included_here
from apigw_lint.finding.run import Notice
from apigw_lint.finding.suppression import foreign, read_ignores, suppress
from apigw_lint.guard import attempt
from apigw_lint.model.definition import UnreadableFile
from apigw_lint.model.stack import Stack

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from apigw_lint.finding.finding import Finding
    from apigw_lint.finding.ignore import Ignore
    from apigw_lint.finding.run import Suppressed
    from apigw_lint.rulebook.rule import Rule
    from apigw_lint.settings import Settings
    from apigw_lint.source.document import Document
    from apigw_lint.source.files import Files
    from apigw_lint.source.read_error import ReadError

STRUCTURE_UNREAD = "structure-unread"
"""The kind of the notice that resources could not be judged by their specifications."""


class Chosen(Protocol):
    """The rules of a run: all of them, those for a file, and those that a name in an ignore means."""

    rules: list[Rule]

    def names(self, path: str) -> frozenset[str]: ...

    def meaning(self, name: str) -> Collection[str]: ...


class Examined(NamedTuple):
    """What examining a document brought. It can go from one process to another.

    `documents` are those that were judged, `undetermined` counts dropped questions by rule, `declared` has the names of
    parameters, `included` the paths of the files that are taken in, and `ignores` by path the ignores that were met.
    """

    findings: list[Finding]
    notices: list[Notice]
    documents: list[Document]
    suppressed: list[Suppressed]
    undetermined: dict[str, int]
    declared: set[str]
    included: set[str]
    ignores: dict[str, list[Ignore]]


class Examiner:
    """Examines documents by chosen rules, each for itself. `files` opens the other files that they name."""

    def __init__(self, chosen: Chosen, settings: Settings, files: Files) -> None:
        self.chosen = chosen
        self.settings = settings
        self.files = files
        self._ignores: dict[str, list[Ignore]] = {}
        self._questions: dict[frozenset[str], Questions] = {}

    def document(self, document: Document, given: Collection[str] | None = None) -> Examined:
        """Examine a document; one that was not given itself only for what it has to do with the paths that were."""
        examined = Examined([], [], [], [], {}, set(), set(), {})
        attempt(
            lambda: self._stacks(document, given, examined),
            lambda: ("reading the file", document.path),
            examined.notices,
        )
        return examined

    def unreadable(self, error: ReadError) -> Examined:
        """A file that does not parse: a template of another engine is skipped, one that speaks of API Gateway is a finding."""
        from apigw_lint.source.templated import engine

        examined = Examined([], [], [], [], {}, set(), set(), {})
        document = error.place.document
        made_by = engine(error)
        if made_by:
            what = f"is a {made_by} template, which cannot be read before it is rendered"
            examined.notices.append(Notice("note", "file-skipped", what, document.path))
            return examined
        stack = Stack(error.place, document.path, dialect="file")
        found = UnreadableFile(error.place, "", reason=error.reason)
        found.within(stack)
        stack.unreadable.append(found)
        self._judge(document, [Reading.of(stack)], None, examined)
        return examined

    def _stacks(self, document: Document, given: Collection[str] | None, examined: Examined) -> None:
        """Judge each stack that a document becomes, and then what its ignores take away."""
        settings = self.settings
        run = Run(settings.parameters, settings.regions, self.files, lambda one: _usual(one, examined.notices))
        examined.declared.update(name for root in document.roots for name, _ in root["Parameters"].items())
        found = [
            reading
            for reading in stacks(document, run)
            if any(stack.is_ours for case in reading.cases for stack in case.stacks)
        ]
        if not found or not (given is None or any(path in given for reading in found for path in reading.taken.places)):
            return
        self._judge(document, found, given, examined)

    def _judge(
        self, document: Document, found: list[Reading], given: Collection[str] | None, examined: Examined
    ) -> None:
        others = [one for reading in found for one in reading.taken.documents.values() if one.path != document.path]
        documents = [document, *others]
        examined.included.update(path for reading in found for path in reading.taken.places)
        examined.documents.extend(one for one in documents if given is None or one.path in given)
        questions = self._questions_for([one.path for one in documents])
        findings = [
            finding
            for reading in found
            for finding in included_here(
                self._scenarios(document, reading, questions, examined), reading.taken.places, reading.taken.referred
            )
            if finding.rule in self.chosen.names(finding.place.document.path)
            and (given is None or _touches(finding, given))
        ]
        for one in documents:
            examined.ignores[one.path] = self._ignores_of(one)
        ignores = [ignore for one in documents for ignore in self._ignores_of(one)]
        others_ignores = foreign(documents, self.settings.read_suppressions, self.chosen.rules)
        findings = sort(findings)
        if any(one.fix is not None for one in findings):
            from apigw_lint.finding.fix import settled

            findings = settled(findings)
        sifted = suppress(findings, [*ignores, *others_ignores])
        examined.suppressed.extend(sifted.suppressed)
        examined.findings.extend(by_construct(sifted.kept, document, self.files.root_of(document)))

    def _questions_for(self, paths: list[str]) -> Questions:
        """The questions of the rules that run for any of some files."""
        names = frozenset().union(*(self.chosen.names(path) for path in paths))
        if names not in self._questions:
            rules = [rule for rule in self.chosen.rules if rule.name in names]
            self._questions[names] = Questions(rules, self.settings)
        return self._questions[names]

    def _ignores_of(self, document: Document) -> list[Ignore]:
        if document.path not in self._ignores:
            self._ignores[document.path] = read_ignores(document, self.chosen.meaning)
        return self._ignores[document.path]

    def _scenarios(
        self, document: Document, reading: Reading, questions: Questions, examined: Examined
    ) -> list[Finding]:
        """Judge what one root of a document becomes in each scenario. A question dropped in several counts once."""
        told = []
        dropped: dict[str, int] = {}
        notices: dict[Notice, None] = {}
        for case in reading.cases:
            findings: list[Finding] = []
            for stack in case.stacks:
                answers = ask(stack, questions)
                findings += answers.findings
                notices.update(dict.fromkeys(answers.notices))
                for name, count in answers.undetermined.items():
                    dropped[name] = max(count, dropped.get(name, 0))
            told.append(Told(findings, case.truths))
        notices.update(dict.fromkeys(_unread(reading)))
        examined.notices.extend(notices)
        for name, count in dropped.items():
            examined.undetermined[name] = examined.undetermined.get(name, 0) + count
        if reading.bounded:
            what = f"has more scenarios than the {len(told)} that were judged; its conditions were taken true and false in turn"
            examined.notices.append(Notice("note", "bounded", what, document.path))
        return fold(told, reading.possible)


def _unread(reading: Reading) -> Iterator[Notice]:
    """What is to be said of specifications that could not be read."""
    kinds = {one.type for case in reading.cases for stack in case.stacks for one in stack.declarations}
    if not kinds:
        return
    from apigw_lint.registry.specifications import carrier, problems

    installed = bool(carrier().version)
    what = "it was asked itself" if installed else "resources were not judged by the specifications of their types"
    for problem in problems(kinds):
        yield Notice("warning" if installed else "note", STRUCTURE_UNREAD, f"{problem}; {what}")


def _touches(finding: Finding, given: Collection[str]) -> bool:
    """Whether a finding has a place in a document that was given."""
    places = (finding.place, *(one.place for one in finding.related))
    return any(place.document.path in given for place in places)


def _usual(document: Document, notices: list[Notice]) -> Mapping[str, str]:
    """The values of parameters in the samconfig.toml beside a template."""
    if document.file is None or not (document.file.parent / "samconfig.toml").is_file():
        return {}
    from apigw_lint.settings import samconfig

    values, problem = samconfig.values_beside(str(document.file))
    if problem:
        notices.append(Notice("warning", "setting", problem, document.path))
    return values
