"""What is known about the API that a policy protects."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from apigw_lint.model.value import Reference
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from apigw_lint.iam.statement import Policy

ENDPOINT_TYPES = ("REGIONAL", "EDGE", "PRIVATE")
METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS")
ANY_METHOD = ("ANY", "*", "x-amazon-apigateway-any-method")

# What AWS calls the place a stack lives in, wherever it is written.
_PSEUDO = {"partition": "AWS::Partition", "region": "AWS::Region", "account": "AWS::AccountId"}
_ASSUMED = {"partition": "aws", "region": "us-east-1", "account": "210987654321", "api": "a1b2c3d4e5"}
_ARN = Pattern(r"arn:([^:/]*):execute-api:([^:/]*):([^:/]*):([^:/]*)(?:/|$)")

Name: TypeAlias = "str | Reference | None"


class Route(NamedTuple):
    """A method of the API. `auth` is NONE, AWS_IAM, CUSTOM or COGNITO_USER_POOLS, or None when it is not known."""

    verb: str
    path: str
    auth: str | None = None


class Environment:
    """The API as far as it is known.

    `endpoint_type` is REGIONAL, EDGE, PRIVATE or None (not known), `dualstack` whether it answers on IPv6 (None: not
    known; a private API always does). `partition`, `region`, `account` and `api` are each a str, a Reference that the
    policies use for it, or None; the pseudo parameters of CloudFormation are known without being told. `stages` and
    `routes` are None unless all of them are known. `domain` is the name of the private custom domain name, `now` the
    time in seconds since 1970 from which on requests are considered (the present by default).
    """

    def __init__(
        self,
        endpoint_type: str | None = None,
        *,
        dualstack: bool | None = False,
        identity: Mapping[str, Name] | None = None,
        stages: Sequence[str] | None = None,
        routes: Iterable[tuple[Any, ...]] | None = None,
        now: float | None = None,
    ) -> None:
        self.endpoint_type = endpoint_type if endpoint_type in ENDPOINT_TYPES else None
        self.dualstack = True if endpoint_type == "PRIVATE" else dualstack
        self.identity: dict[str, Name] = {part: (identity or {}).get(part) for part in _ASSUMED}
        self.stages = list(stages) if stages and all(isinstance(stage, str) for stage in stages) else None
        self.routes = [Route(*route) for route in routes or ()] or None
        self._now = now

    @property
    def now(self) -> float:
        """The earliest time of a request, in seconds since 1970."""
        if self._now is None:
            import time

            self._now = time.time()
        return self._now

    def endpoint_types(self) -> tuple[str, ...]:
        """The endpoint types that the API can have, so far as policies can tell them apart."""
        return (self.endpoint_type,) if self.endpoint_type else ("REGIONAL", "PRIVATE")


class Identity:
    """The parts of the API's own ARN, the known ones and those assumed for the ones that are not known."""

    __slots__ = ("account", "account_known", "names", "prefix")

    def __init__(self, parts: Mapping[str, str], names: Mapping[Reference, str], *, account_known: bool) -> None:
        self.names = names
        self.account = parts["account"]
        self.account_known = account_known
        self.prefix = f"arn:{parts['partition']}:execute-api:{parts['region']}:{parts['account']}:{parts['api']}/"

    @property
    def partition(self) -> str:
        """aws, aws-cn or aws-us-gov."""
        return self.prefix.split(":")[1]


def identify(environment: Environment, policies: Iterable[Policy]) -> Identity:
    """The API's own ARN: what the environment knows, else what the policies' own ARNs name most often, else anything."""
    given = {part: name for part, name in environment.identity.items() if isinstance(name, str)}
    found = _most_named(policies, given)
    parts = {**_ASSUMED, **found, **given}
    names = {Reference(pseudo): parts[part] for part, pseudo in _PSEUDO.items()}
    names |= {name: parts[part] for part, name in environment.identity.items() if isinstance(name, Reference)}
    known = "account" in given or "account" in found or isinstance(environment.identity["account"], Reference)
    return Identity(parts, names, account_known=known)


def _most_named(policies: Iterable[Policy], given: Mapping[str, str]) -> dict[str, str]:
    """The parts that are spelled out in the ARN that occurs most often among those that fit what is given."""
    counted: Counter[tuple[tuple[str, str], ...]] = Counter()
    for policy in policies:
        for statement in policy.statements:
            for entry in statement.resource.entries if statement.resource else ():
                match = _ARN.match(str(entry.text))
                parts = dict(zip(_ASSUMED, match.groups(), strict=True)) if match else {}
                plain = {part: text for part, text in parts.items() if text and not re.search(r"[*?${]", text)}
                if plain and all(plain.get(part, text) == text for part, text in given.items()):
                    counted[tuple(plain.items())] += 1
    best = max(counted.items(), key=lambda item: (len(item[0]), item[1]), default=((), 0))
    return dict(best[0])
