"""One request, asked in words: `GET /orders from vpce-1 as arn:aws:iam::111122223333:role/x`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.iam import authorizer
from apigw_lint.iam.address import parse_address
from apigw_lint.iam.caller import FEDERATED, IDENTITY, ROOT, SESSION
from apigw_lint.iam.environment import ANY_METHOD, METHODS
from apigw_lint.inquire.answers import VPC_ID, access_of, statement
from apigw_lint.request import WrongUse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.analysis.policy_reading import Reading
    from apigw_lint.iam.environment import Route
    from apigw_lint.inquire.subject import Subject

FORM = "METHOD /path [from ADDRESS, VPC or VPC endpoint] [as ARN or anonymous] [on STAGE]"
HANGS = {"AWS_IAM": "the caller's own policies", "CUSTOM": "the Lambda authorizer"}


class Question(NamedTuple):
    """A request as it is put. `origins` are addresses and ids of VPCs and VPC endpoints."""

    method: str
    path: str
    caller: str = "anonymous"
    origins: tuple[str, ...] = ()
    stage: str | None = None


def parse(text: str) -> Question:
    """Read a request. Raises WrongUse for what is none."""
    words = text.split()
    if len(words) < 2 or words[0].upper() not in METHODS or not words[1].startswith("/") or len(words) % 2:
        raise WrongUse(f"`--ask '{text}'`: write it as {FORM}")
    asked = Question(words[0].upper(), words[1].partition("?")[0])
    for word, value in zip(words[2::2], words[3::2], strict=True):
        asked = _with(asked, word, value, text)
    return asked


def _with(asked: Question, word: str, value: str, text: str) -> Question:
    if word == "from":
        origins = [one for one in value.split(",") if one]
        strange = [one for one in origins if not (VPC_ID.fullmatch(one) or parse_address(one))]
        if strange or not origins:
            raise WrongUse(
                f"`--ask '{text}'`: `{value}` is no address and no id of a VPC (vpc-...) or endpoint (vpce-...)"
            )
        return asked._replace(origins=(*asked.origins, *origins))
    if word == "as":
        if value != "anonymous" and not any(form.fullmatch(value) for form in (IDENTITY, ROOT, SESSION, FEDERATED)):
            raise WrongUse(f"`--ask '{text}'`: `{value}` is neither `anonymous` nor the ARN of a role, user or account")
        return asked._replace(caller=value)
    if word == "on":
        return asked._replace(stage=value)
    raise WrongUse(f"`--ask '{text}'`: write it as {FORM}")


def decide(subject: Subject, asked: Question) -> dict[str, Any]:
    """What becomes of the request: by the policy, and with the authorization of its method."""
    reading = subject.reading
    route = _route(reading, asked) if reading else None
    auth = route.auth if route else None
    signs = auth in ("AWS_IAM", None)
    caller = asked.caller if signs else "anonymous"
    stage = asked.stage or (reading.stages[0] if reading and reading.stages else "prod")
    told: dict[str, Any] = {
        "api": subject.api.label if subject.api else None,
        "scenario": dict(subject.truths),
        "request": {"method": asked.method, "path": asked.path, "stage": stage, "caller": caller},
        "authorization": auth,
        "unsigned": caller != asked.caller,
    }
    if reading is None:
        return told | {"policy": None if subject.unread else "none", "outcome": None if subject.unread else "Neither"}
    context = dict(_context(reading, asked))
    told["request"]["keys"] = {f"aws:{key}": value for key, value in context.items()}
    access = access_of(reading)
    decision = access.decide(access.request(asked.method, asked.path, stage, caller, **context))
    told |= {"outcome": decision.outcome, "statement": statement(reading, decision.statement)}
    account = access.identity.account if access.identity.account_known else None
    told["then"] = _then(auth, decision.outcome, caller, account)
    return told


def _context(reading: Reading, asked: Question) -> Iterator[tuple[str, str]]:
    """The condition keys that the origins stand for."""
    private = reading.endpoint_type == "PRIVATE" or any(VPC_ID.fullmatch(one) for one in asked.origins)
    for one in asked.origins:
        if one.startswith("vpce-"):
            yield "SourceVpce", one
        elif one.startswith("vpc-"):
            yield "SourceVpc", one
        else:
            yield "VpcSourceIp" if private else "SourceIp", one


def _route(reading: Reading, asked: Question) -> Route | None:
    """The method that API Gateway would choose: an exact path before variables, those before greedy ones, a verb before ANY."""
    fitting = [
        (_rank(route, asked), route)
        for _, route in reading.routes
        if (route.verb == asked.method or route.verb in ANY_METHOD) and _pattern(route.path).fullmatch(asked.path)
    ]
    return min(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _rank(route: Route, asked: Question) -> tuple[int, int, int]:
    return route.path.count("+}"), route.path.count("{"), int(route.verb != asked.method)


def _pattern(path: str) -> re.Pattern[str]:
    parts = re.split(r"(\{[^}]*\})", path)
    return re.compile(
        "".join(".+" if one.endswith("+}") else "[^/]+" if one[:1] == "{" else re.escape(one) for one in parts)
    )


def _then(auth: str | None, outcome: str | None, caller: str, account: str | None) -> str:
    """What the method's authorization makes of it. `account` is that of the API, None when nobody knows it."""
    if outcome is None:
        return "cannot be told"
    if outcome == "Deny" or (auth == "AWS_IAM" and caller == "anonymous"):
        return "is refused"
    if auth is None:
        return (
            "is allowed, unless its method asks for more"
            if outcome == "Allow"
            else "is refused, unless its authorizer allows it"
        )
    same = auth != "AWS_IAM" or account is None or f"::{account}:" in caller
    results = {authorizer.combined(auth, outcome, own, same_account=same) for own in ("Neither", "Allow")}
    if len(results) == 1 and (account or auth != "AWS_IAM"):
        return "is allowed" if "Allow" in results else "is refused"
    return f"hangs on {HANGS.get(auth, 'its token')}"
