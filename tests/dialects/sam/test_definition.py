from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from apigw_lint.model.value import UNKNOWN
from tests.dialects.sam.reading import api, line, read, route, with_events, written

if TYPE_CHECKING:
    from apigw_lint.model.stack import Stack

BODY = """
Shop:
  Type: AWS::Serverless::Api
  Properties:
    StageName: live
    MORE
    DefinitionBody:
      openapi: 3.0.1
      info: {title: Shop}
      paths:
        /a:
          get: {x-amazon-apigateway-integration: {type: mock}}
          post: {operationId: half}
"""


def shop(more: str, events: str = "A: {Type: Schedule}") -> Stack:
    return with_events(events, BODY.replace("MORE", more or "Name: shop"))


def test_a_definition_is_read_in_its_place() -> None:
    found = api(shop(""))
    assert (found.origin, found.body, found.name) == ("body", True, "shop")
    assert [(one.key, one.origin) for one in found.routes] == [("GET /a", "written"), ("POST /a", "written")]
    assert (written(found.at("body")), written(found.routes[0].place)) == ("DefinitionBody", "get")
    assert found.definition.version == "3.0.1"


def test_a_generated_definition_is_no_document() -> None:
    found = api(with_events("A: {Type: Api, Properties: {Path: /a, Method: get}}"))
    assert (found.definition, found.body, found.name) == (None, False, None)


def test_events_do_not_add_to_a_rest_definition_unless_they_are_merged() -> None:
    events = """
        A: {Type: Api, Properties: {RestApiId: !Ref Shop, Path: /a, Method: post}}
        B: {Type: Api, Properties: {RestApiId: !Ref Shop, Path: /b, Method: get}}
        """
    apart = shop("", events)
    assert [one.key for one in api(apart).routes] == ["GET /a", "POST /a"]
    assert route(apart, "POST /a").integration is None
    assert [one.route for one in apart.events] == [route(apart, "POST /a"), None]
    merged = shop("MergeDefinitions: true", events)
    assert [(one.key, one.origin, one.event) for one in api(merged).routes] == [
        ("GET /a", "written", None),
        ("POST /a", "sam", "A"),
        ("GET /b", "sam", "B"),
    ]
    assert route(merged, "POST /a").integration.type == "AWS_PROXY"
    assert route(merged, "POST /a").operation_name == "half"


def test_events_fill_an_http_definition_and_keep_its_integrations() -> None:
    stack = with_events(
        """
        A: {Type: HttpApi, Properties: {ApiId: !Ref Shop, Path: /a, Method: get, TimeoutInMillis: 7}}
        B: {Type: HttpApi, Properties: {ApiId: !Ref Shop, Path: /a, Method: post}}
        """,
        BODY.replace("::Api", "::HttpApi").replace("MORE", "FailOnWarnings: true"),
    )
    assert [(one.integration.type, one.integration.timeout, one.origin) for one in api(stack).routes] == [
        ("MOCK", 7, "written"),
        ("AWS_PROXY", None, "sam"),
    ]


def test_cors_and_auth_reach_the_operations_that_are_integrated() -> None:
    stack = shop("Auth: {DefaultAuthorizer: AWS_IAM}")
    assert [(one.key, one.auth) for one in api(stack).routes] == [("GET /a", "AWS_IAM"), ("POST /a", None)]
    preflight = route(shop("Cors: \"'*'\""), "OPTIONS /a")
    assert (preflight.origin, written(preflight.place)) == ("sam", "Cors")


def test_an_authorizer_of_sam_is_known_to_the_definition() -> None:
    stack = read("""
        Resources:
          Shop:
            Type: AWS::Serverless::Api
            Properties:
              StageName: live
              Auth: {Authorizers: {Pool: {UserPoolArn: x}}}
              DefinitionBody:
                swagger: '2.0'
                paths: {/a: {get: {security: [{Pool: []}], x-amazon-apigateway-integration: {type: mock}}}}
        """)
    assert route(stack, "GET /a").authorizer is api(stack).authorizers[0]
    assert route(stack, "GET /a").auth == "COGNITO_USER_POOLS"


@pytest.mark.parametrize(
    "body", ["{Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://b/k}}}", "!If [Live, {}, {}]", "text"]
)
def test_a_definition_that_is_not_read_leaves_the_routes_open(body: str) -> None:
    stack = read(f"""
        Resources:
          Shop:
            Type: AWS::Serverless::Api
            Properties:
              StageName: live
              Auth: {{Authorizers: {{Pool: {{UserPoolArn: x}}}}}}
              DefinitionBody: {body}
        """)
    found = api(stack)
    assert (found.origin, found.routes_known, found.policy) == ("body", False, UNKNOWN)
    assert [one.name for one in found.authorizers] == ["Pool"]


def test_a_definition_elsewhere_leaves_the_routes_open() -> None:
    found = api(
        read("Resources: {Shop: {Type: AWS::Serverless::Api, Properties: {StageName: live, DefinitionUri: s3://b/k}}}")
    )
    assert (found.origin, found.body_location, found.routes_known, found.binary_media_types) == (
        "body",
        True,
        False,
        UNKNOWN,
    )
    assert written(found.at("body_location")) == "DefinitionUri"


def test_gateway_responses_are_those_of_the_api() -> None:
    found = api(
        shop("GatewayResponses: {UNAUTHORIZED: {StatusCode: 401, ResponseParameters: {Headers: {X: \"'a'\"}}}}")
    )
    (answer,) = found.gateway_responses
    assert (answer.type, answer.status, answer.header("x")) == ("UNAUTHORIZED", "401", "'a'")
    assert written(answer.place) == "UNAUTHORIZED"
    assert line(answer.at("status")).startswith("GatewayResponses:")


def test_a_definition_without_paths_is_read_all_the_same() -> None:
    stack = read(
        "Resources: {Shop: {Type: AWS::Serverless::Api, Properties: {StageName: live, DefinitionBody: {swagger: '2.0'}}}}"
    )
    assert (api(stack).routes, api(stack).routes_known) == ([], True)
    assert not api(stack).definition.has_paths
