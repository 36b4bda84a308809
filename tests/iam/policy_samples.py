"""Policies and requests made at random, from a small world in which they often meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random

API = "arn:aws:execute-api:eu-west-1:424242424242:q1w2e3r4t5"
ENDPOINTS = ["vpce-0aa11bb22", "vpce-0cc33dd44", "vpce-77ee88ff"]
NETWORKS = ["vpc-0aa11bb22", "vpc-55667788"]
RANGES = [
    "192.0.2.0/24",
    "192.0.2.128/25",
    "198.51.100.66",
    "10.20.0.0/14",
    "2001:db8:7::/48",
    "54.0.0.0/8",
    "::/0",
    "0.0.0.0/0",
]
PRINCIPALS = [
    "arn:aws:iam::424242424242:role/orders",
    "arn:aws:iam::565656565656:role/partner",
    "arn:aws:iam::787878787878:user/ina",
]
ACCOUNTS = ["424242424242", "565656565656", "arn:aws:iam::787878787878:root"]
ORGANISATIONS = ["o-home00home", "o-away11away"]
RESOURCES = [
    "/*",
    "/live/*",
    "/live/GET/*",
    "/*/GET/orders",
    "/*/*/admin*",
    "/*/POST/*",
    "/test/*/orders/?",
    "/live/*/orders*",
]
PATHS = ["GET/orders", "GET/orders/7", "POST/orders", "POST/admin/users", "DELETE/admin", "PUT/x"]
ADDRESSES = ["192.0.2.7", "192.0.2.200", "198.51.100.66", "203.0.113.9", "2001:db8:7::1", "2a00::5"]
INSIDE = ["10.21.0.9", "10.99.0.10", "192.0.2.200"]


def _network(dice: random.Random, key: str, pool: list[str]) -> tuple[str, str, list[str]]:
    operator = dice.choice(["StringEquals", "StringLike", "StringEqualsIgnoreCase"])
    values = dice.sample(pool, dice.randint(1, len(pool) - 1))
    if operator == "StringLike" and dice.random() < 0.5:
        stem = pool[0].split("-")[0]
        values = [dice.choice([f"{stem}-*", f"{stem}-0aa*", f"{stem}-????????", "*"])]
    if operator == "StringEqualsIgnoreCase":
        values = [value.upper() for value in values]
    return key, operator, values


def _test(dice: random.Random, private: bool) -> tuple[str, str, list[str]]:
    kinds = ["endpoint", "network", "inside", "address", "org", "arn", "account", "referer", "agent", "tls", "null"]
    kind = dice.choice(kinds if private else ["address", "address", *kinds[3:], "endpoint"])
    if kind in ("endpoint", "network"):
        pools = {"endpoint": ("aws:SourceVpce", ENDPOINTS), "network": ("aws:SourceVpc", NETWORKS)}
        return _network(dice, *pools[kind])
    if kind in ("inside", "address"):
        key = "aws:VpcSourceIp" if kind == "inside" else "aws:SourceIp"
        return key, "IpAddress", dice.sample(RANGES, dice.randint(1, 3))
    if kind == "org":
        return "aws:PrincipalOrgID", *dice.choice([("StringEquals", [ORGANISATIONS[0]]), ("StringLike", ["o-*"])])
    if kind == "arn":
        patterns = [
            *PRINCIPALS,
            "arn:aws:iam::424242424242:role/*",
            "arn:aws:iam::*:role/partner",
            "arn:aws:iam::*:user/*",
        ]
        return "aws:PrincipalArn", dice.choice(["ArnLike", "ArnEquals", "StringLike"]), [dice.choice(patterns)]
    plain = {
        "account": ("aws:PrincipalAccount", "StringEquals", [dice.choice(["424242424242", "565656565656"])]),
        "referer": ("aws:Referer", "StringLike", ["https://shop.example/*"]),
        "agent": ("aws:UserAgent", "StringEquals", ["probe"]),
        "tls": ("aws:SecureTransport", "Bool", [dice.choice(["true", "false"])]),
        "null": (
            dice.choice(["aws:SourceVpce", "aws:SourceIp", "aws:PrincipalOrgID"]),
            "Null",
            [dice.choice(["true", "false"])],
        ),
    }
    return plain[kind]


_NEGATIVE = {
    "IpAddress": "NotIpAddress",
    "StringEquals": "StringNotEquals",
    "StringLike": "StringNotLike",
    "StringEqualsIgnoreCase": "StringNotEqualsIgnoreCase",
    "ArnLike": "ArnNotLike",
    "ArnEquals": "ArnNotEquals",
}


def _condition(dice: random.Random, private: bool) -> dict[str, Any]:
    condition: dict[str, Any] = {}
    for _ in range(dice.choice([0, 1, 1, 1, 2, 2, 3])):
        key, operator, values = _test(dice, private)
        if dice.random() < 0.45:
            operator = _NEGATIVE.get(operator, operator)
        if operator != "Null":
            before = dice.choice(["", "", "", "", "ForAllValues:", "ForAnyValue:"])
            after = "" if before == "ForAnyValue:" else dice.choice(["", "", "", "IfExists"])
            operator = f"{before}{operator}{after}"
        condition.setdefault(operator, {})[key] = values if len(values) > 1 or dice.random() < 0.5 else values[0]
    return condition


def policy(dice: random.Random, *, private: bool) -> dict[str, Any]:
    """One to five statements for a private or a public API."""
    statements = []
    for number in range(dice.randint(1, 5)):
        statement: dict[str, Any] = {"Effect": "Allow" if number == 0 or dice.random() < 0.45 else "Deny"}
        named = {"AWS": dice.sample([*PRINCIPALS, *ACCOUNTS], dice.randint(1, 2))}
        who = dice.choice(["*", "*", "*", {"AWS": "*"}, named, named])
        statement["NotPrincipal" if who is named and dice.random() < 0.15 else "Principal"] = who
        statement["Action"] = dice.choice(
            ["execute-api:Invoke"] * 8 + ["execute-api:*", "*", "execute-api:InvalidateCache"]
        )
        resources = (
            [API + end for end in dice.sample(RESOURCES, dice.randint(1, 2))] if dice.random() < 0.5 else f"{API}/*"
        )
        statement["NotResource" if dice.random() < 0.08 else "Resource"] = resources
        condition = _condition(dice, private)
        if condition:
            statement["Condition"] = condition
        statements.append(statement)
    return {"Version": "2012-10-17", "Statement": statements}


def request(dice: random.Random, *, private: bool) -> dict[str, Any]:
    """A request as `{principal, arn, context}`; the context is all that API Gateway would fill."""
    others = [
        "arn:aws:iam::424242424242:role/any",
        "arn:aws:iam::909090909090:role/thief",
        "arn:aws:iam::909090909090:user/eve",
    ]
    principal = dice.choice(["anonymous", "anonymous", *PRINCIPALS, *others, "arn:aws:iam::909090909090:role/partner"])
    context = {"aws:SecureTransport": "true", "aws:PrincipalAccount": "anonymous"}
    if private:
        context["aws:SourceVpc"] = dice.choice([*NETWORKS, "vpc-0attacker"])
        context["aws:SourceVpce"] = dice.choice([*ENDPOINTS, "vpce-0attacker"])
        context["aws:VpcSourceIp"] = dice.choice(INSIDE)
    else:
        context["aws:SourceIp"] = dice.choice(ADDRESSES)
    if dice.random() < 0.5:
        context["aws:Referer"] = dice.choice(["https://shop.example/a", "https://elsewhere.example/"])
    if dice.random() < 0.5:
        context["aws:UserAgent"] = dice.choice(["probe", "browser"])
    if principal != "anonymous":
        context |= {"aws:PrincipalArn": principal, "aws:PrincipalAccount": principal.split(":")[4]}
        if dice.random() < 0.7:
            context["aws:PrincipalOrgID"] = dice.choice(ORGANISATIONS)
    arn = f"{API}/{dice.choice(['live', 'test', 'other'])}/{dice.choice(PATHS)}"
    return {"principal": principal, "arn": arn, "context": context}
