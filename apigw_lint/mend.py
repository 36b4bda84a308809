"""Carrying out fixes: in drafts first, which are judged again before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from apigw_lint.finding.fix import apart, edited, edits, fault, vain
from apigw_lint.finding.run import Notice
from apigw_lint.finding.tally import number
from apigw_lint.out import rewrite
from apigw_lint.request import WrongUse
from apigw_lint.source.document import Document
from apigw_lint.source.read import read
from apigw_lint.source.read_error import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from apigw_lint.finding.finding import Edit, Finding
    from apigw_lint.finding.fix import Fault
    from apigw_lint.judge import Judgement

    Drafts = Mapping[str, Document]

MARK = "\ufeff"
MOST_PASSES = 20  # each mends something or rules a fix out; what overlaps takes one more


class Mended(NamedTuple):
    """What fixing came to. `first` is the judgement of the files as they are, `judgement` that of the drafts.

    `originals` are the documents that drafts were made of, both by path, and `fixes` says how many are in them.
    """

    first: Judgement
    judgement: Judgement
    originals: dict[str, Document]
    drafts: dict[str, Document]
    fixes: int


def mend(judge: Callable[[Drafts], Judgement], unsafe: bool) -> Mended:
    """Fix what can be fixed; with `unsafe` what is not safe too. Nothing is written.

    A fix is kept when its finding is gone after it. Fixes that overlap wait for the next pass.
    """
    first = judge({})
    mended = Mended(first, first, {}, {}, 0)
    futile: set[Fault] = set()
    for _ in range(MOST_PASSES):
        findings = [one for one in mended.judgement.result.findings if fault(one) not in futile]
        changed = _drafts(mended.judgement, findings, unsafe)
        if not changed:
            break
        drafts = {**mended.drafts, **{path: draft for path, (draft, _) in changed.items()}}
        after = judge(drafts)
        fixed = [finding for _, fixed in changed.values() for finding in fixed]
        if left := vain(mended.judgement.result.findings, fixed, after.result.findings):
            futile |= left
            continue
        documents = {one.path: one for one in mended.judgement.result.documents}
        originals = {path: documents[path] for path in changed} | mended.originals
        mended = Mended(first, after, originals, drafts, mended.fixes + len(fixed))
    return mended


def write(mended: Mended) -> Judgement:
    """Write the drafts, each whole or not at all; the judgement of them. Raises WrongUse when a file has changed meanwhile."""
    for original in mended.originals.values():
        if not _is_as_it_was(original):
            raise WrongUse(f"{original.path} has changed meanwhile, so nothing is fixed")
    for draft in mended.drafts.values():
        rewrite(str(draft.file), draft.raw)
    result = mended.judgement.result
    what = f"fixed {number(mended.fixes, 'finding')} in {number(len(mended.drafts), 'file')}"
    notices = [*result.notices, Notice("note", "fixed", what)] if mended.drafts else result.notices
    return mended.judgement._replace(result=result._replace(notices=notices))


def difference(mended: Mended) -> str:
    """What the drafts change, as a unified diff that `git apply` and `patch -p1` take."""
    from difflib import unified_diff

    lines: list[str] = []
    for path, draft in sorted(mended.drafts.items()):
        before, after = (_lines(one) for one in (mended.originals[path], draft))
        for line in unified_diff(before, after, f"a/{path}", f"b/{path}"):
            lines.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(lines)


def _lines(document: Document) -> list[str]:
    """The lines as git counts them: LF ends one, and whatever stands before it belongs to it."""
    *whole, rest = (MARK * document.marked + document.text).split("\n")
    return [f"{line}\n" for line in whole] + ([rest] if rest else [])


def _drafts(
    judgement: Judgement, findings: Collection[Finding], unsafe: bool
) -> dict[str, tuple[Document, list[Finding]]]:
    """The documents with their fixes, by path, and the findings that these are for."""
    judged = {one.path for one in judgement.result.documents if one.file is not None}
    by_path: dict[str, list[tuple[Edit, Finding]]] = {}
    for finding, edit in zip(findings, edits(list(findings)), strict=True):
        if edit is not None and (edit.safe or unsafe) and edit.place.document.path in judged:
            by_path.setdefault(edit.place.document.path, []).append((edit, finding))
    drafts = {}
    for path, pairs in by_path.items():
        chosen = apart(edit for edit, _ in pairs)
        document = chosen[0].place.document
        try:
            draft = _draft(document, edited(document.text, chosen))
        except ReadError:
            continue
        drafts[path] = draft, [finding for edit, finding in pairs if any(edit is one for one in chosen)]
    return drafts


def _draft(document: Document, text: str) -> Document:
    """The document with another text. Raises ReadError when it cannot be read any more."""
    draft = Document(document.path, text, document.file)
    draft.encoding, draft.marked = document.encoding, document.marked
    return read(draft.raw, document.path, document.file)


def _is_as_it_was(document: Document) -> bool:
    try:
        with open(str(document.file), "rb") as stream:
            return stream.read() == document.raw
    except OSError:
        return False
