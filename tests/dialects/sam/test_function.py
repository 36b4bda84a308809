from __future__ import annotations

from apigw_lint.model.value import UNKNOWN
from tests.dialects.sam.reading import line, read, route, with_events, written

A = "A: {Type: Api, Properties: {Path: '/a/{id}/', Method: get}}"


def test_every_event_permits_api_gateway_to_call_its_function() -> None:
    stack = with_events(
        f"""
        {A}
        B: {{Type: Api, Properties: {{Path: '/{{proxy+}}', Method: any}}}}
        C: {{Type: HttpApi}}
        D: {{Type: HttpApi, Properties: {{Path: /d, Method: post}}}}
        """
    )
    tails = [str(one.source_arn).split("${AWS::AccountId}:")[1] for one in stack.permissions]
    assert tails == [
        "${ServerlessRestApi}/*/GET/a/*",
        "${ServerlessRestApi}/*/*/*",
        "${ServerlessHttpApi}/*/*",
        "${ServerlessHttpApi}/*/POST/d",
    ]
    assert {(one.origin, one.function, one.principal) for one in stack.permissions} == {
        ("sam", stack.functions[0], "apigateway.amazonaws.com")
    }
    assert written(stack.permissions[0].place) == "A"


def test_a_published_alias_is_called_and_permitted() -> None:
    stack = read(f"""
        Resources:
          Fn: {{Type: AWS::Serverless::Function, Properties: {{AutoPublishAlias: live, Events: {{{A}}}}}}}
        """)
    assert stack.functions[0].aliases == ["live"]
    assert route(stack, "GET /a/{id}/").integration.qualifier == "live"
    assert stack.permissions[0].qualifier == "live"


def test_an_alias_can_be_referred_to_in_every_form() -> None:
    stack = read("""
        Resources:
          One: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref Fn.Alias, Principal: apigateway.amazonaws.com}}
          Two: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref FnAliaslive, Principal: apigateway.amazonaws.com}}
          Three: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Sub '${Fn.Alias}', Principal: apigateway.amazonaws.com}}
          Four: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Sub '${Fn.Arn}:live', Principal: apigateway.amazonaws.com}}
          Fn: {Type: AWS::Serverless::Function, Properties: {AutoPublishAlias: live}}
        """)
    assert [(one.label, one.function, one.qualifier) for one in stack.permissions] == [
        (name, stack.functions[0], "live") for name in ("One", "Two", "Three", "Four")
    ]


def test_an_alias_of_unknown_name_leaves_the_qualifier_open() -> None:
    stack = read(
        f"Resources: {{Fn: {{Type: AWS::Serverless::Function, Properties: {{AutoPublishAlias: !Ref Name, Events: {{{A}}}}}}}}}"
    )
    assert route(stack, "GET /a/{id}/").integration.qualifier is UNKNOWN


def test_other_events_and_a_url_are_other_triggers() -> None:
    assert not with_events(A).functions[0].other_triggers
    assert with_events(f"{A}\nB: {{Type: SQS}}").functions[0].other_triggers
    url = read("Resources: {Fn: {Type: AWS::Serverless::Function, Properties: {FunctionUrlConfig: {AuthType: NONE}}}}")
    assert url.functions[0].other_triggers


def test_a_state_machine_is_started_with_a_role() -> None:
    stack = read("""
        Resources:
          Flow:
            Type: AWS::Serverless::StateMachine
            Properties: {Events: {Start: {Type: Api, Properties: {Path: /start, Method: post}}}}
        """)
    found = route(stack, "POST /start").integration
    assert (found.type, found.verb, found.function) == ("AWS", "POST", None)
    assert str(found.uri).endswith(":states:action/StartExecution")
    assert str(found.credentials) == "${FlowStartRole.Arn}"
    assert stack.permissions == []
    assert [one.type for one in stack.events] == ["Api"]


def test_a_connector_may_permit_anything() -> None:
    stack = read("""
        Resources:
          Link: {Type: AWS::Serverless::Connector, Properties: {Source: {Id: Shop}, Destination: {Id: Fn}, Permissions: [Write]}}
          Fn: {Type: AWS::Serverless::Function, Connectors: {Back: {Properties: {}}}}
        """)
    assert [(one.function_name, one.principal) for one in stack.permissions] == [(UNKNOWN, UNKNOWN), (UNKNOWN, UNKNOWN)]
    assert line(stack.permissions[0].place).startswith("Link:")
