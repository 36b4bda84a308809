"""A baseline: the findings that a project has taken note of and does not want to hear again.

The file is JSON, sorted, without times and lines, so that it changes only when the findings do.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.finding.fingerprint import fingerprints
from apigw_lint.finding.run import Suppressed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from apigw_lint.finding.finding import Finding

VERSION = 1


class BaselineError(Exception):
    """A baseline that cannot be used. Its text is `file:line: why`."""


class Entry(NamedTuple):
    """A finding of the baseline: its fingerprint `apigwLint/v1`, and for people its file and rule."""

    path: str
    rule: str
    fingerprint: str


class Sifted(NamedTuple):
    """Findings that are new, those that the baseline knows, and its entries that no finding answers to any more."""

    new: list[Finding]
    known: list[Suppressed]
    stale: list[Entry]


def read(file: str) -> list[Entry]:
    """The entries of a baseline file. Raises BaselineError."""
    try:
        with open(file, encoding="utf-8") as stream:
            data: Any = json.load(stream)
    except OSError as error:
        raise BaselineError(
            f"{file}: cannot be read: {error.strerror}; write one with `apigw-lint baseline create`"
        ) from None
    except UnicodeDecodeError:
        raise BaselineError(f"{file}:1: is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise BaselineError(f"{file}:{error.lineno}: is not JSON: {error.msg}") from None
    found = data.get("findings") if isinstance(data, dict) and data.get("version") == VERSION else None
    if not isinstance(found, list):
        raise BaselineError(f"{file}:1: is no baseline of version {VERSION}")
    try:
        return [Entry(*(str(one[name]) for name in Entry._fields)) for one in found]
    except (KeyError, TypeError):
        raise BaselineError(f"{file}:1: an entry has `path`, `rule` and `fingerprint`") from None


def render(entries: Collection[Entry]) -> str:
    """The text of a baseline file."""
    findings = [one._asdict() for one in sorted(set(entries))]
    return json.dumps({"version": VERSION, "findings": findings}, indent=2, ensure_ascii=False) + "\n"


def entries(findings: Sequence[Finding]) -> list[Entry]:
    """The entries that findings make."""
    marks = fingerprints(findings)
    return [Entry(one.place.document.path, one.rule, mark) for one, mark in zip(findings, marks, strict=True)]


def sift(
    findings: Sequence[Finding], baseline: Sequence[Entry], judged: Collection[str], enabled: Collection[str]
) -> Sifted:
    """Part findings by a baseline. An entry is stale when its file was judged by its rule, or is judged no more because it is gone."""
    known = {one.fingerprint for one in baseline}
    sifted = Sifted([], [], [])
    met = set()
    for finding, entry in zip(findings, entries(findings), strict=True):
        if entry.fingerprint in known:
            met.add(entry.fingerprint)
            sifted.known.append(Suppressed(finding, "baseline"))
        else:
            sifted.new.append(finding)
    sifted.stale.extend(
        one for one in baseline if one.fingerprint not in met and one.path in judged and one.rule in enabled
    )
    return sifted
