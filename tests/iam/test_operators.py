"""Condition operators."""

from __future__ import annotations

import pytest

from apigw_lint.iam.operators import parse, suggestion


def test_a_name_is_a_qualifier_a_base_and_if_exists() -> None:
    operator = parse("ForAnyValue:StringNotEqualsIgnoreCaseIfExists")
    assert operator
    assert (operator.qualifier, operator.base, operator.negated, operator.if_exists) == (
        "ForAnyValue",
        "StringEqualsIgnoreCase",
        True,
        True,
    )


@pytest.mark.parametrize("name", ["NotIpAddress", "ArnNotLike", "NumericNotEquals", "DateNotEquals"])
def test_negative_operators(name: str) -> None:
    operator = parse(name)
    assert operator and operator.negated


@pytest.mark.parametrize("name", ["StringEqual", "NullIfExists", "ForEachValue:StringEquals", "", "Equals"])
def test_what_is_no_operator(name: str) -> None:
    assert parse(name) is None


def test_the_nearest_operator_is_suggested() -> None:
    assert suggestion("StringEqual") == "StringEquals" and suggestion("Whatever") is None
