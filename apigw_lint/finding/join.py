"""What findings of several files have to say to each other: where a file is included, and what was found twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.finding.finding import RelatedPlace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from apigw_lint.finding.finding import Finding
    from apigw_lint.source.place import Place

HERE = "included here"


def included_here(
    findings: Iterable[Finding], includes: Mapping[str, Place], references: Mapping[str, Place]
) -> Iterator[Finding]:
    """The findings; those in an included file name, as related places, where it is included, and where the including file is.

    `includes` has the place at which a file is included, by its path, `references` that of a reference into it.
    """
    for finding in findings:
        related = list(finding.related)
        seen = {finding.place.document.path}
        path = finding.place.document.path
        place = includes.get(path) or references.get(path)
        while place is not None and place.document.path not in seen:
            seen.add(place.document.path)
            related.append(RelatedPlace(place.on_one_line(), HERE))
            place = includes.get(place.document.path) or references.get(place.document.path)
        yield finding if len(related) == len(finding.related) else finding._replace(related=tuple(related))


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """Of a file that several templates include, each finding once, with the places of all of them.

    A template that is nested in others is judged for itself too, and what is found so is not said again.
    """
    findings = list(findings)
    alone = {(one.rule, one.place) for one in findings if not _is_included(one)}
    found: dict[Any, Finding] = {}
    for finding in findings:
        if _is_included(finding) and (finding.rule, finding.place) in alone:
            continue
        key = finding.rule, finding.place, finding.template, finding.facts, finding.when
        first = found.get(key)
        if first is None or not _is_included(finding):
            found[key if first is None else object()] = finding
            continue
        more = tuple(one for one in finding.related if one not in first.related)
        found[key] = first._replace(related=(*first.related, *more))
    return list(found.values())


def told_once(findings: list[Finding], yielding: Mapping[str, Collection[str]]) -> list[Finding]:
    """The findings without those that another one makes superfluous: one cause, one finding.

    `yielding` has, by rule, the rules at whose places it is silent, "*" for all that yield to none.
    """
    if not any(one.rule in yielding for one in findings):
        return findings
    said: dict[Place, set[str]] = {}
    for one in findings:
        said.setdefault(one.place, set()).update((one.rule,) if one.rule in yielding else (one.rule, "*"))
    return [one for one in findings if said[one.place].isdisjoint(yielding.get(one.rule, ()))]


def _is_included(finding: Finding) -> bool:
    return any(one.word == HERE for one in finding.related)
