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


def test_the_actions_inputs_reach_its_shell_as_variables_alone() -> None:
    steps = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    assert [step["name"] for step in steps if "${{" in step.get("run", "")] == []
    used = [step["uses"] for step in steps if "uses" in step]
    assert used
    assert [one for one in used if not re.search(r"@[0-9a-f]{40}$", one)] == []
