"""A template with conditions is several templates: which combinations there are, as far as anything asks.

Nothing is enumerated beforehand. A template is read once; the conditions and parameters that were asked meanwhile say which other
scenarios could read differently, and it is read once more for each of those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from apigw_lint.dialects.conditions import Conditions
    from apigw_lint.dialects.formula import Class
    from apigw_lint.dialects.scope import Scope
    from apigw_lint.model.stack import Stack

    Truths = dict[str, bool]

MOST = 64
"""How many scenarios of a template are read. Beyond, each condition is read true once and false once."""

PASSES = 3  # a value that was read before a condition narrowed it is read again, this often at the most
STEPS = 5_000  # how long a scenario that is still to be read is searched for


class Scenario:
    """One way in which a template can be deployed, settled while the template is read.

    `truths` are the conditions that were asked, in that order. `wish` says which answers are wanted of conditions that are still
    open, and `otherwise` what is wanted of all others; both only where the parameters allow it.
    """

    def __init__(self, space: Space, wish: Mapping[str, bool], otherwise: bool, truths: Mapping[str, bool]) -> None:
        self.space = space
        self.wish = wish
        self.otherwise = otherwise
        self.truths: Truths = dict(truths)
        self._read: set[tuple[str, str | None, tuple[str | None, bool]]] = set()

    def truth(self, name: str) -> bool | None:
        """Whether a condition holds; None when it is not defined, refers to itself, or cannot be read."""
        if name not in self.truths:
            conditions = self.space.conditions
            if conditions.names.get(name) is None:
                return None
            first = self.wish.get(name, self.otherwise)
            for truth in (first, not first):
                if conditions.possible({**self.wish, **self.truths, name: truth}):
                    self.truths[name] = truth
                    break
            else:
                return None
        return self.truths[name]

    def parameter(self, name: str, default: str | None) -> tuple[str | None, bool]:
        """A parameter's value as far as the conditions that were asked decide it, and whether that is its default.

        None for a value that is open. An empty default is a value only where a condition says so.
        """
        value = self._narrowed(name, default)
        self._read.add((name, default, value))
        return value

    def settled(self) -> bool:
        """Whether every parameter still has each value that it was read with."""
        return all(self._narrowed(name, default) == value for name, default, value in self._read)

    def _narrowed(self, name: str, default: str | None) -> tuple[str | None, bool]:
        classes = self.space.conditions.classes(name, self.truths) if self.truths else []
        if len(classes) == 1 and isinstance(classes[0], str):
            return classes[0], False
        inside = not classes or any(self._holds(one, name, default) for one in classes)
        return (default or None, True) if inside else (None, False)

    def _holds(self, one: Class, name: str, default: str | None) -> bool:
        """Whether a parameter's default is in a class."""
        if isinstance(one, (str, bool)):
            return one == default
        return default not in self.space.conditions.named(name) and (one.values is None or default in one.values)


class Space:
    """All scenarios of a template. Its conditions are read when the first of them is asked for."""

    def __init__(self, scope: Scope) -> None:
        self.region = scope.region
        self._scope = scope
        self._conditions: Conditions | None = None

    @property
    def conditions(self) -> Conditions:
        if self._conditions is None:
            from apigw_lint.dialects.conditions import Conditions

            self._conditions = Conditions(self._scope)
        return self._conditions

    def possible(self, truths: Mapping[str, bool]) -> bool:
        """Whether conditions can have these truths together."""
        return self._conditions is None or self._conditions.possible(truths)


class Case(NamedTuple):
    """The stack of one scenario, the truth of every condition that had a say in it, perhaps the Region it is in.

    `nested` are the stacks nested in it whose templates are files of the project.
    """

    stack: Stack
    truths: Mapping[str, Any]
    nested: tuple[Stack, ...] = ()

    @property
    def stacks(self) -> tuple[Stack, ...]:
        return self.stack, *self.nested


class Explored(NamedTuple):
    """The scenarios that were read. `bounded`: there are more than were allowed."""

    cases: list[Case]
    bounded: bool


def explore(space: Space, read: Callable[[Scenario], list[Stack]], most: int = MOST) -> Explored:
    """Read a template in every scenario that reads differently, `most` at the most. `read` gives its stack and those nested in it.

    The first two wish every condition true and false; then comes each truth that was not met; then the rest.
    """
    cases = [_settled(space, read, {}, True)]
    tried: set[tuple[str, bool]] = set()
    while wish := _next(space, [case.truths for case in cases], tried):
        if len(cases) >= most:
            return Explored(cases, True)
        cases.append(_settled(space, read, wish, len(cases) > 1))
    return Explored(cases, False)


def _settled(space: Space, read: Callable[[Scenario], list[Stack]], wish: Truths, otherwise: bool) -> Case:
    scenario = Scenario(space, wish, otherwise, {})
    for _ in range(PASSES):
        result = read(scenario)
        if scenario.settled():
            break
        scenario = Scenario(space, wish, otherwise, scenario.truths)
    return Case(result[0], scenario.truths, tuple(result[1:]))


def _next(space: Space, met: list[Mapping[str, bool]], tried: set[tuple[str, bool]]) -> Truths | None:
    """Truths of a scenario that reads like none of those that were met; None when there is none left."""
    search = _Search(space, met)
    if len(met) == 1:
        return search.beyond({}, False)
    names = dict.fromkeys(name for truths in met for name in truths)
    for target in ((name, truth) for name in names for truth in (True, False)):
        if target in tried or any(truths.get(target[0]) is target[1] for truths in met):
            continue
        tried.add(target)
        wish = search.beyond(dict([target]), True)
        if wish is not None:
            return wish
    return search.beyond({}, True)


class _Search:
    """Looks for a combination of truths that no scenario has met."""

    def __init__(self, space: Space, met: list[Mapping[str, bool]]) -> None:
        self.space = space
        self.met = met
        self.steps = 0

    def beyond(self, truths: Truths, first: bool) -> Truths | None:
        """The truths, with as many more as it takes to differ from every scenario met; `first` is tried before its opposite."""
        self.steps += 1
        if self.steps > STEPS or not self.space.possible(truths):
            return None
        open_ = [one for one in self.met if all(truths.get(name, truth) is truth for name, truth in one.items())]
        if not open_:
            return truths
        if any(one.keys() <= truths.keys() for one in open_):
            return None
        name = next(name for name in open_[0] if name not in truths)
        for truth in (first, not first):
            found = self.beyond({**truths, name: truth}, first)
            if found is not None:
                return found
        return None
