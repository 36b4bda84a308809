"""Functions that outlast API Gateway: which route is named, in words that hold for the API's protocol."""

from __future__ import annotations

from tests.checks.ruled import said

TEMPLATE = """\
    Transform: AWS::Serverless-2016-10-31
    Resources:
      Chat:
        Type: AWS::ApiGatewayV2::Api
        Properties: {Name: chat, ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action}
      Answer:
        Type: AWS::Serverless::Function
        Properties:
          Runtime: python3.13
          Handler: answer.handler
          CodeUri: .
          Timeout: 60
      Call:
        Type: AWS::ApiGatewayV2::Integration
        Properties:
          ApiId: !Ref Chat
          IntegrationType: AWS_PROXY
          IntegrationUri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Answer.Arn}/invocations
      Ask:
        Type: AWS::ApiGatewayV2::Route
        Properties: {ApiId: !Ref Chat, RouteKey: ask, Target: !Sub "integrations/${Call}"}
"""


def test_a_websocket_route_is_named_by_its_key_and_no_status_is_promised() -> None:
    [(line, words)] = said("lambda-timeout-excessive", TEMPLATE)
    assert line == 12
    assert "29 s for it on 'ask'" in words
    assert "504" not in words
