"""Baselines: written, kept up to date, and taken from what a run finds."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from apigw_lint.ask import finding
from apigw_lint.finding import baseline
from apigw_lint.judge import judge
from apigw_lint.model.hit import hit
from apigw_lint.out import write
from apigw_lint.request import WrongUse
from apigw_lint.source.discover import ENDINGS, project_root
from apigw_lint.source.document import Document
from apigw_lint.source.place import Place
from apigw_lint.source.walk import GIT

if TYPE_CHECKING:
    from apigw_lint.finding.finding import Finding
    from apigw_lint.judge import Judgement
    from apigw_lint.lint import Result
    from apigw_lint.request import Request

DEFAULT = "apigw-lint-baseline.json"
STALE = "baseline-entry-stale"


def create(request: Request) -> str:
    """Write a baseline of all that is found now. Raises WrongUse where there is one already."""
    file = request.baseline or DEFAULT
    if os.path.exists(file):
        raise WrongUse(f"{file} is there already; use `apigw-lint baseline update`, or `prune`")
    return _write(file, baseline.entries(_findings(request)))


def update(request: Request) -> str:
    """Write the baseline anew: what is found now is in it, what is not found is not."""
    return _write(request.baseline or DEFAULT, baseline.entries(_findings(request)))


def prune(request: Request) -> str:
    """Take the entries out of a baseline that no finding answers to any more; add none."""
    file = request.baseline or DEFAULT
    found = set(baseline.entries(_findings(request)))
    return _write(file, [one for one in baseline.read(file) if one in found])


def _findings(request: Request) -> list[Finding]:
    judgement = judge(request._replace(baseline=None), project_root(Path.cwd()))
    faults = [notice.message for notice in judgement.result.notices if notice.level == "error"]
    if faults:
        raise WrongUse(f"the run is incomplete, so no baseline is written: {faults[0]}")
    return judgement.result.findings


def _write(file: str, entries: list[baseline.Entry]) -> str:
    write(file, baseline.render(entries))
    return f"{file}: {len(set(entries))} finding{'s' if len(set(entries)) != 1 else ''}"


def less(judgement: Judgement, file: str, root: Path) -> Judgement:
    """A judgement without what a baseline file knows, and with a finding for each of its stale entries."""
    known = baseline.read(file)
    result = _sifted(judgement, known)
    stale = baseline.sift(judgement.result.findings, known, _judged(judgement), judgement.rules).stale
    rule = judgement.rules.get(STALE)
    if stale and rule:
        path = os.path.relpath(os.path.realpath(file), root).replace(os.sep, "/")
        with open(file, encoding="utf-8") as stream:
            document = Document(path, stream.read(), Path(file), "json")
        for one in stale:
            at = document.text.find(one.fingerprint)
            place = Place(document, at, at + len(one.fingerprint))
            names = {"name": one.rule, "file": one.path}
            result.findings.append(finding(rule, hit(place, name=one.rule, file=one.path), names, one.fingerprint))
    return judgement._replace(result=result)


def since(revision: str, request: Request, judgement: Judgement, root: Path) -> Judgement:
    """A judgement without what was found at a commit already. The work tree is not touched: git hands the commit's files over."""
    with tempfile.TemporaryDirectory() as folder:
        _hand_over(revision, root, folder)
        _settle_alike(judgement, root, folder)
        paths = [
            os.path.join(folder, os.path.relpath(os.path.realpath(path), root)) for path in request.paths or (".",)
        ]
        there = tuple(path for path in paths if os.path.exists(path))
        before = judge(request._replace(paths=there, baseline=None), Path(folder)) if there else None
        known = baseline.entries(before.result.findings) if before else []
    return judgement._replace(result=_sifted(judgement, known))


def _settle_alike(judgement: Judgement, root: Path, folder: str) -> None:
    """Judge what was by the settings that are."""
    file = judgement.settings.file
    inside = os.path.relpath(os.path.realpath(file), root) if file else os.pardir
    if not inside.startswith(os.pardir):
        copy = Path(folder, inside)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(Path(file).read_bytes())


def _hand_over(revision: str, root: Path, folder: str) -> None:
    """Write the files of a commit that may be configuration into a folder."""
    listed = _git(root, "ls-tree", "-r", "-z", "--full-tree", revision)
    files = []
    for line in listed.decode("utf-8", "surrogateescape").split("\0"):
        about, _, path = line.partition("\t")
        if about.startswith("100") and path.lower().endswith(ENDINGS):
            files.append((about.split()[2], path))
    contents = _git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name, _ in files).encode())
    at = 0
    for _, path in files:
        head = contents.index(b"\n", at) + 1
        size = int(contents[at:head].split()[2])
        file = Path(folder, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(contents[head : head + size])
        at = head + size + 1


def _git(root: Path, *words: str, given: bytes = b"") -> bytes:
    done = subprocess.run([*GIT, "-C", str(root), *words], input=given, capture_output=True, check=False)
    if done.returncode:
        raise WrongUse(f"`--baseline-commit`: {done.stderr.decode('utf-8', 'replace').strip()}")
    return done.stdout


def _sifted(judgement: Judgement, known: list[baseline.Entry]) -> Result:
    """The result of a judgement, what is known being suppressed."""
    sifted = baseline.sift(judgement.result.findings, known, (), ())
    result = judgement.result
    return result._replace(findings=sifted.new, suppressed=[*result.suppressed, *sifted.known])


def _judged(judgement: Judgement) -> set[str]:
    return {document.path for document in judgement.result.documents}
