"""What our own rules have said already, and better."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from apigw_lint.finding.finding import Finding
    from apigw_lint.rulebook.rule import Rule


def unsaid(theirs: Iterable[Finding], ours: Iterable[Finding], rules: Iterable[Rule]) -> Iterator[Finding]:
    """Of an engine's findings those that our own do not tell.

    Ours tells it when its page names the engine's rule and both stand in one line, or when it calls the same token an error.
    """
    also: dict[str, Collection[str]] = {rule.name: rule.also for rule in rules}
    by_line: dict[tuple[str, int], list[Finding]] = {}
    for one in ours:
        for place in (one.place, *(other.place for other in one.related)):
            by_line.setdefault((place.document.path, _line(one)), []).append(one)
    for finding in theirs:
        here = by_line.get((finding.place.document.path, _line(finding)), ())
        if not any(_tells(one, finding, also.get(one.rule, ())) for one in here):
            yield finding


def _line(finding: Finding) -> int:
    return finding.place.document.position(finding.place.start)[0]


def _tells(ours: Finding, theirs: Finding, also: Collection[str]) -> bool:
    if theirs.source and theirs.source.rule in also:
        return True
    return ours.severity == "error" and ours.place.start < theirs.place.end and theirs.place.start < ours.place.end
