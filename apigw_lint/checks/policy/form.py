"""The form of a policy: what API Gateway rejects, and single values that cannot mean what they look like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import policy as analysis
from apigw_lint.model.hit import hit
from apigw_lint.model.value import Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.analysis.policy_reading import Reading
    from apigw_lint.iam.statement import Fault
    from apigw_lint.model.api import Api
    from apigw_lint.model.hit import Hit, Hits
    from apigw_lint.model.policy import Policy, Statement
    from apigw_lint.source.place import Place

QUOTA = 8192  # characters, raisable [DG api-gateway-execution-service-limits-table]
DOCUMENT = (
    "document-type", "statement-missing", "statement-type", "version-invalid", "element-missing", "element-conflict",
    "effect-invalid", "value-type", "condition-type", "principal-text", "principal-empty", "principal-kind",
    "principal-unsupported", "principal-wildcard", "principal-invalid",
)  # fmt: skip
CONDITION = ("operator-unknown", "operator-mismatch", "wildcard-literal", "range-invalid", "vpc-kind", "vpc-id")
VPC_KEY, ENDPOINT_KEY = "aws:sourcevpc", "aws:sourcevpce"


def document_invalid(policy: Policy) -> Hits:
    """What makes API Gateway refuse the policy."""
    reading = analysis.reading(policy)
    for fault in reading.faults if reading else ():
        if reading and (fault.kind in DOCUMENT or (fault.kind == "list-empty" and fault.element != "Condition")):
            yield _hit(reading, fault)


def action_invalid(policy: Policy) -> Hits:
    """Actions that are not those of calling an API."""
    yield from _of_kinds(policy, "action-foreign", "action-websocket")


def resource_invalid(policy: Policy) -> Hits:
    """Resources that are no methods of an API."""
    yield from _of_kinds(policy, "resource-shorthand", "resource-foreign")


def condition_unknown(policy: Policy) -> Hits:
    """Condition keys that no request has."""
    reading = analysis.reading(policy)
    for fault in reading.faults if reading else ():
        statement = reading.element(fault.statement) if reading else None
        if fault.kind == "key-unknown" and statement and fault.value is not None:
            effect = "Deny" if statement.effect == "Deny" else "Allow"
            place = statement.key("Condition", fault.operator, fault.key)
            hint = f" Did you mean '{fault.hint}'?" if fault.hint else ""
            yield hit(
                place,
                f"{effect}-{'always' if fault.value else 'never'}",
                about=statement,
                key=fault.key,
                hint=hint,
                meant=fault.hint,
            )


def condition_invalid(policy: Policy) -> Hits:
    """Tests that cannot work as they are written."""
    reading = analysis.reading(policy)
    for fault in reading.faults if reading else ():
        if reading and (fault.kind in CONDITION or (fault.kind == "list-empty" and fault.element == "Condition")):
            yield _hit(reading, fault)
    yield from _swapped(reading) if reading else ()


def _swapped(reading: Reading) -> Iterator[Hit]:
    """References to a VPC endpoint of the template where a VPC is wanted, and the other way round."""
    stack = reading.policy.stack
    endpoints = {(one.label, attribute) for one in stack.vpc_endpoints for attribute in (None, "Id")}
    vpcs = {(one, attribute) for one in stack.vpcs for attribute in (None, "VpcId")}
    wrong = {VPC_KEY: endpoints, ENDPOINT_KEY: vpcs}
    for statement in reading.policy.statements:
        for test in reading.statement(statement).tests:
            for entry in test.values if test.key in wrong else ():
                only = entry.text.pieces[0] if len(entry.text.pieces) == 1 else None
                if isinstance(only, Reference) and (only.target, only.attribute) in wrong[test.key]:
                    place = statement.part("Condition", test.operator_name, test.key_name, entry.at or 0)
                    yield hit(place, "vpc-kind", about=statement, value=only.target, key=test.key_name)


def version_deprecated(policy: Policy) -> Hits:
    """Policy variables in a policy whose version does not know them; once for the policy."""
    reading = analysis.reading(policy)
    found = [one for one in reading.faults if one.kind == "variable-literal"] if reading else []
    if reading and found:
        places = [_place(reading, one) for one in found]
        place = policy.at("version") if policy.written("version") else places[0]
        related = tuple((one, "read as plain text") for one in places) if policy.written("version") else ()
        yield hit(place, related=related, value=found[0].value)


def size_excessive(policy: Policy) -> Hits:
    """A policy longer than the quota allows."""
    reading = analysis.reading(policy)
    size = reading.size if reading else 0
    if size > QUOTA:
        yield hit(policy.place, size=size, quota=QUOTA)


def kind_ignored(api: Api) -> Hits:
    """A resource policy on an API of a kind that has none [DG http-api-vs-rest]."""
    if api.written("policy"):
        yield hit(api.at("policy"), kind="HTTP" if api.kind == "http" else "WebSocket")


def grant_wildcard(statement: Statement) -> Hits:
    """An Allow of more than calling: every action, or everything but something."""
    reading = analysis.of_statement(statement)
    if reading is None or statement.effect != "Allow" or statement.index in reading.faulty:
        return
    read = reading.statement(statement)
    for element in (read.action, read.resource, read.principal):
        if element is not None and element.negated:
            yield hit(statement.key(element.name), "negated", element=element.name)
            return
    for entry in read.action.entries if read.action else ():
        if entry.text.literal is not None and entry.text.literal.lower() in ("*", "execute-api:*"):
            yield hit(statement.part("Action", entry.at or 0), "action", action=entry.text.literal)
            return


def _of_kinds(policy: Policy, *kinds: str) -> Hits:
    reading = analysis.reading(policy)
    for fault in reading.faults if reading else ():
        if reading and fault.kind in kinds:
            yield _hit(reading, fault)


def _hit(reading: Reading, fault: Fault) -> Hit:
    """The hit of a fault: its kind is the case of the message."""
    hint = f" Did you mean '{fault.hint}'?" if fault.hint else ""
    facts: dict[str, Any] = {
        "value": fault.value,
        "element": fault.element,
        "key": fault.key,
        "operator": fault.operator,
        "meant": fault.hint,
    }
    about = reading.element(fault.statement)
    return hit(_place(reading, fault), fault.kind, about=about, hint=hint, **facts)


def _place(reading: Reading, fault: Fault) -> Place:
    """The tightest place of a fault."""
    statement = reading.element(fault.statement)
    if statement is None:
        return reading.policy.at("version") if fault.element == "Version" else reading.policy.place
    if fault.element is None:
        return statement.place
    inner = [part for part in (fault.operator, fault.key) if part is not None]
    if fault.kind in ("operator-unknown", "operator-mismatch", "principal-kind") or fault.kind == "list-empty":
        return statement.key(fault.element, *inner)
    return statement.part(fault.element, *inner, fault.at or 0)
