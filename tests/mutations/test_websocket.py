"""One edit of a WebSocket API that works: the rule that it is about speaks, at its line, and no other does."""

from __future__ import annotations

import re

import pytest

from tests.mutations.mutation import PROJECTS, mutate

TEMPLATE = (PROJECTS / "websocket" / "template.yaml").read_text(encoding="utf-8")


def resource(name: str) -> str:
    """The text of one resource of the template."""
    return re.search(rf"  {name}:\n(?:    .*\n)+", TEMPLATE)[0]  # type: ignore[index]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param(
            "AuthorizationType: AWS_IAM",
            "AuthorizationType: NONE",
            ["websocket-connect-public: AuthorizationType: NONE"],
            id="anyone may connect",
        ),
        pytest.param(resource("Connect"), "", ["websocket-connect-public: Chat:"], id="nothing checks callers"),
        pytest.param(
            "OperationName: send",
            "AuthorizationType: AWS_IAM",
            ["websocket-auth-invalid: AuthorizationType: AWS_IAM (28)"],
            id="authorization of a message",
        ),
        pytest.param(
            "$request.body.action",
            "$action",
            ["websocket-selection-invalid: RouteSelectionExpression: $action"],
            id="nothing of the message",
        ),
        pytest.param(
            "RouteKey: send",
            "RouteKey: $send",
            ["websocket-route-invalid: RouteKey: $send"],
            id="none of the predefined keys",
        ),
        pytest.param(
            "RouteKey: send",
            "RouteKey: POST /send",
            ["websocket-route-invalid: RouteKey: POST /send"],
            id="a key of HTTP APIs",
        ),
        pytest.param(
            "  Live:\n",
            resource("Rest").replace("  Rest:", "  Again:") + "  Live:\n",
            ["websocket-route-invalid: RouteKey: $default (48)"],
            id="one key twice",
        ),
        pytest.param(
            "      OperationName: rest\n      Target: !Sub integrations/${Backend}\n",
            "",
            ["websocket-target-missing: Rest:"],
            id="a route to nowhere",
        ),
        pytest.param(resource("Rest"), "", ["websocket-default-missing: Chat:"], id="no default route"),
        pytest.param(
            resource("Answer"),
            "",
            ["websocket-response-mismatched: RouteResponseSelectionExpression: $default"],
            id="no route response",
        ),
        pytest.param(
            "StageName: live",
            "StageName: $default",
            ["websocket-stage-invalid: StageName: $default"],
            id="the stage of HTTP APIs",
        ),
        pytest.param(
            "context.connectionId",
            "route.request.header.X-Token",
            ["websocket-parameter-ignored: integration.request.header.X-Connection: route.request.header.X-Token"],
            id="a header of a message",
        ),
        pytest.param(
            "      RouteSelectionExpression: $request.body.action\n",
            "      RouteSelectionExpression: $request.body.action\n      CorsConfiguration: {AllowOrigins: ['*']}\n",
            ["cors-kind-ignored: CorsConfiguration: {AllowOrigins: ['*']}"],
            id="CORS",
        ),
    ],
)
def test_an_edit_of_a_template(old: str, new: str, found: list[str]) -> None:
    assert mutate("websocket", old, new) == found
