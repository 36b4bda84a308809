"""What our own rules have said already, and better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.source.pointer import pointer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from apigw_lint.finding.finding import Finding
    from apigw_lint.rulebook.rule import Rule
    from apigw_lint.source.place import Place


def unsaid(theirs: Iterable[Finding], ours: Iterable[Finding], rules: Iterable[Rule]) -> Iterator[Finding]:
    """Of an engine's findings those that our own do not tell.

    Ours tells it when its page names the engine's rule and both stand in one line, or when it calls the same token an error.
    """
    also: dict[str, Collection[str]] = {rule.name: rule.also for rule in rules}
    by_line: dict[tuple[str, int], list[Finding]] = {}
    for one in ours:
        for line in {_line(one.place), *(_line(other.place) for other in one.related)}:
            by_line.setdefault(line, []).append(one)
    for finding in theirs:
        here = by_line.get(_line(finding.place), ())
        if not any(_tells(one, finding, also.get(one.rule, ())) for one in here):
            yield finding


def _line(place: Place) -> tuple[str, int]:
    return place.document.path, place.document.position(place.start)[0]


def _tells(ours: Finding, theirs: Finding, also: Collection[str]) -> bool:
    if theirs.source and theirs.source.rule in also:
        return True
    same = ours.place.start < theirs.place.end and theirs.place.start < ours.place.end
    return same and ours.severity == "error" and not _is_resource(pointer(theirs.place))


def _is_resource(at: str) -> bool:
    """Whether a place is the name of a resource, where much that has nothing in common is said."""
    return at.startswith("/Resources/") and at.count("/") == 2
