"""The examples of a page: small projects, and the lines on which its rule speaks."""

from __future__ import annotations

import re
from typing import NamedTuple

from apigw_lint.rulebook.page import PageError, text_of
from apigw_lint.source.pattern import Pattern

OPENING = Pattern(r"```(\w+) (\S+)(?: +(\S+))?\Z")
MARK = Pattern(r"[ \t]*(?:#|//) <-- here[ \t]*$", re.M)


class Example(NamedTuple):
    """A project of one or more files. `line` is where it begins on the page, `heading` the `###` heading that it stands under.

    `faults` are the files and lines that the rule must report, and no others: none at all for a good example.
    """

    heading: str
    line: int
    texts: dict[str, str]
    faults: frozenset[tuple[str, int]]


class _Fence(NamedTuple):
    heading: str
    line: int
    good: bool
    file: str
    named: bool
    text: str


def examples(file: str) -> list[Example]:
    """The examples of the page in a file, in their order; raises PageError.

    A fence is an example of its own. Fences that name their files and stand under one heading are one project, as far as they
    agree on being good or bad and no name comes twice.
    """
    projects: list[list[_Fence]] = []
    for fence in _fences(text_of(file), file):
        last = projects[-1] if projects else []
        if last and _belongs(fence, last):
            last.append(fence)
        else:
            projects.append([fence])
    return [_example(project, file) for project in projects]


def _belongs(fence: _Fence, project: list[_Fence]) -> bool:
    first = project[0]
    alike = fence.named and first.named and (fence.heading, fence.good) == (first.heading, first.good)
    return alike and all(other.file != fence.file for other in project)


def _fences(text: str, file: str) -> list[_Fence]:
    fences: list[_Fence] = []
    heading, opening, start = "", "", 0
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if opening:
            if line.rstrip() == "```":
                fences += _fence(heading, opening, start, "\n".join(lines[start : number - 1]) + "\n", file)
                opening = ""
        elif line.startswith("```"):
            opening, start = line.rstrip(), number
        elif line.startswith("### "):
            heading = line[4:].strip()
        elif line.startswith("## "):
            heading = ""
    if opening:
        raise PageError(file, start, "a fence is not closed")
    return fences


def _fence(heading: str, opening: str, line: int, text: str, file: str) -> list[_Fence]:
    """The example in a fence; none when it says neither `good` nor `bad`."""
    if " " not in opening:
        return []
    match = OPENING.match(opening)
    if match is None or match[2] not in ("good", "bad"):
        raise PageError(file, line, "a fence is opened like ```yaml bad, ```json good or ```yaml bad template.yaml")
    return [_Fence(heading, line, match[2] == "good", match[3] or f"example.{match[1]}", match[3] is not None, text)]


def _example(project: list[_Fence], file: str) -> Example:
    first = project[0]
    faults = frozenset((fence.file, number) for fence in project for number in _marks(fence.text))
    if first.good and faults:
        raise PageError(file, first.line, "a good example has no line marked `<-- here`")
    if not first.good and not faults:
        raise PageError(
            file, first.line, "a bad example marks the reported lines with `# <-- here`, in JSON with `// <-- here`"
        )
    return Example(first.heading, first.line, {fence.file: MARK.sub("", fence.text) for fence in project}, faults)


def _marks(text: str) -> list[int]:
    return [number for number, line in enumerate(text.split("\n"), 1) if MARK.search(line)]
