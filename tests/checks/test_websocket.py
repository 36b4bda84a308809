"""WebSocket APIs: what is said of their routes, and what stays unsaid because it cannot be known."""

from __future__ import annotations

import pytest

from tests.checks.ruled import lines, said

API = """\
    Parameters:
      Auth: {Type: String}
    Resources:
      Chat:
        Type: AWS::ApiGatewayV2::Api
        Properties: {Name: chat, ProtocolType: WEBSOCKET, RouteSelectionExpression: "%s"}
      Backend:
        Type: AWS::ApiGatewayV2::Integration
        Properties: {ApiId: !Ref Chat, IntegrationType: HTTP_PROXY, IntegrationMethod: POST, IntegrationUri: "https://chat.example.com/"}
"""
ROUTE = """\
      Route{number}:
        Type: AWS::ApiGatewayV2::Route
        Properties: {{ApiId: !Ref Chat, RouteKey: {key}, Target: !Sub "integrations/${{Backend}}"{more}}}
"""
BODY = "$request.body.action"


def api(*routes: tuple[str, str], selection: str = BODY) -> str:
    made = [ROUTE.format(number=number, key=key, more=more) for number, (key, more) in enumerate(routes)]
    return API % selection + "".join(made)


@pytest.mark.parametrize(
    ("connect", "found"),
    [
        ("", [10]),
        (", AuthorizationType: NONE", [12]),
        (", AuthorizationType: AWS_IAM", []),
        (", ApiKeyRequired: true", []),
        (", AuthorizationType: !Ref Auth", []),
    ],
)
def test_who_may_connect(connect: str, found: list[int]) -> None:
    assert lines("websocket-connect-public", api(("$connect", connect), ("send", ""))) == found


def test_an_api_that_only_pushes_may_be_open() -> None:
    assert lines("websocket-connect-public", api(("$connect", ""), ("$disconnect", ""))) == []


def test_the_connect_route_of_another_stack_is_not_missed() -> None:
    alone = api(("send", ""))
    assert lines("websocket-connect-public", alone) == [4]
    exported = f"{alone}    Outputs: {{Chat: {{Value: !Ref Chat, Export: {{Name: chat}}}}}}\n"
    assert lines("websocket-connect-public", exported) == []


@pytest.mark.parametrize(
    ("selection", "found"),
    [
        (BODY, []),
        ("${request.body.action}", []),
        ("${request.body.a}/${request.body.b}", []),
        ("request.body.action", [6]),
        ("$.action", [6]),
        ("$request.body", [6]),
        ("action", [6]),
    ],
)
def test_expressions_that_read_the_message(selection: str, found: list[int]) -> None:
    assert lines("websocket-selection-invalid", api(("send", ""), selection=selection)) == found


def test_without_routes_of_its_own_any_expression_will_do() -> None:
    assert lines("websocket-selection-invalid", api(("$default", ""), selection="$default")) == []


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("send", None),
        ("chat/send", None),
        ("getPets", None),
        ("GET", None),
        ("$default", None),
        ("$DEFAULT", "none of the predefined routes"),
        ("GET /pets", "key of an HTTP API"),
        ("ANY /{proxy+}", "key of an HTTP API"),
        ("''", "empty"),
        ("!Ref Auth", None),
    ],
)
def test_keys_of_routes(key: str, words: str | None) -> None:
    key = key if key.startswith(("!", "'")) else f"'{key}'"
    found = said("websocket-route-invalid", api((key, "")))
    assert [line for line, _ in found] == ([12] if words else [])
    assert all(words in message for _, message in found if words)


@pytest.mark.parametrize(
    ("keys", "found"),
    [(("$connect",), []), (("$connect", "send"), [4]), (("send", "$default"), []), (("send", "!Ref Auth"), [])],
)
def test_what_takes_the_other_messages(keys: tuple[str, ...], found: list[int]) -> None:
    assert lines("websocket-default-missing", api(*((key, "") for key in keys))) == found
