"""The space of requests that policies can tell apart, and the statements as boxes in it.

A request has one class in every dimension, and a resource. A statement is a box, a set of classes in every dimension,
in a certain and in a possible version, together with its resources (resources.py). What is not known about the API
itself makes several worlds: an answer is certain when it is the same in all of them. Callers of different kinds have
different keys, so each world is divided into frames, one for each kind of caller.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from apigw_lint.iam import callers, keys
from apigw_lint.iam.condition import Value, holds
from apigw_lint.iam.dimension import ABSENT, GIVEN, UNSIGNED, Dimension
from apigw_lint.iam.request import acts, covers_domain
from apigw_lint.iam.resources import Resources
from apigw_lint.iam.search import Budget
from apigw_lint.iam.truth import Truth, every
from apigw_lint.iam.values import Values

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from apigw_lint.iam.environment import Environment, Identity
    from apigw_lint.iam.statement import Policy, Statement, Test

Place = tuple[int, int]
Box = list[int]

# More doubtful keys than this are judged together: all there, or none.
_MOST_DOUBTS = 3
_UNSIGNED_VALUES = {"aws:principaltype": "Anonymous", "aws:userid": "anonymous"}


class World(NamedTuple):
    """One way the API can be. `doubts` says of each doubtful key whether requests have it."""

    endpoint_type: str
    dualstack: bool
    doubts: tuple[tuple[str, bool], ...]


class Reach(NamedTuple):
    """A statement in the space: the box of requests that it applies to, certainly and possibly."""

    place: Place
    statement: Statement
    certain: Box
    possible: Box


class Space:
    """The requests to one API that the policies, all of which a request must pass, can tell apart.

    `watched` are tests of a question: classes never straddle them.
    """

    def __init__(
        self, policies: Sequence[Policy], environment: Environment, identity: Identity, watched: Sequence[Test] = ()
    ) -> None:
        self.policies = policies
        self.environment = environment
        self.exact = True
        self.budget = Budget()
        self.kinds = environment.endpoint_types()
        self.dimensions: list[Dimension] = []
        self.number: dict[str, int] = {}
        tests: dict[str, list[Test]] = {}
        for test in [*(t for policy in policies for s in policy.statements for t in s.tests), *watched]:
            name = "caller" if test.key in callers.KEYS else "time" if test.key in keys.TIMES else test.key
            tests.setdefault(name, []).append(test)
        identities = [key for key in tests if self.signed(key)]
        self._add_callers(tests.pop("caller", []), identity, users="aws:username" in identities)
        for key, mine in tests.items():
            self._add_key(key, mine)
        self.resources = Resources(environment, identity.prefix, policies, self.budget)
        self.worlds = list(self._worlds(tests))
        self.frames = self._frames(identities)
        self.reaches = [
            self._reach((which, statement.index), statement, policy)
            for which, policy in enumerate(policies)
            for statement in policy.statements
        ]
        self.leaning = {
            reach.place for reach in self.reaches if any(self.doubtful(t.key) for t in reach.statement.tests)
        }

    @property
    def capped(self) -> bool:
        """Whether something was too large to be looked at in full."""
        return not self.exact or self.resources.capped

    def signed(self, key: str) -> bool:
        """Whether the key tells who signed the request."""
        found = keys.find(key)
        return found is not None and found.presence == "signed"

    def doubtful(self, key: str) -> bool:
        """Whether nobody can say if requests have the key."""
        return any(keys.presence(key, kind) == "doubtful" for kind in self.kinds)

    def _add(self, dimension: Dimension) -> None:
        self.number[dimension.name] = len(self.dimensions)
        self.dimensions.append(dimension)

    def _add_callers(self, tests: Sequence[Test], identity: Identity, *, users: bool) -> None:
        makers = callers.Callers(self.policies, tests, identity, self.budget, users=users)
        self._add(makers.dimension())
        self.exact = self.exact and makers.exact

    def _add_key(self, key: str, tests: Sequence[Test]) -> None:
        presences = {keys.presence(key, kind) for kind in self.kinds}
        if presences <= {"never", "constant"} and key != "time":
            return
        values = Values(key, tests, self.budget, self.environment.now if key == "time" else 0)
        unsigned = _UNSIGNED_VALUES.get(key)
        absent = presences != {"always"} and not unsigned
        self._add(values.time() if key == "time" else values.dimension(absent=absent, unsigned=unsigned))
        self.exact = self.exact and values.exact

    def _worlds(self, tested: Sequence[str] | dict[str, list[Test]]) -> Iterator[World]:
        stacks = (True, False) if self.environment.dualstack is None else (self.environment.dualstack,)
        for kind in self.kinds:
            doubts = [key for key in tested if keys.presence(key, kind) == "doubtful"]
            choices = list(product((False, True), repeat=len(doubts)))
            if len(doubts) > _MOST_DOUBTS:
                choices = [choices[0], choices[-1]]
                self.exact = False
            for dualstack, chosen in product((True,) if kind == "PRIVATE" else stacks, choices):
                yield World(kind, dualstack, tuple(zip(doubts, chosen, strict=True)))

    def base(self, world: World) -> Box:
        """The requests that exist in this world."""
        box = []
        for dimension in self.dimensions:
            tags = self._tags(dimension.name, world)
            box.append(dimension.tagged(tags) if tags else dimension.everything)
        return box

    def _tags(self, key: str, world: World) -> set[str] | None:
        """Which values of the key exist in this world; None for all."""
        if key in ("caller", "time"):
            return None
        presence = keys.presence(key, world.endpoint_type)
        if presence == "never" or (presence == "doubtful" and not dict(world.doubts)[key]):
            return {ABSENT}
        versions = ("4", "6") if world.dualstack else ("4",)
        tags = {GIVEN, *(f"public{version}" for version in versions)}
        if key != "aws:sourceip" or world.endpoint_type == "PRIVATE":
            tags |= {f"reserved{version}" for version in versions}
        return tags if presence in ("always", "doubtful") else tags | {ABSENT, UNSIGNED}

    def _frames(self, identities: Sequence[str]) -> list[dict[int, int]]:
        """For each kind of caller, the values that it has under the keys that tell who signed."""
        identities = [key for key in identities if key in self.number]
        if not identities:
            return [{}]
        caller = self.dimensions[0]
        frames = []
        for kind in dict.fromkeys(one.tag for one in caller.classes):
            frame = {0: caller.tagged({kind})}
            for key in identities:
                at = self.number[key]
                frame[at] = self.dimensions[at].tagged(_identity_tags(key, kind))
            frames.append(frame)
        return frames

    def _reach(self, place: Place, statement: Statement, policy: Policy) -> Reach:
        certain = [dimension.everything for dimension in self.dimensions]
        possible = list(certain)
        rest: list[Truth] = [None if statement.doubtful else True]
        if statement.broken:
            rest.append(False)
        elif not (statement.principal and statement.action):
            rest.append(None)
        else:
            rest.append(acts(statement.action))
            if not callers.anybody(statement.principal):
                self._narrow(certain, possible, 0, statement.principal)
        for test in statement.tests:
            at = self._place_of(test)
            if at is None:
                rest.append(holds(test, self._constant(test.key)))
            else:
                self._narrow(certain, possible, at, test)
        if policy.resource_kind == "domain" and statement.resource:
            rest.append(covers_domain(statement.resource))
        truth = every(rest)
        nothing = [0] * len(self.dimensions)
        return Reach(place, statement, certain if truth else nothing, possible if truth is not False else nothing)

    def _place_of(self, test: Test) -> int | None:
        name = "caller" if test.key in callers.KEYS else "time" if test.key in keys.TIMES else test.key
        return self.number.get(name)

    def _constant(self, key: str) -> Value | None:
        """The value of a key that is the same in every request."""
        return Value("true") if keys.presence(key, self.kinds[0]) == "constant" else None

    def _narrow(self, certain: Box, possible: Box, at: int, test: object) -> None:
        sure, perhaps = self.dimensions[at].sets(test)
        certain[at] &= sure
        possible[at] &= perhaps


def _identity_tags(key: str, kind: str) -> set[str]:
    if kind == "anonymous":
        return {UNSIGNED if key in _UNSIGNED_VALUES else ABSENT}
    if kind == "service":
        return {UNSIGNED, ABSENT, GIVEN}
    if key in _UNSIGNED_VALUES or (key == "aws:username" and kind == "user"):
        return {GIVEN}
    return {ABSENT} if key == "aws:username" and kind in ("role", "root") else {ABSENT, GIVEN}
