from __future__ import annotations

import pytest

from apigw_lint.model.value import UNKNOWN
from tests.dialects.sam.reading import api, line, read, route, with_events, written

GET = "{Type: Api, Properties: {Path: /goods, Method: get}}"


def test_an_event_without_an_api_brings_about_the_implicit_one() -> None:
    stack = with_events(f"List: {GET}")
    found = api(stack)
    assert (found.label, found.kind, found.origin) == ("ServerlessRestApi", "rest", "implicit")
    assert written(found.place) == "Api"
    assert line(found.place).startswith("List:")
    assert [one.key for one in found.routes] == ["GET /goods"]
    assert found.routes_known


def test_a_route_stands_at_its_event_and_its_parts_where_they_are_written() -> None:
    found = route(with_events(f"List: {GET}"), "GET /goods")
    assert written(found.place) == "List"
    assert (written(found.at("verb")), written(found.at("route_path"))) == ("get", "/goods")
    assert (found.origin, found.event) == ("sam", "List")
    assert written(found.owner.place) == "/goods"


def test_an_http_event_without_path_and_method_is_the_default_route() -> None:
    found = api(with_events("All: {Type: HttpApi}"))
    assert (found.label, found.kind) == ("ServerlessHttpApi", "http")
    assert [(one.key, one.is_default_route) for one in found.routes] == [("$default", True)]


def test_a_method_of_any_takes_every_verb() -> None:
    stack = with_events("All: {Type: Api, Properties: {Path: '/{proxy+}', Method: any}}")
    assert [(one.key, one.verb) for one in api(stack).routes] == [("ANY /{proxy+}", "ANY")]


def test_an_event_joins_the_api_that_it_names() -> None:
    stack = with_events(
        "List: {Type: Api, Properties: {Path: /goods, Method: get, RestApiId: !Ref Shop}}",
        "Shop: {Type: AWS::Serverless::Api, Properties: {StageName: live}}",
    )
    assert [one.label for one in stack.apis] == ["Shop"]
    (event,) = stack.events
    assert event.names_api
    assert event.api is api(stack)
    assert event.route is route(stack, "GET /goods")


def test_an_event_that_names_no_api_says_so() -> None:
    stack = with_events(f"List: {GET}", "Shop: {Type: AWS::Serverless::Api, Properties: {StageName: live}}")
    (event,) = stack.events
    assert not event.names_api
    assert event.api is api(stack, "ServerlessRestApi")
    assert api(stack, "Shop").routes == []


def test_events_of_functions_that_are_not_there_make_nothing() -> None:
    template = f"""
        Conditions: {{Live: !Equals [a, b]}}
        Resources:
          Fn:
            Type: AWS::Serverless::Function
            Condition: Live
            Properties: {{Events: {{List: {GET}}}}}
        """
    assert read(template, conditions={"Live": False}).apis == []
    assert len(read(template, conditions={"Live": True}).apis) == 1
    assert len(read(template).apis) == 1


@pytest.mark.parametrize("path", ["!Sub '/${AWS::StackName}'", "!ImportValue path"])
def test_a_path_that_only_the_stack_knows_leaves_the_routes_open(path: str) -> None:
    stack = with_events(f"One: {GET}\nTwo: {{Type: Api, Properties: {{Path: {path}, Method: get}}}}")
    assert [one.key for one in api(stack).routes] == ["GET /goods"]
    assert not api(stack).routes_known


def test_two_events_for_one_route_are_two_routes() -> None:
    stack = with_events(f"One: {GET}\nTwo: {{Type: Api, Properties: {{Path: /goods, Method: GET}}}}")
    assert [(one.key, written(one.place)) for one in api(stack).routes] == [
        ("GET /goods", "One"),
        ("GET /goods", "Two"),
    ]
    assert {one.event for one in api(stack).routes} == {"One", "Two"}
    assert [one.route for one in stack.events] == api(stack).routes


def test_events_that_cannot_be_read_leave_every_api_open() -> None:
    stack = read("""
        Resources:
          Shop: {Type: AWS::Serverless::Api, Properties: {StageName: live}}
          Fn: {Type: AWS::Serverless::Function, Properties: {Events: {Fn::If: [Live, {}, {}]}}}
        """)
    assert not api(stack).routes_known
    assert stack.functions[0].other_triggers is UNKNOWN


def test_an_author_may_refer_to_the_implicit_api() -> None:
    stack = with_events(
        "List: {Type: Api, Properties: {Path: /goods, Method: get, RestApiId: !Ref ServerlessRestApi}}",
        "Deploy: {Type: AWS::ApiGateway::UsagePlan, Properties: {ApiStages: [{ApiId: !Ref ServerlessRestApi, Stage: Prod}]}}",
    )
    assert stack.usage_plans[0].stages[0].api is api(stack)
    assert api(stack).origin == "implicit"
