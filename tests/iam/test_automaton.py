"""Globs as automata."""

from __future__ import annotations

import random
from fnmatch import fnmatchcase

import pytest

from apigw_lint.iam.automaton import Automaton
from apigw_lint.iam.text import Text


def glob(*patterns: str) -> Automaton:
    return Automaton(Text((pattern,)).row() for pattern in patterns)


@pytest.mark.parametrize("seed", range(200))
def test_a_glob_matches_as_globs_do(seed: int) -> None:
    dice = random.Random(seed)
    patterns = ["".join(dice.choice("ab/*?") for _ in range(dice.randint(0, 7))) for _ in range(dice.randint(1, 4))]
    automaton = glob(*patterns)
    for _ in range(30):
        word = "".join(dice.choice("ab/") for _ in range(dice.randint(0, 6)))
        assert automaton.matches(word) == any(fnmatchcase(word, pattern) for pattern in patterns)


def test_a_settled_state_matches_every_continuation() -> None:
    automaton = glob("live/*", "test")
    assert automaton.settled(automaton.run("live/"))
    assert not automaton.settled(automaton.run("live"))
    assert not automaton.run("other")


def test_the_letters_that_matter_are_those_still_to_come() -> None:
    automaton = glob("ab*c")
    assert automaton.letters(automaton.start) == set("abc")
    assert automaton.letters(automaton.run("ab")) == {"c"}
