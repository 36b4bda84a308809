"""Formulas over what the parameters of a template may be, and whether they can hold together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

STEPS = 20_000
"""How many guesses a question may cost. Templates of people need a few; one that is made to be hard counts as possible."""

WIDEST = 150  # variables of one question; a search this deep stays well under Python's own limit


class Rest:
    """Every value of a variable that no comparison names. `values` are they, when the template allows only these."""

    __slots__ = ("values",)

    def __init__(self, values: tuple[str, ...] | None = None) -> None:
        self.values = values

    def __repr__(self) -> str:
        return f"Rest({self.values})"


Class: TypeAlias = "str | bool | Rest"
"""Values that no comparison can tell apart: a text that is compared, the rest, or the truth of what cannot be read."""


class Trial(dict[str, "Class"]):
    """Some variables and the class that each is in, for one evaluation. `memo` holds the conditions that are evaluated."""

    def __init__(self, known: Mapping[str, Class]) -> None:
        super().__init__(known)
        self.memo: dict[str, bool | str] = {}


class Formula(NamedTuple):
    """`ask` answers true, false, or the name of a variable that has to be known first. `over` are all its variables."""

    ask: Callable[[Trial], bool | str]
    over: frozenset[str] = frozenset()


TRUE = Formula(lambda _: True)
FALSE = Formula(lambda _: False)


def negation(part: Formula) -> Formula:
    def ask(trial: Trial) -> bool | str:
        answer = part.ask(trial)
        return answer if isinstance(answer, str) else not answer

    return Formula(ask, part.over)


def all_of(parts: Iterable[Formula]) -> Formula:
    return _row(tuple(parts), False)


def any_of(parts: Iterable[Formula]) -> Formula:
    return _row(tuple(parts), True)


def _row(parts: tuple[Formula, ...], decisive: bool) -> Formula:
    """One part that is `decisive` decides for all; else the first that waits is waited for."""

    def ask(trial: Trial) -> bool | str:
        result: bool | str = not decisive
        for part in parts:
            answer = part.ask(trial)
            if answer is decisive:
                return decisive
            if isinstance(answer, str) and not isinstance(result, str):
                result = answer
        return result

    return Formula(ask, frozenset().union(*(part.over for part in parts)))


def variable(name: str) -> Formula:
    """A variable that is itself true or false."""

    def ask(trial: Trial) -> bool | str:
        known = trial.get(name)
        return known if isinstance(known, bool) else name

    return Formula(ask, frozenset([name]))


class Solver:
    """Which demands on formulas can be met together. `domains` holds the classes of every variable."""

    def __init__(self, domains: Mapping[str, list[Class]]) -> None:
        self.domains = domains
        self.steps = 0

    def possible(self, demands: list[tuple[Formula, bool]], known: Mapping[str, Class]) -> bool:
        """Whether some choice of classes, with those that are `known`, gives every formula the truth that is demanded."""
        self.steps = 0
        return self._search(demands, known)

    def _search(self, demands: list[tuple[Formula, bool]], known: Mapping[str, Class]) -> bool:
        self.steps += 1
        trial = Trial(known)
        waiting = None
        left = []
        for formula, wanted in demands:
            answer = formula.ask(trial)
            if isinstance(answer, str):
                waiting = waiting or answer
                left.append((formula, wanted))
            elif answer is not wanted:
                return False
        if waiting is None or self.steps > STEPS or len(known) > WIDEST:
            return True
        return any(self._search(left, {**known, waiting: one}) for one in self.domains[waiting])
