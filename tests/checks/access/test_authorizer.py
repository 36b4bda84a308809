"""Authorizers: identity sources that stand for no place in a request."""

from __future__ import annotations

import pytest

from tests.checks.ruled import said

TEMPLATE = """\
    Resources:
      Api:
        Type: AWS::ApiGatewayV2::Api
        Properties: {{Name: orders, ProtocolType: {kind}}}
      Authorizer:
        Type: AWS::ApiGatewayV2::Authorizer
        Properties:
          ApiId: !Ref Api
          Name: check
          AuthorizerType: REQUEST
          AuthorizerPayloadFormatVersion: "2.0"
          IdentitySource: [{source}]
          AuthorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{uri}/invocations
"""
URI = "arn:aws:lambda:eu-west-1:111122223333:function:check"


@pytest.mark.parametrize(
    ("kind", "form"), [("HTTP", "$request.header.NAME"), ("WEBSOCKET", "route.request.header.NAME")]
)
def test_a_source_that_is_no_place_in_a_request_is_said_to_be_none(kind: str, form: str) -> None:
    ((_, words),) = said("authorizer-field-invalid", TEMPLATE.format(kind=kind, source="hello.world", uri=URI))
    assert words == (
        f"Identity source 'hello.world' of authorizer 'Authorizer' is no place in a request. For a header write '{form}'."
    )


@pytest.mark.parametrize(
    "source", ["$request.header.Auth", "$context.identity.sourceIp", "$stageVariables.x", '"<SOURCE>.of.yours"', '""']
)
def test_a_place_in_a_request_and_what_is_still_to_be_filled_in_are_left_alone(source: str) -> None:
    assert said("authorizer-field-invalid", TEMPLATE.format(kind="HTTP", source=source, uri=URI)) == []
