"""The gate: what a run leaves with, the same in every format, and never silent about what it could not do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from apigw_lint import examine
from apigw_lint.checks import certificate
from apigw_lint.cli import command
from apigw_lint.reports import formats
from tests.test_command import CLEAN, WARNED, WRONG

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

FOUND = "edge-certificate-cross-region"
OTHER = "Resources: {Bucket: {Type: AWS::S3::Bucket}}\n"


def fails(*_: Any) -> Any:
    raise ZeroDivisionError("on purpose")


def a_rule_that_fails(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(certificate, "_region", fails)


def a_file_that_fails(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(examine, "stacks", fails)


def a_file_that_is_shut(patch: pytest.MonkeyPatch) -> None:
    ordinary = Path.open

    def guarded(self: Path, mode: str = "r", *words: Any, **more: Any) -> Any:
        if self.name == "shut.yaml" and mode == "rb":
            raise PermissionError(13, "Permission denied")
        return ordinary(self, mode, *words, **more)

    patch.setattr(Path, "open", guarded)


def nothing_special(patch: pytest.MonkeyPatch) -> None:
    pass


# What is there, which words are said, what goes wrong: the exit code, and with --exit-zero, and what must be told.
CASES: dict[str, tuple[dict[str, str], tuple[str, ...], Callable[[pytest.MonkeyPatch], None], int, int, str]] = {
    "clean": ({"a.yaml": CLEAN}, ("a.yaml",), nothing_special, 0, 0, ""),
    "below": ({"a.yaml": WARNED}, ("a.yaml",), nothing_special, 0, 0, ""),
    "at": ({"a.yaml": WARNED}, ("a.yaml", "--fail-on", "warning"), nothing_special, 1, 0, ""),
    "above": ({"a.yaml": WRONG}, ("a.yaml", "--fail-on", "note"), nothing_special, 1, 0, FOUND),
    "none-fails": ({"a.yaml": WRONG}, ("a.yaml", "--fail-on", "none"), nothing_special, 0, 0, FOUND),
    "syntax": ({"a.yaml": "x-amazon-apigateway-policy: {"}, ("a.yaml",), nothing_special, 1, 0, "a.yaml"),
    "empty": ({"a.yaml": ""}, ("a.yaml",), nothing_special, 0, 0, ""),
    "unrelated": ({"a.yaml": OTHER, "b.json": "[]"}, ("a.yaml", "b.json"), nothing_special, 0, 0, ""),
    "nothing": ({}, (), nothing_special, 0, 0, ""),
    "missing": ({"a.yaml": WRONG}, ("a.yaml", "gone.yaml"), nothing_special, 2, 2, "gone.yaml"),
    "missing-alone": ({}, ("gone.yaml",), nothing_special, 2, 2, "gone.yaml"),
    "shut": ({"a.yaml": WRONG, "shut.yaml": CLEAN}, (".",), a_file_that_is_shut, 2, 2, "shut.yaml"),
    "rule-fails": ({"a.yaml": WRONG}, ("a.yaml",), a_rule_that_fails, 2, 2, "on purpose"),
    "file-fails": ({"a.yaml": WRONG}, ("a.yaml",), a_file_that_fails, 2, 2, "on purpose"),
    "settings": ({"a.yaml": CLEAN, "apigw-lint.toml": "colour = 1"}, ("a.yaml",), nothing_special, 2, 2, "colour"),
    "words": ({"a.yaml": CLEAN}, ("a.yaml", "--select", "stag"), nothing_special, 2, 2, "stag"),
}


def leave(folder: Path, patch: pytest.MonkeyPatch, case: str, *more: str) -> Result:
    files, words, trouble, *_ = CASES[case]
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    patch.chdir(folder)
    patch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    trouble(patch)
    return CliRunner().invoke(command, ["check", *words, *more])


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("form", formats())
def test_the_exit_code_is_the_same_in_every_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, case: str
) -> None:
    *_, code, forgiven, told = CASES[case]
    done = leave(tmp_path, monkeypatch, case, "--format", form)
    assert done.exit_code == code, done.output
    assert told in done.output
    assert leave(tmp_path, monkeypatch, case, "--format", form, "--exit-zero").exit_code == forgiven


@pytest.mark.parametrize("case", [name for name, (*_, code, _, told) in CASES.items() if code == 2 and "." in told])
def test_a_sarif_log_of_a_run_that_failed_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    leave(tmp_path, monkeypatch, case, "--output", "log.sarif")
    (run,) = json.loads((tmp_path / "log.sarif").read_text(encoding="utf-8"))["runs"]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["invocations"][0]["exitCode"] == 2


@pytest.mark.parametrize("form", formats())
def test_what_fails_takes_nothing_else_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    (tmp_path / "b.yaml").write_text(WARNED, encoding="utf-8")
    done = leave(tmp_path, monkeypatch, "rule-fails", "b.yaml", "--format", form)
    assert "stage-throttle-unbounded" in done.output
    assert "on purpose" in done.output
