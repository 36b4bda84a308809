"""Allowed requests by subtraction: an Allow box of every policy, cut with each other, minus all Deny boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from apigw_lint.iam.resources import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from apigw_lint.iam.environment import Route
    from apigw_lint.iam.space import Box, Place, Reach, Space

STEP_CAP = 20_000


class Goal(NamedTuple):
    """What is looked for: requests in these classes (dimension number to set) under these rules.

    `allow` restricts the Allow statements of the first policy, `ignored` are Deny statements left out, `inside` are
    statements whose resources must cover the request too, `route` the method that is called. With `unopposed` no
    Allow is needed: any request will do that is not denied.
    """

    within: Mapping[int, int]
    allow: frozenset[int] | None = None
    ignored: frozenset[Place] = frozenset()
    inside: frozenset[Place] = frozenset()
    route: Route | None = None
    unopposed: bool = False


class Found(NamedTuple):
    """A set of allowed requests: the statements that allow them, the classes left and a resource."""

    allowing: tuple[Place, ...]
    box: Box
    word: str


class Solver:
    """Finds allowed requests in a space. `capped` says that it gave up once."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self.steps = 0
        self.capped = False

    def find(self, base: Box, goal: Goal, *, certain: bool) -> Found | None:
        """The first set of requests that are allowed for certain, or possibly; None when there is none."""
        self.steps = 0
        for frame in self.space.frames:
            box = list(base)
            for at, chosen in (*frame.items(), *goal.within.items()):
                box[at] &= chosen
            if not all(box):
                continue
            denials = self._denials(box, goal, certain)
            for allowing, granted in self._grants(box, goal, certain):
                inside = frozenset(allowing) | goal.inside
                found = self._left(granted, denials, inside, frozenset(), goal, certain)
                if found:
                    return Found(allowing, *found)
        return None

    def _grants(self, box: Box, goal: Goal, certain: bool) -> Iterator[tuple[tuple[Place, ...], Box]]:
        """An Allow statement of each policy, all applying at once; those that lean on nothing doubtful first."""
        found: list[tuple[tuple[Place, ...], Box]] = [((), box)]
        if goal.unopposed:
            yield found[0]
            return
        for which in range(len(self.space.policies)):
            allows = [reach for reach in self.space.reaches if reach.place[0] == which and _allows(reach, certain)]
            if which == 0 and goal.allow is not None:
                allows = [reach for reach in allows if reach.place[1] in goal.allow]
            allows.sort(key=lambda reach: reach.place in self.space.leaning)
            found = [
                ((*places, reach.place), cut)
                for places, granted in found
                for reach in allows
                if all(cut := _cut(granted, reach.certain if certain else reach.possible))
            ]
        yield from found

    def _denials(self, box: Box, goal: Goal, certain: bool) -> list[tuple[Place, Box]]:
        found = []
        for reach in self.space.reaches:
            denied = reach.possible if certain else reach.certain
            applies = reach.statement.may_be("Deny") if certain else reach.statement.certainly("Deny")
            if applies and reach.place not in goal.ignored and all(_cut(box, denied)) and self._meets(reach, certain):
                found.append((reach.place, denied))
        return found

    def _meets(self, reach: Reach, certain: bool) -> bool:
        """Whether the statement's resources can be any of the API's."""
        return self.space.resources.parts[reach.place].side(True, not certain) != (NOTHING, True)

    def _left(
        self,
        box: Box,
        denials: list[tuple[Place, Box]],
        inside: frozenset[Place],
        outside: frozenset[Place],
        goal: Goal,
        certain: bool,
    ) -> tuple[Box, str] | None:
        """What the Deny statements leave of a box: each must be left through a dimension or through the resource."""
        self.steps += 1
        if self.steps > STEP_CAP:
            self.capped = True
            return None
        word = self.space.resources.find(inside, outside, certain, goal.route)
        if word is None:
            return None
        for at, (place, denied) in enumerate(denials):
            if not all(_cut(box, denied)):
                continue
            rest = denials[at + 1 :]
            for number, chosen in enumerate(denied):
                if box[number] & ~chosen:
                    left = list(box)
                    left[number] &= ~chosen
                    found = self._left(left, rest, inside, outside, goal, certain)
                    if found:
                        return found
                    box = list(box)
                    box[number] &= chosen
            return self._left(box, rest, inside, outside | {place}, goal, certain)
        return box, word


def _allows(reach: Reach, certain: bool) -> bool:
    return reach.statement.certainly("Allow") if certain else reach.statement.may_be("Allow")


def _cut(one: Box, other: Box) -> Box:
    return [a & b for a, b in zip(one, other, strict=True)]
