"""One test against one value."""

from __future__ import annotations

from typing import Any

import pytest

from apigw_lint.iam import operators, statement
from apigw_lint.iam.condition import Value, holds
from apigw_lint.iam.text import Text
from apigw_lint.model.value import Partial, Reference


def made(operator: str, *values: Any) -> statement.Test:
    entries = tuple(statement.Entry(Text.of(value)) for value in values)
    return statement.Test(operator, operators.parse(operator), "aws:Some", entries)


@pytest.mark.parametrize(
    ("operator", "values", "given", "truth"),
    [
        ("StringEquals", ["a", "b"], "b", True),
        ("StringNotEquals", ["a", "b"], "b", False),
        ("StringNotEquals", ["a", "b"], "c", True),
        ("StringLike", ["a?c*"], "abcd", True),
        ("StringEqualsIgnoreCase", ["ABC"], "abc", True),
        ("StringNotEqualsIgnoreCase", ["ABC"], "abc", False),
        ("NumericLessThan", ["10"], "9.5", True),
        ("NumericGreaterThanEquals", ["10"], "10", True),
        ("NumericNotEquals", ["10"], "10.0", False),
        ("NumericLessThan", ["10"], "ten", False),
        ("DateGreaterThan", ["2026-01-01T00:00:00Z"], "1767225601", True),
        ("DateLessThanEquals", ["2026-01-01"], "2026-01-01T00:00:00+00:00", True),
        ("Bool", ["true"], "True", True),
        ("Bool", ["true"], "yes", False),
        ("BinaryEquals", ["QUJD"], "QUJD", True),
        ("IpAddress", ["192.0.2.0/24"], "192.0.2.9", True),
        ("IpAddress", ["0.0.0.0/0"], "2600::1", False),
        ("NotIpAddress", ["0.0.0.0/0"], "2600::1", True),
        ("IpAddress", ["2600::/16"], "2600:1::5", True),
        ("ArnEquals", ["arn:aws:iam::*:role/a"], "arn:aws:iam::1:role/a", True),
        ("ArnNotLike", ["arn:aws:iam::1:role/*"], "arn:aws:iam::1:role/a", False),
        ("ArnLike", ["*"], "arn:aws:iam::1:role/a", False),
        ("Null", ["true"], None, True),
        ("Null", [True], "x", False),
        ("Null", ["false"], "x", True),
        ("StringEquals", ["a"], None, False),
        ("StringNotEquals", ["a"], None, True),
        ("StringEqualsIfExists", ["a"], None, True),
        ("StringNotEqualsIfExists", ["a"], None, True),
        ("ForAllValues:StringEquals", ["a"], None, True),
        ("ForAnyValue:StringNotEquals", ["a"], None, False),
        ("ForAnyValue:StringEqualsIfExists", ["a"], None, None),
        ("ForAllValues:Null", ["false"], None, True),
        ("ForAnyValue:Null", ["true"], None, False),
        ("StringEquals", [], "a", False),
        ("StringNotEquals", [], "a", True),
        ("StringIs", ["a"], "a", None),
        ("StringEquals", [Partial((Reference("P"),))], "a", None),
        ("StringEquals", [Partial((Reference("P"),)), "a"], "a", True),
        ("IpAddress", [Partial((Reference("P"),))], "192.0.2.9", None),
    ],
)
def test_what_a_test_says(operator: str, values: list[Any], given: str | None, truth: bool | None) -> None:
    assert holds(made(operator, *values), None if given is None else Value(given)) is truth


@pytest.mark.parametrize(
    ("operator", "given", "truth"),
    [
        ("ForAllValues:StringEquals", ["a", "b"], True),
        ("ForAllValues:StringEquals", ["a", "c"], False),
        ("ForAnyValue:StringEquals", ["c", "b"], True),
        ("ForAnyValue:StringEquals", ["c"], False),
        ("ForAllValues:StringNotEquals", ["c"], True),
        ("StringEquals", ["a", "b"], False),
        ("StringEquals", ["a"], True),
    ],
)
def test_keys_with_many_values(operator: str, given: list[str], truth: bool) -> None:
    assert holds(made(operator, "a", "b"), [Value(one) for one in given]) is truth


def test_a_fresh_value_equals_nothing_that_is_named() -> None:
    parameter = made("StringEquals", Partial((Reference("P"),)))
    pattern = made("StringLike", Partial((Reference("P"),)))
    assert holds(parameter, Value("x", fresh=True)) is False and holds(pattern, Value("x", fresh=True)) is None


def test_an_unresolved_value_equals_itself() -> None:
    text = Text.of(Partial((Reference("P"),)))
    same = made("StringNotEquals", Partial((Reference("P"),)))
    assert holds(same, Value(None, token=text)) is False
    assert holds(made("StringNotEquals", Partial((Reference("Q"),))), Value(None, token=text)) is None
