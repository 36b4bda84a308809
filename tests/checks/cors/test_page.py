"""A page on another site, an API, and the first thing at which its browser stops: whole documents of every kind."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from apigw_lint.lint import lint_texts
from apigw_lint.rulebook.audit import audit
from apigw_lint.rulebook.shelf import pages

X = "x-amazon-apigateway-"
SHOP, ADMIN = "https://shop.example.com", "https://admin.example.com"
CALL = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:f/invocations"
GUARD = {
    "type": "apiKey",
    "in": "header",
    "name": "X-Token",
    f"{X}authorizer": {"type": "token", "authorizerUri": CALL},
}
SCHEMES = {"guard": GUARD, "key": {"type": "apiKey", "in": "header", "name": "x-api-key"}}
GUARDED = {"security": [{"guard": []}]}
JWT = {
    "type": "oauth2",
    f"{X}authorizer": {
        "type": "jwt",
        "identitySource": "$request.header.Authorization",
        "jwtConfiguration": {"issuer": "https://login.example.com", "audience": ["orders"]},
    },
}
BINARY = f"{X}binary-media-types"


def sets(origin: str | None = None, methods: str = "", headers: str = "", credentials: str = "") -> dict[str, str]:
    """Static CORS headers of a response."""
    values = {"Origin": origin, "Methods": methods, "Headers": headers, "Credentials": credentials}
    return {f"method.response.header.Access-Control-Allow-{key}": f"'{one}'" for key, one in values.items() if one}


def _operation(integration: dict[str, Any], headers: dict[str, str], more: dict[str, Any]) -> dict[str, Any]:
    declared = {key.rpartition(".")[2]: {"type": "string"} for key in headers}
    return {"responses": {"200": {"description": "k", "headers": declared}}, f"{X}integration": integration, **more}


def mock(headers: dict[str, str], handling: str | None = None, **more: Any) -> dict[str, Any]:
    both = {"contentHandling": handling} if handling else {}
    answer = {"statusCode": "200", "responseParameters": headers, **both}
    templates = {"application/json": '{"statusCode": 200}'}
    integration = {"type": "mock", "requestTemplates": templates, "responses": {"default": answer}, **both}
    return _operation(integration, headers, more)


def table(headers: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    """A route whose answer the gateway makes."""
    integration = {
        "type": "aws",
        "httpMethod": "POST",
        "credentials": "arn:aws:iam::111122223333:role/orders",
        "uri": "arn:aws:apigateway:us-east-1:dynamodb:action/Query",
        "responses": {"default": {"statusCode": "200", "responseParameters": headers or {}}},
    }
    return _operation(integration, headers or {}, more)


def proxy(**more: Any) -> dict[str, Any]:
    return {f"{X}integration": {"type": "aws_proxy", "httpMethod": "POST", "uri": CALL}, **more}


def rest(root: dict[str, Any] | None = None, **paths: dict[str, Any]) -> dict[str, Any]:
    """A REST API; paths are given without their slash, `rest` is `/{proxy+}`, `every` any method."""
    return {
        "swagger": "2.0",
        "info": {"title": "orders", "version": "1"},
        "securityDefinitions": SCHEMES,
        "paths": _paths(paths),
        **(root or {}),
    }


def _paths(paths: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "/{proxy+}" if name == "rest" else "$default" if name == "default" else f"/{name}": {
            f"{X}any-method" if verb == "every" else verb: one for verb, one in item.items()
        }
        for name, item in paths.items()
    }


def refusals(*classes: str, origin: str = SHOP) -> dict[str, Any]:
    key = "gatewayresponse.header.Access-Control-Allow-Origin"
    return {f"{X}gateway-responses": {one: {"responseParameters": {key: f"'{origin}'"}} for one in classes}}


def route(**more: Any) -> dict[str, Any]:
    integration = {
        "type": "http_proxy",
        "httpMethod": "ANY",
        "uri": "https://orders.example.com/",
        "payloadFormatVersion": "1.0",
    }
    return {f"{X}integration": integration, **more}


def http(cors: dict[str, Any] | None, **paths: dict[str, Any]) -> dict[str, Any]:
    return {
        "openapi": "3.0.1",
        "info": {"title": "orders", "version": "1"},
        f"{X}importexport-version": "1.0",
        **({} if cors is None else {f"{X}cors": cors}),
        "paths": _paths(paths),
        "components": {"securitySchemes": {"jwt": JWT}},
    }


def allows(origins: str, methods: str = "", headers: str = "", **more: Any) -> dict[str, Any]:
    lists = {"allowOrigins": origins, "allowMethods": methods, "allowHeaders": headers}
    return {**{key: one.split() for key, one in lists.items() if one}, **more}


SIGNED_IN = {"security": [{"jwt": []}]}
BOTH = ("DEFAULT_4XX", "DEFAULT_5XX")
FULL = sets(SHOP, "GET,PUT,DELETE", "Content-Type,X-Token")
PUT = {"put": table(sets(SHOP)), "options": mock(FULL)}
PROTECTED = {"put": table(sets(SHOP), **GUARDED), "options": mock(FULL)}
FROM_BACKEND = {
    "method.response.header.Access-Control-Allow-Origin": "integration.response.header.Access-Control-Allow-Origin"
}

CASES: dict[str, tuple[dict[str, Any], str]] = {
    "all right": (rest(a={"get": table(sets(SHOP)), **PUT}), ""),
    "no origin": (rest(a={"put": table(sets(SHOP)), "options": mock(sets(None, "PUT"))}), "cors-origin-missing"),
    "verb not listed": (rest(a={"put": table(sets(SHOP)), "options": mock(sets(SHOP, "GET"))}), "cors-method-missing"),
    "verb in lower case": (rest(a={"put": table(sets(SHOP)), "options": mock(sets(SHOP, "put"))}), "cors-method-missing"),
    "verbs of forms": (rest(a={"get": table(sets(SHOP)), "post": table(sets(SHOP)), "options": mock(sets(SHOP, "PUT"))}), ""),
    "header of the authorizer": (
        rest(refusals(*BOTH), a={"get": proxy(**GUARDED), "options": mock(sets(SHOP, "GET", "Accept"))}), "cors-header-missing",
    ),
    "every header": (rest(refusals(*BOTH), a={"get": proxy(**GUARDED), "options": mock(sets(SHOP, "*", "*"))}), ""),
    "star beside credentials": (
        rest(a={"put": table(sets(SHOP, credentials="true")), "options": mock(sets(SHOP, "*", "X-Token", "true"))}),
        "cors-credentials-wildcard",
    ),
    "answer without origin": (rest(a={"get": table(), "options": mock(FULL)}), "cors-response-missing"),
    "answer for others": (rest(a={"get": table(sets(ADMIN)), "options": mock(FULL)}), "cors-response-missing"),
    "answer for everybody": (rest(a={"get": table(sets("*")), "options": mock(FULL)}), ""),
    "preflight for everybody": (rest(a={"get": table(sets(SHOP)), "options": mock(sets("*", "GET"))}), ""),
    "origin of the backend": (rest(a={"get": table(FROM_BACKEND), "options": mock(FULL)}), ""),
    "proxies": (rest(a={"get": proxy(), "put": proxy(), "options": mock(FULL)}), ""),
    "backend answers all": (rest(rest={"every": proxy()}), ""),
    "guard before the backend": (rest(refusals(*BOTH), rest={"every": proxy(**GUARDED)}), "cors-preflight-conflicting"),
    "way past the guard": (
        rest(refusals(*BOTH), rest={"every": proxy(**GUARDED), "options": mock(sets(SHOP, "PUT,PATCH,DELETE", "X-Token"))}), "",
    ),
    "guard for machines": (rest(refusals(*BOTH), rest={"every": proxy(**GUARDED)}, a={"get": proxy(), "options": mock(FULL)}), ""),
    "greedy options": (rest(a={"put": table(sets(SHOP))}, rest={"options": mock(FULL)}), ""),
    "no options": (rest(a={"put": table(sets(SHOP))}), "cors-preflight-missing"),
    "nothing to ask": (rest(a={"get": table(sets(SHOP))}), ""),
    "mock of bytes": (rest({BINARY: ["*/*"]}, a=PUT), "cors-binary-conflicting"),
    "mock of text": (
        rest({BINARY: ["*/*"]}, a={"put": table(sets(SHOP)), "options": mock(FULL, "CONVERT_TO_TEXT")}), "",
    ),
    "images": (rest({BINARY: ["image/png"]}, a=PUT), ""),
    "bytes for the backend": (rest({BINARY: ["*/*"]}, a={"put": proxy(), "options": proxy()}), ""),
    "key on options": (
        rest(a={"put": table(sets(SHOP)), "options": mock(FULL, security=[{"key": []}])}), "cors-preflight-conflicting",
    ),
    "refusals": (rest(a=PROTECTED), "cors-gateway-missing"),
    "refusals told": (rest(refusals(*BOTH), a=PROTECTED), ""),
    "refusals told in part": (rest(refusals("DEFAULT_4XX"), a=PROTECTED), "cors-gateway-missing"),
    "refusals told others": (rest(refusals(*BOTH, origin=ADMIN), a=PROTECTED), "cors-gateway-missing"),
    "refusals told everybody": (rest(refusals(*BOTH, origin="*"), a=PROTECTED), ""),
    "http: all right": (http(allows(SHOP, "PUT", "authorization"), a={"put": route(), "get": route(**SIGNED_IN)}), ""),
    "http: verb": (http(allows(SHOP, "GET"), a={"put": route()}), "cors-method-missing"),
    "http: header": (http(allows(SHOP, "GET", "accept"), a={"get": route(**SIGNED_IN)}), "cors-header-missing"),
    "http: everything": (http(allows("*", "*", "*"), a={"put": route()}), ""),
    "http: star beside credentials": (http(allows("*", "PUT", allowCredentials=True), a={"put": route()}), "cors-credentials-wildcard"),
    "http: every site": (http(allows("https://*", "GET", allowCredentials=True), a={"get": route()}), "cors-origin-unrestricted"),
    "http: backend answers": (http(None, a={"put": route()}), ""),
    "http: no origin": (http(allows("", "PUT"), a={"put": route()}), "cors-origin-missing"),
    "http: slash": (http(allows(f"{SHOP}/", "GET"), a={"get": route()}), "cors-value-invalid"),
    "http: guard of the default": (
        http(allows(SHOP, "GET PUT", "authorization"), default={"every": route(**SIGNED_IN)}), "cors-default-unreachable",
    ),
    "http: way past the guard": (
        http(allows(SHOP, "GET PUT", "authorization"), default={"every": route(**SIGNED_IN)}, rest={"options": route()}), "",
    ),
}  # fmt: skip

SAM = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::{kind}
    Properties: {{StageName: prod, {properties}}}
  Function:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: orders.handler
      Runtime: nodejs22.x
      Events:
        Put: {{Type: {kind}, Properties: {{{ref}: !Ref Api, Path: /a, Method: put}}}}
"""
IDENTITY = "Identity: {Header: X-Token}"
AUTH = f"DefaultAuthorizer: Guard, Authorizers: {{Guard: {{FunctionArn: arn:aws:lambda:us-east-1:111122223333:function:g, {IDENTITY}}}}}"
OPEN = f"Auth: {{{AUTH}, AddDefaultAuthorizerToCorsPreflight: false}}"
TOLD = "ResponseParameters: {Headers: {Access-Control-Allow-Origin: \"'*'\"}}"
ANSWERS = f"GatewayResponses: {{DEFAULT_4XX: {{{TOLD}}}, DEFAULT_5XX: {{{TOLD}}}}}"


@cache
def rules() -> list[Any]:
    """What is said of CORS, and what SAM's own rules say of it."""
    named = ("sam-cors", "sam-preflight", "gateway-response")
    found = [page for page in pages().values() if page.theme == "cors" or page.name.startswith(named)]
    return [audit(page) for page in found]


def found(text: str, file: str) -> set[str]:
    return {one.rule for one in lint_texts({file: text}, rules())}


@pytest.mark.parametrize("case", CASES)
def test_where_a_browser_stops(case: str) -> None:
    document, rule = CASES[case]
    assert found(json.dumps(document, indent=1), "openapi.json") == ({rule} if rule else set())


@pytest.mark.parametrize(
    ("kind", "properties", "told"),
    [
        ("Api", "Cors: \"'*'\"", set()),
        ("Api", "Cors: {AllowOrigin: \"'*'\", AllowMethods: \"'PUT'\"}", set()),
        ("Api", "Cors: {AllowOrigin: \"'*'\", AllowMethods: \"'GET'\"}", {"cors-method-missing"}),
        ("Api", "Cors: {AllowOrigin: '*'}", {"sam-cors-invalid"}),
        ("Api", "BinaryMediaTypes: ['*~1*'], Cors: \"'*'\"", {"cors-binary-conflicting"}),
        ("Api", f"{OPEN}, {ANSWERS}, Cors: {{AllowOrigin: \"'{SHOP}'\", AllowHeaders: \"'X-Token'\"}}", set()),
        ("Api", f"{OPEN}, {ANSWERS}, Cors: {{AllowOrigin: \"'{SHOP}'\", AllowHeaders: \"'Accept'\"}}", {"cors-header-missing"}),
        (
            "Api", f"Auth: {{{AUTH}}}, {ANSWERS}, Cors: {{AllowOrigin: \"'{SHOP}'\", AllowHeaders: \"'X-Token'\"}}",
            {"sam-preflight-conflicting"},
        ),
        ("HttpApi", f"CorsConfiguration: {{AllowOrigins: ['{SHOP}'], AllowMethods: [PUT]}}", set()),
        ("HttpApi", f"CorsConfiguration: {{AllowOrigins: ['{SHOP}'], AllowMethods: [GET]}}", {"cors-method-missing"}),
    ],
)  # fmt: skip
def test_where_a_browser_stops_at_what_sam_makes(kind: str, properties: str, told: set[str]) -> None:
    ref = "RestApiId" if kind == "Api" else "ApiId"
    assert found(SAM.format(kind=kind, properties=properties, ref=ref), "template.yaml") == told
