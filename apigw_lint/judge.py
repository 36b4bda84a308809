"""The judgement that a request asks for: which files, by which settings and rules, and what is found."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from apigw_lint.examine import STRUCTURE_UNREAD
from apigw_lint.exempt import exempt, useless
from apigw_lint.finding.finding import SEVERITIES
from apigw_lint.finding.run import Notice
from apigw_lint.lint import Result, lint_bytes, lint_files
from apigw_lint.request import WrongUse, over
from apigw_lint.rulebook.selection import Selection
from apigw_lint.rulebook.shelf import pages
from apigw_lint.settings.file import settings_for
from apigw_lint.settings.glob import covers
from apigw_lint.source.discover import discover

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from apigw_lint.examine import Chosen
    from apigw_lint.finding.finding import Finding
    from apigw_lint.request import Request
    from apigw_lint.rulebook.rule import Rule
    from apigw_lint.settings import Settings
    from apigw_lint.source.document import Document

    Group = tuple[Settings, list[tuple[Path, str]]]


class Judgement(NamedTuple):
    """`settings` are those of the working directory, `rules` all that ran by name, `least` the severity that fails, by file."""

    settings: Settings
    result: Result
    rules: dict[str, Rule]
    least: dict[str, str]

    def fails(self, findings: list[Finding]) -> bool:
        """Whether a finding is at least as severe as the settings for its file ask for; "none" is out of reach."""
        return any(self._counts(finding) for finding in findings)

    def _counts(self, finding: Finding) -> bool:
        fail_on = self.least.get(finding.place.document.path, self.settings.fail_on)
        return fail_on in SEVERITIES and SEVERITIES.index(finding.severity) <= SEVERITIES.index(fail_on)


def judge(request: Request, root: Path, drafts: Mapping[str, Document] | None = None) -> Judgement:
    """Judge what a request names. `root` is the folder that paths in reports are relative to.

    `drafts` are documents by path that are judged in the stead of their files.
    """
    settled = _Settled(request)
    base = settled.at(os.getcwd())
    groups, notices = _groups(request, root, settled)
    judgement = Judgement(base, Result([], notices, [], [], {}), {}, {})
    for settings, files in groups:
        selection, result = _lint(request, files, settings, drafts)
        said = list(useless(result, settings, selection, whole=_is_whole(request, settings), root=root))
        result = exempt(result, settings.ignores, selection)
        result.findings.extend(said)
        judgement.rules.update({rule.name: rule for rule in selection.rules})
        judgement.least.update({document.path: settings.fail_on for document in result.documents})
        judgement = judgement._replace(result=judgement.result.with_(result))
    return judgement


class _Settled:
    """The settings by folder, each read once."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.by_folder: dict[str, Settings] = {}

    def at(self, folder: str) -> Settings:
        if folder not in self.by_folder:
            self.by_folder[folder] = over(settings_for(folder), self.request)
        return self.by_folder[folder]


def _groups(request: Request, root: Path, settled: _Settled) -> tuple[list[Group], list[Notice]]:
    """The files to judge, by the settings that hold for them, and what is to be said of paths that cannot be had.

    Without any file the settings of the working directory are there alone.
    """
    base = settled.at(os.getcwd())
    if request.stdin_filename is not None:
        return [(settled.at(os.path.dirname(os.path.abspath(request.stdin_filename))), [])], []
    found: dict[str, Group] = {}
    listing = discover(request.paths or (".",), root, lambda path: covers(base.exclude, path))
    for file, path in listing.files:
        settings = settled.at(str(file.parent))
        found.setdefault(settings.file, (settings, []))[1].append((file, path))
    notices = [Notice("error", "path-missing", problem) for problem in listing.problems]
    notices += [Notice("note", "path-passed-over", problem) for problem in listing.passed_over]
    return list(found.values()) or [(base, [])], notices


def _is_whole(request: Request, settings: Settings) -> bool:
    """Whether a request is for all files of some settings, with the rules that they choose."""
    if request.stdin_filename is not None or request.select or request.ignore or request.profile:
        return False
    root = os.path.join(os.path.realpath(settings.root), "")
    folders = (path for path in request.paths or (".",) if os.path.isdir(path))
    return any(root.startswith(os.path.join(os.path.realpath(path), "")) for path in folders)


def _lint(
    request: Request, files: list[tuple[Path, str]], settings: Settings, drafts: Mapping[str, Document] | None
) -> tuple[Selection, Result]:
    """Judge files by the rules that their settings choose, and by engines: those of the settings, or the one that is needed."""
    selection = Selection(pages(settings.rules), settings)
    if not settings.validate:
        result = _ours(request, files, selection, settings, drafts)
        if not any(one.kind == STRUCTURE_UNREAD and one.level == "warning" for one in result.notices):
            return selection, result
        return _lint(request, files, settings._replace(validate=("cfn-lint",)), drafts)
    from apigw_lint.validation.run import validated

    as_written = [(file, path) for file, path in files if path not in (drafts or {})]
    return selection, validated(
        as_written, selection, settings, lambda own: _ours(request, files, own, settings, drafts)
    )


def _ours(
    request: Request,
    files: list[tuple[Path, str]],
    selection: Chosen,
    settings: Settings,
    drafts: Mapping[str, Document] | None,
) -> Result:
    if request.stdin_filename is not None:
        if not sys.stdin:
            raise WrongUse("standard input is closed")
        name = request.stdin_filename.replace(os.sep, "/")
        return lint_bytes(sys.stdin.buffer.read(), name, selection, settings)
    return lint_files(files, selection, settings, drafts)
