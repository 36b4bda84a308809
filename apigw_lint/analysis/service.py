"""What a route does in AWS by itself: the service and the action that its integration calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.model.integration import static_text
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.api import Route
    from apigw_lint.model.integration import Integration

PASSED_ON = Pattern(r"arn:[^:]+:iam::\*:user/\*\Z")
SERVICES = {"EventBridge": "events", "StepFunctions": "states", "AppConfig": "appconfig"}
ACTION = Pattern(r"\bAction=(\w+)")  # as the query protocol has it, in a path or in a body
ACTION_KEY = "integration.request.querystring.action"
TARGET_KEY = "integration.request.header.x-amz-target"  # `AmazonSQS.SendMessage`, as the JSON protocols have it
OBJECTS = {
    "GET": "GetObject",
    "HEAD": "GetObject",
    "PUT": "PutObject",
    "DELETE": "DeleteObject",
}  # S3 has verbs for actions

INGEST = frozenset(("sqs:SendMessage", "sns:Publish", "kinesis:PutRecord", "firehose:PutRecord", "events:PutEvents"))
"""Taking messages in, and nothing else."""

FOR_ANYBODY = frozenset((
    "states:SendTaskSuccess", "states:SendTaskFailure", "states:SendTaskHeartbeat",
    "cognito-idp:ConfirmForgotPassword", "cognito-idp:ConfirmSignUp", "cognito-idp:ForgotPassword", "cognito-idp:InitiateAuth",
    "cognito-idp:ResendConfirmationCode", "cognito-idp:RespondToAuthChallenge", "cognito-idp:RevokeToken", "cognito-idp:SignUp",
))  # fmt: skip
"""What asks for a secret of its own: the token of a task that waits ([SFN connect-to-resource]), the password or code of a user, for
which Cognito itself asks no credentials of AWS ([COGNITO user-pools-API-operations])."""


def passes_caller_on(integration: Integration) -> bool:
    """Whether the backend is called with the caller's own credentials [API PutIntegration]."""
    return bool(PASSED_ON.match(str(integration.credentials)))


def calls_service(route: Route) -> str | None:
    """What a route does in AWS with the API's own role: `dynamodb:DeleteItem`, the service alone where the action is not to be seen;
    None when it calls no service so."""
    integration = route.integration
    if integration is None or passes_caller_on(integration):
        return None
    if integration.subtype is not None:
        service, _, action = integration.subtype.partition("-")
        return f"{SERVICES.get(service, service.lower())}:{action}"
    return _called(integration) if integration.type == "AWS" else None


def _called(integration: Integration) -> str | None:
    """By `arn:PARTITION:apigateway:REGION:SERVICE:action/NAME`, or by `path/...` and what is mapped besides; None for Lambda."""
    uri: Any = integration.uri
    parts = uri.split(":", 5) if uri is not None else []
    if len(parts) < 6 or parts[2] != "apigateway" or parts[4].endswith("lambda"):
        return None
    service = str(parts[4]).rpartition(".")[2]
    kind, _, rest = str(parts[5]).partition("/")
    action = rest.partition("&")[0] if kind == "action" else asked(integration, service, rest)
    return f"{service}:{action}" if action else service


def asked(integration: Integration, service: str, path: str) -> str | None:
    """The action that a request to a path asks for; None when it cannot be seen."""
    if service == "s3" and "/" in path.strip("/") and isinstance(integration.verb, str):
        return OBJECTS.get(integration.verb)
    texts = [path, *(str(one.text) for one in integration.request_templates if one.text is not None)]
    found = [match[1] for match in map(ACTION.search, texts) if match]
    found += [text.rpartition(".")[2] for text in _mapped(integration)]
    return found[0] if len(set(found)) == 1 else None


def _mapped(integration: Integration) -> Iterator[str]:
    """The static texts that are mapped to what names an action."""
    for one in integration.request_mappings:
        if isinstance(one.key, str) and one.key.lower() in (ACTION_KEY, TARGET_KEY):
            text = static_text(one.value)
            if text:
                yield text
