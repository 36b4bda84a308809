"""One run of the linter: from a request to reports and an exit code."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from apigw_lint.finding.run import Notice, Run
from apigw_lint.judge import judge
from apigw_lint.out import append, write
from apigw_lint.reports import for_file, formats, load
from apigw_lint.request import WrongUse
from apigw_lint.source.discover import project_root

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from apigw_lint.finding.finding import Finding
    from apigw_lint.judge import Judgement
    from apigw_lint.lint import Result
    from apigw_lint.request import Request
    from apigw_lint.rulebook.rule import Rule
    from apigw_lint.source.document import Document

NOT_ALERTS = (".quality.sarif", ".csra.sarif")  # upload-sarif sends these to other services


def check(request: Request) -> tuple[str, int]:
    """Carry a request out; the text for the console, and the exit code. Raises what `leave.wrong_use` lists."""
    outputs = [_output(one) for one in request.outputs]
    console = _format(request.format_ or "text")
    root = project_root(Path.cwd())
    changes = ""
    if request.fix or request.unsafe_fixes or request.diff:
        judgement, changes = _mended(request, root)
    else:
        judgement = _judgement(request, root)
    if request.add_ignore is not None:
        from apigw_lint.add_ignore import add_ignores

        judgement = add_ignores(judgement, request.add_ignore)
    result = judgement.result
    run = _run(request, root, result, judgement.fails(result.findings))
    findings, enabled = result.findings, [judgement.rules[name] for name in sorted(judgement.rules)]
    for name, file in outputs:
        write(file, load(name).render(findings, enabled, run))
    if console == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        append(summary, load("markdown").render(findings, enabled, run))
    if console != "text" or request.diff:
        _tell_failures(run)
    return changes if request.diff else _to_console(console, findings, enabled, run), run.exit_code


def _mended(request: Request, root: Path) -> tuple[Judgement, str]:
    """The judgement after the fixes; or as things are, with the difference that the fixes would make."""
    from apigw_lint import mend

    if request.stdin_filename is not None:
        raise WrongUse("standard input is not a file that could be fixed; name the file instead")
    if request.diff and request.add_ignore is not None:
        raise WrongUse("`--diff` only shows what would be written, and `--add-ignore` writes; use one of them")
    mended = mend.mend(lambda drafts: _judgement(request, root, drafts), request.unsafe_fixes)
    if request.diff:
        return mended.first, mend.difference(mended).removesuffix("\n")
    return mend.write(mended), ""


def _judgement(request: Request, root: Path, drafts: Mapping[str, Document] | None = None) -> Judgement:
    """What is found, less what a baseline knows of."""
    return _less_the_baseline(request, judge(request, root, drafts), root)


def _less_the_baseline(request: Request, judgement: Judgement, root: Path) -> Judgement:
    """What a baseline does not know of; the whole judgement where there is none."""
    file = judgement.settings.baseline
    if file is None and request.baseline_commit is None:
        return judgement
    from apigw_lint import record

    if request.baseline_commit is not None:
        return record.since(request.baseline_commit, request, judgement, root)
    return record.less(judgement, str(file), root)


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
        if result.passed_over:
            what = "file that does" if result.passed_over == 1 else "files that do"
            yield Notice("note", "statistics", f"{result.passed_over:6} {what} not speak of API Gateway")
    if not result.documents:
        yield Notice("note", "nothing-to-judge", "no API Gateway configuration was met")


def _run(request: Request, root: Path, result: Result, found: bool) -> Run:
    failed = any(notice.level == "error" for notice in result.notices)
    return Run(
        root=str(root),
        files=len(result.documents),
        exit_code=2 if failed else int(found and not request.exit_zero),
        successful=not failed,
        notices=(*result.notices, *_remarks(request, result)),
        suppressed=tuple(result.suppressed),
        show_suppressed=request.show_suppressed,
        category=request.sarif_category,
    )


def _tell_failures(run: Run) -> None:
    """Say on the error channel what could not be done: some formats have no place for what is about no file."""
    for notice in run.notices:
        if notice.level == "error":
            where = f"{notice.path}: " if notice.path else ""
            print(f"apigw-lint: {where}{notice.message}", file=sys.stderr)


def _format(name: str) -> str:
    if name not in formats():
        raise WrongUse(f"there is no format `{name}`; there are {', '.join(formats())}")
    return name


def _output(text: str) -> tuple[str, str]:
    """Format and file of an `--output`: `FORMAT=FILE`, or a file whose name tells the format."""
    if text.lower().endswith(NOT_ALERTS):
        raise WrongUse(
            f"`--output {text}`: code scanning takes no alerts from such a name; let it end in `.sarif` alone"
        )
    name, equals, file = text.partition("=")
    if equals and name in formats():
        return name, file
    found = for_file(text)
    if found is None:
        raise WrongUse(
            f"`--output {text}`: the name tells no format; write FORMAT={text}, with one of {', '.join(formats())}"
        )
    return found, text


def _to_console(name: str, findings: list[Finding], rules: list[Rule], run: Run) -> str:
    report = load(name)
    colours = name == "text" and sys.stdout and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    text: str = report.paint(findings, rules, run) if colours else report.render(findings, rules, run)
    return text.removesuffix("\n")
