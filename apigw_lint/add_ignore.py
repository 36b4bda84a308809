"""Writing an ignore for every finding of a run into the files themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.finding.comment_edits import comment_insertions
from apigw_lint.finding.comments import written
from apigw_lint.finding.edit import inserted, moved
from apigw_lint.finding.keyed_edits import keyed_insertions
from apigw_lint.finding.run import Notice, Suppressed
from apigw_lint.finding.suppression import read_ignores
from apigw_lint.out import rewrite
from apigw_lint.request import WrongUse
from apigw_lint.source.decode import decode
from apigw_lint.source.read import read
from apigw_lint.source.read_error import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apigw_lint.finding.edit import Insertion
    from apigw_lint.finding.finding import Finding
    from apigw_lint.finding.ignore import Ignore
    from apigw_lint.judge import Judgement
    from apigw_lint.source.document import Document

HOUSE = "housekeeping"  # the theme of findings about ignores and baselines: those are put right, not ignored


def add_ignores(judgement: Judgement, reason: str) -> Judgement:
    """The judgement less the findings for which an ignore has been written. Raises WrongUse for a reason that cannot stand in a line.

    A finding stays where a file has no room for an ignore: in what is generated or bare, or inside a text.
    """
    reason = " ".join(reason.split())
    if not reason or not reason.isprintable():
        raise WrongUse("`--add-ignore`: say in one line why the findings are accepted")
    result = judgement.result
    by_path: dict[str, list[Finding]] = {}
    for finding in result.findings:
        if judgement.rules[finding.rule].theme != HOUSE and finding.place.document.file is not None:
            by_path.setdefault(finding.place.document.path, []).append(finding)
    taken: list[Finding] = []
    files = 0
    for findings in by_path.values():
        ignored = _write(findings, reason)
        taken += ignored
        files += bool(ignored)
    gone = set(map(id, taken))
    kept = [one for one in result.findings if id(one) not in gone]
    suppressed = [*result.suppressed, *(Suppressed(one, "ignore", reason) for one in taken)]
    notices = [*result.notices, _notice(len(taken), files)]
    if kept:
        what = "what is left has no room for an ignore: mend it, or accept it in the settings with `[[ignores]]`"
        notices.append(Notice("note", "ignore-added", what))
    return judgement._replace(result=result._replace(findings=kept, suppressed=suppressed, notices=notices))


def _notice(findings: int, files: int) -> Notice:
    what = f"{findings} finding{'s' if findings != 1 else ''} in {files} file{'s' if files != 1 else ''}"
    return Notice("note", "ignore-added", f"wrote ignores for {what}")


def _write(findings: list[Finding], reason: str) -> list[Finding]:
    """Write the ignores for the findings in one file; those that they take away."""
    document = findings[0].place.document
    if not document.roots or document.file is None:
        return []
    make = keyed_insertions if document.format == "json" else comment_insertions
    insertions = make(document, findings, reason)
    changed = _read(document, insertions)
    if changed is None:
        return []
    raw, after = changed
    ignores = read_ignores(after, lambda name: (name,))
    taken = [finding for finding in findings if _is_taken(finding, ignores, insertions)]
    if taken and insertions:
        rewrite(str(document.file), raw)
    return taken


def _read(document: Document, insertions: Iterable[Insertion]) -> tuple[bytes, Document] | None:
    """The file as it would be, read again; None when it would say something else than before, or is no more what was read."""
    mark = "\ufeff" if document.marked else ""
    raw = (mark + inserted(document.text, insertions)).encode(document.encoding)
    try:
        after = read(raw, document.path)
        with open(str(document.file), "rb") as stream:
            now = decode(stream.read(), document.path)
    except (ReadError, OSError):
        return None
    same = after.format == document.format and now.text == document.text
    return (raw, after) if same and (after.format == "json" or _texts(after) == _texts(document)) else None


def _texts(document: Document) -> list[str]:
    return [document.text[start:end] for start, end in written(document)]


def _is_taken(finding: Finding, ignores: list[Ignore], insertions: Iterable[Insertion]) -> bool:
    offset = moved(finding.place.start, insertions)
    return any(
        finding.rule in ignore.names and any(start <= offset < end for start, end in ignore.covered)
        for ignore in ignores
    )
