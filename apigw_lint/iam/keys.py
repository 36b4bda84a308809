"""The condition keys: their types, and when API Gateway puts them into a request.

"AWS condition keys that can be used in API Gateway resource policies" of the developer guide is the table of keys that
are filled. The global keys of IAM that it does not mention may or may not be there, and so may `aws:SourceIp` on a
private API, of which IAM says that it is absent and API Gateway that the VPC endpoint rewrites it: they are doubtful,
and an answer that hangs on them is no certain answer.
"""

from __future__ import annotations

from typing import NamedTuple

from apigw_lint.iam.automaton import ANY, DIGIT, LOWER, REST, Row, at_least_one, literal


class Key(NamedTuple):
    """A condition key. `presence` is one of always, private, sent, signed, constant, doubtful."""

    name: str
    type: str
    presence: str
    many: bool = False


_TABLE = """
always    address  aws:SourceIp
always    date     aws:CurrentTime aws:EpochTime
constant  bool     aws:SecureTransport
sent      string   aws:Referer aws:UserAgent
private   string   aws:SourceVpc aws:SourceVpce
private   address  aws:VpcSourceIp
signed    arn      aws:PrincipalArn
signed    string   aws:PrincipalAccount aws:PrincipalOrgID aws:PrincipalType aws:userid aws:username aws:PrincipalTag/
signed    strings  aws:PrincipalOrgPaths
signed    bool     aws:MultiFactorAuthPresent aws:PrincipalIsAWSService
signed    number   aws:MultiFactorAuthAge
signed    date     aws:TokenIssueTime
doubtful  arn      aws:SourceArn aws:SourceVpcArn aws:ChatbotSourceArn execute-api:viaDomainArn
doubtful  arn      ec2:SourceInstanceArn lambda:SourceFunctionArn ssm:SourceInstanceArn glue:RoleAssumedBy
doubtful  string   aws:SourceAccount aws:SourceOwner aws:SourceOrgID aws:VpceAccount aws:VpceOrgID aws:RequestedRegion
doubtful  string   aws:ResourceAccount aws:ResourceOrgID aws:ResourceTag/ aws:RequestTag/ aws:SourceIdentity
doubtful  string   aws:FederatedProvider aws:PrincipalServiceName aws:CalledViaFirst aws:CalledViaLast
doubtful  string   aws:Ec2InstanceSourceVpc ec2:RoleDelivery identitystore:UserId glue:CredentialIssuingService
doubtful  address  aws:Ec2InstanceSourcePrivateIPv4
doubtful  strings  aws:SourceOrgPaths aws:VpceOrgPaths aws:ResourceOrgPaths aws:CalledVia aws:TagKeys
doubtful  strings  aws:PrincipalServiceNamesList aws:CalledViaAWSMCP
doubtful  bool     aws:ViaAWSService aws:AssumedRoot aws:ViaAWSMCPService
"""


def _table() -> dict[str, Key]:
    keys = {}
    for line in _TABLE.split("\n"):
        presence, kind, *names = line.split() or ("", "")
        for name in names:
            keys[name.lower()] = Key(
                name, kind.removesuffix("s") if kind == "strings" else kind, presence, many=kind == "strings"
            )
    return keys


KEYS = _table()
TIMES = frozenset({"aws:currenttime", "aws:epochtime"})
NETWORK = frozenset({"aws:sourcevpc", "aws:sourcevpce"})

# What a value of the key begins with, and that letters and digits follow; other keys may hold any text.
_PREFIXES = {
    "aws:sourcevpc": "vpc-",
    "aws:sourcevpce": "vpce-",
    "aws:ec2instancesourcevpc": "vpc-",
    "aws:principalorgid": "o-",
    "aws:vpceorgid": "o-",
    "aws:sourceorgid": "o-",
}
# Values that no policy would name, for witnesses: by what they begin with, and by key.
_STRANGERS = {"vpc-": "vpc-0attacker", "vpce-": "vpce-0attacker", "o-": "o-otherorg99"}
_USUAL = {"aws:principaltype": "AssumedRole", "aws:userid": "AROA0ATTACKER:caller"}


def find(key: str) -> Key | None:
    """The key of this name, in any case, or None when IAM and API Gateway know none. A tag key is found by its stem."""
    stem, slash, _ = key.partition("/")
    found = KEYS.get((stem + slash).lower())
    return found._replace(name=found.name + key[len(found.name) :]) if found and slash else found


def presence(key: str, endpoint_type: str) -> str:
    """When the key is in a request to an API of this endpoint type: always, never, sent, signed, constant, doubtful."""
    found = find(key)
    if found is None:
        return "never"
    if found.presence == "private":
        return "always" if endpoint_type == "PRIVATE" else "never"
    if found.name == "aws:SourceIp" and endpoint_type == "PRIVATE":
        return "doubtful"
    return found.presence


def language(key: str) -> list[Row]:
    """The values that the key can have in a request that has it."""
    if key == "aws:principaltype":
        return [literal(kind) for kind in ("AssumedRole", "User", "FederatedUser", "Account")]
    if key == "aws:userid":
        return [[*literal("A"), *at_least_one(ANY)], at_least_one(DIGIT)]
    prefix = _PREFIXES.get(key)
    return [[*literal(prefix), *at_least_one(LOWER)]] if prefix else [[REST]]


def confined(key: str) -> bool:
    """Whether the values of the key all look alike, so that none is a number, a date or an address."""
    return key in _PREFIXES


def stranger(key: str) -> str:
    """A value of the key that nobody would name."""
    if key in _PREFIXES:
        return _STRANGERS[_PREFIXES[key]]
    return _USUAL.get(key, "999988887777" if key.endswith("account") else "something-else")


def suggestion(key: str) -> str | None:
    """The nearest key that exists, or None when nothing is near."""
    import difflib

    close = difflib.get_close_matches(key.lower(), KEYS, 1, 0.75)
    return KEYS[close[0]].name if close else None
