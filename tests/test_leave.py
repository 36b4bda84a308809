"""How a run ends, and the way in that goes by click and the one that does not."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from apigw_lint.cli import command
from apigw_lint.request import COMMANDS, as_of_hooks
from tests.test_command import CLEAN, ROOT, WRONG, run, write

if TYPE_CHECKING:
    from pathlib import Path

    from apigw_lint.request import Request


def test_the_commands_that_are_not_taken_for_files_are_those_that_there_are() -> None:
    assert sorted(COMMANDS) == sorted(command.commands.keys() - {"check"})


@pytest.mark.parametrize(
    "words",
    [
        ("template.yaml",),
        ("check", "template.yaml"),
        (".",),
        ("gone.yaml", "template.yaml"),
        ("check", "--fail-on", "warning", "other.yaml"),
    ],
)
def test_what_hooks_say_is_judged_as_with_any_other_word(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Words with another option go through click, those of hooks do not."""
    write(tmp_path, template__yaml=WRONG, other__yaml=CLEAN)
    alone, with_option = run(*words, at=tmp_path), run(*words, "--format", "text", at=tmp_path)
    assert (alone.returncode, alone.stdout, alone.stderr) == (
        with_option.returncode,
        with_option.stdout,
        with_option.stderr,
    )
    assert alone.stdout


WORDS = (
    "check",
    "rules",
    "a.yaml",
    "x/y",
    "",
    ".",
    "-",
    "--",
    "--fail-on",
    "warning",
    "none",
    "never",
    "--fail-on=note",
    "--fix",
)


@settings(deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), max_size=6))
def test_the_words_of_hooks_mean_what_click_takes_them_for(words: list[str]) -> None:
    request = as_of_hooks(words)
    if request is not None:
        taken: list[Request] = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("apigw_lint.check.check", lambda one: taken.append(one) or "")
            CliRunner().invoke(command, words)
        assert taken == [request]


def test_the_words_of_our_own_hooks_need_no_click() -> None:
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")):
        _, *words = hook["entry"].split()
        assert as_of_hooks([*words, "template.yaml"])


def test_a_folder_with_the_name_of_a_command_is_named_after_check(tmp_path: Path) -> None:
    write(tmp_path, rules__template__yaml=WRONG)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules.template.yaml").rename(tmp_path / "rules" / "template.yaml")
    assert "rules/template.yaml" in run("check", "rules", at=tmp_path).stdout
    assert "stage-throttle-unbounded" in run("rules", at=tmp_path).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
def test_who_closes_the_pipe_has_seen_enough(tmp_path: Path) -> None:
    write(tmp_path, template__yaml=WRONG)
    entrance = subprocess.Popen(["true"], stdin=subprocess.PIPE)
    entrance.wait()
    assert entrance.stdin is not None
    done = run("template.yaml", at=tmp_path, stdout=entrance.stdin)
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_letters_that_a_console_has_not_are_written_as_in_every_report(tmp_path: Path, encoding: str) -> None:
    write(tmp_path, template__yaml=WRONG.replace("shop", "sh\u0101p"))
    assert "sh\u0101p.example" in run("template.yaml", at=tmp_path, PYTHONIOENCODING=encoding).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such shell")
@pytest.mark.parametrize("words", [("gone.yaml",), ("template.yaml", "--format", "gone"), ("--fail-on", "gone")])
def test_nothing_is_said_on_the_console_in_the_stead_of_a_closed_error_channel(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    write(tmp_path, template__yaml=WRONG)
    with_format = words if "--format" in words else (*words, "--format", "json")
    done = through_shell("2>&-", *with_format, at=tmp_path)
    assert done.returncode == 2
    assert json.loads(done.stdout or "{}").get("findings", []) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such shell")
def test_a_run_without_a_console_still_has_its_exit_code(tmp_path: Path) -> None:
    write(tmp_path, template__yaml=WRONG)
    assert through_shell(">&- 2>&-", "template.yaml", at=tmp_path).returncode == 1
    assert through_shell("<&-", "template.yaml", at=tmp_path).returncode == 1
    closed = through_shell("<&-", "--stdin-filename", "template.yaml", at=tmp_path)
    assert (closed.returncode, closed.stderr) == (2, "apigw-lint: standard input is closed\n")


def through_shell(channels: str, *words: str, at: Path) -> subprocess.CompletedProcess[str]:
    """A run with channels as a shell leaves them."""
    command = ["sh", "-c", f'exec "$@" {channels}', "sh", sys.executable, "-m", "apigw_lint", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=at, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_an_interrupted_run_is_incomplete(tmp_path: Path) -> None:
    pipe = tmp_path / "template.yaml"
    os.mkfifo(pipe)
    words = [sys.executable, "-m", "apigw_lint", "template.yaml"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(words, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True) as process:
        entrance = _entrance(pipe, process)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 2
        os.close(entrance)
        assert process.stderr is not None
        assert process.stderr.read() == "apigw-lint: interrupted: the run is incomplete\n"


def test_an_interrupt_is_no_fault_of_ours_however_early_it_comes() -> None:
    words = "from apigw_lint.__main__ import crash; crash(KeyboardInterrupt, KeyboardInterrupt(), None)"
    done = subprocess.run([sys.executable, "-c", words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "apigw-lint: interrupted: the run is incomplete\n")


def _entrance(pipe: Path, process: subprocess.Popen[str]) -> int:
    """The end of a pipe to write to, once a process reads from the other."""
    while process.poll() is None:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.01)
    raise AssertionError("the run ended by itself")
