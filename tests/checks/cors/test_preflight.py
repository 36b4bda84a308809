"""Preflights that nothing answers or that are refused, and what cannot be known about them."""

from __future__ import annotations

import pytest

from tests.checks.ruled import lines, said

ROUTES = """\
    swagger: "2.0"
    paths:
      /pets:
        put:
          responses: {200: {headers: {Access-Control-Allow-Origin: {type: string}}}}
          x-amazon-apigateway-integration: {type: http_proxy, uri: "https://pets.example.com/", httpMethod: PUT}
        patch:
          responses: {200: {headers: {Access-Control-Allow-Origin: {type: string}}}}
          x-amazon-apigateway-integration: {type: http_proxy, uri: "https://pets.example.com/", httpMethod: PATCH}
"""


def test_a_path_is_reported_once() -> None:
    assert lines("cors-preflight-missing", ROUTES) == [4]


def test_paths_that_are_not_all_read_may_have_the_method() -> None:
    assert lines("cors-preflight-missing", f"{ROUTES}      Fn::Transform: {{Name: Unread}}\n") == []


def test_a_method_whose_verb_is_unknown_may_be_the_preflight() -> None:
    template = """\
    Parameters:
      Verb: {Type: String}
    Resources:
      Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: pets}}
      Put:
        Type: AWS::ApiGateway::Method
        Properties:
          RestApiId: !Ref Api
          ResourceId: !GetAtt Api.RootResourceId
          HttpMethod: PUT
          AuthorizationType: NONE
          MethodResponses:
            - {StatusCode: "200", ResponseParameters: {method.response.header.Access-Control-Allow-Origin: true}}
          Integration: {Type: HTTP_PROXY, IntegrationHttpMethod: PUT, Uri: "https://pets.example.com/"}
      Other:
        Type: AWS::ApiGateway::Method
        Properties:
          RestApiId: !Ref Api
          ResourceId: !GetAtt Api.RootResourceId
          HttpMethod: %s
          AuthorizationType: NONE
          Integration: {Type: MOCK}
    """
    assert lines("cors-preflight-missing", template % "!Ref Verb") == []
    assert lines("cors-preflight-missing", template % "GET") == [5]


def test_it_holds_in_the_scenario_without_the_method() -> None:
    template = """\
    Parameters:
      Browsers: {Type: String}
    Conditions:
      ForBrowsers: !Equals [!Ref Browsers, "yes"]
    Resources:
      Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: pets}}
      Put:
        Type: AWS::ApiGateway::Method
        Properties:
          RestApiId: !Ref Api
          ResourceId: !GetAtt Api.RootResourceId
          HttpMethod: PUT
          AuthorizationType: NONE
          MethodResponses:
            - {StatusCode: "200", ResponseParameters: {method.response.header.Access-Control-Allow-Origin: true}}
          Integration: {Type: HTTP_PROXY, IntegrationHttpMethod: PUT, Uri: "https://pets.example.com/"}
      Preflight:
        Type: AWS::ApiGateway::Method
        Condition: ForBrowsers
        Properties:
          RestApiId: !Ref Api
          ResourceId: !GetAtt Api.RootResourceId
          HttpMethod: OPTIONS
          AuthorizationType: NONE
          Integration: {Type: HTTP_PROXY, IntegrationHttpMethod: OPTIONS, Uri: "https://pets.example.com/"}
    """
    [(line, message)] = said("cors-preflight-missing", template)
    assert line == 7
    assert "ForBrowsers" in message


SECURED = """\
    swagger: "2.0"
    securityDefinitions:
      key: {type: apiKey, in: header, name: x-api-key}
      users: {type: apiKey, in: header, name: Authorization, x-amazon-apigateway-authtype: cognito_user_pools, x-amazon-apigateway-authorizer: {type: cognito_user_pools, providerARNs: [a]}}
    paths:
      /pets:
        options:
          security: %s
          x-amazon-apigateway-integration: {type: mock}
"""


@pytest.mark.parametrize(
    ("security", "wanted"),
    [
        ("[]", None),
        ("[{}]", None),
        ("[{nobody: []}]", None),
        ("[{key: []}]", "an API key"),
        ("[{users: []}]", "COGNITO_USER_POOLS authorization"),
        ("[{users: [], key: []}]", "COGNITO_USER_POOLS authorization"),
    ],
)
def test_what_a_preflight_may_not_ask_for(security: str, wanted: str | None) -> None:
    found = said("cors-preflight-conflicting", SECURED % security)
    assert [line for line, _ in found] == ([8] if wanted else [])
    assert all(f"asks for {wanted}" in message for _, message in found)


def test_what_sam_generates_is_left_to_sams_own_rule() -> None:
    template = """\
    Transform: AWS::Serverless-2016-10-31
    Resources:
      Api:
        Type: AWS::Serverless::Api
        Properties:
          StageName: prod
          Cors: "'*'"
          Auth: {ApiKeyRequired: true}
      Store:
        Type: AWS::Serverless::Function
        Properties:
          Runtime: python3.13
          Handler: a.b
          Events: {Get: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /pets, Method: get}}}
    """
    assert lines("cors-preflight-conflicting", template) == []
    assert lines("cors-header-missing", template) == []  # the browser stops before


MOCK = """\
    swagger: "2.0"
    x-amazon-apigateway-binary-media-types: %s
    paths:
      /pets:
        options:
          x-amazon-apigateway-integration:
            type: mock
            contentHandling: %s
            responses:
              default: {statusCode: "200", contentHandling: %s}
"""


@pytest.mark.parametrize(
    ("types", "request_side", "response_side", "broken"),
    [
        ("['*/*']", "CONVERT_TO_TEXT", "CONVERT_TO_TEXT", False),
        ("['*/*']", "convert_to_text", "CONVERT_TO_TEXT", False),
        ("['*/*']", "CONVERT_TO_TEXT", "CONVERT_TO_BINARY", True),
        ("['*/*']", "CONVERT_TO_BINARY", "CONVERT_TO_TEXT", True),
        ("['image/png', '*~1*']", "null", "null", True),
        ("['image/*']", "null", "null", False),
    ],
)
def test_both_sides_of_a_mock_convert(types: str, request_side: str, response_side: str, broken: bool) -> None:
    found = lines("cors-binary-conflicting", MOCK % (types, request_side, response_side))
    assert found == ([6] if broken else [])
