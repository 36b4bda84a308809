"""What other people's CI reads of us: the action, the hooks and the README's workflow, before their own judges."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.test_command import WRONG

ROOT = Path(__file__).parents[1]
BESIDE = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
COMMIT = "0123456789" * 4


def judge(name: str, *words: str | Path) -> str:
    """What a judge says of what it refuses, "" when it accepts; skips where it is not installed."""
    program = shutil.which(name, path=BESIDE)
    if program is None:
        pytest.skip(f"{name} is not installed")
    done = subprocess.run([program, *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


@pytest.fixture
def workflow(tmp_path: Path) -> Path:
    """The README's workflow as a file, our own action pinned to a commit as it says."""
    fences = re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    text = next(one for one in fences if "jobs" in yaml.safe_load(one))
    file = tmp_path / ".github" / "workflows" / "apigw-lint.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(re.sub(r"(apigw-lint/apigw-lint)@\S+", rf"\1@{COMMIT}", text), encoding="utf-8")
    return file


def test_the_action_keeps_githubs_schema() -> None:
    assert judge("check-jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml") == ""


def test_the_workflow_keeps_githubs_schema(workflow: Path) -> None:
    assert judge("check-jsonschema", "--builtin-schema", "vendor.github-workflows", workflow) == ""


def test_the_action_is_secure() -> None:
    assert judge("zizmor", "--offline", "--persona", "pedantic", "action.yml") == ""


def test_the_workflow_is_secure(workflow: Path) -> None:
    assert judge("zizmor", "--offline", "--persona", "pedantic", workflow) == ""


def test_the_hooks_are_described_as_pre_commit_asks() -> None:
    assert judge("pre-commit", "validate-manifest", ".pre-commit-hooks.yaml") == ""


def act(folder: Path, **inputs: str) -> tuple[int, str]:
    """Take the steps of the action that are shell: the exit code of the last, and what the linter wrote."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    given = {name: str(one["default"]) for name, one in action["inputs"].items()} | inputs
    program = folder / "temporary" / "apigw-lint" / "bin" / "apigw-lint"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m apigw_lint "$@"\n')
    program.chmod(0o755)
    lint, leave = (step for step in action["runs"]["steps"] if step["name"].startswith(("Lint", "Leave")))
    environment = {
        "PATH": os.environ["PATH"],
        "RUNNER_TEMP": str(folder / "temporary"),
        "GITHUB_OUTPUT": str(folder / "output"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary"),
        **{name: given[value[len("${{ inputs.") : -len(" }}")]] for name, value in lint["env"].items()},
    }
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]
    told = subprocess.run(
        [*shell, lint["run"]], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    output = dict(line.split("=") for line in (folder / "output").read_text().splitlines())
    assert ("written" in output) == (folder / "apigw-lint.sarif").is_file()
    code = output["exit-code"]
    return subprocess.run([*shell, leave["run"]], env={"CODE": code}, check=False).returncode, told.stdout


@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("none", 0)])
def test_the_action_writes_a_log_and_leaves_with_the_linters_code(tmp_path: Path, fail_on: str, code: int) -> None:
    (tmp_path / "a.yaml").write_text(WRONG, encoding="utf-8")
    assert act(tmp_path, **{"fail-on": fail_on})[0] == code
    assert "edge-certificate-cross-region" in (tmp_path / "apigw-lint.sarif").read_text(encoding="utf-8")
    assert not (tmp_path / "summary").exists()


def test_the_action_annotates_and_sums_up_where_nothing_is_uploaded(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(WRONG, encoding="utf-8")
    code, told = act(tmp_path, upload="false")
    assert code == 1
    assert told.startswith("::error file=a.yaml,line=6")
    assert "edge-certificate-cross-region" in (tmp_path / "summary").read_text(encoding="utf-8")


def test_the_action_leaves_with_2_where_a_path_is_not_there(tmp_path: Path) -> None:
    assert act(tmp_path, paths="gone.yaml other.yaml", **{"fail-on": "none"})[0] == 2


def test_the_action_uploads_nothing_where_the_settings_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "apigw-lint.toml").write_text("colour = 1\n", encoding="utf-8")
    assert act(tmp_path)[0] == 2
    assert not (tmp_path / "apigw-lint.sarif").exists()


def test_the_actions_inputs_reach_its_shell_as_variables_alone() -> None:
    steps = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    assert [step["name"] for step in steps if "${{" in step.get("run", "")] == []
    used = [step["uses"] for step in steps if "uses" in step]
    assert used
    assert [one for one in used if not re.search(r"@[0-9a-f]{40}$", one)] == []
