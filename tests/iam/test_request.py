"""One request, decided statement by statement."""

from __future__ import annotations

from typing import Any

import pytest

from apigw_lint.iam.access import Access
from apigw_lint.iam.environment import Environment

GOOD = {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}
ONLY = {**GOOD, "Effect": "Deny", "Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}}


def decide(statements: list[Any], kind: str = "PRIVATE", caller: str = "anonymous", **context: Any) -> tuple[Any, Any]:
    access = Access({"Version": "2012-10-17", "Statement": statements}, Environment(kind))
    decision = access.decide(access.request("get", "orders/7", "live", caller, **context))
    return decision.outcome, decision.statement


def test_a_deny_wins_wherever_it_stands() -> None:
    assert decide([ONLY, GOOD], SourceVpce="vpce-2") == ("Deny", 0)
    assert decide([GOOD, ONLY], SourceVpce="vpce-2") == ("Deny", 1)
    assert decide([GOOD, ONLY], SourceVpce="vpce-1") == ("Allow", 0)


def test_what_nobody_allows_is_refused() -> None:
    assert decide([{**GOOD, "Resource": "execute-api:/*/POST/*"}]) == ("Neither", None)
    assert decide([]) == ("Neither", None)


def test_what_is_not_said_is_not_known() -> None:
    assert decide([GOOD, ONLY]) == (None, 1)
    assert decide([GOOD, {**ONLY, "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]) == ("Allow", 0)
    assert decide([{**GOOD, "Condition": {"Null": {"aws:SourceVpce": "false"}}}]) == ("Allow", 0)


def test_a_key_may_or_may_not_be_there() -> None:
    outside = {**GOOD, "Condition": {"NotIpAddress": {"aws:SourceIp": "192.0.2.0/24"}}}
    assert decide([outside]) == (None, 0)
    assert decide([outside], "EDGE", SourceIp="8.8.8.8") == ("Allow", 0)
    assert decide([{**GOOD, "Condition": {"Null": {"aws:SourceIp": ["true", "false"]}}}]) == ("Allow", 0)


@pytest.mark.parametrize(
    ("user", "path", "outcome"),
    [("ina", "orders/ina", "Allow"), ("ina", "orders/7", "Neither"), (None, "orders/x", None)],
)
def test_a_variable_is_filled_in(user: str | None, path: str, outcome: str | None) -> None:
    statement = {**GOOD, "Resource": "execute-api:/live/GET/orders/${aws:username}"}
    access = Access({"Version": "2012-10-17", "Statement": statement}, Environment("REGIONAL"))
    context = {"username": user} if user else {}
    caller = "arn:aws:iam::111122223333:user/ina"
    assert access.decide(access.request("GET", path, "live", caller, **context)).outcome == outcome


def test_all_policies_must_allow() -> None:
    named = {**GOOD, "Principal": {"AWS": "111122223333"}}
    access = Access(
        {"Statement": GOOD}, Environment("PRIVATE"), endpoint_policy={"Statement": {**named, "Resource": "*"}}
    )
    anonymous = access.decide(access.request("GET", "/", "live"))
    assert (anonymous.outcome, anonymous.policy, anonymous.statement) == ("Neither", None, None)
    assert access.decide(access.request("GET", "/", "live", "arn:aws:iam::111122223333:role/x")).outcome == "Allow"
