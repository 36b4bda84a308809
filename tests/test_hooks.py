"""The pre-commit hooks, run by pre-commit itself from a scratch repository."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PRE_COMMIT = shutil.which("pre-commit", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
TEMPLATE = """\
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: orders
      Body:
        Fn::Transform: {Name: AWS::Include, Parameters: {Location: openapi.yaml}}
"""
OPENAPI = """\
openapi: 3.0.1
info: {title: orders, version: "1"}
paths:
  /orders:
    get:
      x-amazon-apigateway-integration:
        type: http_proxy
        httpMethod: GET
        uri: https://orders.example.com/
        timeoutInMillis: 60000
"""
WARNED = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: orders, ProtocolType: HTTP, Target: https://orders.example.com/}
  Default:
    Type: AWS::ApiGatewayV2::Stage
    Properties: {ApiId: !Ref Api, StageName: $default, AutoDeploy: true}
"""

pytestmark = pytest.mark.skipif(
    PRE_COMMIT is None or not (ROOT / ".git").exists(), reason="needs pre-commit, and the project in git"
)


def git(folder: Path, *words: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as a repository of hooks: what is in the working tree, committed."""
    folder = tmp_path_factory.mktemp("hooks")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        source, target = ROOT / name, folder / name
        if source.is_file() and not name.startswith("tests/"):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "hooks")
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    return tmp_path


def run(project: Path, home: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PRE_COMMIT_HOME": str(home), "PIP_NO_COMPILE": "1"}
    environment.pop("PYTHONPATH", None)
    return subprocess.run(
        [str(PRE_COMMIT), *words], cwd=project, env=environment, capture_output=True, text=True, check=False
    )


def hook(name: str, hooks: Path, home: Path, project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a hook as the settings of a project name it; what pre-commit installs for it serves all tests."""
    revision = subprocess.run(["git", "rev-parse", "HEAD"], cwd=hooks, check=True, capture_output=True, text=True)
    settings = {"repos": [{"repo": str(hooks), "rev": revision.stdout.strip(), "hooks": [{"id": name}]}]}
    (project / ".pre-commit-config.yaml").write_text(json.dumps(settings))
    git(project, "add", ".pre-commit-config.yaml")
    return run(project, home, "run", name, *words)


def test_a_hook_is_tried_without_settings(hooks: Path, home: Path, project: Path) -> None:
    (project / "template.yaml").write_text(TEMPLATE)
    (project / "openapi.yaml").write_text(OPENAPI)
    git(project, "add", ".")
    done = run(project, home, "try-repo", hooks, "apigw-lint", "--all-files")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "integration-timeout-invalid" in done.stdout


def test_the_hook_fails_on_a_warning_and_shows_it(hooks: Path, home: Path, project: Path) -> None:
    (project / "template.yaml").write_text(WARNED)
    git(project, "add", ".")
    done = hook("apigw-lint", hooks, home, project, "--all-files")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "template.yaml" in done.stdout
    assert "stage-throttle-unbounded" in done.stdout


@pytest.mark.parametrize("staged", ["openapi.yaml", "template.yaml"])
def test_either_file_alone_leads_to_the_finding_of_both(hooks: Path, home: Path, project: Path, staged: str) -> None:
    (project / "template.yaml").write_text(TEMPLATE)
    (project / "openapi.yaml").write_text(OPENAPI)
    git(project, "add", ".")
    git(project, "commit", "-qm", "both")
    file = project / staged
    file.write_text(f"# changed\n{file.read_text()}")
    git(project, "add", staged)
    done = hook("apigw-lint", hooks, home, project)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "integration-timeout-invalid" in done.stdout


def test_unrelated_files_pass_in_silence_even_when_there_are_thousands(hooks: Path, home: Path, project: Path) -> None:
    folder = project / "a-folder-with-a-name-that-makes-the-command-line-long-enough-to-be-split"
    folder.mkdir()
    for number in range(4000):
        (folder / f"values-{number:05}.yaml").write_text("replicas: 2\n")
    git(project, "add", ".")
    done = hook("apigw-lint", hooks, home, project, "--all-files")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_project_hook_judges_all_of_it(hooks: Path, home: Path, project: Path) -> None:
    (project / "template.yaml").write_text(TEMPLATE)
    (project / "openapi.yaml").write_text(OPENAPI)
    git(project, "add", ".")
    done = hook("apigw-lint-project", hooks, home, project, "--all-files")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "integration-timeout-invalid" in done.stdout
