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

    Ours tells it when it calls the same token an error; or when its page names the engine's rule, and both stand in one line, or
    the one around the other and both speak of the same thing, as of a property that a resource or its properties lack.
    """
    also: dict[str, Collection[str]] = {rule.name: rule.also for rule in rules}
    by_path: dict[str, list[Finding]] = {}
    for one in ours:
        for path in {place.document.path for place in (one.place, *(other.place for other in one.related))}:
            by_path.setdefault(path, []).append(one)
    for finding in theirs:
        here = by_path.get(finding.place.document.path, ())
        if not any(_tells(one, finding, also.get(one.rule, ())) for one in here):
            yield finding


def _tells(ours: Finding, theirs: Finding, also: Collection[str]) -> bool:
    if theirs.source and theirs.source.rule in also:
        places = (ours.place, *(one.place for one in ours.related))
        return _line(theirs.place) in map(_line, places) or (_around(ours, theirs) and _of_the_same(ours, theirs))
    one, other = ours.place, theirs.place
    same = one.document.path == other.document.path and one.start < other.end and other.start < one.end
    return same and ours.severity == "error" and not _is_resource(pointer(other))


def _line(place: Place) -> tuple[str, int]:
    return place.document.path, place.document.position(place.start)[0]


def _around(ours: Finding, theirs: Finding) -> bool:
    if ours.place.document.path != theirs.place.document.path:
        return False
    one, other = pointer(ours.place), pointer(theirs.place)
    return f"{other}/".startswith(f"{one}/") or f"{one}/".startswith(f"{other}/")


def _of_the_same(ours: Finding, theirs: Finding) -> bool:
    return any(f"'{fact}'" in theirs.message for _, fact in ours.facts)


def _is_resource(at: str) -> bool:
    """Whether a place is the name of a resource, where much that has nothing in common is said."""
    return at.startswith("/Resources/") and at.count("/") == 2
