"""What a finding is known by again: in GitHub code scanning, and in a baseline after the file has moved on."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from apigw_lint.finding.line_hash import line_hashes
from apigw_lint.source.pointer import Pointers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apigw_lint.finding.finding import Finding


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """Of each finding, 64 hex digits over rule, document, element and facts: `apigwLint/v1`.

    No line or list index goes in, so it stays when the file is reordered or reformatted. Findings that are alike in all of
    these are told apart by their order in the document.
    """
    alike: dict[str, int] = {}
    known: dict[int, str] = {}
    for at in sorted(range(len(findings)), key=lambda at: findings[at].order):
        identity = _identity(findings[at])
        number = alike[identity] = alike.get(identity, 0) + 1
        marked = identity if number == 1 else f"{identity}\0{number}"
        known[at] = sha256(marked.encode("utf-8", "surrogatepass")).hexdigest()
    return [known[at] for at in range(len(findings))]


def line_fingerprints(findings: Sequence[Finding]) -> list[str]:
    """Of each finding, its line's hash as GitHub computes it: `primaryLocationLineHash`.

    GitHub makes one alert of findings that share rule, file and hash. So of those in one line the first keeps the plain hash
    and the others append eight hex digits of the SHA-256 of their JSON pointer, counted where two have the same one.
    """
    hashes: dict[str, list[str]] = {}
    taken: set[tuple[str, str, str]] = set()
    alike: dict[tuple[str, ...], int] = {}
    known: dict[int, str] = {}
    pointers = Pointers()
    for at in sorted(range(len(findings)), key=lambda at: findings[at].order):
        finding = findings[at]
        document = finding.place.document
        lines = hashes.get(document.path) or hashes.setdefault(document.path, line_hashes(document.raw))
        line, _ = document.position(finding.place.start)
        value = lines[min(line, len(lines)) - 1]
        if (finding.rule, document.path, value) in taken:
            written_at = finding.rule, document.path, value, pointers.of(finding.place)
            number = alike[written_at] = alike.get(written_at, 0) + 1
            value = f"{value}/{_digest(written_at[-1], number)}"
        taken.add((finding.rule, document.path, value))
        known[at] = value
    return [known[at] for at in range(len(findings))]


def _digest(text: str, number: int) -> str:
    marked = text if number == 1 else f"{text}\0{number}"
    return sha256(marked.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _identity(finding: Finding) -> str:
    facts = (f"{name}={_in_no_order(value)}" for name, value in sorted(finding.facts))
    return "\0".join((finding.rule, finding.place.document.path, finding.path, *facts))


def _in_no_order(fact: str) -> str:
    """A fact whatever the order of its list and its white space: resources may be reordered."""
    return ", ".join(sorted(" ".join(part.split()) for part in fact.split(",")))
