"""Whether one test of a condition holds for one value of its key."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from apigw_lint.iam import address, moment
from apigw_lint.iam.truth import Truth, every, negate, some

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from apigw_lint.iam.statement import Test
    from apigw_lint.iam.text import Text


class Value:
    """A value of a condition key in a request.

    `text` is None when the value is not known; it is then perhaps known to be that of a `token`, a text of the policy
    that only the deployed stack knows. A `fresh` value equals nothing that the policy spells out, known or not.
    """

    __slots__ = ("address", "fresh", "text", "token")

    def __init__(self, text: str | None, *, fresh: bool = False, token: Text | None = None) -> None:
        self.text = text
        self.fresh = fresh
        self.token = token
        self.address = None if text is None else address.parse_address(text) if _like_address(text) else None

    def __repr__(self) -> str:
        return f"Value({self})"

    def __str__(self) -> str:
        return str(self.token) if self.text is None else self.text


Given: TypeAlias = "Value | Sequence[Value] | None"


def holds(test: Test, given: Given) -> Truth:
    """Whether the test holds; `given` is None when the request lacks the key."""
    operator = test.operator
    if operator is None:
        return None
    if operator.base == "Null":
        return _null(test, given)
    if given is None:
        return test.passes_when_absent
    if isinstance(given, Value):
        return _one(test, given)
    if operator.qualifier == "ForAllValues":
        return every(_one(test, value) for value in given)
    if operator.qualifier == "ForAnyValue":
        return some(_one(test, value) for value in given)
    return _one(test, given[0]) if len(given) == 1 else operator.negated


def _null(test: Test, given: Given) -> Truth:
    """`Null` with a qualifier ignores the request: Access Analyzer, "Null with qualifier"."""
    if test.operator and test.operator.qualifier:
        return test.operator.qualifier == "ForAllValues"
    wanted = "true" if given is None else "false"
    return some(None if text.literal is None else text.literal.lower() == wanted for text in test.texts)


def _one(test: Test, value: Value) -> Truth:
    operator = test.operator
    assert operator
    result = _COMPARE[operator.family](test, value)
    return negate(result) if operator.negated else result


def _string(test: Test, value: Value) -> Truth:
    operator = test.operator
    assert operator
    wild = operator.wild
    fold = operator.base == "StringEqualsIgnoreCase"
    if value.text is None:
        return some(_against_token(text, value, wild=wild, fold=fold) for text in test.texts)
    if not wild and not fold:
        if value.text in test.literals:
            return True
        return some(_equal(text, value) for text in test.texts if not text.known)
    arn = operator.family == "arn"
    return some(_match(text, value, wild=wild, fold=fold, arn=arn) for text in test.texts)


def _equal(text: Text, value: Value) -> Truth:
    if value.fresh and not text.varying:
        return False
    return text.equals(value.text or "")


def _match(text: Text, value: Value, *, wild: bool, fold: bool, arn: bool) -> Truth:
    """One value of the policy against one known text."""
    given = value.text or ""
    if value.fresh and not text.known and not text.varying and (not wild or text.constant):
        return False
    if fold:
        return text.lower().equals(given.lower())
    if arn and text.known and not _is_arn(text.literal or ""):
        return False
    return text.like(given, arn=arn) if wild else text.equals(given)


def _against_token(text: Text, value: Value, *, wild: bool, fold: bool) -> Truth:
    """One value of the policy against a request value that is not known."""
    if wild and text.literal == "*":
        return True
    if text.same(value.token) and (not wild or text.constant):
        return True
    if value.token and text.literal is not None and not fold and not (wild and text.wild):
        return False if value.token.equals(text.literal) is False else None
    return None


def _is_arn(text: str) -> bool:
    return text.startswith("arn:") and text.count(":") >= 5


def _bool(test: Test, value: Value) -> Truth:
    given = None if value.text is None else value.text.lower()
    if given is None:
        return None
    if given not in ("true", "false"):
        return False
    return some(None if text.literal is None else text.literal.lower() == given for text in test.texts)


def _address(test: Test, value: Value) -> Truth:
    if value.text is None:
        return None
    if value.address is not None and address.covers(test.ranges, value.address):
        return True
    return False if all(text.known for text in test.texts) else None


def _ordered(parse: Callable[[str], float | None]) -> Callable[[Test, Value], Truth]:
    def compare(test: Test, value: Value) -> Truth:
        if value.text is None:
            return None
        given = parse(value.text)
        return some(_compared(test, given, text, parse) for text in test.texts)

    return compare


def _compared(test: Test, given: float | None, text: Text, parse: Callable[[str], float | None]) -> Truth:
    if text.literal is None:
        return None
    bound = parse(text.literal)
    if given is None or bound is None:
        return False
    comparison = test.operator.comparison if test.operator else ""
    if comparison == "Equals":
        return given == bound
    if given == bound:
        return comparison.endswith("Equals")
    return (given < bound) == comparison.startswith("LessThan")


_COMPARE: dict[str, Callable[[Test, Value], Truth]] = {
    "string": _string,
    "binary": _string,
    "arn": _string,
    "bool": _bool,
    "address": _address,
    "number": _ordered(moment.number),
    "date": _ordered(moment.seconds),
}


def _like_address(text: str) -> bool:
    return text[:1].isdigit() or ":" in text[:5]
