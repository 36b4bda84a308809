"""One run of the linter: from a request to reports and an exit code."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.finding.finding import SEVERITIES
from apigw_lint.finding.run import Notice, Run
from apigw_lint.lint import Result, lint_bytes, lint_files
from apigw_lint.reports import for_file, formats, load
from apigw_lint.rulebook.selection import Selection
from apigw_lint.rulebook.shelf import pages
from apigw_lint.settings.file import settings_for
from apigw_lint.settings.glob import covers
from apigw_lint.source.discover import discover, project_root

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apigw_lint.finding.finding import Finding
    from apigw_lint.rulebook.rule import Rule
    from apigw_lint.settings import Settings

    Group = tuple[Settings, list[tuple[Path, str]]]


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
    stdin_filename: str | None = None
    sarif_category: str | None = None
    show_suppressed: bool = False
    show_undetermined: bool = False
    statistics: bool = False


def check(request: Request) -> tuple[str, int]:
    """Carry a request out; the text for the console, and the exit code. Raises what `cli.wrong_use` lists."""
    outputs = [_output(one) for one in request.outputs]
    console = _format(request.format_ or "text")
    root = project_root(Path.cwd())
    groups, listing = _groups(request, root)
    result, rules, found = Result([], listing, [], [], {}), {}, False
    for settings, files in groups:
        selection = Selection(pages(settings.rules), settings)
        rules.update({rule.name: rule for rule in selection.rules})
        part = _lint(request, files, selection, settings)
        found = found or _reaches(part.findings, settings.fail_on)
        result = result.with_(part)
    result = result._replace(notices=[*result.notices, *_remarks(request, result)])
    run = _run(request, root, result, found)
    findings, enabled = result.findings, [rules[name] for name in sorted(rules)]
    for name, file in outputs:
        write(file, load(name).render(findings, enabled, run))
    if console == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        _append(summary, load("markdown").render(findings, enabled, run))
    return _to_console(console, findings, enabled, run), run.exit_code


def _groups(request: Request, root: Path) -> tuple[list[Group], list[Notice]]:
    """The files to judge, by the settings that hold for them, and what is to be said of paths that cannot be had.

    Without any file the settings of the working directory are there alone.
    """
    found: dict[str, Group] = {}
    by_folder: dict[str, Settings] = {}

    def settled(folder: str) -> Settings:
        if folder not in by_folder:
            by_folder[folder] = _over(settings_for(folder), request)
        return by_folder[folder]

    base = settled(os.getcwd())
    if request.stdin_filename is not None:
        return [(settled(os.path.dirname(os.path.abspath(request.stdin_filename))), [])], []
    listing = discover(request.paths or (".",), root, lambda path: covers(base.exclude, path))
    for file, path in listing.files:
        settings = settled(str(file.parent))
        found.setdefault(settings.file, (settings, []))[1].append((file, path))
    notices = [Notice("error", "path-missing", problem) for problem in listing.problems]
    notices += [Notice("note", "path-passed-over", problem) for problem in listing.passed_over]
    return list(found.values()) or [(base, [])], notices


def _over(settings: Settings, request: Request) -> Settings:
    """The settings, with what the command line says instead."""
    said: dict[str, Any] = {
        "select": request.select,
        "ignore": (*settings.ignore, *request.ignore),
        "profile": request.profile,
        "preview": request.preview,
        "fail_on": request.fail_on,
        "regions": request.regions,
        "overrides": tuple(one._replace(select=()) for one in settings.overrides) if request.select else (),
        "rules": (*settings.rules, *request.shelves),
        "parameters": {**settings.parameters, **dict(_parameter(one) for one in request.parameters)},
    }
    return settings._replace(**{name: value for name, value in said.items() if value})


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise WrongUse(f"`--parameter {text}`: write it as NAME=VALUE")
    return name, value


def _lint(request: Request, files: list[tuple[Path, str]], selection: Selection, settings: Settings) -> Result:
    if request.stdin_filename is not None:
        name = request.stdin_filename.replace(os.sep, "/")
        return lint_bytes(sys.stdin.buffer.read(), name, selection, settings)
    return lint_files(files, selection, settings)


def _remarks(request: Request, result: Result) -> Iterable[Notice]:
    """What the run says of itself at its end."""
    if request.show_undetermined:
        for name, count in sorted(result.undetermined.items()):
            yield Notice("note", "undetermined", f"{name}: {count} elements could not be decided")
    if request.statistics:
        counts: dict[str, int] = {}
        for finding in result.findings:
            counts[finding.rule] = counts.get(finding.rule, 0) + 1
        for name, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
            yield Notice("note", "statistics", f"{count:6} {name}")
    if not result.documents:
        yield Notice("note", "nothing-to-judge", "no API Gateway configuration was met")


def _reaches(findings: list[Finding], fail_on: str) -> bool:
    """Whether a finding is at least as severe as the exit code asks for; "none" is out of reach."""
    counted = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()
    return any(finding.severity in counted for finding in findings)


def _run(request: Request, root: Path, result: Result, found: bool) -> Run:
    failed = any(notice.level == "error" for notice in result.notices)
    return Run(
        root=str(root),
        files=len(result.documents),
        exit_code=2 if failed else int(found and not request.exit_zero),
        successful=not failed,
        notices=tuple(result.notices),
        suppressed=tuple(result.suppressed),
        show_suppressed=request.show_suppressed,
        category=request.sarif_category,
    )


def _format(name: str) -> str:
    if name not in formats():
        raise WrongUse(f"there is no format `{name}`; there are {', '.join(formats())}")
    return name


def _output(text: str) -> tuple[str, str]:
    """Format and file of an `--output`: `FORMAT=FILE`, or a file whose name tells the format."""
    name, equals, file = text.partition("=")
    if equals and name in formats():
        return name, file
    found = for_file(text)
    if found is None:
        raise WrongUse(
            f"`--output {text}`: the name tells no format; write FORMAT={text}, with one of {', '.join(formats())}"
        )
    return found, text


def write(file: str, text: str) -> None:
    """Write a file whole or not at all, in UTF-8 without a byte order mark. Raises WrongUse when it cannot be written."""
    folder = os.path.dirname(os.path.abspath(file))
    draft = os.path.join(folder, f".{os.path.basename(file)}.{os.getpid()}")
    try:
        with open(draft, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        os.replace(draft, file)
    except OSError as error:
        raise WrongUse(f"cannot write {file}: {error.strerror}") from None


def _append(file: str, text: str) -> None:
    """Add to a job's summary, which other steps write to as well."""
    with open(file, "a", encoding="utf-8", newline="\n") as stream:
        stream.write(text)


def _to_console(name: str, findings: list[Finding], rules: list[Rule], run: Run) -> str:
    report = load(name)
    colours = name == "text" and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    text: str = report.paint(findings, rules, run) if colours else report.render(findings, rules, run)
    return text.removesuffix("\n")
