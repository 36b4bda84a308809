"""What of a policy never happens: statements that match nothing, methods that nobody can call, policies that admit nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from apigw_lint.analysis import policy as analysis
from apigw_lint.model.hit import hit

if TYPE_CHECKING:
    from apigw_lint.analysis.policy_reading import Reading
    from apigw_lint.iam import statement as iam
    from apigw_lint.iam.answer import Answer
    from apigw_lint.iam.environment import Route
    from apigw_lint.model import api as model
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.policy import Policy, Statement
    from apigw_lint.source.place import Place

SHOWN = 10  # routes that a message lists
METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS")
TIMES = ("aws:currenttime", "aws:epochtime")
FREE = ("CUSTOM", "AWS_IAM")  # where an authorizer's or the caller's own Allow will do


class Cause(NamedTuple):
    """Why a statement matches nothing: the case of a message, the place of it, and what is written there."""

    case: str
    place: Place
    value: str = ""


def allow_missing(policy: Policy) -> Hits:
    """A policy that can never admit a request."""
    reading = analysis.reading(policy)
    if reading is None or not _admits_nobody(reading):
        return
    allows = [one for one in policy.statements if isinstance(one.effect, str) and one.effect.lower() == "allow"]
    if not allows:
        yield hit(policy.place, "none", value="")
        return
    first = next((one for one in allows if one.effect == "Allow"), allows[0])
    cause = _cause(reading, first) if reading.all.statement_live(first.index).verdict == "no" else None
    if first.index in reading.faulty:
        cause = Cause("faulty", first.place)
    cause = cause or Cause("denied", first.place)
    yield hit(cause.place, cause.case, about=first, value=cause.value)


def _admits_nobody(reading: Reading) -> bool:
    """Whether no request gets in by the policy, and every route needs that it does."""
    if not any(reading.all.policy.statements):
        return False
    return reading.once("nobody", lambda: reading.all.allows_any().verdict == "no") and _is_needed(reading)


def _is_needed(reading: Reading) -> bool:
    """Whether no route can do without an Allow of the policy; where some can, the others are reported one by one."""
    known = [route.auth for _, route in reading.routes]
    if known:
        return all(auth is not None and auth not in FREE for auth in known)
    return reading.api is None or (reading.api.routes_known and not reading.api.routes)


def statement_unreachable(statement: Statement) -> Hits:
    """An Allow that matches nothing while others do."""
    reading = analysis.of_statement(statement)
    if reading is None or statement.effect != "Allow" or not _is_dead(reading, statement):
        return
    if _admits_nobody(reading):
        return
    cause = _cause(reading, statement)
    yield hit(cause.place, cause.case, value=cause.value)


def deny_ignored(statement: Statement) -> Hits:
    """A Deny that matches nothing. That of insecure transport is harmless: API Gateway answers on TLS alone."""
    reading = analysis.of_statement(statement)
    if reading is None or statement.effect != "Deny" or not _is_dead(reading, statement):
        return
    if not any(one.key == "aws:securetransport" for one in reading.statement(statement).tests):
        cause = _cause(reading, statement)
        yield hit(cause.place, cause.case, value=cause.value)


def _is_dead(reading: Reading, statement: Statement) -> bool:
    """Whether a statement certainly matches no request, for a reason that no other rule gives."""
    read = reading.statement(statement)
    if (
        statement.index in reading.faulty
        or not reading.is_invoke(statement.index)
        or any(_is_elsewhere(reading, test) for test in read.tests)
    ):
        return False
    return reading.all.statement_live(statement.index).verdict == "no"


def _is_elsewhere(reading: Reading, test: iam.Test) -> bool:
    """Whether it is a test of time, or one of which another rule speaks."""
    others = ("aws:sourceip",) if reading.endpoint_type == "PRIVATE" else analysis.PRIVATE_KEYS
    return test.key in TIMES or test.key in others


def _cause(reading: Reading, statement: Statement) -> Cause:
    """Why a statement matches nothing."""
    read = reading.statement(statement)
    entries = read.resource.entries if read.resource and not read.resource.negated else ()
    if entries and not any(reading.all.resource_live(statement.index, one.at) for one in entries):
        first = entries[0]
        place = statement.part("Resource", first.at or 0)
        return Cause(_resource_case(str(first.text)), place, str(first.text))
    for test in read.tests:
        if test.key == "aws:sourceip" and _unroutable(test):
            return Cause("address", statement.key("Condition", test.operator_name, test.key_name), str(test.texts[0]))
    tests = [one for one in read.tests if reading.holds_without(one) is not True] or read.tests
    if tests:
        last = tests[-1]
        return Cause("conditions", statement.key("Condition", last.operator_name, last.key_name), last.key_name)
    return Cause("conditions", statement.place)


def _resource_case(text: str) -> str:
    """What is likely wrong with a resource that no method has."""
    parts = text.split("/")
    verb = parts[2] if len(parts) > 2 else ""
    if verb == "ANY" or (verb.upper() in METHODS and verb not in METHODS):
        return "resource-verb"
    if "{" in text.replace("${", ""):
        return "resource-braces"
    return "resource-end" if len(parts) < 2 or text.endswith("/") else "resource"


def _unroutable(test: iam.Test) -> bool:
    """Whether the test lets only addresses pass that no caller on the internet has."""
    from apigw_lint.iam.address import RESERVED

    operator = test.operator
    if operator is None or operator.base != "IpAddress" or operator.negated or not test.ranges:
        return False
    return all(any(one.version == no.version and no.first <= one.first and one.last <= no.last for no in RESERVED)
               for one in test.ranges)  # fmt: skip


def method_unreachable(policy: Policy) -> Hits:
    """Methods that nobody can call; one hit for each cause. Statements that are not well formed are to be mended first."""
    reading = analysis.reading(policy)
    if reading is None or not reading.routes or reading.faulty or _admits_nobody(reading):
        return
    shut: dict[str, list[model.Route]] = {}
    for one, route in reading.routes:
        if route.auth is not None and _is_shut(reading, route):
            shut.setdefault(_why_shut(reading, route), []).append(one)
    for case, routes in shut.items():
        first, *others = named = sorted(routes, key=str)
        places = dict.fromkeys(one.place for one in others if one.place != first.place)
        related = ((policy.place, "the policy"), *((place, "this one too") for place in places))
        names = [one.key for one in named[:SHOWN]]
        more = [f"{len(routes) - SHOWN} more"] if len(routes) > SHOWN else []
        yield hit(first.at("auth", "security"), case, related=related, about=first, routes=names + more)


def _is_shut(reading: Reading, route: Route) -> bool:
    """Whether nobody can call a method; on a private API also when only a test of aws:SourceIp could let unsigned callers in,
    which tells nothing of them, while signed ones do get in."""
    answer = reading.callable(route)
    return answer.verdict == "no" or (_only_by_source(answer) and bool(reading.all.method_reachable(*route[:2])))


def _only_by_source(answer: Answer) -> bool:
    from apigw_lint.iam.address import RESERVED, covers, parse_address
    from apigw_lint.iam.answer import DOUBTFUL

    if answer.verdict != "maybe" or answer.reason != DOUBTFUL or answer.detail != "aws:SourceIp" or not answer.witness:
        return False
    found = parse_address(answer.witness.keys.get("aws:SourceIp", ""))
    return found is not None and not covers(RESERVED, found)


def _why_shut(reading: Reading, route: Route) -> str:
    access = reading.all
    if access.method_undenied(route.verb, route.path, "anonymous").verdict == "no":
        return "denied"
    if access.method_reachable(route.verb, route.path).verdict == "no":
        return "uncovered"
    return "source" if _only_by_source(reading.callable(route)) else "signed"


def identity_ignored(statement: Statement) -> Hits:
    """A statement about who calls, where every method is called unsigned."""
    reading = analysis.of_statement(statement)
    if reading is None or statement.index in reading.faulty or not reading.all_routes or not reading.routes:
        return
    place = _identity(reading, statement)
    if place is None or any(route.auth in ("AWS_IAM", None) for _, route in reading.routes):
        return
    covered = [route for _, route in reading.covered(statement.index)]
    if _admits_nobody(reading) or all(_is_shut(reading, route) for route in covered):
        return
    effect = "Deny" if statement.effect == "Deny" else "Allow"
    yield hit(place, effect, auth=list(dict.fromkeys(route.auth or "NONE" for route in covered)))


def _identity(reading: Reading, statement: Statement) -> Place | None:
    """Where a statement first asks who calls; None when it does not, or when an Allow lets unsigned callers pass it."""
    read = reading.statement(statement)
    allows = statement.effect != "Deny"
    if _names_somebody(read) and not (allows and read.principal and read.principal.negated):
        name = read.principal.name if read.principal else "Principal"
        return statement.part(name, "AWS", 0)
    for test in read.tests:
        if reading.presence(test.key) == "signed" and not (allows and reading.holds_without(test) is not False):
            return statement.key("Condition", test.operator_name, test.key_name)
    return None


def _names_somebody(statement: iam.Statement) -> bool:
    """Whether the statement names AWS principals, none of which may be everybody."""
    entries = statement.principal.entries if statement.principal else ()
    if any(one.text.literal == "*" or not (one.text.literal or one.text.constant) for one in entries):
        return False
    return analysis.named_principals(statement)
