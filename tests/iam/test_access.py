"""Questions with their witnesses, reasons and limits."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest

from apigw_lint.iam import answer
from apigw_lint.iam.access import Access
from apigw_lint.iam.environment import Environment
from apigw_lint.model.value import Partial, Reference

GOOD = {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}


def access(*statements: dict[str, Any], kind: str | None = "PRIVATE", **known: Any) -> Access:
    return Access({"Version": "2012-10-17", "Statement": list(statements)}, Environment(kind, **known))


def when(operator: str, key: str, value: Any, **changed: Any) -> dict[str, Any]:
    return {**GOOD, **changed, "Condition": {operator: {key: value}}}


def test_a_witness_reads_like_a_request() -> None:
    role = {**GOOD, "Principal": {"AWS": "arn:aws:iam::098765432109:role/reader"}}
    first = when("IpAddress", "aws:SourceIp", "203.0.113.0/24")
    found = access(first, role, stages=["prod"], routes=[("GET", "/orders/{id}")]).private_open()
    assert found and found.witness and found.witness.statement == 1
    assert str(found.witness) == (
        "GET /orders/123 (stage prod), caller arn:aws:iam::098765432109:role/reader, "
        "through VPC endpoint vpce-0attacker of vpc-0attacker, from 10.99.0.10"
    )
    assert found.witness.keys["aws:PrincipalAccount"] == "098765432109"


@pytest.mark.parametrize(
    ("statements", "kind", "reason", "detail"),
    [
        ([when("StringLike", "aws:SourceVpce", Partial((Reference("P"),)))], "PRIVATE", answer.UNRESOLVED, None),
        ([when("StringEquals", "aws:SourceVpce", "${aws:PrincipalTag/e}")], "PRIVATE", answer.VARIABLE, None),
        ([when("IpAddress", "aws:SourceIp", "203.0.113.0/24")], "PRIVATE", answer.DOUBTFUL, "aws:SourceIp"),
        ([when("StringEquals", "aws:SourceArn", "arn:aws:sns:::x")], "REGIONAL", answer.DOUBTFUL, "aws:SourceArn"),
        ([when("StringEquals", "aws:SourceVpce", "vpce-1")], None, answer.ENDPOINT, None),
    ],
)
def test_a_maybe_says_why(statements: list[Any], kind: str | None, reason: str, detail: str | None) -> None:
    found = access(*statements, kind=kind).allows_any()
    assert (found.verdict, found.reason, found.detail) == ("maybe", reason, detail)


def test_the_reasons_of_the_environment() -> None:
    six = when("IpAddress", "aws:SourceIp", "2001:db8::/32")
    assert access(six, kind="REGIONAL", dualstack=None).allows_any().reason == answer.STACK
    assert (
        access({**GOOD, "Principal": {"AWS": "111122223333"}}, kind="REGIONAL").own_account().reason == answer.ACCOUNT
    )


def test_a_policy_that_explodes_is_given_up_in_time() -> None:
    dice = random.Random(7)
    keys = [f"aws:PrincipalTag/t{number}" for number in range(50)]
    denials = []
    for _ in range(215):
        condition: dict[str, dict[str, str]] = {}
        for key in dice.sample(keys, 3):
            condition.setdefault(dice.choice(["StringEquals", "StringNotEquals"]), {})[key] = "v"
        denials.append({**GOOD, "Effect": "Deny", "Condition": condition})
    start = time.perf_counter()
    found = access(GOOD, *denials, kind="REGIONAL").own_account()
    assert found.verdict in ("maybe", "yes") and (found.verdict == "yes" or found.reason == answer.LIMIT)
    assert time.perf_counter() - start < 10


def test_paths_that_explode_are_given_up_in_time() -> None:
    letters = "abcdefghij"
    denials = [
        {**GOOD, "Effect": "Deny", "Resource": f"execute-api:/*{one}*{other}"} for one in letters for other in letters
    ]
    allow = {**GOOD, "Resource": [f"execute-api:/*/*/*{one}" for one in letters]}
    start = time.perf_counter()
    found = access(
        allow, *denials, {**GOOD, "Effect": "Deny", "Resource": "execute-api:/*/*/?"}, kind="REGIONAL"
    ).deny_effective(101)
    assert found.verdict in ("yes", "no") or found.reason == answer.LIMIT
    assert time.perf_counter() - start < 10


def test_one_entry_of_a_list_of_resources() -> None:
    statement = {**GOOD, "Resource": ["execute-api:/prod/GET/orders", "execute-api:/prod/ANY/orders"]}
    policy = access(statement, stages=["prod"], routes=[("ANY", "/orders")])
    assert policy.resource_live(0, 0) and not policy.resource_live(0, 1)


def test_escaped_wildcards_are_plain_characters() -> None:
    policy = access({**GOOD, "Resource": "execute-api:/${*}"}, kind="REGIONAL")
    assert policy.allows_any().verdict == "no"
