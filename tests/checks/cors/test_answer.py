"""What preflights allow and answers carry: said once for each cause, and nothing of what is unknown."""

from __future__ import annotations

import pytest

from tests.checks.ruled import lines, said

ANCHORED = """\
    swagger: "2.0"
    paths:
      /pets:
        delete: {x-amazon-apigateway-integration: {type: http_proxy, uri: "https://pets.example.com/", httpMethod: DELETE}}
        options: &preflight
          x-amazon-apigateway-integration:
            type: mock
            responses:
              default:
                statusCode: "200"
                responseParameters:
                  method.response.header.Access-Control-Allow-Origin: "'*'"
                  method.response.header.Access-Control-Allow-Methods: "'GET'"
      /shops:
        put: {x-amazon-apigateway-integration: {type: http_proxy, uri: "https://pets.example.com/", httpMethod: PUT}}
        options: *preflight
"""


def test_one_anchor_for_many_paths_is_one_cause() -> None:
    [(line, message)] = said("cors-method-missing", ANCHORED)
    assert line == 13
    assert "may not send DELETE, PUT ('DELETE /pets')" in message


SAM = """\
    Transform: AWS::Serverless-2016-10-31
    Parameters:
      Methods: {Type: String}
    Resources:
      Api:
        Type: AWS::Serverless::Api
        Properties:
          StageName: prod
          Cors: {AllowOrigin: "'*'", AllowMethods: %s}
      Store:
        Type: AWS::Serverless::Function
        Properties:
          Runtime: python3.13
          Handler: a.b
          Events:
            Put: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /pets, Method: put}}
            Patch: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /shops, Method: patch}}
"""


@pytest.mark.parametrize(
    ("methods", "found"),
    [
        ("\"'GET'\"", [9]),
        ("\"'GET,PUT,PATCH'\"", []),
        ("\"'*'\"", []),
        ("!Ref Methods", []),
        ("!Sub \"'GET,${Methods}'\"", []),
        ("!Ref AWS::NoValue", []),
    ],
)
def test_sams_one_list_is_one_cause(methods: str, found: list[int]) -> None:
    assert lines("cors-method-missing", SAM % methods) == found


HEADERS = """\
    swagger: "2.0"
    securityDefinitions:
      key: {type: apiKey, in: header, name: x-api-key}
    paths:
      /pets:
        get:
          security: [{key: []}, {nobody: []}]
          parameters: [{in: header, name: X-Shop, required: true, type: string}]
          x-amazon-apigateway-integration: {type: http_proxy, uri: "https://pets.example.com/", httpMethod: GET}
        options:
          x-amazon-apigateway-integration:
            type: mock
            responses:
              default:
                statusCode: "200"
                responseParameters:
                  method.response.header.Access-Control-Allow-Origin: "'*'"
                  method.response.header.Access-Control-Allow-Headers: "'%s'"
"""


@pytest.mark.parametrize(("allowed", "count"), [("", 2), ("x-shop", 1), ("X-SHOP, X-API-KEY", 0), ("*", 0)])
def test_each_header_is_a_finding_of_its_own(allowed: str, count: int) -> None:
    assert len(lines("cors-header-missing", HEADERS % allowed)) == count


REFUSED = HEADERS.replace("        options:\n", "        options:\n          security: [{key: []}]\n")


def test_the_first_step_that_fails_is_the_one_that_is_named() -> None:
    assert lines("cors-preflight-conflicting", REFUSED % "") == [11]
    assert lines("cors-header-missing", REFUSED % "") == []


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ("{}", [1]),
        ("{allowMethods: [PUT]}", [1]),
        ("{allowOrigins: []}", [1]),
        ("{allowOrigins: ['*']}", []),
    ],
)
def test_settings_that_allow_nobody(settings: str, found: list[int]) -> None:
    text = f'x-amazon-apigateway-cors: {settings}\nopenapi: 3.0.1\nx-amazon-apigateway-importexport-version: "1.0"\n'
    assert lines("cors-origin-missing", text) == found
    rest = text.replace("x-amazon-apigateway-importexport-version", "x-amazon-apigateway-api-key-source")
    assert lines("cors-origin-missing", rest) == []  # a REST API does not read them
