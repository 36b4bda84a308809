"""A page on another site calls a route: the first step at which its browser stops."""

from __future__ import annotations

import pytest

from apigw_lint.analysis import browser
from apigw_lint.analysis.browser import Browser, needs_preflight, required_headers
from apigw_lint.model.api import HTTP, REST, Api, Route
from tests.dialects.openapi.definitions import of_kind

SCHEMES = """
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: x-api-key}
    iam: {type: apiKey, in: header, name: Authorization, x-amazon-apigateway-authtype: awsSigv4}
    users:
      type: apiKey
      in: header
      name: X-Token
      x-amazon-apigateway-authorizer: {type: token, authorizerUri: "arn:aws:x"}
"""
MOCK = """
    options:
      security: %s
      x-amazon-apigateway-integration:
        type: mock
        %s
        responses:
          default:
            statusCode: "200"
            responseParameters: {%s}
"""


def header(name: str, value: str) -> str:
    return f"method.response.header.Access-Control-Allow-{name}: \"'{value}'\""


def api_of(operations: str, preflight: str = "", root: str = "", kind: str = REST) -> Api:
    return of_kind(kind, f"{root}{SCHEMES}\npaths:\n  /pets:\n{operations}{preflight}")


def failure(operations: str, preflight: str = "", root: str = "", kind: str = REST) -> str | None:
    api = api_of(operations, preflight, root, kind)
    return Browser(api).first_failure(api.routes[0])


def mock(*headers: str, security: str = "[]", handling: str = "") -> str:
    return MOCK % (security, handling, ", ".join(headers))


ORIGIN = header("Origin", "https://shop.example.com")
PUT = "    put: {x-amazon-apigateway-integration: {type: http_proxy}}\n"
GET = "    get: {x-amazon-apigateway-integration: {type: http_proxy}}\n"
BINARY = "x-amazon-apigateway-binary-media-types: ['*/*']"


@pytest.mark.parametrize(
    ("preflight", "root", "step"),
    [
        ("", "", browser.UNANSWERED),
        (mock(security="[{users: []}]"), BINARY, browser.REFUSED),
        (mock(ORIGIN, security="[{key: []}]"), "", browser.REFUSED),
        (mock(ORIGIN), BINARY, browser.BROKEN),
        (mock(header("Methods", "GET")), "", browser.NO_ORIGIN),
        (mock(ORIGIN), "", browser.NO_METHOD),
        (mock(ORIGIN, header("Methods", "GET,Put")), "", browser.NO_METHOD),
        (mock(ORIGIN, header("Methods", "GET,PUT")), "", None),
        (mock(ORIGIN, header("Methods", "*")), "", None),
        ("    options: {x-amazon-apigateway-integration: {type: http_proxy}}", "", None),
        ("    x-amazon-apigateway-any-method: {x-amazon-apigateway-integration: {type: http_proxy}}", "", None),
        ("  /{proxy+}:\n    x-amazon-apigateway-any-method: {}", "", None),
    ],
)
def test_the_first_step_that_fails_for_a_put(preflight: str, root: str, step: str | None) -> None:
    assert failure(PUT, preflight, root) == step


@pytest.mark.parametrize("preflight", ["", mock(ORIGIN), mock(security="[{users: []}]")])
def test_a_plain_get_asks_nothing(preflight: str) -> None:
    assert failure(GET, preflight) is None


@pytest.mark.parametrize(
    ("allowed", "step"),
    [("X-TOKEN", None), ("*", None), ("X-Other", browser.NO_HEADER)],
)
def test_the_header_of_an_authorizer_is_to_be_allowed(allowed: str, step: str | None) -> None:
    get = "    get: {security: [{users: []}], x-amazon-apigateway-integration: {type: http_proxy}}\n"
    assert failure(get, mock(ORIGIN, header("Headers", allowed))) == step


@pytest.mark.parametrize(
    ("response", "step"),
    [
        ("statusCode: '200'", browser.UNREADABLE),
        ("statusCode: '404'", None),
        (f"statusCode: '200', responseParameters: {{{ORIGIN}}}", None),
        ("statusCode: '200', responseTemplates: {text/plain: '$context.responseOverride.header.x'}", None),
    ],
)
def test_the_answer_itself_carries_the_origin(response: str, step: str | None) -> None:
    get = f"    get: {{x-amazon-apigateway-integration: {{type: http, responses: {{default: {{{response}}}}}}}}}\n"
    assert failure(get, mock(ORIGIN)) == step


def test_an_http_api_with_settings_answers_by_itself() -> None:
    cors = "x-amazon-apigateway-cors: {allowOrigins: ['*'], allowMethods: [%s]}"
    assert failure(PUT, root=cors % "GET", kind=HTTP) == browser.NO_METHOD
    assert failure(PUT, root=cors % "PUT", kind=HTTP) is None


def test_a_default_route_takes_the_preflight() -> None:
    rest = "  /$default:\n    x-amazon-apigateway-any-method: {isDefaultRoute: true}"
    assert failure(PUT, rest, kind=HTTP) is None
    assert failure(PUT, kind=HTTP) == browser.UNANSWERED


@pytest.mark.parametrize(
    ("operation", "headers"),
    [
        ("get: {}", []),
        ("get: {security: [{key: []}]}", ["x-api-key"]),
        ("get: {security: [{iam: []}]}", ["authorization", "x-amz-date"]),
        ("get: {security: [{users: []}, {key: []}]}", ["x-api-key", "x-token"]),
        ("get: {parameters: [{in: header, name: X-Shop, required: true}]}", ["x-shop"]),
        ("get: {parameters: [{in: header, name: X-Shop}, {in: header, name: Accept, required: true}]}", []),
        ("get: {security: [{nobody: []}]}", []),
        ("post: {requestBody: {content: {application/json: {schema: {}}}}}", ["content-type"]),
        ("post: {requestBody: {content: {application/json: {schema: {}}, text/plain: {schema: {}}}}}", []),
        ("get: {requestBody: {content: {application/json: {schema: {}}}}}", []),
    ],
)
def test_the_headers_that_a_browser_asks_leave_for(operation: str, headers: list[str]) -> None:
    route = the_route(operation)
    assert required_headers(route) == headers
    assert needs_preflight(route) is bool(headers)


def test_a_key_that_an_authorizer_hands_over_is_no_header() -> None:
    api = api_of("    get: {security: [{key: []}]}\n", root="x-amazon-apigateway-api-key-source: AUTHORIZER")
    assert required_headers(api.routes[0]) == []


@pytest.mark.parametrize(("verb", "asks"), [("put", True), ("patch", True), ("delete", True), ("head", False)])
def test_verbs_that_browsers_ask_for(verb: str, asks: bool) -> None:
    assert needs_preflight(the_route(f"{verb}: {{}}")) is asks


def the_route(operation: str) -> Route:
    return api_of(f"    {operation}\n").routes[0]
