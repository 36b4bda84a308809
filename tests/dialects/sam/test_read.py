from __future__ import annotations

from apigw_lint.dialects import sam
from apigw_lint.dialects.scope import Scope
from apigw_lint.source.read import parse
from tests.dialects.sam.reading import api, read

FUNCTION = (
    "Fn: {Type: AWS::Serverless::Function, Properties: {Events: {A: {Type: Api, Properties: {Path: /a, Method: get, RestApiId: !Ref Shop}}, "
    "B: {Type: Api, Properties: {Path: /b, Method: get, RestApiId: !Ref Shop}}}}}"
)


def test_a_template_without_sam_is_read_as_cloudformation() -> None:
    document = parse("Resources: {Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: a}}}", "template.yaml")
    stack = sam.read(document, document.roots[0], Scope(document.roots[0]))
    assert (stack.dialect, [one.name for one in stack.apis]) == ("cloudformation", ["a"])


def test_the_types_of_sam_are_enough() -> None:
    document = parse("Resources: {Api: {Type: AWS::Serverless::Api, Properties: {StageName: a}}}", "template.yaml")
    assert sam.read(document, document.roots[0], Scope(document.roots[0])).dialect == "sam"


def test_other_resources_belong_to_sams_apis() -> None:
    stack = read("""
        Resources:
          Answer: {Type: AWS::ApiGateway::GatewayResponse, Properties: {RestApiId: !Ref Shop, ResponseType: DEFAULT_4XX}}
          Fn: {Type: AWS::Serverless::Function, Properties: {Events: {A: {Type: Api, Properties: {Path: /, Method: get, RestApiId: !Ref Shop}}}}}
          Shop: {Type: AWS::Serverless::Api, Properties: {StageName: live}}
          Home: {Type: AWS::ApiGateway::BasePathMapping, Properties: {DomainName: a.example, RestApiId: !Ref Shop, Stage: !Ref Shop.Stage}}
        """)
    assert [one.type for one in api(stack).gateway_responses] == ["DEFAULT_4XX"]
    assert [one.api for one in stack.mappings] == [api(stack)]
    assert stack.outside_apis == []


def test_the_order_of_resources_does_not_matter() -> None:
    one = read("Resources:\n  Shop: {Type: AWS::Serverless::Api, Properties: {StageName: a}}\n  " + FUNCTION)
    two = read("Resources:\n  " + FUNCTION + "\n  Shop: {Type: AWS::Serverless::Api, Properties: {StageName: a}}")
    for stack in (one, two):
        assert [route.key for route in api(stack).routes] == ["GET /a", "GET /b"]
        assert [event.route.key for event in stack.events] == ["GET /a", "GET /b"]
