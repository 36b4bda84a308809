"""Answers: yes, no or maybe, why it is only maybe, and a request that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from apigw_lint.iam import keys
from apigw_lint.iam.caller import Caller
from apigw_lint.iam.dimension import ABSENT
from apigw_lint.iam.moment import date
from apigw_lint.iam.request import Request

if TYPE_CHECKING:
    from apigw_lint.iam.environment import Identity
    from apigw_lint.iam.solver import Found
    from apigw_lint.iam.space import Space, World
    from apigw_lint.iam.text import Text

# Why an answer is only maybe.
UNRESOLVED = "unresolved value"
VARIABLE = "policy variable"
DOUBTFUL = "doubtful key"
ENDPOINT = "endpoint type"
STACK = "IP address type"
ACCOUNT = "account of the API"
LIMIT = "too many cases"


class Witness(NamedTuple):
    """One request. `context` maps the condition keys that it has, in their usual spelling, to a str, or to the Text of
    the policy whose unresolved value it must have. `statements` are the indexes of the statements that admit it, one of
    each policy.
    """

    method: str
    path: str
    stage: str
    caller: Caller
    context: dict[str, str | Text]
    statements: tuple[int, ...]
    arn: str

    @property
    def keys(self) -> dict[str, str]:
        """The condition keys of the request with their values as text."""
        return {key: str(value) for key, value in self.context.items()}

    @property
    def statement(self) -> int | None:
        """The statement of the first policy that admits the request."""
        return self.statements[0] if self.statements else None

    def request(self) -> Request:
        """The same request for the plain evaluation."""
        return Request(self.caller, self.arn, self.context)

    def __str__(self) -> str:
        parts = [f"{self.method} {self.path} (stage {self.stage})", f"caller {self.caller}"]
        rest = self.keys
        endpoint, vpc = rest.pop("aws:SourceVpce", None), rest.pop("aws:SourceVpc", None)
        if endpoint:
            parts.append(f"through VPC endpoint {endpoint} of {vpc}")
        for key in ("aws:VpcSourceIp", "aws:SourceIp"):
            if key in rest:
                parts.append(f"from {rest.pop(key)}")
        hidden = ("aws:SecureTransport", "aws:PrincipalArn", "aws:PrincipalAccount")
        parts += [f"{key} {value}" for key, value in rest.items() if key not in hidden]
        return ", ".join(parts)


class Answer(NamedTuple):
    """`verdict` is yes, no or maybe. A maybe has a `reason`, with the key in doubt as `detail`; a yes has a witness."""

    verdict: str
    witness: Witness | None = None
    reason: str | None = None
    detail: str | None = None

    def __bool__(self) -> bool:
        """Whether the answer is a certain yes."""
        return self.verdict == "yes"


_PRIVATE = {"aws:SourceVpce": "vpce-0attacker", "aws:SourceVpc": "vpc-0attacker", "aws:VpcSourceIp": "10.99.0.10"}


def witness(space: Space, world: World, identity: Identity, found: Found) -> Witness:
    """The most readable request of a set."""
    stage, method, path = found.word.split("/", 2)
    values: dict[str, str | Text] = dict(_PRIVATE) if world.endpoint_type == "PRIVATE" else {"aws:SourceIp": "8.8.8.8"}
    values["aws:SecureTransport"] = "true"
    caller = Caller("anonymous")
    for dimension, chosen in zip(space.dimensions, found.box, strict=True):
        one = dimension.first(chosen)
        if dimension.name == "caller":
            caller = one.value
        elif dimension.name == "time":
            values["aws:CurrentTime"] = date(float(one.value.text))
            values["aws:EpochTime"] = one.value.text
        elif one.tag != ABSENT:
            key = keys.find(dimension.name)
            values[key.name if key else dimension.name] = one.value.token or one.value.text
    if caller.arn:
        values |= {"aws:PrincipalArn": caller.arn, "aws:PrincipalAccount": caller.account}
    elif caller.kind == "anonymous":
        values["aws:PrincipalAccount"] = "anonymous"
    statements = tuple(index for _, index in found.allowing)
    return Witness(method, f"/{path}", stage, caller, values, statements, identity.prefix + found.word)


def differing(one: World, other: World) -> tuple[str, str | None]:
    """Why two worlds give different answers: the reason, and the key in doubt."""
    if one.endpoint_type != other.endpoint_type:
        return ENDPOINT, None
    for (key, there), (_, also) in zip(one.doubts, other.doubts, strict=True):
        if there != also:
            found = keys.find(key)
            return DOUBTFUL, found.name if found else key
    return STACK, None
