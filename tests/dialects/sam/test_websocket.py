from __future__ import annotations

from tests.dialects.sam.reading import api, read, route, written

CHAT = """
    Resources:
      Fn: {Type: AWS::Serverless::Function}
      Chat:
        Type: AWS::Serverless::WebSocketApi
        Properties:
          RouteSelectionExpression: $request.body.action
          IpAddressType: dualstack
          DefaultRouteSettings: {ThrottlingBurstLimit: 9}
          Auth: {AuthType: CUSTOM, AuthArn: !GetAtt Fn.Arn, IdentitySource: [route.request.header.Token]}
          Routes:
            $connect: {FunctionArn: !GetAtt Fn.Arn}
            send: {FunctionArn: !GetAtt Fn.Arn, IntegrationTimeout: 2000, ApiKeyRequired: true}
    """


def test_routes_lead_to_their_functions() -> None:
    stack = read(CHAT)
    found = api(stack)
    assert (found.kind, found.route_selection, found.ip_address_type) == (
        "websocket",
        "$request.body.action",
        "dualstack",
    )
    assert [(one.key, one.integration.type, one.integration.function) for one in found.routes] == [
        ("$connect", "AWS_PROXY", stack.functions[0]),
        ("send", "AWS_PROXY", stack.functions[0]),
    ]
    send = route(stack, "send")
    assert (send.integration.timeout, send.api_key_required, send.auth) == (2000, True, None)
    assert written(send.place) == "send"


def test_authorization_is_on_connect() -> None:
    stack = read(CHAT)
    connect = route(stack, "$connect")
    assert (connect.auth, connect.auth_stated, connect.authorizer) == ("CUSTOM", True, api(stack).authorizers[0])
    (found,) = api(stack).authorizers
    assert (found.type, found.identity_sources, found.function) == (
        "REQUEST",
        ["route.request.header.Token"],
        stack.functions[0],
    )
    assert written(connect.at("auth")) == "CUSTOM"


def test_every_route_is_permitted_and_so_is_the_authorizer() -> None:
    tails = [str(one.source_arn).split("${AWS::AccountId}:")[1] for one in read(CHAT).permissions]
    assert tails == ["${Chat}/authorizers/*", "${Chat.ApiId}/default/$connect", "${Chat.ApiId}/default/send"]


def test_the_stage_deploys_itself() -> None:
    (found,) = api(read(CHAT)).stages
    assert (found.name, found.auto_deploy, found.label, found.default_settings.burst) == (
        "default",
        True,
        "ChatDefaultStage",
        9,
    )
