"""The way out: what was asked for is done, what it gives is printed, and the exit code is left with."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Any, NoReturn


def leave(action: Any, *arguments: Any) -> NoReturn:
    """Do it, print what it gives, and leave with its exit code. Wrong use is told in a line and exits 2."""
    try:
        outcome = action(*arguments)
        text, code = outcome if isinstance(outcome, tuple) else (outcome, 0)
        if text:
            _print(text, code)
    except wrong_use() as error:
        _tell(str(error))
        sys.exit(2)
    except KeyboardInterrupt:
        _tell("interrupted: the run is incomplete")
        sys.exit(2)
    sys.exit(code)


def _print(text: str, code: int) -> None:
    """Print what was found. A console that takes nothing, such as a file on a full disk, exits 2; who closes a pipe has seen enough."""
    try:
        _write(text)
    except BrokenPipeError:
        os._exit(code)  # what is still in the buffer would fail again on the way out
    except OSError as error:
        with suppress(OSError):
            _tell(f"the output cannot be written: {error.strerror}")
        os._exit(2)


def _write(text: str) -> None:
    """Write to the console; where its encoding has not all the letters, in that of every report, UTF-8."""
    try:
        print(text, flush=True)
    except UnicodeEncodeError:
        sys.stdout.buffer.write(f"{text}\n".encode("utf-8", "backslashreplace"))
        sys.stdout.flush()


def _tell(what: str) -> None:
    print(f"apigw-lint: {what}", file=sys.stderr, flush=True)


def wrong_use() -> tuple[type[Exception], ...]:
    """What is raised when a request, the settings or a page of the user's cannot be used."""
    from apigw_lint.finding.baseline import BaselineError
    from apigw_lint.request import WrongUse
    from apigw_lint.rulebook.page import PageError
    from apigw_lint.rulebook.selection import SelectionError
    from apigw_lint.settings.file import SettingsError

    return WrongUse, BaselineError, PageError, SelectionError, SettingsError
