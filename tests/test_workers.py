"""Work spread over processes: nothing is lost, whatever becomes of them."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from apigw_lint.workers import processes

ROOT = Path(__file__).parent.parent

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="a system without fork has one process")


def output(program: str) -> str:
    """What a program prints; in a process of its own, so that nothing of pytest's is forked."""
    head = "import os, signal, sys, threading, time\nfrom apigw_lint.workers import spread\nhere = os.getpid()\n"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-c", head + program], capture_output=True, text=True, env=environment, timeout=60, check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


@needs_fork
@pytest.mark.parametrize("several", [1, 2, 5])
def test_results_come_in_the_order_of_the_items(several: int) -> None:
    program = f"print([*spread(lambda one: one * one, range(1000), {several})] == [one * one for one in range(1000)])"
    assert output(program) == "True"


@needs_fork
def test_every_process_does_its_share() -> None:
    program = "print(len(set(spread(lambda one: (time.sleep(0.01), os.getpid())[1], range(60), 3))))"
    assert output(program) == "3"


@needs_fork
@pytest.mark.parametrize(
    "end",
    [
        "os.kill(os.getpid(), signal.SIGKILL)",
        "os._exit(0)",
        "sys.exit(1)",
        "1 / 0",
        "print",  # a result, but not one that can be handed over together with the next
    ],
)
def test_what_a_process_that_ends_early_leaves_is_done_here(end: str) -> None:
    program = (
        "def work(one):\n"
        "    time.sleep(0.01)\n"
        f"    return one if os.getpid() == here else ({end}, lambda: one)\n"
        "print([*spread(work, range(40), 3)] == [*range(40)])"
    )
    assert output(program) == "True"


@needs_fork
def test_half_an_answer_is_none() -> None:
    program = (
        "def work(one):\n"
        "    if os.getpid() != here:\n"
        "        threading.Timer(0.5, os._exit, (0,)).start()\n"
        "    else:\n"
        "        time.sleep(1)\n"
        "    return bytes(1_000_000)\n"
        "print([*map(len, spread(work, range(2), 2))])"
    )
    assert output(program) == "[1000000, 1000000]"


@needs_fork
def test_a_failure_here_is_raised_and_leaves_no_process() -> None:
    program = (
        "def work(one):\n"
        "    if os.getpid() == here:\n"
        "        raise LookupError(one)\n"
        "    time.sleep(0.01)\n"
        "try:\n"
        "    list(spread(work, range(1000), 3))\n"
        "except LookupError:\n"
        "    print('raised')\n"
        "try:\n"
        "    os.waitpid(-1, os.WNOHANG)\n"
        "except ChildProcessError:\n"
        "    print('alone')\n"
    )
    start = output(program)
    assert start.split() == ["raised", "alone"]


@needs_fork
def test_where_no_process_can_be_started_one_does_everything() -> None:
    program = "def fork():\n    raise BlockingIOError\nos.fork = fork\nprint([*spread(str, range(3), 2)])"
    assert output(program) == "['0', '1', '2']"


def test_few_items_are_not_worth_a_process() -> None:
    assert processes(0) == processes(60) == 1


def test_no_process_is_forked_beside_a_thread() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert processes(10_000) == 1
    finally:
        done.set()
        thread.join()


def test_no_process_is_forked_where_that_is_not_to_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork", raising=False)
    assert processes(10_000) == 1
