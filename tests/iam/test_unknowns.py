"""Whatever an unresolved value turns out to be, no certain answer was wrong."""

from __future__ import annotations

import copy
import random
from typing import Any

import pytest

from apigw_lint.iam.access import Access
from apigw_lint.iam.environment import Environment
from apigw_lint.model.value import UNKNOWN, Partial, Reference

from .differential import NOW, answers
from .policy_samples import API, ENDPOINTS, NETWORKS, ORGANISATIONS, PRINCIPALS, RANGES, RESOURCES, policy

POOLS = {
    "aws:SourceVpce": [*ENDPOINTS, "vpce-0new00new"],
    "aws:SourceVpc": [*NETWORKS, "vpc-0new00new"],
    "aws:SourceIp": [*RANGES, "44.0.0.0/9", "9.9.9.9"],
    "aws:VpcSourceIp": [*RANGES, "10.64.0.0/10"],
    "aws:PrincipalOrgID": [*ORGANISATIONS, "o-new00new00"],
    "aws:PrincipalArn": [*PRINCIPALS, "arn:aws:iam::565656565656:role/new"],
    "aws:PrincipalAccount": ["424242424242", "565656565656", "313131313131"],
    "aws:SecureTransport": ["true", "false"],
    "Principal": [*PRINCIPALS, "424242424242", "arn:aws:iam::313131313131:role/new"],
    "Resource": [API + end for end in RESOURCES] + [f"{API}/live/PATCH/*", "*"],
}
WILD = {"aws:SourceVpce": ["vpce-*", "*"], "aws:SourceVpc": ["vpc-5*"], "aws:PrincipalArn": ["arn:aws:iam::*:role/*"]}


def holes(document: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Paths to values that could have been written as something unresolved, with the pool they come from."""
    found: list[tuple[Any, ...]] = []
    for at, statement in enumerate(document["Statement"]):
        for operator, keys in statement.get("Condition", {}).items():
            found += [
                (POOLS[key], at, "Condition", operator, key) for key in keys if key in POOLS and operator != "Null"
            ]
        for form in ("Principal", "NotPrincipal"):
            if isinstance(statement.get(form), dict) and statement[form]["AWS"] != "*":
                found.append((POOLS["Principal"], at, form, "AWS"))
        found += [(POOLS["Resource"], at, form) for form in ("Resource", "NotResource") if form in statement]
    return found


def put(document: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """The policy with another value in this place: the first of a list, the others staying."""
    changed = copy.deepcopy(document)
    target = changed["Statement"]
    for step in path[:-1]:
        target = target[step]
    written = target[path[-1]]
    target[path[-1]] = [value, *written[1:]] if isinstance(written, list) else value
    return changed


def unresolved(dice: random.Random, pool: list[str], wild: bool) -> tuple[Any, list[str]]:
    """Something unresolved, and what it may stand for."""
    kind = dice.choice(["plain", "parameter", "unknown", "partial"])
    if kind == "plain":
        constants = [one for one in pool if "*" not in one]
        if any(":iam:" in one for one in pool):  # what a template makes lives in the account of the API
            constants = ["arn:aws:iam::424242424242:role/orders", "arn:aws:iam::424242424242:user/new"]
        return Partial((Reference("Thing", plain=True),)), constants
    if kind == "partial":
        head = dice.choice(pool)[: dice.randint(1, 5)]
        return Partial((head, Reference("Rest"))), [one for one in pool if one.startswith(head)]
    everything = [*pool, *(["*"] if wild else [])]
    return (UNKNOWN if kind == "unknown" else Partial((Reference("Parameter"),))), everything


def environment(private: bool) -> Environment:
    return Environment(
        "PRIVATE" if private else "REGIONAL", dualstack=True, now=NOW, identity={"account": "424242424242"}
    )


def verdicts(document: dict[str, Any], private: bool) -> dict[str, str]:
    access = Access(document, environment(private))
    found = {name: answer.verdict for name, answer in answers(access).items()}
    for at, statement in enumerate(document["Statement"]):
        if isinstance(statement, dict):
            found[f"live {at}"] = access.statement_live(at).verdict
            if statement["Effect"] is not UNKNOWN and statement["Effect"] == "Deny":
                found[f"effective {at}"] = access.deny_effective(at).verdict
    return found


@pytest.mark.parametrize("seed", range(150))
def test_a_certain_answer_holds_under_every_substitution(seed: int) -> None:
    dice = random.Random(seed)
    private = dice.random() < 0.6
    document = policy(dice, private=private)
    places = holes(document)
    if not places:
        return
    pool, *path = dice.choice(places)
    like = len(path) == 4 and "Like" in path[2]
    pool = pool + (WILD.get(path[-1], []) if like else [])
    written, stands_for = unresolved(dice, pool, wild=path[1] in ("Principal", "NotPrincipal"))
    claimed = verdicts(put(document, tuple(path), written), private)
    for value in stands_for:
        actual = verdicts(put(document, tuple(path), value), private)
        wrong = {
            name: (claimed[name], actual[name]) for name in claimed if claimed[name] not in ("maybe", actual[name])
        }
        assert not wrong, (written, value, path)


@pytest.mark.parametrize("seed", range(40))
def test_a_part_of_a_statement_may_be_anything(seed: int) -> None:
    dice = random.Random(seed)
    private = seed % 2 == 0
    document, other = policy(dice, private=private), policy(dice, private=private)
    element = dice.choice(["Effect", "Condition", "Principal", "Resource", "Action"])
    statement = dice.choice(document["Statement"])
    at = document["Statement"].index(statement)
    names = [name for name in (element, f"Not{element}") if name in statement] or [element]
    open_one = {**document, "Statement": [*document["Statement"]]}
    open_one["Statement"][at] = {**statement, names[0]: UNKNOWN}
    claimed = verdicts(open_one, private)
    for replacement in other["Statement"]:
        if element not in replacement:
            continue
        closed = {**document, "Statement": [*document["Statement"]]}
        closed["Statement"][at] = {**statement, names[0]: replacement[element]}
        actual = verdicts(closed, private)
        assert not {name for name in claimed if name in actual and claimed[name] not in ("maybe", actual[name])}


@pytest.mark.parametrize("seed", range(40))
def test_a_whole_statement_may_be_anything(seed: int) -> None:
    dice = random.Random(seed)
    private = seed % 2 == 0
    document, other = policy(dice, private=private), policy(dice, private=private)
    claimed = answers(Access({**document, "Statement": [*document["Statement"], UNKNOWN]}, environment(private)))
    for statement in other["Statement"]:
        closed = Access({**document, "Statement": [*document["Statement"], statement]}, environment(private))
        actual = answers(closed)
        assert not {name for name, one in claimed.items() if one.verdict not in ("maybe", actual[name].verdict)}
