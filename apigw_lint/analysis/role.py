"""The roles that API Gateway assumes to call something, and what it needs them for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.analysis import service
from apigw_lint.analysis.caller import sources
from apigw_lint.analysis.permission import matches
from apigw_lint.model.integration import Integration
from apigw_lint.model.value import Partial, Undetermined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.authorizer import Authorizer
    from apigw_lint.model.function import Role

# Services whose actions are called what IAM calls them, and the service in HTTP API subtypes.
SAME_NAME = frozenset(("sqs", "sns", "dynamodb", "kinesis", "firehose", "states", "events"))
SUBTYPES = {
    "EventBridge": "events",
    "SQS": "sqs",
    "Kinesis": "kinesis",
    "StepFunctions": "states",
    "AppConfig": "appconfig",
}
# Actions on several messages at once, which ask for the right to the action on one
# [SQS sqs-api-permissions-reference; SNS sns-batch-api-actions].
BATCHES = {
    "SendMessageBatch": "SendMessage",
    "DeleteMessageBatch": "DeleteMessage",
    "ChangeMessageVisibilityBatch": "ChangeMessageVisibility",
    "PublishBatch": "Publish",
}
OTHER_RIGHTS = (
    "ExecuteStatement",
    "BatchExecuteStatement",
    "ExecuteTransaction",
    "TransactWriteItems",
    "TransactGetItems",
)


class Use(NamedTuple):
    """A use of a role: `source` is the integration or authorizer that names it, `action` the right that it needs, None when that
    is not known."""

    source: Integration | Authorizer
    action: str | None

    @property
    def name(self) -> str:
        """As a message calls it: `GET /pets`, or the authorizer's name."""
        key = getattr(self.source.owner, "key", None)
        return key if isinstance(key, str) else self.source.label


def uses(role: Role) -> Iterator[Use]:
    """The integrations and authorizers that name a role by reference."""
    for api in (*role.stack.apis, *role.stack.outside_apis):
        for source in dict.fromkeys(sources(api)):
            credentials: Any = source.credentials
            reference = credentials.reference if isinstance(credentials, Partial) else None
            if reference is not None and reference.target == role.label and reference.attribute == "Arn":
                yield Use(source, _action(source))


def _action(source: Integration | Authorizer) -> str | None:
    """The right that a call needs."""
    if isinstance(source, Integration) and isinstance(source.subtype, str):
        name, _, action = source.subtype.partition("-")
        return f"{SUBTYPES[name]}:{action}" if name in SUBTYPES and name != "AppConfig" else None
    try:
        parts = source.uri.split(":", 5) if source.uri is not None else []
    except Undetermined:
        return None
    if len(parts) < 6 or not all(isinstance(one, str) for one in (parts[2], parts[4])) or parts[2] != "apigateway":
        return None
    if parts[4] == "lambda":
        return "lambda:InvokeFunction"
    kind, _, action = str(parts[5]).partition("/")
    if kind == "path":
        action = _asked(source, parts[4], action)
    known = parts[4] in SAME_NAME and kind in ("action", "path") and action.isalnum() and action not in OTHER_RIGHTS
    return f"{parts[4]}:{BATCHES.get(action, action)}" if known else None


def _asked(source: Integration | Authorizer, name: str, path: str) -> str:
    """The action that a request to a path of a service asks for; "" when it cannot be seen."""
    if not isinstance(source, Integration) or not source.mappings_known:
        return ""
    try:
        return service.asked(source, name, path) or ""
    except Undetermined:
        return ""


def trusts_gateway(role: Role) -> bool:
    """Whether the role's trust policy admits API Gateway, or everyone."""
    if role.trusted is None:
        return False
    return any(name == "*" or name.startswith("apigateway.") for name in role.trusted)


def may_allow(role: Role, action: str) -> bool:
    """Whether some statement of the role allows an action, or may do so: only a certain no is False."""
    return not role.policies_known or any(_allows(statement, action) for statement in role.statements)


def _allows(statement: Any, action: str) -> bool:
    if not isinstance(statement, dict):
        return True
    effect, actions = statement.get("Effect"), statement.get("Action")
    if isinstance(effect, str) and effect != "Allow":
        return False
    if actions is None or not isinstance(actions, (str, list)):
        return True
    listed = [actions] if isinstance(actions, str) else actions
    return any(not isinstance(one, str) or matches(one.lower(), action.lower()) for one in listed)
