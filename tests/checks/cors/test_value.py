"""Values of CORS headers and settings, good and bad."""

from __future__ import annotations

import pytest

from tests.checks.ruled import lines, said

HEADER = """\
    swagger: "2.0"
    paths:
      /pets:
        options:
          x-amazon-apigateway-integration:
            type: mock
            responses:
              default:
                statusCode: "200"
                responseParameters:
                  method.response.header.Access-Control-%s: %s
"""


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("Allow-Origin", "\"'*'\"", None),
        ("Allow-Origin", "\"'null'\"", None),
        ("Allow-Origin", "\"'http://localhost:3000'\"", None),
        ("Allow-Origin", "\"'app://pets'\"", None),
        ("Allow-Origin", "integration.response.header.Access-Control-Allow-Origin", None),
        ("Allow-Origin", "stageVariables.origin", None),
        ("Allow-Origin", '"*"', "inner single quotes"),
        ("Allow-Origin", "https://shop.example.com", "inner single quotes"),
        ("Allow-Origin", "\"'shop.example.com'\"", "lacks a scheme"),
        ("Allow-Origin", "\"'https://shop.example.com/'\"", "goes on after the host"),
        ("Allow-Origin", "\"'https://a.example.com,https://b.example.com'\"", "several origins"),
        ("Allow-Origin", "\"'https://a.example.com https://b.example.com'\"", "several origins"),
        ("Allow-Origins", "\"'*'\"", "write Access-Control-Allow-Origin"),
        ("Allow-Methods", "\"'GET','PUT'\"", "one pair around the whole"),
        ("Allow-Origin", "\"'*''\"", "inside this value as part of it"),
        ("Allow-Credentials", "\"'true'\"", None),
        ("Allow-Credentials", "\"'True'\"", "write true"),
        ("Allow-Credentials", "true", "inner single quotes"),
        ("Max-Age", "\"'600'\"", None),
        ("Max-Age", "600", "inner single quotes"),
        ("Max-Age", "\"'10m'\"", "no number"),
        ("Max-Age", "\"'172800'\"", None),  # browsers cut it to their own maximum
    ],
)
def test_a_header_of_a_rest_response(name: str, value: str, words: str | None) -> None:
    found = said("cors-value-invalid", HEADER % (name, value))
    assert [line for line, _ in found] == ([11] if words else [])
    assert all(words in message for _, message in found if words)


SETTINGS = """\
    Parameters:
      Site: {Type: String}
    Resources:
      Api:
        Type: AWS::ApiGatewayV2::Api
        Properties:
          ProtocolType: HTTP
          CorsConfiguration:
            AllowOrigins: %s
            AllowCredentials: %s
            MaxAge: %s
"""


@pytest.mark.parametrize(
    ("origins", "age", "found"),
    [
        ("['https://shop.example.com', 'https://*']", 86400, []),
        ("[!Ref Site, !Sub 'https://${Site}/']", -1, []),
        ("[!Ref Site, 'https://shop.example.com/pets']", 0, [9]),
        ("[shop.example.com, other.example.com]", 0, [9, 9]),
        ("['*']", 86401, [11]),
        ("['*']", "!Ref Site", []),
    ],
)
def test_the_settings_of_an_http_api(origins: str, age: object, found: list[int]) -> None:
    assert lines("cors-value-invalid", SETTINGS % (origins, "false", age)) == found


@pytest.mark.parametrize(
    ("origins", "credentials", "wildcard", "unrestricted"),
    [
        ("['*']", "true", [9], []),
        ("['*']", "false", [], []),
        ("['*']", "!Ref Site", [], []),
        ("['https://*']", "true", [], [9]),
        ("['http://*', !Ref Site]", "true", [], [9]),
        ("['https://*.example.com']", "true", [], []),
        ("[!Ref Site]", "true", [], []),
    ],
)
def test_credentials_and_who_may_come(
    origins: str, credentials: str, wildcard: list[int], unrestricted: list[int]
) -> None:
    text = SETTINGS % (origins, credentials, 0)
    assert lines("cors-credentials-wildcard", text) == wildcard
    assert lines("cors-origin-unrestricted", text) == unrestricted


REFLECTING = """\
    swagger: "2.0"
    paths:
      /pets:
        options:
          x-amazon-apigateway-integration:
            type: mock
            responses:
              default:
                statusCode: "200"
                responseParameters: {method.response.header.Access-Control-Allow-Credentials: "'true'"}
                responseTemplates:
                  application/json: |
                    %s
"""
SENT_BACK = "#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)"


@pytest.mark.parametrize(
    ("template", "found"),
    [
        (f'#set($origin = $input.params().header.get("Origin")) {SENT_BACK}', [12]),
        (f"#set($origin = $input.params('origin')) {SENT_BACK}", [12]),
        (f"#set($origin = $input.params('origin')) #if($sites.contains($origin)) {SENT_BACK} #end", []),
        ("#set($origin = $input.params('origin'))", []),
    ],
)
def test_a_template_that_sends_every_origin_back(template: str, found: list[int]) -> None:
    assert lines("cors-origin-unrestricted", REFLECTING % template) == found
