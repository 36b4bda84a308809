"""What a run is asked for, and how it goes together with the settings."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.settings.settings import ENGINES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apigw_lint.settings import Settings


class WrongUse(Exception):
    """The request cannot be carried out as it is put. The text says why and, where it can, what to put instead."""


class Request(NamedTuple):
    """What the command line asked for. What is None or empty leaves the word to the settings."""

    paths: tuple[str, ...] = ()
    format_: str | None = None
    outputs: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: str | None = None
    preview: bool | None = None
    fail_on: str | None = None
    exit_zero: bool = False
    shelves: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    parameter_files: tuple[str, ...] = ()
    stdin_filename: str | None = None
    baseline: str | None = None
    baseline_commit: str | None = None
    add_ignore: str | None = None
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    sarif_category: str | None = None
    show_suppressed: bool = False
    show_undetermined: bool = False
    statistics: bool = False
    validate: bool = False


COMMANDS = ("baseline", "explain", "init", "policy", "rules", "schema")
FAIL_ON = ("error", "warning", "note", "none")


def as_of_hooks(words: Sequence[str]) -> Request | None:
    """The request of a command line as hooks write it, with files and at most `--fail-on`: to read it with click would take as long as
    to judge a file. None for any other."""
    if sys.platform == "win32" or (words and words[0] in COMMANDS):
        return None  # on Windows, click looks for the files that a `*` means
    words = words[words[:1] == ["check"] :]
    fail_on = words[1] if words[:1] == ["--fail-on"] and words[1:2] and words[1] in FAIL_ON else None
    files = words[2 if fail_on else 0 :]
    return Request(tuple(files), fail_on=fail_on) if files and not any(one.startswith("-") for one in files) else None


def over(settings: Settings, request: Request) -> Settings:
    """The settings, with what the command line says instead."""
    said: dict[str, Any] = {
        "select": request.select,
        "ignore": (*settings.ignore, *request.ignore),
        "profile": request.profile,
        "preview": request.preview,
        "fail_on": request.fail_on,
        "regions": request.regions,
        "overrides": tuple(one._replace(select=()) for one in settings.overrides) if request.select else (),
        "baseline": request.baseline,
        "rules": (*settings.rules, *request.shelves),
        "validate": ENGINES if request.validate and not settings.validate else (),
        "parameters": {**settings.parameters, **_given(request)},
    }
    return settings._replace(**{name: value for name, value in said.items() if value})


def _given(request: Request) -> dict[str, str]:
    """The values of parameters: later files count more than earlier ones, and the command line most."""
    values: dict[str, str] = {}
    for file in request.parameter_files:
        from apigw_lint.settings.parameters import read_parameters

        values.update(read_parameters(file))
    return values | dict(_parameter(one) for one in request.parameters)


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise WrongUse(f"`--parameter {text}`: write it as NAME=VALUE")
    return name, value
