"""The README keeps to the truth: what it shows is what is printed, and its commands are those of the command line."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def output(*words: str) -> str:
    command = [sys.executable, "-m", "apigw_lint", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False).stdout


def test_what_is_shown_is_what_is_printed() -> None:
    shown = re.search(r"```text\n(.*?)```", README, re.S)
    assert shown
    printed = output("examples").splitlines()
    assert [line for line in shown[1].splitlines() if line and line not in printed] == []


def test_the_settings_that_are_shown_are_read() -> None:
    from apigw_lint.settings.file import parse

    shown = re.search(r"```toml\n(.*?)```", README, re.S)
    assert shown
    settings = parse(shown[1], "apigw-lint.toml")
    assert settings is not None
    assert settings.profile == "strict"


def test_the_options_that_are_shown_are_there() -> None:
    told = output("check", "--help") + output("rules", "--help") + output("--help")
    options = set(re.findall(r"(?<![-\w])--[a-z][a-z-]+", README)) - {"--version"}
    assert {option for option in options if option not in told} <= {"--upgrade"}


def test_the_formats_that_are_shown_are_there() -> None:
    from apigw_lint.reports import formats

    shown = set(re.findall(r"--output ([a-z]+)=", README)) | set(
        re.split(r", ", re.findall(r"# or (checkstyle[a-z, ]+)", README)[0])
    )
    assert len(shown) > 3
    assert shown <= {*formats()}


def test_the_inputs_that_the_workflow_gives_are_the_actions() -> None:
    workflow = next(
        tree for tree in map(yaml.safe_load, re.findall(r"```yaml\n(.*?)```", README, re.S)) if "jobs" in tree
    )
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    used = [step for job in workflow["jobs"].values() for step in job["steps"] if "apigw-lint" in step["uses"]]
    assert used
    assert all(step["with"].keys() <= action["inputs"].keys() for step in used)
