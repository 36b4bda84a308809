"""Findings that the settings accept: by file, JSON pointer and rule."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from apigw_lint.ask import finding as found
from apigw_lint.finding.run import Suppressed
from apigw_lint.model.hit import hit
from apigw_lint.source.document import Document
from apigw_lint.source.place import Place
from apigw_lint.source.pointer import pointer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from apigw_lint.examine import Chosen
    from apigw_lint.finding.finding import Finding
    from apigw_lint.lint import Result
    from apigw_lint.settings import Exemption, Settings

UNUSED, UNKNOWN = "ignore-target-unused", "ignore-name-unknown"


def exempt(result: Result, exemptions: Sequence[Exemption], chosen: Chosen) -> Result:
    """The result, less what the settings accept."""
    if not exemptions:
        return result
    kept: list[Finding] = []
    suppressed = list(result.suppressed)
    for finding in result.findings:
        taking = next((one for one in exemptions if _takes(one, finding, chosen)), None)
        if taking is None:
            kept.append(finding)
        else:
            suppressed.append(Suppressed(finding, "setting", taking.reason))
    return result._replace(findings=kept, suppressed=suppressed)


def useless(result: Result, settings: Settings, chosen: Chosen, *, whole: bool, root: Path) -> Iterator[Finding]:
    """What is to be said of the exemptions: names that mean no rule, and those that take nothing away from a result.

    An exemption is unused when all files that it may be for were judged, by all its rules. `whole` says that the run was over
    all files of the settings, with the rules that they choose; else only a pattern that is the path of a file tells which it is for.
    """
    if not settings.ignores:
        return
    rules = {rule.name: rule for rule in chosen.rules}
    document = _settings_file(settings.file, root)
    all_found = [*result.findings, *(one.finding for one in result.suppressed)]
    judged = {one.path for one in result.documents}
    for exemption in settings.ignores:
        said = [(UNKNOWN, name) for name in exemption.rules if not chosen.meaning(name)]
        if _is_judged(exemption, judged, whole=whole):
            said += [(UNUSED, name) for name in _unused(exemption, all_found, judged, chosen, whole=whole)]
        for name, target in said:
            if name in rules and name in chosen.names(document.path):
                start = document.line_starts()[exemption.line - 1]
                place = Place(document, start, start + len(document.line(exemption.line)))
                yield found(rules[name], hit(place, name=target), {"name": target}, document.path)


def _settings_file(file: str, root: Path) -> Document:
    with open(file, encoding="utf-8", newline="") as stream:
        path = os.path.relpath(os.path.realpath(file), os.path.realpath(root))
        return Document(path.replace(os.sep, "/"), stream.read())


def _is_judged(exemption: Exemption, judged: Collection[str], *, whole: bool) -> bool:
    return any(map(exemption.covers, judged)) and (
        whole or all("/" in one and one in judged for one in exemption.files)
    )


def _unused(
    exemption: Exemption, findings: Sequence[Finding], judged: Collection[str], chosen: Chosen, *, whole: bool
) -> Iterator[str]:
    """The names that take nothing; of an exemption from every rule, the place that it is for."""
    if not exemption.rules:
        if whole and not any(_takes(exemption, one, chosen) for one in findings):
            yield exemption.pointer or ", ".join(exemption.files)
        return
    ran = frozenset.intersection(*(chosen.names(path) for path in judged if exemption.covers(path)))
    for name in exemption.rules:
        meant = set(chosen.meaning(name))
        only = exemption._replace(rules=(name,))
        if meant and meant <= ran and not any(_takes(only, one, chosen) for one in findings):
            yield name


def _takes(exemption: Exemption, finding: Finding, chosen: Chosen) -> bool:
    if not exemption.covers(finding.place.document.path):
        return False
    if exemption.rules and not any(finding.is_called(name, chosen.meaning(name)) for name in exemption.rules):
        return False
    at = pointer(finding.place) if exemption.pointer else ""
    return at == exemption.pointer or at.startswith(exemption.pointer.rstrip("/") + "/")
