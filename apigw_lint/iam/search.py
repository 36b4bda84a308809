"""Looking for words: a shortest word of a language that some automata match and others do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from apigw_lint.iam.automaton import Automaton

STEPS = 1_000_000
# What a wildcard becomes in an example; the first one that no pattern names stands for "any other character".
_FILLERS = "x0q7Zjw_~^"
_SETTLED = -1


class CapReached(Exception):
    """The searches of a space took more steps than they may."""


class Budget:
    """The steps of automata that all searches of a space may take together: a second's work at most."""

    __slots__ = ("left",)

    def __init__(self, steps: int = STEPS) -> None:
        self.left = steps

    def spend(self, steps: int) -> None:
        """Take these steps, or raise CapReached."""
        self.left -= steps
        if self.left < 0:
            raise CapReached


def alphabet(language: Automaton, automata: Sequence[tuple[Automaton, int]]) -> list[str]:
    """The characters that can be told apart: those named somewhere, one more of each class, and one of no class."""
    named = language.letters(language.start).union(*(one.letters(state) for one, state in automata if state))
    classes = language.classes()
    others = [
        next((char for char in (*_FILLERS, *sorted(one.chars)) if char in one.chars - named), "") for one in classes
    ]
    others.append(next((char for char in _FILLERS if char not in named.union(*(one.chars for one in classes))), ""))
    return sorted(named.union(others) - {""}, key=lambda char: (not char.isalnum(), char))


def words(
    language: Automaton,
    automata: Sequence[tuple[Automaton, int]],
    budget: Budget,
    hopeless: Callable[[tuple[int, ...]], bool] = lambda _: False,
) -> Iterator[tuple[str, tuple[bool, ...]]]:
    """Words of the language, shortest first, each with the automata that match it; one word for each joint state.

    An automaton comes with the state it starts from; 0 matches nothing. `hopeless` cuts off joint states (-1 is an
    automaton that matches every continuation). Raises CapReached.
    """
    chars = alphabet(language, automata)
    runs = [automaton for automaton, _ in automata]
    step = language.step
    start = (language.start, *(_settle(automaton, state) for automaton, state in automata))
    if hopeless(start[1:]):
        return
    seen = {start}
    queue = [(start, "")]
    for joint, word in queue:
        if language.accepts(joint[0]):
            yield word, tuple([_accepted(run, state) for run, state in zip(runs, joint[1:], strict=True)])
        for char in chars:
            first = step(joint[0], char)
            if not first:
                continue
            budget.spend(len(joint))
            rest = tuple([_step(run, state, char) for run, state in zip(runs, joint[1:], strict=True)])
            after = (first, *rest)
            if after in seen or hopeless(rest):
                continue
            seen.add(after)
            queue.append((after, word + char))


def _settle(automaton: Automaton, state: int) -> int:
    return _SETTLED if state and automaton.settled(state) else state


def _step(automaton: Automaton, state: int, char: str) -> int:
    return _settle(automaton, automaton.step(state, char)) if state > 0 else state


def _accepted(automaton: Automaton, state: int) -> bool:
    return state == _SETTLED or (state > 0 and automaton.accepts(state))
