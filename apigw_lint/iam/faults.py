"""What is wrong with the form of a policy and with single values of it, as data for the rules to report.

Kinds of faults, and the part they point at:

- the document: document-type, statement-missing, statement-type, version-invalid, element-missing, element-conflict,
  effect-invalid, value-type, list-empty, condition-type
- principals: principal-text (a bare text other than "*"), principal-empty, principal-kind, principal-unsupported
  (Federated, CanonicalUser), principal-wildcard, principal-invalid
- actions: action-foreign (no action of execute-api), action-websocket (an Allow of ManageConnections alone)
- resources: resource-shorthand (`execute-api:` without the slash), resource-foreign (no ARN of execute-api)
- conditions: operator-unknown, operator-mismatch (cannot work on the key's type), wildcard-literal (`*` where it is no
  wildcard), range-invalid, vpc-kind (a VPC endpoint's id under aws:SourceVpc, or the reverse), vpc-id, list-empty
- keys: key-unknown, `value` being whether the test then holds for every request
- variables: variable-literal (`${...}` in a policy whose version has no variables)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from apigw_lint.iam import keys
from apigw_lint.iam.address import parse_range
from apigw_lint.iam.automaton import Automaton
from apigw_lint.iam.caller import ACCOUNT, FEDERATED, IDENTITY, ROOT, SESSION
from apigw_lint.iam.request import SHORTHAND
from apigw_lint.iam.search import Budget, words
from apigw_lint.iam.statement import Element, Entry, Fault, Policy, Statement, Test
from apigw_lint.iam.text import Text
from apigw_lint.model.value import UNKNOWN, Partial, Reference
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

ACTIONS = ("execute-api:invoke", "execute-api:invalidatecache", "execute-api:manageconnections")
_UNIQUE_ID = Pattern(r"A(ROA|IDA)[A-Z0-9]+", re.ASCII)
_NAMES = (ACCOUNT, ROOT, SESSION, IDENTITY, FEDERATED, _UNIQUE_ID)
# The families of operators that work on a type of key.
_FITTING = {
    "string": {"string", "binary"},
    "arn": {"string", "arn", "binary"},
    "bool": {"bool", "string"},
    "address": {"address"},
    "number": {"number"},
    "date": {"date", "number"},
}
_VPC_IDS = {"aws:sourcevpc": "vpc-", "aws:sourcevpce": "vpce-"}


def examine(policy: Policy) -> list[Fault]:
    """All faults of the policy, those of its form first. Values that are not known have none."""
    found = list(policy.faults)
    for statement in policy.statements:
        for element in (statement.principal, statement.action, statement.resource):
            for entry in element.entries if element else ():
                kind = _CHECKS[element.name.removeprefix("Not")](statement, entry) if element else None
                if kind and element:
                    found.append(_at_entry(kind, statement, element, entry))
        for test in statement.tests:
            found += _tested(statement, test)
        if not policy.variables:
            found += _variables(statement)
    return found


def size(document: Any) -> int:
    """The length of the policy as JSON without spaces, in characters; unknown parts count as empty: a lower bound."""
    import json

    def known(value: Any) -> Any:
        if value is UNKNOWN or isinstance(value, (Partial, Reference)):
            return "".join(value.known) if isinstance(value, Partial) else ""
        if isinstance(value, dict):
            return {str(key): known(one) for key, one in value.items()}
        return [known(one) for one in value] if isinstance(value, list) else value

    return len(json.dumps(known(document), separators=(",", ":"), ensure_ascii=False, default=str))


def _at_entry(kind: str, statement: Statement, element: Element, entry: Entry) -> Fault:
    return Fault(kind, statement.index, element.name, entry.kind, None, entry.at, entry.text.literal)


def _principal(_: Statement, entry: Entry) -> str | None:
    name = entry.text.literal
    if entry.kind in ("Federated", "CanonicalUser"):
        return "principal-unsupported"
    if entry.kind != "AWS" or name in (None, "*") or any(form.fullmatch(name or "") for form in _NAMES):
        return None
    return "principal-wildcard" if set("*?") & set(name or "") else "principal-invalid"


def _action(statement: Statement, entry: Entry) -> str | None:
    if not entry.text.known:
        return None
    covered = [action for action in ACTIONS if entry.text.lower().like(action)]
    if not covered:
        return "action-foreign"
    alone = statement.effect == "Allow" and len(statement.action.entries if statement.action else ()) == 1
    return "action-websocket" if alone and covered == ["execute-api:manageconnections"] else None


def _resource(_: Statement, entry: Entry) -> str | None:
    written = entry.text.literal
    if written is None or written.startswith(SHORTHAND) or _shaped(entry.text):
        return None
    return "resource-shorthand" if written.lower().startswith("execute-api:") else "resource-foreign"


def _shaped(text: Text) -> bool:
    """Whether the pattern can match an ARN of execute-api at all."""
    wanted, given = Automaton([Text(("arn:*:execute-api:*:*:*",)).row(arn=True)]), Automaton([text.row()])
    found = words(wanted, [(given, given.start)], Budget(), lambda states: not any(states))
    return any(matched for _, (matched,) in found)


def _tested(statement: Statement, test: Test) -> Iterator[Fault]:
    operator = test.operator

    def fault(kind: str, entry: Entry | None = None, value: Any = None, hint: str | None = None) -> Fault:
        shown = entry.text.literal if entry else value
        at = entry.at if entry else None
        return Fault(kind, statement.index, "Condition", test.operator_name, test.key_name, at, shown, hint)

    key = keys.find(test.key)
    if key is None:
        yield fault("key-unknown", value=test.passes_when_absent, hint=keys.suggestion(test.key_name))
    if operator is None or operator.base == "Null":
        return
    if key and key.presence != "doubtful" and "/" not in key.name and operator.family not in _FITTING[key.type]:
        yield fault("operator-mismatch", value=key.type)
        return
    for entry in test.values:
        kind = _value(test, entry.text.literal)
        if kind:
            yield fault(kind, entry)


def _value(test: Test, written: str | None) -> str | None:
    operator = test.operator
    if written is None or operator is None:
        return None
    if operator.family == "address":
        return None if parse_range(written) else "range-invalid"
    if operator.family == "string" and not operator.wild and set("*?") & set(written) and "${" not in written:
        return "wildcard-literal"
    prefix = _VPC_IDS.get(test.key)
    if prefix is None or re.fullmatch(prefix + r"[0-9a-z*?]+|\*|.*\$\{.*", written):
        return None
    other = "vpce-" if prefix == "vpc-" else "vpc-"
    return "vpc-kind" if written.startswith(other) else None if operator.wild else "vpc-id"


def _variables(statement: Statement) -> Iterator[Fault]:
    for entry in statement.resource.entries if statement.resource else ():
        if _looks_variable(entry.text) and statement.resource:
            yield _at_entry("variable-literal", statement, statement.resource, entry)
    for test in statement.tests:
        for entry in test.values:
            if _looks_variable(entry.text):
                where = (statement.index, "Condition", test.operator_name, test.key_name, entry.at)
                yield Fault("variable-literal", *where, value=entry.text.literal)


def _looks_variable(text: Text) -> bool:
    return any(isinstance(piece, str) and re.search(r"\$\{[a-z-]+:[^}]+\}", piece) for piece in text.pieces)


_CHECKS = {"Principal": _principal, "Action": _action, "Resource": _resource}
