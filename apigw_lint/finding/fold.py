"""Findings of several scenarios as one list, each with the conditions under which it holds, in the fewest words."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from apigw_lint.finding.finding import Finding

    Truths: TypeAlias = Mapping[str, bool | str]
    Possible: TypeAlias = Callable[[Truths], bool]

REGION = "AWS::Region"
"""Stands among the conditions of a scenario with the name of its Region."""

LONGEST = 3  # how many conditions are tried together, all of them with all
MANY = 12  # conditions of a scenario from which on only single ones are tried with all


class Told(NamedTuple):
    """The findings of one scenario, and what holds in it: conditions that are true or false, perhaps a Region."""

    findings: Sequence[Finding]
    truths: Truths


def fold(scenarios: Sequence[Told], possible: Possible) -> list[Finding]:
    """Each finding once. One that does not hold in every scenario says when it does.

    `possible` answers whether truths can hold together; the scenarios are all that can be, and no two are the same.
    """
    if len(scenarios) == 1:
        return list(scenarios[0].findings)
    holds: dict[Any, dict[int, Finding]] = {}
    for number, told in enumerate(scenarios):
        for finding, key in _keyed(told.findings):
            holds.setdefault(key, {})[number] = finding
    told_before: dict[frozenset[int], str | None] = {}
    folded = []
    for by_number in holds.values():
        where = frozenset(by_number)
        if where not in told_before:
            told_before[where] = when(scenarios, where, possible)
        folded.append(next(iter(by_number.values()))._replace(when=told_before[where]))
    return folded


def _keyed(findings: Sequence[Finding]) -> Iterator[tuple[Finding, Any]]:
    """Findings with what they are recognised by in another scenario; those that are alike in all of it are counted.

    What a message tells beside its facts, as the name that a stage has in one scenario, tells no finding from another.
    """
    seen: dict[Any, int] = {}
    for finding in findings:
        said = (finding.template, finding.facts) if finding.template else finding.message
        key = (finding.rule, finding.place, finding.path, said)
        seen[key] = seen.get(key, 0) + 1
        yield finding, (key, seen[key])


def when(scenarios: Sequence[Told], where: frozenset[int], possible: Possible) -> str | None:
    """In which scenarios something holds, in words: "when IsProd is false", "in eu-west-1"; None when in all of them."""
    if len(where) == len(scenarios):
        return None
    inside = [scenarios[number].truths for number in sorted(where)]
    outside = [one.truths for number, one in enumerate(scenarios) if number not in where]
    order = {
        name: number for number, name in enumerate(dict.fromkeys(name for one in scenarios for name in one.truths))
    }
    others = _Others(outside, possible)
    return _words(_fewest(inside, _terms(inside, others, order), order))


class _Others:
    """The scenarios in which something does not hold."""

    def __init__(self, truths: list[Truths], possible: Possible) -> None:
        self.truths = truths
        self.possible = possible

    def excluded(self, term: Truths) -> bool:
        """Whether none of them can have these truths."""
        return not any(
            all(term.get(name, truth) == truth for name, truth in other.items()) and self.possible({**other, **term})
            for other in self.truths
        )


def _terms(inside: list[Truths], others: _Others, order: Mapping[str, int]) -> list[Truths]:
    """What can be said of some of the scenarios and of no other, shortest first; what is true before what is false."""
    found: dict[Any, Truths] = {}
    for truths in inside:
        literals = sorted(truths.items(), key=lambda literal: order[literal[0]])
        for size in range(1, (LONGEST if len(literals) <= MANY else 1) + 1):
            for term in combinations(literals, size):
                if term not in found and others.excluded(dict(term)):
                    found[term] = dict(term)
        least = dict(literals)
        for name, _ in literals:
            shorter = {other: truth for other, truth in least.items() if other != name}
            least = shorter if others.excluded(shorter) else least
        found[tuple(least.items())] = least
    return sorted(found.values(), key=lambda term: _length(term, order))


def _length(term: Truths, order: Mapping[str, int]) -> tuple[Any, ...]:
    return len(term), [truth is False for truth in term.values()], [order[name] for name in term]


def _fewest(inside: list[Truths], terms: list[Truths], order: Mapping[str, int]) -> list[Truths]:
    """The terms that say all of the scenarios: one if one does, else greedily the one that says the most."""
    left = inside
    chosen: list[Truths] = []
    while left:
        chosen.append(max(terms, key=lambda term: sum(term.items() <= one.items() for one in left)))
        left = [one for one in left if not chosen[-1].items() <= one.items()]
    for term in list(chosen):
        others = [other for other in chosen if other is not term]
        if all(any(other.items() <= one.items() for other in others) for one in inside):
            chosen = others
    return sorted(chosen, key=lambda term: [(order[name], truth is False) for name, truth in term.items()])


def _words(terms: list[Truths]) -> str:
    """ "when A is true and B is false or C is true", "in eu-west-1 or in us-east-1"."""
    parts: list[str] = []
    for term in terms:
        conditions = " and ".join(f"{name} is {str(truth).lower()}" for name, truth in term.items() if name != REGION)
        region = [f"in {term[REGION]}"] if REGION in term else []
        when = "when " if not parts or region or REGION in terms[len(parts) - 1] else ""
        parts.append(" ".join([*region, *([f"{when}{conditions}"] if conditions else [])]))
    return " or ".join(parts)
