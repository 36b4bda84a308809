"""A policy read: its statements, the tests of their conditions, and what is wrong with their form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.iam.address import Range, merged, parse_range

if TYPE_CHECKING:
    from apigw_lint.iam.operators import Operator
    from apigw_lint.iam.text import Text


class Fault(NamedTuple):
    """Something wrong with the form of a policy, and where.

    `element` is Version, Statement, Effect, Principal ... as written; `operator`, `key` and `at` say which value of
    it (`operator` also holds the kind of a principal: AWS, Service). `value` is what is written there, `hint` what may
    have been meant.
    """

    kind: str
    statement: int | None = None
    element: str | None = None
    operator: str | None = None
    key: str | None = None
    at: int | None = None
    value: Any = None
    hint: str | None = None


class Entry(NamedTuple):
    """One value of Principal, Action or Resource. `kind` is the kind of a principal, `at` the place in its list."""

    text: Text
    at: int | None = None
    kind: str | None = None


class Element(NamedTuple):
    """Principal, Action or Resource, or its Not- form. `open` says that more entries may be there than are known."""

    name: str
    entries: tuple[Entry, ...]
    open: bool = False

    @property
    def negated(self) -> bool:
        """Whether this is NotPrincipal, NotAction or NotResource."""
        return self.name.startswith("Not")


class Test:
    """One key under one operator of a Condition, with all its values.

    `key` is in lower case; `operator_name` and `key_name` are as written. An `operator` of None is no operator of IAM.
    `texts` are the values without their places.
    """

    __slots__ = ("_literals", "_ranges", "key", "key_name", "operator", "operator_name", "texts", "values")

    def __init__(self, operator_name: str, operator: Operator | None, key_name: str, values: tuple[Entry, ...]) -> None:
        self.operator_name = operator_name
        self.operator = operator
        self.key_name = key_name
        self.key = key_name.lower()
        self.values = values
        self.texts = tuple(entry.text for entry in values)
        self._ranges: list[Range] | None = None
        self._literals: frozenset[str] | None = None

    @property
    def literals(self) -> frozenset[str]:
        """The known values, for tests that compare them as they are."""
        if self._literals is None:
            self._literals = frozenset(text.literal for text in self.texts if text.literal is not None)
        return self._literals

    @property
    def ranges(self) -> list[Range]:
        """The known values of an address test as merged ranges."""
        if self._ranges is None:
            found = (parse_range(text) for text in self.literals)
            self._ranges = merged(one for one in found if one)
        return self._ranges

    @property
    def passes_when_absent(self) -> bool | None:
        """Whether the test holds for a request without the key; None where the documentation contradicts itself."""
        operator = self.operator
        if operator is None:
            return None
        if operator.if_exists:
            return None if operator.qualifier == "ForAnyValue" else True
        if operator.qualifier:
            return operator.qualifier == "ForAllValues"
        return operator.negated


class Statement:
    """One statement. `effect` is Allow, Deny, UNKNOWN, or None when it is neither.

    `broken` says that it lacks an element, so that it matches nothing; `doubtful` that a part of it is not known, so
    that it may match less than its known parts do. A statement of which nothing is known has no elements and is both
    a possible Allow and a possible Deny.
    """

    __slots__ = ("action", "broken", "doubtful", "effect", "index", "principal", "resource", "sid", "tests")

    def __init__(self, index: int, effect: Any) -> None:
        self.index = index
        self.effect = effect
        self.sid: str | None = None
        self.principal: Element | None = None
        self.action: Element | None = None
        self.resource: Element | None = None
        self.tests: list[Test] = []
        self.doubtful = False
        self.broken = False

    def may_be(self, effect: str) -> bool:
        """Whether the statement has this effect, or may have it."""
        return self.effect == effect if isinstance(self.effect, str) else self.effect is not None

    def certainly(self, effect: str) -> bool:
        """Whether the statement surely has this effect."""
        return isinstance(self.effect, str) and self.effect == effect


class Policy:
    """A policy document as its statements. `faults` are in the order of the document.

    `resource_kind` says what its resources are: api (a resource policy), endpoint (the policy of a VPC endpoint) or
    domain (the policy of a private custom domain name). `resolved` says that all its values are known,
    `variables` that `${...}` in them are policy variables.
    """

    __slots__ = ("faults", "resolved", "resource_kind", "statements", "variables")

    def __init__(self, statements: list[Statement], faults: list[Fault], resource_kind: str) -> None:
        self.statements = statements
        self.faults = faults
        self.resource_kind = resource_kind
        self.resolved = True
        self.variables = False
