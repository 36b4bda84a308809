"""Putting a question to the policies: in every world that may be the case, for certain first and then possibly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.iam.answer import LIMIT, UNRESOLVED, VARIABLE, Answer, differing, witness
from apigw_lint.iam.solver import Found, Goal, Solver
from apigw_lint.iam.space import Box, Space, World

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apigw_lint.iam.dimension import Class, Dimension
    from apigw_lint.iam.environment import Environment, Identity
    from apigw_lint.iam.query import Query, Watch
    from apigw_lint.iam.statement import Policy, Test
    from apigw_lint.iam.truth import Truth

# More addresses than these are the internet: a /8 and an IPv6 /32, the thresholds of S3 Block Public Access.
WIDE = {"public4": 1 << 24, "public6": 1 << 96}


class Inquiry:
    """Questions about a request that must pass all of these policies. Spaces are built when the first question needs them."""

    def __init__(self, policies: Sequence[Policy], environment: Environment, identity: Identity) -> None:
        self.policies = policies
        self.environment = environment
        self.identity = identity
        self._solvers: dict[tuple[Watch, ...], tuple[Solver, list[Test]]] = {}

    def solver(self, watched: tuple[Watch, ...] = ()) -> tuple[Solver, list[Test]]:
        """The solver that makes these distinctions, and the tests that stand for them."""
        if watched not in self._solvers:
            tests = [watch.test() for watch in watched]
            self._solvers[watched] = (Solver(Space(self.policies, self.environment, self.identity, tests)), tests)
        return self._solvers[watched]

    def ask(self, query: Query) -> Answer:
        """The answer, certain only when it is the same in all worlds."""
        solver, tests = self.solver(query.watched)
        answers: list[tuple[World, Answer]] = []
        for world in solver.space.worlds:
            answers.append((world, self._in_world(solver, tests, world, query)))
            first, last = answers[0], answers[-1]
            if last[1].verdict != first[1].verdict:
                shown = next((answer.witness for _, answer in answers if answer.witness), None)
                return Answer("maybe", shown, *differing(first[0], last[0]))
        return answers[0][1]

    def _in_world(self, solver: Solver, tests: Sequence[Test], world: World, query: Query) -> Answer:
        space = solver.space
        if query.only and world.endpoint_type != query.only:
            return Answer("no")
        base = space.base(world)
        solver.capped = False
        for certain in (True, False):
            goal = query.goal._replace(within=_within(space, tests, query, certain))
            found = solver.find(base, goal, certain=certain)
            if found and _from_enough(solver, world, base, query, goal, certain):
                shown = witness(space, world, self.identity, found)
                return Answer("yes", shown) if certain else Answer("maybe", shown, self._doubt(solver))
        return Answer("maybe", None, LIMIT) if solver.capped or space.capped else Answer("no")

    def _doubt(self, solver: Solver) -> str:
        """Why something is possible and not certain."""
        if solver.capped or solver.space.capped:
            return LIMIT
        statements = [statement for policy in self.policies for statement in policy.statements]
        entries = [entry for statement in statements for test in statement.tests for entry in test.values]
        entries += [entry for statement in statements if statement.resource for entry in statement.resource.entries]
        return VARIABLE if any(entry.text.varying for entry in entries) else UNRESOLVED


def _within(space: Space, tests: Sequence[Test], query: Query, certain: bool) -> dict[int, int]:
    """The question as a box: what is surely meant, or what may be."""
    return {
        at: _chosen(dimension, tests, query, certain) & _reach(space, query, certain)[at]
        for at, dimension in enumerate(space.dimensions)
    }


def _reach(space: Space, query: Query, certain: bool) -> Box:
    """The requests that the statement in question applies to."""
    if query.statement is None:
        return [dimension.everything for dimension in space.dimensions]
    reach = next(reach for reach in space.reaches if reach.place == (0, query.statement))
    return reach.certain if certain else reach.possible


def _chosen(dimension: Dimension, tests: Sequence[Test], query: Query, certain: bool) -> int:
    def wanted(one: Class) -> bool:
        truth: Truth = query.caller(one.value) if dimension.name == "caller" else query.classes(dimension.name, one)
        return truth is True or (truth is None and not certain)

    chosen = dimension.where(wanted)
    for watch, test in zip(query.watched, tests, strict=True):
        if dimension.knows(test) and watch.passing is not None:
            sure, perhaps = dimension.sets(test)
            met = sure if certain == watch.passing else perhaps
            chosen &= met if watch.passing else ~met
    return chosen


def _from_enough(solver: Solver, world: World, base: Box, query: Query, goal: Goal, certain: bool) -> bool:
    """Whether the allowed requests come from as many addresses as the question wants."""
    if query.everywhere:
        return _everywhere(solver, base, goal, certain)
    return not query.wide or world.endpoint_type == "PRIVATE" or _wide(solver, base, goal, certain)


def _everywhere(solver: Solver, base: Box, goal: Goal, certain: bool) -> bool:
    """Whether no private address is shut out, unless none of its version gets in."""
    at = solver.space.number.get("aws:vpcsourceip")
    if at is None:
        return True
    met: dict[str, set[bool]] = {}
    for bit, one in enumerate(solver.space.dimensions[at].classes):
        if base[at] >> bit & 1:
            alone = solver.find(base, goal._replace(within={**goal.within, at: 1 << bit}), certain=certain)
            met.setdefault(one.tag[-1:], set()).add(alone is not None)
    return all(len(outcomes) == 1 for outcomes in met.values())


def _wide(solver: Solver, base: Box, goal: Goal, certain: bool) -> bool:
    """Whether the allowed addresses are most of the internet, together."""
    at = solver.space.number.get("aws:sourceip")
    if at is None:
        return True
    sizes = dict.fromkeys(WIDE, 0)
    for bit, one in enumerate(solver.space.dimensions[at].classes):
        if not base[at] >> bit & 1:
            continue
        alone: Found | None = solver.find(base, goal._replace(within={**goal.within, at: 1 << bit}), certain=certain)
        if alone and one.tag in sizes:
            sizes[one.tag] += one.size
    return any(sizes[tag] > least for tag, least in WIDE.items())
