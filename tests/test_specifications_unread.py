"""Where the schemas of cfn-lint cannot be read, the run says so, and cfn-lint is asked itself."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEMPLATE = """\
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: {Name: orders, Nmae: orders}
"""


def run(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """The command on two bad templates, in a place where another cfn-lint stands before the installed one."""
    for name in ("one.yaml", "two.yaml"):
        (folder / name).write_text(TEMPLATE, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT))), "XDG_CACHE_HOME": str(folder)}
    command = [sys.executable, "-m", "apigw_lint", *more, "one.yaml", "two.yaml"]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment, check=False)


def test_an_unknown_layout_is_named_once_and_the_engine_finds_the_same(tmp_path: Path) -> None:
    """A package of an unknown layout that leads to the code of the installed one."""
    spec = find_spec("cfnlint")
    assert spec is not None
    assert spec.origin is not None
    package = tmp_path / "cfnlint"
    package.mkdir()
    (package / "__init__.py").write_text(f"__path__.append({str(Path(spec.origin).parent)!r})\n")
    (package / "version.py").write_text('__version__ = "9.9.9"\n')
    told = run(tmp_path)
    assert told.returncode == 1
    assert (told.stdout + told.stderr).count("cfn-lint 9.9.9 carries its schemas in a way that is not known here") == 1
    assert told.stdout.count("'Nmae' was unexpected") == 2
    assert told.stdout.count("[cfnlint-template-invalid]") == 2


def test_nobody_is_asked_when_the_structure_is_not_to_be_judged(tmp_path: Path) -> None:
    package = tmp_path / "cfnlint"
    package.mkdir()
    (package / "__init__.py").write_text("raise SystemExit('its code is run')\n")
    told = run(tmp_path, "--ignore", "structure")
    assert "cfn-lint" not in told.stdout + told.stderr
