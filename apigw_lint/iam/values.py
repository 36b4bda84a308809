"""Candidate values of a condition key: at least one of every class that its tests can tell apart."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from apigw_lint.iam import keys
from apigw_lint.iam.address import BITS, RESERVED, Address, Range, covers, parse_address, parse_range
from apigw_lint.iam.automaton import Automaton, Row, literal
from apigw_lint.iam.condition import Value, holds
from apigw_lint.iam.dimension import ABSENT, UNSIGNED, Candidate, Dimension
from apigw_lint.iam.moment import number, seconds
from apigw_lint.iam.search import Budget, CapReached, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from apigw_lint.iam.statement import Test
    from apigw_lint.iam.text import Text
    from apigw_lint.iam.truth import Truth

_TEXTS = {"string", "arn", "binary"}
_ORDERED = {"number", "date"}
# Addresses that a reader knows for what they are, to stand for a class.
_READABLE = [parse_address(text) for text in ("8.8.8.8", "10.99.0.10", "172.31.5.5", "192.168.7.7", "2600:1f18::10")]


class Values:
    """Makes the dimension of one condition key; `exact` says afterwards whether all classes were found."""

    def __init__(self, key: str, tests: Sequence[Test], budget: Budget, now: float = 0) -> None:
        self.key = key
        self.tests = tests
        self.budget = budget
        self.now = now
        self.exact = True
        self.families = {test.operator.family for test in tests if test.operator} - {"null"}

    def dimension(self, *, absent: bool, unsigned: str | None = None) -> Dimension:
        """All classes; `absent` adds requests without the key, `unsigned` is the value that unsigned requests have."""
        candidates = [Candidate(None, ABSENT, fresh=True)] if absent else []
        candidates += [Candidate(Value(unsigned), UNSIGNED)] if unsigned else []
        return Dimension(self.key, self.tests, [*candidates, *self.candidates()], holds)

    def time(self) -> Dimension:
        """All moments from now on; what a test of text says of them is not known."""

        def judge(test: Test, moment: Value) -> Truth:
            plain = test.operator is None or test.operator.family in (*_ORDERED, "null")
            return holds(test, moment) if plain else None

        return Dimension("time", self.tests, self.ordered(seconds, self.now), judge)

    def candidates(self) -> Iterable[Candidate]:
        """The values that can be given."""
        known = keys.find(self.key)
        kind = known.type if known else "string"
        if kind == "address":
            self.exact = not any(_spreads(test) for test in self.tests)
            return self.addresses()
        if kind == "bool" and self.families <= {"bool", *_TEXTS}:
            return [Candidate(Value("true")), Candidate(Value("false"))]
        if kind in _ORDERED and self.families and self.families <= _ORDERED:
            return self.ordered(number if kind == "number" else seconds)
        if self.families <= {*_TEXTS, "bool"} or keys.confined(self.key):
            return self.strings()
        self.exact = len(self.families) == 1
        return [*self.strings(), *self.addresses(), *self.ordered(seconds)]

    def addresses(self) -> Iterator[Candidate]:
        """Every stretch of addresses between two bounds of the ranges."""
        named = [*RESERVED, *(one for test in self.tests for one in _ranges(test))]
        stretches = []
        for version, bits in BITS.items():
            mine = [one for one in named if one.version == version]
            bounds = sorted({0, 1 << bits, *(one.first for one in mine), *(one.last + 1 for one in mine)})
            stretches += [Range(version, first, after - 1) for first, after in itertools.pairwise(bounds)]
        examples = {stretch: _example(stretch) for stretch in stretches}
        stretches.sort(key=lambda one: (_rank(examples[one]), one.version, -one.size))
        for stretch in stretches:
            reserved = covers(RESERVED, Address(stretch.version, stretch.first))
            tag = f"{'reserved' if reserved else 'public'}{stretch.version}"
            yield Candidate(Value(str(examples[stretch])), tag, size=stretch.size)

    def ordered(self, parse: Callable[[str], float | None], least: float | None = None) -> Iterator[Candidate]:
        """The bounds of numbers or dates and a value between each two, from `least` on."""
        parsed = (parse(text) for test in self.tests for text in test.literals)
        bounds = sorted({bound for bound in parsed if bound is not None})
        inner = [value for low, high in itertools.pairwise(bounds) for value in (low, (low + high) / 2)]
        found = [bounds[0] - 1, *inner, bounds[-1], bounds[-1] + 1] if bounds else [0.0]
        if least is not None:
            found = [least, *(value for value in found if value > least)]
        for value in found:
            yield Candidate(Value(f"{value:.3f}".rstrip("0").rstrip(".")))

    def strings(self) -> Iterator[Candidate]:
        """A text that nobody names, those that the tests name, and one for each combination that wildcards allow."""
        tests = [test for test in self.tests if test.operator and test.operator.base != "Null"]
        named = [
            text.literal for test in tests for text in test.texts if text.literal is not None and not _wild(test, text)
        ]
        language = Automaton(keys.language(self.key))
        strange = keys.stranger(self.key)
        found = [strange if strange not in named else f"{strange}0"]
        found += [_like(text) for test in tests for text in test.texts if _wild(test, text) or text.varying]
        found += [form for name in named for form in _forms(name, tests)]
        if any(_spreads(test) for test in tests):
            found += self.combinations(tests, language, named)
        folded = {name.lower() for name in named}
        for word in dict.fromkeys(found):
            if language.matches(word):
                fresh = word.lower() not in folded
                yield Candidate(Value(word, fresh=fresh), fresh=fresh)
        for test in tests:
            for text in test.texts:
                if not text.known and not text.varying:
                    yield Candidate(Value(None, token=text))

    def combinations(self, tests: Sequence[Test], language: Automaton, named: Iterable[str]) -> list[str]:
        """A word for every set of tests that some word meets."""
        rows: list[list[Row]] = [[_row(test, text) for text in test.texts if text.known] for test in tests]
        rows += [[_row(test, text)] for test in tests for text in test.texts if not text.known]
        rows.append([literal(name) for name in named])
        found, complete = combinations(language, [Automaton(one) for one in rows if one], self.budget)
        self.exact = self.exact and complete
        return found


def combinations(language: Automaton, automata: Sequence[Automaton], budget: Budget) -> tuple[list[str], bool]:
    """A word of the language for every set of automata that some word meets, and whether these are all."""
    found: dict[tuple[bool, ...], str] = {}
    try:
        for word, matched in words(language, [(one, one.start) for one in automata], budget):
            found.setdefault(matched, word)
            if len(found) == 1 << len(automata):
                break
    except CapReached:
        return list(found.values()), False
    return list(found.values()), True


def _ranges(test: Test) -> Iterable[Range]:
    """The ranges of a test; one that compares texts can still single out an address."""
    if test.operator and test.operator.family == "address":
        return test.ranges
    return [one for one in map(parse_range, test.literals) if one and one.size == 1]


def _example(stretch: Range) -> Address:
    for address in _READABLE:
        if address and stretch.holds(address):
            return address
    return Address(stretch.version, stretch.first + min(10, (stretch.size - 1) // 2))


def _rank(address: Address) -> int:
    return _READABLE.index(address) if address in _READABLE else len(_READABLE)


def _wild(test: Test, text: Text) -> bool:
    return bool(test.operator and test.operator.wild and text.wild)


def _spreads(test: Test) -> bool:
    """Whether the test matches texts that it does not spell out."""
    return any(_wild(test, text) or text.varying or len(text.pieces) > 1 for text in test.texts)


def _row(test: Test, text: Text) -> Row:
    wild = bool(test.operator and test.operator.wild)
    return (
        text.row(arn=wild and test.operator is not None and test.operator.family == "arn")
        if wild
        else text.exactly().row()
    )


def _like(text: Text) -> str:
    """A word that the pattern matches."""
    pieces = (piece if isinstance(piece, str) else "x" for piece in text.pieces)
    return "".join(pieces).replace("*", "0fresh").replace("?", "0")


def _forms(name: str, tests: Sequence[Test]) -> list[str]:
    """The text as it is and, where some test ignores case, in other cases."""
    folds = any(test.operator and test.operator.base == "StringEqualsIgnoreCase" for test in tests)
    return [name, name.lower(), name.upper(), name.swapcase()] if folds else [name]
