"""From documents to policies."""

from __future__ import annotations

import random
from typing import Any

import pytest

from apigw_lint.iam.access import Access
from apigw_lint.iam.environment import Environment
from apigw_lint.iam.faults import examine, size
from apigw_lint.iam.grammar import read
from apigw_lint.model.value import UNKNOWN, Partial, Reference

GOOD = {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}


def policy(*statements: Any, version: Any = "2012-10-17") -> dict[str, Any]:
    return {"Version": version, "Statement": list(statements)}


def kinds(document: Any) -> list[tuple[Any, ...]]:
    return [(fault.kind, fault.statement, fault.element) for fault in read(document).faults]


def test_a_good_policy_has_no_faults() -> None:
    assert kinds(policy(GOOD)) == [] == kinds({"Statement": GOOD})


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ([], ("document-type", None, "Statement")),
        ("text", ("document-type", None, "Statement")),
        ({"Version": "2012-10-17"}, ("statement-missing", None, "Statement")),
        (policy(GOOD, version="2012-10-18"), ("version-invalid", None, "Version")),
        (policy("x"), ("statement-type", 0, "Statement")),
        (policy(GOOD, {**GOOD, "Effect": "allow"}), ("effect-invalid", 1, "Effect")),
        (policy({key: GOOD[key] for key in ("Principal", "Action", "Resource")}), ("element-missing", 0, "Effect")),
        (policy({key: GOOD[key] for key in ("Effect", "Action", "Resource")}), ("element-missing", 0, "Principal")),
        (policy({**GOOD, "NotAction": "a:b"}), ("element-conflict", 0, "NotAction")),
        (policy({**GOOD, "Principal": "arn:aws:iam::123456789012:root"}), ("principal-text", 0, "Principal")),
        (policy({**GOOD, "Principal": {}}), ("principal-empty", 0, "Principal")),
        (policy({**GOOD, "Principal": {"Aws": "*"}}), ("principal-kind", 0, "Principal")),
        (policy({**GOOD, "Resource": [{"a": "b"}]}), ("value-type", 0, "Resource")),
        (policy({**GOOD, "Action": []}), ("list-empty", 0, "Action")),
        (policy({**GOOD, "Condition": []}), ("condition-type", 0, "Condition")),
        (policy({**GOOD, "Condition": {"StringEquals": "x"}}), ("condition-type", 0, "Condition")),
        (policy({**GOOD, "Condition": {"StringEqual": {"aws:SourceVpc": "x"}}}), ("operator-unknown", 0, "Condition")),
    ],
)
def test_a_fault_says_what_and_where(document: Any, expected: tuple[Any, ...]) -> None:
    assert kinds(document) == [expected]


def test_a_fault_points_at_one_value() -> None:
    condition = {"StringEquals": {"aws:SourceVpce": ["vpce-1", None]}}
    fault = read(policy({**GOOD, "Condition": condition})).faults[0]
    assert (fault.kind, fault.operator, fault.key, fault.at) == ("value-type", "StringEquals", "aws:SourceVpce", 1)
    assert read(policy({**GOOD, "Effect": "DENY"})).faults[0].hint == "Deny"


def test_what_is_not_known_is_no_fault() -> None:
    unknown = {**dict.fromkeys(GOOD, UNKNOWN), "Condition": UNKNOWN}
    parameter = Partial((Reference("P"),))
    assert kinds(policy(unknown, UNKNOWN, parameter, version=parameter)) == [] == kinds(UNKNOWN)
    assert kinds(policy({**GOOD, "Principal": parameter, "Condition": {"StringEquals": UNKNOWN}})) == []


ODD = [
    None, True, 0, -1.5, "", "*", "Allow", "Deny", "AWS", "aws:SourceIp", "execute-api:/*", "${aws:username}", "2012-10-17",
    "StringEquals", "IpAddress", "ForAnyValue:", "arn:aws:iam::1", "::", "999.1.1.1/99", UNKNOWN, Partial(("a", UNKNOWN)),
    Partial((Reference("R", plain=True),)), Reference("R"), "Version", "Statement", "{", "\x00", "arn:*:*:*:*:*/*/*",
]  # fmt: skip
NAMES = ["Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition", "Sid"]
OPERATORS = [
    "StringLike",
    "NotIpAddress",
    "DateLessThan",
    "Null",
    "Bool",
    "ForAnyValue:ArnLike",
    "NumericEqualsIfExists",
    "Odd",
]
KEYS = [
    "aws:SourceIp",
    "aws:SourceVpce",
    "aws:PrincipalArn",
    "aws:CurrentTime",
    "aws:username",
    "aws:SourceArn",
    "odd",
    "",
]


def odd(dice: random.Random, depth: int) -> Any:
    kind = dice.random()
    if depth == 0 or kind < 0.4:
        return dice.choice(ODD)
    if kind < 0.6:
        return [odd(dice, depth - 1) for _ in range(dice.randint(0, 3))]
    names = dice.choice([NAMES, OPERATORS, KEYS, ["Version", "Statement"], ["AWS", "Service", "x"]])
    return {name: odd(dice, depth - 1) for name in dice.sample(names, dice.randint(0, len(names)))}


@pytest.mark.parametrize("seed", range(300))
def test_nothing_that_is_written_stops_a_question(seed: int) -> None:
    dice = random.Random(seed)
    statement = {**GOOD, **{name: odd(dice, 3) for name in dice.sample(NAMES, 3)}}
    document = dice.choice([odd(dice, 5), policy(statement, GOOD), policy(odd(dice, 4), GOOD, version=odd(dice, 1))])
    access = Access(
        document, Environment(dice.choice(["PRIVATE", "EDGE", None]), dualstack=None), endpoint_policy=odd(dice, 4)
    )
    answers = [
        access.allows_any(),
        access.public(),
        access.private_open(),
        access.cross_account(),
        access.not_from_ip("1.2.3.4"),
    ]
    for one in access.policy.statements:
        answers += [access.statement_live(one.index), access.deny_effective(one.index)]
    assert {answer.verdict for answer in answers} <= {"yes", "no", "maybe"}
    assert all(str(answer.witness) for answer in answers if answer.witness)
    assert access.decide(access.request("GET", "/x", "prod")).outcome in ("Allow", "Deny", "Neither", None)
    assert size(document) >= 0 and all(fault.kind for fault in examine(access.policy))
