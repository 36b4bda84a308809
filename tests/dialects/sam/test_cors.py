from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from apigw_lint.model.value import UNKNOWN
from tests.dialects.sam.reading import api, line, route, with_events, written

if TYPE_CHECKING:
    from apigw_lint.model.stack import Stack

EVENTS = """
A: {Type: Api, Properties: {Path: /a, Method: get}}
B: {Type: Api, Properties: {Path: /a, Method: post}}
C: {Type: Api, Properties: {Path: /c, Method: any}}
"""


def rest(cors: str, events: str = EVENTS, more: str = "") -> Stack:
    return with_events(events, globals=f"Api:\n  Cors: {cors}\n{more}")


def headers(stack: Stack, path: str) -> dict[str, object]:
    answer = route(stack, f"OPTIONS {path}").integration.responses[0]
    return {one.name.removeprefix("Access-Control-"): one.value for one in answer.header_mappings}


def test_every_path_gets_a_preflight() -> None:
    stack = rest("\"'*'\"")
    found = route(stack, "OPTIONS /a")
    assert (found.origin, found.is_preflight, found.auth, found.integration.type) == ("sam", True, None, "MOCK")
    assert headers(stack, "/a") == {"Allow-Origin": "'*'", "Allow-Methods": "'GET,OPTIONS,POST'"}
    assert headers(stack, "/c") == {"Allow-Origin": "'*'", "Allow-Methods": "'DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT'"}
    assert [one.headers for one in found.responses] == [["Access-Control-Allow-Origin", "Access-Control-Allow-Methods"]]
    assert written(found.place) == "Cors"


def test_a_preflight_says_what_cors_says_and_where() -> None:
    stack = rest(
        "{AllowOrigin: \"'https://a.example'\", AllowHeaders: \"'x'\", AllowMethods: \"'GET'\", MaxAge: \"'60'\", AllowCredentials: true}"
    )
    assert headers(stack, "/a") == {
        "Allow-Origin": "'https://a.example'",
        "Allow-Headers": "'x'",
        "Allow-Methods": "'GET'",
        "Max-Age": "'60'",
        "Allow-Credentials": "'true'",
    }
    answer = route(stack, "OPTIONS /a").integration.responses[0]
    assert written(answer.header_mappings[0].at("value")) == "\"'https://a.example'\""
    assert written(answer.header_mappings[0].at("key")) == "AllowOrigin"


def test_a_path_with_options_of_its_own_is_left_alone() -> None:
    stack = rest(
        "\"'*'\"",
        "A: {Type: Api, Properties: {Path: /a, Method: options}}\nB: {Type: Api, Properties: {Path: /b/, Method: get}}\n"
        "C: {Type: Api, Properties: {Path: /b, Method: get}}",
    )
    assert [one.key for one in api(stack).routes] == ["OPTIONS /a", "GET /b/", "OPTIONS /b/", "GET /b"]
    assert route(stack, "OPTIONS /a").integration.type == "AWS_PROXY"


def test_raw_values_are_kept_with_their_quotes() -> None:
    found = api(rest("{AllowOrigin: https://a.example, MaxAge: \"'60'\", AllowOrigins: x}")).cors
    assert (found.source, found.origins, found.max_age, found.unknown_keys) == (
        "sam-rest",
        ["https://a.example"],
        "'60'",
        ["AllowOrigins"],
    )
    assert written(found.at("origins")) == "https://a.example"
    assert written(found.place) == "Cors"


@pytest.mark.parametrize(
    ("flag", "auth"),
    [
        ("", "AWS_IAM"),
        ("AddDefaultAuthorizerToCorsPreflight: false", None),
        ("AddDefaultAuthorizerToCorsPreflight: ''", None),
        ("AddDefaultAuthorizerToCorsPreflight: 'false'", "AWS_IAM"),  # SAM takes any text for true
        ("AddDefaultAuthorizerToCorsPreflight: !Ref Flag", "AWS_IAM"),  # and the value of a parameter is a text
    ],
)
def test_preflights_take_the_default_authorizer_unless_excepted(flag: str, auth: object) -> None:
    stack = rest("\"'*'\"", more=f"  Auth: {{DefaultAuthorizer: AWS_IAM, {flag}}}\n")
    assert route(stack, "OPTIONS /a").auth is auth or route(stack, "OPTIONS /a").auth == auth
    assert route(stack, "GET /a").auth == "AWS_IAM"


@pytest.mark.parametrize(("flag", "key"), [("", True), ("AddApiKeyRequiredToCorsPreflight: false", None)])
def test_preflights_ask_for_the_key_unless_excepted(flag: str, key: object) -> None:
    stack = rest("\"'*'\"", more=f"  Auth: {{ApiKeyRequired: true, {flag}}}\n")
    assert route(stack, "OPTIONS /a").api_key_required is key
    assert api(stack).sam.api_key_on_preflight is (False if flag else None)


def test_cors_that_cannot_be_read_is_unknown() -> None:
    stack = rest("!If [Live, a, b]")
    assert api(stack).cors is UNKNOWN
    assert [one.key for one in api(stack).routes] == ["GET /a", "POST /a", "ANY /c"]


def http(cors: str, body: str = "") -> Stack:
    return with_events(
        "A: {Type: HttpApi, Properties: {Path: /a, Method: get, ApiId: !Ref Pages}}",
        f"Pages: {{Type: AWS::Serverless::HttpApi, Properties: {{CorsConfiguration: {cors}{body}}}}}",
    )


def test_an_http_api_has_a_configuration() -> None:
    found = api(
        http("{AllowOrigins: [https://a.example], AllowMethods: [GET], AllowCredentials: true, MaxAge: 60}")
    ).cors
    assert (found.source, found.origins, found.methods, found.credentials, found.max_age) == (
        "sam-http",
        ["https://a.example"],
        ["GET"],
        True,
        60,
    )
    assert line(found.at("origins")).startswith("Pages:")


def test_true_allows_every_origin() -> None:
    found = api(http("true")).cors
    assert (found.origins, found.methods, found.headers) == (["*"], None, None)


def test_an_http_configuration_goes_over_that_of_the_definition() -> None:
    body = ", DefinitionBody: {openapi: 3.0.1, paths: {}, x-amazon-apigateway-cors: {allowOrigins: [a], allowHeaders: [h]}}"
    found = api(http("{AllowOrigins: [b]}", body)).cors
    assert (found.origins, found.headers) == (["b"], ["h"])
    assert api(http("!If [Live, a, b]", body)).cors is UNKNOWN
