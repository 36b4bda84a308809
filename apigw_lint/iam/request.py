"""One request, and what policies decide about it: the plain reading of the evaluation logic, statement by statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.iam import keys
from apigw_lint.iam.caller import Caller, named
from apigw_lint.iam.condition import Value, holds
from apigw_lint.iam.statement import Element, Policy, Statement, Test
from apigw_lint.iam.text import Text
from apigw_lint.iam.truth import Truth, every, negate, some
from apigw_lint.model.value import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from apigw_lint.iam.environment import Environment, Identity

INVOKE = "execute-api:Invoke"
SHORTHAND = "execute-api:/"


class Perhaps:
    """The state of a condition key of which nobody can say whether the request has it."""


PERHAPS = Perhaps()


class Request:
    """A call. `context` maps condition keys to a str, a list of str, UNKNOWN (there, but not known), PERHAPS, or the
    Text of a policy whose unresolved value the key has."""

    __slots__ = ("action", "arn", "caller", "context")

    def __init__(self, caller: Caller, arn: str, context: Mapping[str, Any], action: str = INVOKE) -> None:
        self.caller = caller
        self.arn = arn
        self.action = action
        self.context: dict[str, Any] = {key.lower(): value for key, value in context.items()}
        if caller.arn:
            self.context.setdefault("aws:principalarn", caller.arn)
            self.context.setdefault("aws:principalaccount", caller.account)

    def variables(self) -> dict[str, str | None]:
        """The keys that a policy variable can stand for; a value that is not known stays UNKNOWN."""
        single = {key: value for key, value in self.context.items() if not isinstance(value, (list, Perhaps))}
        return single | {key: UNKNOWN for key, value in self.context.items() if isinstance(value, Perhaps)}


def completed(request: Request, environment: Environment) -> Request:
    """The request with the keys that API Gateway fills but nobody mentioned: present and not known, or perhaps there."""
    kinds = environment.endpoint_types()
    for key in keys.KEYS:
        states = {keys.presence(key, kind) for kind in kinds}
        if key in request.context or states == {"never"}:
            continue
        if states == {"constant"}:
            request.context[key] = "true"
        elif states == {"always"}:
            request.context[key] = UNKNOWN
        elif states != {"signed"} or request.caller.signed:
            request.context[key] = PERHAPS
    return request


class Decision(NamedTuple):
    """What policies say: Allow, Deny (an explicit one), Neither, or None when it cannot be told.

    `policy` and `statement` are the indexes of the statement that decides, None where no statement applies.
    """

    outcome: str | None
    policy: int | None = None
    statement: int | None = None


def expanded(text: Text, prefix: str) -> Text:
    """A resource with the shorthand `execute-api:/` written out; no other short form is one."""
    first = text.pieces[0] if text.pieces else ""
    if isinstance(first, str) and first.startswith(SHORTHAND):
        return Text((prefix + first[len(SHORTHAND) :], *text.pieces[1:]))
    return text


def acts(action: Element, name: str = INVOKE) -> Truth:
    """Whether the Action or NotAction element covers the action."""
    result = some(entry.text.lower().like(name.lower()) for entry in action.entries)
    if action.open and result is False:
        result = None
    return negate(result) if action.negated else result


def covers(resource: Element, arn: str, prefix: str) -> Truth:
    """Whether the Resource or NotResource element covers the ARN."""
    result = some(expanded(entry.text, prefix).like(arn) for entry in resource.entries)
    if resource.open and result is False:
        result = None
    return negate(result) if resource.negated else result


def covers_domain(resource: Element) -> Truth:
    """Whether the Resource element of a domain's policy covers that domain; its name and id are not known here."""
    everything = any(entry.text.literal in ("*", "execute-api:/*") for entry in resource.entries)
    return not resource.negated if everything else None


def applies(statement: Statement, request: Request, prefix: str, kind: str = "api") -> Truth:
    """Whether the statement of a policy of this kind applies to the request, whatever its effect."""
    if statement.broken:
        return False
    if not (statement.principal and statement.action and statement.resource):
        return None
    variables = request.variables()
    resource = _resolved(statement.resource, variables)
    return every(
        (
            None if statement.doubtful else True,
            named(statement.principal, request.caller),
            acts(statement.action, request.action),
            covers_domain(resource) if kind == "domain" else covers(resource, request.arn, prefix),
            *(_passes(_filled(test, variables), request.context) for test in statement.tests),
        )
    )


def decide(policy: Policy, request: Request, identity: Identity) -> Decision:
    """What one policy says about the request."""
    allow, deny = Decision("Neither"), Decision("Neither")
    for statement in policy.statements:
        applied = applies(statement, request, identity.prefix, policy.resource_kind)
        if applied is False:
            continue
        for effect, found in (("Allow", allow), ("Deny", deny)):
            if not statement.may_be(effect) or found.outcome == effect:
                continue
            certain = applied is True and statement.certainly(effect)
            if certain or found.outcome == "Neither":
                decision = Decision(effect if certain else None, 0, statement.index)
                allow, deny = (decision, deny) if effect == "Allow" else (allow, decision)
    if deny.outcome == "Deny":
        return deny
    return allow if deny.outcome == "Neither" or allow.outcome == "Neither" else Decision(None, 0, deny.statement)


def decide_all(policies: Sequence[Policy], request: Request, identity: Identity) -> Decision:
    """What several policies say together: all must allow, and one Deny is enough."""
    decisions = [decide(policy, request, identity)._replace(policy=index) for index, policy in enumerate(policies)]
    for outcome in ("Deny", "Neither", None):
        for decision in decisions:
            if decision.outcome == outcome:
                return decision if decision.statement is not None else decision._replace(policy=None)
    return decisions[0]


def _passes(test: Test | None, context: Mapping[str, Any]) -> Truth:
    if test is None:
        return None
    given = context.get(test.key)
    if isinstance(given, Perhaps):
        absent, present = holds(test, None), holds(test, Value(None))
        return absent if absent is present else None
    if given is UNKNOWN:
        return holds(test, Value(None))
    if isinstance(given, list):
        return holds(test, [Value(one) for one in given])
    return holds(test, None if given is None else Value(None, token=given) if isinstance(given, Text) else Value(given))


def _filled(test: Test, variables: Mapping[str, str | None]) -> Test | None:
    """The test with its policy variables filled in; None when one of them has no value in this request."""
    if not any(text.varying for text in test.texts):
        return test
    texts = [text.resolved(variables) for text in test.texts]
    if None in texts:
        return None
    values = tuple(entry._replace(text=text or entry.text) for entry, text in zip(test.values, texts, strict=True))
    return Test(test.operator_name, test.operator, test.key_name, values)


def _resolved(resource: Element, variables: Mapping[str, str | None]) -> Element:
    """The element with its policy variables filled in; an entry of which one has no value covers nothing."""
    if not any(entry.text.varying for entry in resource.entries):
        return resource
    filled = ((entry, entry.text.resolved(variables)) for entry in resource.entries)
    return resource._replace(entries=tuple(entry._replace(text=text) for entry, text in filled if text))
