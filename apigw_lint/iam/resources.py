"""The resources of statements as languages of `stage/METHOD/path`, and words in some of them and outside others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from apigw_lint.iam.automaton import ANY, NOT_SLASH, REST, WORD, Automaton, Chars, Item, Row, at_least_one, literal
from apigw_lint.iam.environment import ANY_METHOD, METHODS, Environment, Route
from apigw_lint.iam.request import expanded
from apigw_lint.iam.search import Budget, CapReached, words
from apigw_lint.iam.text import Exact, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from apigw_lint.iam.statement import Policy, Statement

_STAGE = at_least_one(Chars(WORD.chars | {"_", "-", "$"}))
_SLASH = literal("/")


class Pattern(NamedTuple):
    """What of the patterns of a statement is left behind the API's own ARN, as an automaton and where it starts."""

    automaton: Automaton
    state: int

    def matches(self, word: str) -> bool:
        """Whether the word is covered."""
        return bool(self.state) and self.automaton.accepts(self.automaton.run(word, self.state))


class Part(NamedTuple):
    """A statement's resources: what they certainly cover, and what they may."""

    certain: Pattern
    possible: Pattern
    negated: bool

    def side(self, inside: bool, certain: bool) -> tuple[Pattern, bool]:
        """The pattern that a word must match (or must not) to be inside the resources (or outside)."""
        wanted = inside != self.negated
        return (self.certain if wanted == certain else self.possible), wanted


NOTHING = Pattern(Automaton([]), 0)
_ALL = Automaton([[REST]])
EVERYTHING = Pattern(_ALL, _ALL.start)


def pattern(texts: Iterable[Text], prefix: str) -> Pattern:
    """What is left of these patterns behind the prefix."""
    rows: list[Row] = []
    for text in texts:
        only = text.pieces[0] if len(text.pieces) == 1 and not isinstance(text.pieces[0], Exact) else None
        if isinstance(only, str) and only.startswith(prefix):
            rows.append(Text((only[len(prefix) :],)).row())
        else:
            rows += _behind(expanded(text, prefix).row(), prefix)
    if any(len(row) == 1 and row[0] == REST for row in rows):
        return EVERYTHING
    automaton = Automaton(rows)
    return Pattern(automaton, automaton.start)


def _behind(row: Row, prefix: str) -> list[Row]:
    """What is left of one pattern: a wildcard can end before the prefix does, with it or after it."""
    places = _closed({0}, row)
    for char in prefix:
        after = {at if row[at].loop else at + 1 for at in places if at < len(row) and _takes(row[at], char)}
        places = _closed(after, row)
    first = [at for at in places if at < len(row) and row[at].loop]
    return [row[at:] for at in sorted(places) if at - 1 not in first]


def _takes(item: Item, char: str) -> bool:
    return item.chars == char if isinstance(item.chars, str) else item.chars.holds(char)


def _closed(places: set[int], row: Row) -> set[int]:
    return places | {at + 1 for at in places if at < len(row) and row[at].loop}


class Resources:
    """The operations of an API, and which of them each statement covers. Statements go by (policy, statement)."""

    def __init__(self, environment: Environment, prefix: str, policies: Sequence[Policy], budget: Budget) -> None:
        self.prefix = prefix
        self.budget = budget
        self.stages = environment.stages
        self.routes = environment.routes
        self.capped = False
        self._policies = policies
        self._patterns: dict[tuple[tuple[bool, str], ...], Pattern] = {}
        self.parts: dict[tuple[int, int], Part] = {}
        for which, policy in enumerate(policies):
            for statement in policy.statements:
                self.parts[which, statement.index] = self._part(statement, policy.resource_kind)
        self._found: dict[tuple[object, ...], str | None] = {}
        self._matched: dict[tuple[Pattern, str], bool] = {}
        self._languages: dict[Route | None, Automaton] = {}
        self._samples: dict[Route | None, list[str]] = {}

    def _part(self, statement: Statement, kind: str) -> Part:
        resource = statement.resource
        if resource is None:
            return Part(NOTHING, NOTHING if statement.broken else EVERYTHING, False)
        if kind == "domain":
            return Part(EVERYTHING, EVERYTHING, False)
        known = [entry.text for entry in resource.entries if entry.text.known]
        rest = [entry.text for entry in resource.entries if not entry.text.known]
        certain = self._shared(known)
        possible = EVERYTHING if resource.open else pattern([*known, *rest], self.prefix) if rest else certain
        return Part(certain, possible, resource.negated)

    def _shared(self, texts: list[Text]) -> Pattern:
        """The pattern of known texts; the same texts have the same pattern."""
        key = tuple((isinstance(piece, Exact), str(piece)) for text in texts for piece in (*text.pieces, ""))
        if key not in self._patterns:
            self._patterns[key] = pattern(texts, self.prefix)
        return self._patterns[key]

    def find(
        self,
        inside: frozenset[tuple[int, int]],
        outside: frozenset[tuple[int, int]],
        certain: bool,
        route: Route | None = None,
    ) -> str | None:
        """A word that all statements of `inside` cover and none of `outside`, or None.

        With `certain` the unknown parts of patterns count against it, otherwise for it.
        """
        key = (inside, outside, certain, route)
        if key not in self._found:
            sides = [self.parts[at].side(True, certain) for at in sorted(inside)]
            sides += [self.parts[at].side(False, certain) for at in sorted(outside)]
            self._found[key] = self._search(list(dict.fromkeys(sides)), route)
        return self._found[key]

    def matches(self, text: Text) -> bool:
        """Whether this one pattern covers any operation of the API, or may."""
        return self._search([(pattern([text], self.prefix), True)], None) is not None

    def _search(self, sides: list[tuple[Pattern, bool]], route: Route | None) -> str | None:
        asked = set(sides)
        if any((side, not wanted) in asked or side is (NOTHING if wanted else EVERYTHING) for side, wanted in sides):
            return None
        for word in self.samples(route):
            if all(self._matches(side, word) == wanted for side, wanted in sides):
                return word

        def hopeless(states: tuple[int, ...]) -> bool:
            return any(not state if wanted else state == -1 for state, (_, wanted) in zip(states, sides, strict=True))

        try:
            for word, matched in words(self.language(route), [side for side, _ in sides], self.budget, hopeless):
                if all(got == wanted for got, (_, wanted) in zip(matched, sides, strict=True)):
                    return word
        except CapReached:
            self.capped = True
        return None

    def _matches(self, side: Pattern, word: str) -> bool:
        key = (side, word)
        if key not in self._matched:
            self._matched[key] = side.matches(word)
        return self._matched[key]

    def language(self, route: Route | None) -> Automaton:
        """The words that requests can have: for one route, or for all."""
        if route not in self._languages:
            routes = [route] if route else self.routes
            tails = [_tail(verb, one.path) for one in routes for verb in _verbs(one)] if routes is not None else _TAILS
            heads = [literal(stage) for stage in self.stages] if self.stages else [_STAGE]
            self._languages[route] = Automaton([*head, *tail] for head in heads for tail in tails)
        return self._languages[route]

    def samples(self, route: Route | None) -> list[str]:
        """Readable words to try first: of the API's own operations, else like the patterns of the policy."""
        if route not in self._samples:
            stages = self.stages or ["prod"]
            routes = [route] if route else self.routes
            if routes is not None:
                ends = [f"{verb}/{_example(one.path)}" for one in routes for verb in _verbs(one)]
                if not self.stages:
                    stages = list(dict.fromkeys([*stages, *(word.split("/")[0] for word in self._alike())]))
                self._samples[route] = [f"{stage}/{end}" for stage in stages for end in ends]
            else:
                alike = self._alike()
                stages = list(dict.fromkeys([*stages, *(word.split("/")[0] for word in alike)]))
                plain = [f"{stage}/{verb}/anything" for stage in stages for verb in METHODS]
                self._samples[route] = list(dict.fromkeys([plain[0], *alike, *plain]))
        return self._samples[route]

    def _alike(self) -> list[str]:
        """One word like each known pattern of the policies, where that is a word of the API."""
        found: dict[str, None] = {}
        language = self.language(None) if self.routes is None else Automaton([[*_STAGE, *tail] for tail in _TAILS])
        for policy in self._policies:
            for statement in policy.statements:
                for entry in statement.resource.entries if statement.resource else ():
                    word = _alike(expanded(entry.text, self.prefix).literal or "", self.stages)
                    if word and language.matches(word):
                        found[word] = None
        return list(found)


def _verbs(route: Route) -> Sequence[str]:
    return METHODS if route.verb in ANY_METHOD else (route.verb.upper(),)


def _tail(verb: str, path: str) -> Row:
    """`/VERB/path`, a path parameter being one segment and a greedy one anything."""
    row = [*_SLASH, *literal(verb), *_SLASH]
    for piece in _pieces(path):
        if not piece.startswith("{"):
            row += literal(piece)
        else:
            row += at_least_one(ANY if piece.endswith("+}") else NOT_SLASH)
    return row


def _pieces(path: str) -> list[str]:
    """A path in its texts and its parameters."""
    pieces = []
    for part in path.lstrip("/").replace("{", "\0{").replace("}", "}\0").split("\0"):
        if part:
            pieces.append(part)
    return pieces


def _example(path: str) -> str:
    return "".join(
        piece if not piece.startswith("{") else "any/thing" if piece.endswith("+}") else "123"
        for piece in _pieces(path)
    )


def _alike(text: str, stages: list[str] | None) -> str | None:
    """A word like the pattern `arn:.../stage/VERB/path`, wildcards filled in."""
    _, *parts = text.split("/", 3)
    fillers = (stages[0] if stages else "prod", "GET", "anything")
    words = [
        part if not set("*?") & set(part) else _fill(part, filler) for part, filler in zip(parts, fillers, strict=False)
    ]
    return "/".join([*words, *fillers[len(words) :]])


def _fill(part: str, filler: str) -> str:
    return filler if part == "*" else part.replace("*", "x").replace("?", "x")


_TAILS: list[Row] = [[*_SLASH, *literal(verb), *_SLASH, REST] for verb in METHODS]
