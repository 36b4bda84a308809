"""The SARIF logs of real projects, before our own list of what GitHub asks and before sarif-multitool."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from apigw_lint.finding.run import Run
from apigw_lint.lint import lint_files
from apigw_lint.reports import load
from apigw_lint.rulebook.selection import Selection
from apigw_lint.rulebook.shelf import pages
from apigw_lint.settings import Settings
from tests.reports.sarif_profile import breaches
from tests.reports.test_sarif_oracles import multitool, verdict_of

if TYPE_CHECKING:
    from apigw_lint.lint import Result

__all__ = ["multitool"]

CORPUS = os.environ.get("APIGW_LINT_CORPUS")
FOLDER = Path(CORPUS or "nowhere")
EVERY = 8  # one project in so many
NO_REVISION = "SARIF2003"  # a folder that is no repository has no revision to name

pytestmark = pytest.mark.skipif(not CORPUS, reason="APIGW_LINT_CORPUS names no corpus")


@cache
def selection() -> Selection:
    return Selection(pages(), Settings(profile="strict", preview=True))


def judged(project: Path) -> Result:
    files = sorted(file for file in project.rglob("*") if file.suffix in (".yaml", ".yml", ".json", ".template"))
    return lint_files([(file, file.relative_to(project).as_posix()) for file in files], selection(), Settings())


def log_of(project: Path) -> bytes:
    result = judged(project)
    run = Run(str(project), len(result.documents), 0, True, tuple(result.notices))
    text: str = load("sarif").render(result.findings, selection().rules, run)
    return text.encode()


def projects() -> list[Path]:
    return [folder for folder in sorted(FOLDER.iterdir()) if folder.is_dir()][::EVERY]


def test_our_own_list_on_real_projects() -> None:
    logs = {project: log_of(project) for project in projects()}
    assert sum(log.count(b'"ruleIndex"') for log in logs.values()) > 300
    said = {project.name: breaches(log, project)[:3] for project, log in logs.items()}
    assert {name: lines for name, lines in said.items() if lines} == {}


def test_the_multitool_on_real_projects(tmp_path: Path, multitool: Path) -> None:
    for project in projects()[::6]:
        log = tmp_path / "log.sarif"
        log.write_bytes(log_of(project))
        said = [one for one in verdict_of(multitool, log, tmp_path) if one[0] != NO_REVISION]
        assert said == [], project.name
