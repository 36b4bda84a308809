"""Two readings of the same policies agree: the search over classes of requests, and the plain evaluation of one."""

from __future__ import annotations

import random
from typing import Any

import pytest

from apigw_lint.iam.access import Access
from apigw_lint.iam.caller import Caller
from apigw_lint.iam.environment import Environment
from apigw_lint.iam.request import Request, applies

from .differential import NOW, answers, concerns
from .policy_samples import policy, request

SEEDS = range(60)


def made(seed: int) -> tuple[random.Random, bool, dict[str, Any], Access]:
    dice = random.Random(seed)
    private = seed % 2 == 0
    document = policy(dice, private=private)
    return dice, private, document, Access(document, environment(private))


def environment(private: bool) -> Environment:
    return Environment("PRIVATE" if private else "REGIONAL", dualstack=True, now=NOW)


def plain(asked: dict[str, Any]) -> Request:
    return Request(Caller.of(asked["principal"]), asked["arn"], asked["context"])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_yes_is_shown_by_a_request_that_is_allowed(seed: int) -> None:
    _, _, _, access = made(seed)
    for answer in answers(access).values():
        assert (answer.verdict == "yes") <= (answer.witness is not None)
        if answer and answer.witness:
            assert access.decide(answer.witness.request()).outcome == "Allow", str(answer.witness)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_allowed_request_refutes_a_no(seed: int) -> None:
    dice, private, _, access = made(seed)
    found = answers(access)
    for _ in range(60):
        asked = request(dice, private=private)
        if access.decide(plain(asked)).outcome == "Allow":
            assert not [name for name, answer in found.items() if answer.verdict == "no" and concerns(name, asked)]


@pytest.mark.parametrize("seed", SEEDS)
def test_statements_that_do_not_matter_can_be_left_out(seed: int) -> None:
    dice, private, document, access = made(seed)
    verdicts = [
        ("dead", access.statement_live(at)) if statement["Effect"] == "Allow" else ("idle", access.deny_effective(at))
        for at, statement in enumerate(document["Statement"])
    ]
    for _ in range(40):
        asked = plain(request(dice, private=private))
        outcome = access.decide(asked).outcome
        for at, (kind, answer) in enumerate(verdicts):
            if answer.verdict != "no":
                continue
            if kind == "dead":
                assert applies(access.policy.statements[at], asked, access.identity.prefix) is not True
            else:
                rest = [one for other, one in enumerate(document["Statement"]) if other != at]
                without = Access({**document, "Statement": rest}, environment(private))
                assert (without.decide(asked).outcome == "Allow") == (outcome == "Allow")


@pytest.mark.parametrize("seed", SEEDS)
def test_several_policies_allow_what_each_of_them_allows(seed: int) -> None:
    dice, private, document, _ = made(seed)
    other = policy(dice, private=private)
    both = Access(document, environment(private), endpoint_policy=other)
    alone = [Access(one, environment(private)) for one in (document, other)]
    anybody = both.allows_any()
    if anybody and anybody.witness:
        assert all(one.decide(anybody.witness.request()).outcome == "Allow" for one in alone)
    for _ in range(40):
        asked = plain(request(dice, private=private))
        allowed = all(one.decide(asked).outcome == "Allow" for one in alone)
        assert (both.decide(asked).outcome == "Allow") == allowed
        assert not (allowed and anybody.verdict == "no")


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_asked_in_two_ways_has_one_answer(seed: int) -> None:
    _, private, _, access = made(seed)
    who = [access.anonymous(), access.own_account(), access.cross_account()]
    if "yes" in [answer.verdict for answer in who]:
        assert access.allows_any().verdict == "yes"
    if access.allows_any().verdict == "no":
        assert {answer.verdict for answer in who} == {"no"}
    if private and access.private_open_anonymous():
        assert access.private_open() and access.anonymous()
