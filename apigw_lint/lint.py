"""The way through the house: files in, findings out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from apigw_lint.ask import ask, sort
from apigw_lint.dialects.recognise import stacks
from apigw_lint.finding.run import Notice
from apigw_lint.model.definition import DuplicateKey, UnreadableFile
from apigw_lint.model.stack import Stack
from apigw_lint.settings import Settings
from apigw_lint.source.read import parse, read_document
from apigw_lint.source.read_error import ReadError
from apigw_lint.source.relevance import is_relevant
from apigw_lint.source.templated import engine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from apigw_lint.finding.finding import Finding
    from apigw_lint.rulebook.rule import Rule
    from apigw_lint.source.document import Document


class Result(NamedTuple):
    """What a run found. `documents` are those that were judged, `undetermined` counts dropped questions by rule."""

    findings: list[Finding]
    notices: list[Notice]
    documents: list[Document]
    undetermined: dict[str, int]


def lint_files(files: Iterable[tuple[Path, str]], rules: list[Rule], settings: Settings) -> Result:
    """Judge files, given with the path that they have in the project. What cannot be opened becomes an error notice."""
    result = Result([], [], [], {})
    for file, path in files:
        try:
            document = _read(file, path, result)
        except ReadError as error:
            _unreadable(error, path, rules, settings, result)
        except OSError as error:
            result.notices.append(Notice("error", "file-unreadable", f"cannot open: {error.strerror}", path))
        else:
            if document is not None:
                _judge(document, rules, settings, result)
    return result._replace(findings=sort(result.findings))


def lint_texts(texts: Mapping[str, str], rules: list[Rule], settings: Settings | None = None) -> list[Finding]:
    """Judge texts by their path, as if they were the files of a project."""
    settings = settings or Settings()
    result = Result([], [], [], {})
    for path, text in texts.items():
        try:
            _judge(parse(text, path), rules, settings, result)
        except ReadError as error:
            _unreadable(error, path, rules, settings, result)
    for notice in result.notices:
        if notice.kind == "internal-error":
            raise RuntimeError(notice.message)
    return sort(result.findings)


def _read(file: Path, path: str, result: Result) -> Document | None:
    """The document, unless a search of its bytes shows that it is none of ours."""
    with file.open("rb") as stream:
        raw = stream.read()
    return None if not is_relevant(raw) else read_document(file, path)


def _judge(document: Document, rules: list[Rule], settings: Settings, result: Result) -> None:
    found = stacks(document, settings.region)
    if not found:
        return
    result.documents.append(document)
    _hand_over_duplicates(document, found[0])
    for stack in found:
        answers = ask(stack, rules, settings)
        result.findings.extend(answers.findings)
        result.notices.extend(answers.notices)
        for name, count in answers.undetermined.items():
            result.undetermined[name] = result.undetermined.get(name, 0) + count


def _hand_over_duplicates(document: Document, stack: Stack) -> None:
    for key, place, first in document.duplicates:
        found = DuplicateKey(place, key, key=key)
        found.places["first"] = first
        found.within(stack)
        stack.duplicates.append(found)


def _unreadable(error: ReadError, path: str, rules: list[Rule], settings: Settings, result: Result) -> None:
    """A file that does not parse: a template of another engine is skipped, one that speaks of API Gateway is a finding."""
    text = error.place.document.text
    made_by = engine(text)
    if made_by:
        result.notices.append(Notice("note", "file-skipped", f"a {made_by} template, not readable before it is rendered", path))
        return
    if not is_relevant(text.encode("utf-8", "surrogatepass")):
        result.notices.append(Notice("note", "file-skipped", f"does not parse ({error.reason}) and does not mention API Gateway", path))
        return
    stack = Stack(error.place, path, dialect="file")
    found = UnreadableFile(error.place, "", reason=error.reason)
    found.within(stack)
    stack.unreadable.append(found)
    result.findings.extend(ask(stack, rules, settings).findings)
    result.documents.append(error.place.document)
