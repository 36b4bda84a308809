from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from apigw_lint.model.value import UNKNOWN
from tests.dialects.openapi.definitions import in_template, of_kind, written

if TYPE_CHECKING:
    from apigw_lint.model.api import Api
    from apigw_lint.model.authorizer import Authorizer

REST = """
    swagger: "2.0"
    paths: {}
    securityDefinitions:
      Guard:
        type: apiKey
        name: Authorization
        in: header
        x-amazon-apigateway-authtype: custom
        x-amazon-apigateway-authorizer:
          type: token
          authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/guard/invocations
          authorizerCredentials: arn:aws:iam::123456789012:role/guard
          authorizerResultTtlInSeconds: 0
          identityValidationExpression: "Bearer .*"
"""
HTTP = """
    openapi: 3.0.1
    paths: {}
    components:
      securitySchemes:
        Users:
          type: oauth2
          x-amazon-apigateway-authorizer:
            type: jwt
            identitySource: $request.header.Authorization
            jwtConfiguration: {issuer: "https://users.example", audience: [web, mobile]}
        Guard:
          type: apiKey
          name: Authorization
          in: header
          x-amazon-apigateway-authorizer:
            type: request
            identitySource: $request.header.Authorization, $context.routeKey
            authorizerPayloadFormatVersion: 2.0
            enableSimpleResponses: "true"
"""


def scheme(kind: object, location: str, authorizer: str) -> Authorizer:
    text = f"""
        openapi: 3.0.1
        paths: {{}}
        components:
          securitySchemes:
            Guard: {{type: apiKey, {location}, x-amazon-apigateway-authorizer: {authorizer}}}
    """
    (found,) = of_kind(kind, text).authorizers
    return found


def only(api: Api) -> Authorizer:
    (found,) = api.authorizers
    return found


def test_an_authorizer_is_named_after_its_scheme() -> None:
    api = of_kind("rest", REST)
    guard = only(api)
    assert (guard.label, guard.name, guard.type) == ("Guard", "Guard", "TOKEN")
    assert (guard.ttl, guard.validation) == (0, "Bearer .*")
    assert guard.credentials == "arn:aws:iam::123456789012:role/guard"
    assert str(guard.uri).endswith("functions/guard/invocations")
    assert guard.owner is api
    (found,) = api.security_schemes
    assert (found.label, found.type, found.location, found.name, found.authtype) == (
        "Guard", "apiKey", "header", "Authorization", "custom",
    )  # fmt: skip
    assert guard.scheme is found
    assert found.authorizer is guard
    assert written(found.place) == "Guard"
    assert written(guard.place) == "x-amazon-apigateway-authorizer"


def test_http_authorizers_have_fields_of_their_own() -> None:
    users, guard = of_kind("http", HTTP).authorizers
    assert (users.type, users.issuer, users.audience) == ("JWT", "https://users.example", ["web", "mobile"])
    assert users.has_jwt_configuration
    assert guard.identity_sources == ["$request.header.Authorization", "$context.routeKey"]
    assert (guard.payload_version, guard.simple_responses) == ("2.0", True)


def test_the_header_of_a_rest_scheme_is_the_identity_source() -> None:
    guard = only(of_kind("rest", REST))
    assert guard.identity_sources == ["method.request.header.Authorization"]
    assert written(guard.at("identity_sources")) == "Authorization"


@pytest.mark.parametrize(
    ("kind", "location", "authorizer", "sources"),
    [
        ("rest", "in: query, name: token", "{type: request}", ["method.request.querystring.token"]),
        ("rest", "in: header, name: Unused", "{type: request}", None),
        ("rest", "in: header, name: X", "{type: request, identitySource: 'a,b'}", ["a", "b"]),
        ("rest", "in: header, name: X", "{type: request, identitySource: [a, b]}", ["a", "b"]),
        ("http", "in: header, name: X", "{type: request}", None),
    ],
)
def test_identity_sources(kind: str, location: str, authorizer: str, sources: list[str] | None) -> None:
    assert scheme(kind, location, authorizer).identity_sources == sources


def test_the_identity_source_of_an_api_of_unknown_kind_is_unknown() -> None:
    assert scheme(UNKNOWN, "in: header, name: X", "{type: request}").identity_sources is UNKNOWN


def test_functions_in_an_authorizer() -> None:
    api = in_template(
        """
        swagger: "2.0"
        paths: {}
        securityDefinitions:
          Pool:
            type: apiKey
            x-amazon-apigateway-authorizer:
              type: !If [IsProd, cognito_user_pools, token]
              providerARNs: [!GetAtt Pool.Arn]
        """,
        IsProd=True,
    )
    pool = only(api)
    assert pool.type == "COGNITO_USER_POOLS"
    assert [str(one) for one in pool.provider_arns or ()] == ["${Pool.Arn}"]


@pytest.mark.parametrize("value", ["7", "[]", "text"])
def test_what_is_no_scheme_is_unknown(value: str) -> None:
    api = of_kind("rest", f"swagger: 2.0\npaths: {{}}\nsecurityDefinitions: {{A: {value}}}")
    assert api.security_schemes[0].authorizer is UNKNOWN
    assert api.security_schemes[0].type is UNKNOWN


def test_requirements_at_the_root() -> None:
    api = of_kind("rest", "swagger: 2.0\npaths: {}\nsecurity: [{Guard: [a, b]}, {Key: [], Other: []}]")
    assert [one.schemes for one in api.root_security] == [{"Guard": ["a", "b"]}, {"Key": [], "Other": []}]
    assert [one.label for one in api.root_security] == ["Guard", "Key+Other"]
    assert written(api.root_security[1].at("Other")) == "Other"
