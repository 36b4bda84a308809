"""Whom a policy lets in besides those it should: the internet, other accounts, callers its conditions do not stop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import access
from apigw_lint.analysis import policy as analysis
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, certainly

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apigw_lint.analysis.policy_reading import Reading
    from apigw_lint.iam import statement as iam
    from apigw_lint.iam.access import Access
    from apigw_lint.model import api as model
    from apigw_lint.model.domain import VpcEndpoint
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.policy import Policy, Statement
    from apigw_lint.settings import Settings

SENT = ("aws:referer", "aws:useragent")
NETWORKS = ("aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip", "aws:sourceip")
CALLERS = ("aws:principalarn", "aws:principalaccount", "aws:principalorgid", "aws:vpceaccount", "aws:vpceorgid")
EVERY_CALLER = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "*"}],
}
BITS = {4: 32, 6: 128}  # of an address
SHOWN = 10  # routes that a message lists


def vpc_ignored(statement: Statement) -> Hits:
    """A test of a key that requests to a public endpoint never have [DG apigateway-resource-policies-aws-condition-keys]."""
    reading = analysis.of_statement(statement)
    if reading is None or reading.endpoint_type not in analysis.PUBLIC or statement.effect not in ("Allow", "Deny"):
        return
    tests = [one for one in reading.statement(statement).tests if one.key in analysis.PRIVATE_KEYS]
    results = [reading.holds_without(one) for one in tests]
    failing = next((one for one, result in zip(tests, results, strict=True) if result is False), None)
    test = failing or next((one for one, result in zip(tests, results, strict=True) if result), None)
    if test is not None:
        case = f"{statement.effect}-{'never' if failing else 'always'}"
        place = statement.key("Condition", test.operator_name, test.key_name)
        yield hit(place, case, key=test.key_name, endpoint=reading.endpoint_type)


def route_public(policy: Policy, settings: Settings) -> Hits:
    """Routes that ask nothing of their callers, behind a policy that lets most of the internet in, and that may not be open."""
    reading = analysis.reading(policy)
    if reading is None or reading.endpoint_type not in analysis.PUBLIC:
        return
    open_routes = [(one, route) for one, route in reading.routes if _asks_nothing(one, settings.public_paths)]
    if not open_routes or not reading.once("public", lambda: reading.declared.public("anonymous")):
        return
    answers = [(one, reading.declared.public("anonymous", route)) for one, route in open_routes]
    reached = [(one, answer.witness) for one, answer in answers if answer]
    if reached:
        witness: Any = reached[0][1]
        statement = reading.element(witness.statement)
        related = tuple((one.place, "anybody may call this") for one, _ in reached)
        keys_of = [one.key for one, _ in reached]
        yield hit(
            statement.place if statement else policy.place,
            related=related,
            routes=_listed(keys_of),
            witness=str(witness),
        )


def _asks_nothing(route: model.Route, public: Sequence[str]) -> bool:
    """Whether a route certainly asks nothing, and no rule about the route itself says so, nor the settings that it may."""
    if not certainly(access.is_open, route) or access.is_exempt(route, public):
        return False
    return not certainly(access.is_ignored, route) and not certainly(access.service_public, route)


def iam_public(policy: Policy) -> Hits:
    """Routes with IAM authorization that any account of AWS may call, its own policies willing."""
    reading = analysis.reading(policy)
    if reading is None or reading.endpoint_type == "PRIVATE":
        return
    yield from _opened(reading, "AWS_IAM", "signed")


def authorizer_unrestricted(policy: Policy) -> Hits:
    """Routes with a Lambda authorizer whose silence the policy's Allow overrules [DG apigateway-authorization-flow]."""
    reading = analysis.reading(policy)
    if reading is None or reading.endpoint_type == "PRIVATE":
        return
    yield from _opened(reading, "CUSTOM", "anonymous")


def _opened(reading: Reading, auth: str, who: str) -> Hits:
    """One hit for the routes of a kind that the policy opens to such strangers."""
    guarded = [(one, route) for one, route in reading.routes if route.auth == auth and one.verb != "OPTIONS"]
    if not guarded or not reading.declared.public(who):
        return
    answers = [(one, reading.declared.public(who, route)) for one, route in guarded]
    reached = [(one, answer.witness) for one, answer in answers if answer]
    if reached:
        witness: Any = reached[0][1]
        statement = reading.element(witness.statement)
        place = statement.part("Principal") if statement else reading.policy.place
        related = tuple((one.place, "may be called so") for one, _ in reached)
        yield hit(place, related=related, routes=_listed([one.key for one, _ in reached]), witness=str(witness))


def _listed(names: list[str]) -> list[str]:
    names = sorted(names, key=str)
    return names if len(names) <= SHOWN else [*names[:SHOWN], f"{len(names) - SHOWN} more"]


def condition_weak(statement: Statement) -> Hits:
    """An Allow for everybody all of whose tests hold for everybody, or for whoever wants."""
    reading = analysis.of_statement(statement)
    if reading is None or statement.effect != "Allow" or statement.index in reading.faulty:
        return
    read = reading.statement(statement)
    if not read.tests or not analysis.names_everybody(read):
        return
    found = [(test, case) for test in read.tests if (case := _weakness(test, reading, read))]
    if len(found) < len(read.tests) or not reading.declared.public(allow=statement.index):
        return
    test, case = found[0]
    place = statement.key("Condition", test.operator_name, test.key_name)
    yield hit(place, case, key=test.key_name, operator=test.operator_name)


def _weakness(test: iam.Test, reading: Reading, statement: iam.Statement) -> str | None:
    """Why a test stops nobody: "sent", "internet" or "absent"; None when it may stop somebody."""
    operator = test.operator
    if operator is None:
        return None
    if test.key in SENT:
        return "sent"
    address = "aws:vpcsourceip" if reading.endpoint_type == "PRIVATE" else "aws:sourceip"
    if operator.base == "IpAddress" and not operator.negated and test.key == address:
        whole = any(one.size == 1 << BITS[one.version] for one in test.ranges)
        return "internet" if whole else None
    return "absent" if reading.holds_without(test) is True and _lacking(test, reading, statement) else None


def _lacking(test: iam.Test, reading: Reading, statement: iam.Statement) -> bool:
    """Whether callers of routes that the statement covers lack the key; without routes, those who do not sign."""
    presence = reading.presence(test.key)
    if presence == "never":
        return test.key not in analysis.PRIVATE_KEYS
    unsigned = [route for _, route in reading.covered(statement.index) if route.auth not in ("AWS_IAM", None)]
    return presence == "signed" and bool(unsigned or not reading.routes)


def deny_conflicting(statement: Statement) -> Hits:
    """A Deny of several tests, which must all hold, so that meeting one requirement is enough to be let in."""
    reading = analysis.of_statement(statement)
    if reading is None or statement.effect != "Deny" or statement.index in reading.faulty:
        return
    tests = [one for one in reading.statement(statement).tests if one.operator is not None]
    required = [one for one in tests if _is_negated(one) and one.key in (*NETWORKS, *CALLERS)]
    blocked = [one for one in tests if not _is_negated(one) and one.key in ("aws:sourcevpc", "aws:sourcevpce")]
    for case, found in (("required", required), ("blocked", blocked)):
        if len({one.key for one in found}) > 1:
            last = found[-1]
            place = statement.key("Condition", last.operator_name, last.key_name)
            yield hit(place, case, keys=list(dict.fromkeys(one.key_name for one in found)))
            return


def _is_negated(test: iam.Test) -> bool:
    return test.operator is not None and test.operator.negated


def dualstack_missing(statement: Statement) -> Hits:
    """A block list of IPv4 ranges on an API that answers on IPv6 as well [DG api-gateway-ip-address-type]."""
    reading = analysis.of_statement(statement)
    api = reading.api if reading else None
    if reading is None or api is None or reading.endpoint_type not in analysis.PUBLIC:
        return
    if api.ip_address_type != "dualstack":
        return
    for test in reading.statement(statement).tests:
        if test.key == "aws:sourceip" and _blocks_v4_alone(test, statement.effect):
            answer = reading.declared.not_from_ip("0.0.0.0/0")
            if answer:
                place = statement.key("Condition", test.operator_name, test.key_name)
                yield hit(place, witness=str(answer.witness))
            return


def _blocks_v4_alone(test: iam.Test, effect: Any) -> bool:
    """Whether the test blocks those it lists, and lists IPv4 alone."""
    operator = test.operator
    if operator is None or operator.family != "address" or effect not in ("Allow", "Deny"):
        return False
    known = bool(test.ranges) and all(text.literal is not None for text in test.texts)
    return operator.negated == (effect == "Allow") and known and all(one.version == 4 for one in test.ranges)


def vpce_principal_mismatched(endpoint: VpcEndpoint) -> Hits:
    """A VPC endpoint whose policy names its callers, before a private API whose routes are called unsigned."""
    policy: Any = endpoint.policy
    if policy is None or policy is UNKNOWN or not endpoint.service or not endpoint.service.endswith("execute-api"):
        return
    access = _through(policy.document)
    if access.anonymous().verdict != "no" or not access.allows_any():
        return
    for api in endpoint.apis:
        route = next((one for one in api.routes if certainly(_is_unsigned, one)), None)
        if certainly(lambda api=api: api.is_private) and route is not None:
            related = ((route.place, "called without a signature of IAM"),)
            yield hit(endpoint.at("policy"), related=related, route=route.key, auth=route.auth or "NONE")
            return


def _through(document: Any) -> Access:
    """A policy of a VPC endpoint before an API that lets everybody in."""
    from apigw_lint.iam.access import Access
    from apigw_lint.iam.environment import Environment

    return Access(EVERY_CALLER, Environment("PRIVATE"), endpoint_policy=document)


def _is_unsigned(route: model.Route) -> bool:
    return route.auth in (None, "NONE", "COGNITO_USER_POOLS", "CUSTOM")
