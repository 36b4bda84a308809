"""The SARIF log before other people's judges: the schema, sarif-multitool with GitHub's rules, and our own list.

sarif-multitool is looked for in `node_modules` (`npm install @microsoft/sarif-multitool`) and in the folder that
APIGW_LINT_SARIF_MULTITOOL names.
"""

from __future__ import annotations

import json
import os
import stat
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from apigw_lint.reports import load
from apigw_lint.rulebook.audit import audit
from apigw_lint.rulebook.shelf import pages
from tests.reports.sarif_profile import breaches

if TYPE_CHECKING:
    from tests.reports.sample import Project

PACKAGE = "node_modules/@microsoft/sarif-multitool-linux"
CONFIGURATION = Path(__file__).parent / "sarif_multitool.xml"


@pytest.fixture
def multitool() -> Path:
    """The folder of the package."""
    named = os.environ.get("APIGW_LINT_SARIF_MULTITOOL")
    repository = Path(__file__).parents[2]
    for folder in (
        Path(named or "."),
        *(place / PACKAGE for place in (Path(named or "."), repository, repository.parent)),
    ):
        if (folder / "Sarif.Multitool").is_file():
            return folder
    pytest.skip("sarif-multitool is not there: npm install @microsoft/sarif-multitool")


def run(multitool: Path, *arguments: str | Path) -> None:
    program = multitool / "Sarif.Multitool"
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    subprocess.run([program, *arguments], check=True, capture_output=True, env=environment, timeout=120)


def verdict_of(multitool: Path, log: Path, folder: Path) -> list[tuple[str, Any]]:
    """What the tool has to say of a log, by rule; the folder takes its report."""
    verdict = folder / "verdict.sarif"
    run(multitool, "validate", log, "--rule-kind", "Sarif;Ghas", "--config", CONFIGURATION, "--level", "Error;Warning;Note",
        "-o", verdict, "--log", "ForceOverwrite")  # fmt: skip
    said = json.loads(verdict.read_text(encoding="utf-8-sig"))["runs"][0]
    assert said["tool"]["driver"]["name"]
    return [(one["ruleId"], one["message"].get("arguments")) for one in said.get("results") or []]


def a_repository(project: Project) -> None:
    git = project.root / ".git"
    (git / "refs/heads").mkdir(parents=True)
    (git / "HEAD").write_text("ref: refs/heads/main\n")
    (git / "refs/heads/main").write_text("0123456789" * 4 + "\n")
    (git / "config").write_text('[remote "origin"]\n\turl = https://github.com/example/pets.git\n')


def write(project: Project, path: Path, **changes: Any) -> Path:
    a_repository(project)
    log = load("sarif").render(project.findings, project.rules, project.run._replace(**changes))
    path.write_text(log, encoding="utf-8")
    return path


def test_our_own_list(project: Project, tmp_path: Path) -> None:
    assert breaches(write(project, tmp_path / "out.sarif").read_bytes(), project.root) == []


def test_the_schema(project: Project, tmp_path: Path, multitool: Path) -> None:
    schema = json.loads((multitool / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    log = json.loads(write(project, tmp_path / "out.sarif", category="pets").read_text())
    assert [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(log)] == []


def test_the_multitool_with_the_rules_of_github(project: Project, tmp_path: Path, multitool: Path) -> None:
    assert verdict_of(multitool, write(project, tmp_path / "out.sarif"), tmp_path) == []


def test_the_multitool_on_every_rule(project: Project, tmp_path: Path, multitool: Path) -> None:
    a_repository(project)
    log = tmp_path / "out.sarif"
    rules = [audit(page) for page in pages().values()]
    log.write_text(load("sarif").render([], rules, project.run), encoding="utf-8")
    assert verdict_of(multitool, log, tmp_path) == []


def test_the_multitool_finds_the_same_hashes_and_snippets(project: Project, tmp_path: Path, multitool: Path) -> None:
    log = json.loads(write(project, tmp_path / "out.sarif").read_text())
    expected = [_hash_and_snippet(result) for result in log["runs"][0]["results"]]
    for result in log["runs"][0]["results"]:
        del result["partialFingerprints"], result["locations"][0]["physicalLocation"]["region"]["snippet"]
        del result["locations"][0]["physicalLocation"]["contextRegion"]
    bare, again = tmp_path / "bare.sarif", tmp_path / "again.sarif"
    bare.write_text(json.dumps(log))
    run(multitool, "rewrite", bare, "-o", again, "--insert", "RollingHashPartialFingerprints;RegionSnippets",
        "--uriBaseIds", f"%SRCROOT%={project.root.as_uri()}/", "--log", "ForceOverwrite")  # fmt: skip
    found = [
        _hash_and_snippet(result) for result in json.loads(again.read_text(encoding="utf-8-sig"))["runs"][0]["results"]
    ]
    assert found == expected


def _hash_and_snippet(result: dict[str, Any]) -> tuple[str, str]:
    """The hash without the suffix by which we tell findings of one line apart."""
    line_hash = result["partialFingerprints"]["primaryLocationLineHash"].split("/")[0]
    return line_hash, result["locations"][0]["physicalLocation"]["region"]["snippet"]["text"]
