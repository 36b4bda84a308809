from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from apigw_lint.model.value import UNKNOWN
from tests.dialects.openapi.definitions import in_template, of_kind, written

if TYPE_CHECKING:
    from apigw_lint.model.api import Route

SCHEMES = """
    components:
      securitySchemes:
        Token: {type: apiKey, in: header, name: A, x-amazon-apigateway-authorizer: {type: token}}
        Other: {type: apiKey, in: header, name: A, x-amazon-apigateway-authorizer: {type: REQUEST}}
        Pool: {type: apiKey, in: header, name: A, x-amazon-apigateway-authorizer: {type: cognito_user_pools}}
        Users: {type: oauth2, x-amazon-apigateway-authorizer: {type: jwt}}
        Odd: {type: apiKey, in: header, name: A, x-amazon-apigateway-authorizer: {type: "${kind}"}}
        Signed: {type: apiKey, in: header, name: Authorization, x-amazon-apigateway-authtype: awsSigv4}
        Elsewhere: {type: apiKey, in: header, name: A, x-amazon-apigateway-authtype: custom}
        Key: {type: apiKey, in: header, name: X-Api-Key}
        Bearer: {type: http, scheme: bearer}
"""


def guarded(kind: Any, operation: str, root: str = "") -> Route:
    text = f"""
    openapi: 3.0.1
    {root}
    paths:
      /a:
        get: {{{operation}}}
{SCHEMES}"""
    (found,) = of_kind(kind, text).routes
    return found


@pytest.mark.parametrize("kind", ["rest", "http", UNKNOWN])
def test_an_operation_that_says_nothing(kind: Any) -> None:
    route = guarded(kind, "")
    assert (route.auth, route.authorizer, route.scopes, route.api_key_required) == (None, None, None, None)
    assert not route.auth_stated
    assert route.is_open


@pytest.mark.parametrize(
    ("scheme", "auth"),
    [("Token", "CUSTOM"), ("Other", "CUSTOM"), ("Pool", "COGNITO_USER_POOLS"), ("Users", "JWT")],
)
@pytest.mark.parametrize("kind", ["rest", "http", UNKNOWN])
def test_an_authorizer_decides_the_type(kind: Any, scheme: str, auth: str) -> None:
    route = guarded(kind, f"security: [{{{scheme}: [read, write]}}]")
    assert route.auth == auth
    assert route.auth_stated
    assert route.authorizer is not None
    assert route.authorizer.name == route.authorizer_name == scheme
    assert route.scopes == ["read", "write"]
    assert written(route.at("authorizer_name")) == scheme
    assert written(route.at("auth")) == "security"


def test_a_type_that_is_not_known_leaves_the_authorization_open() -> None:
    route = guarded("rest", "security: [{Odd: []}]")
    assert route.auth is UNKNOWN
    assert route.authorizer_name == "Odd"


@pytest.mark.parametrize("kind", ["rest", "http"])
def test_signed_requests(kind: str) -> None:
    route = guarded(kind, "security: [{Signed: []}]")
    assert route.auth == "AWS_IAM"
    assert route.authorizer is None


@pytest.mark.parametrize("kind", ["rest", "http"])
@pytest.mark.parametrize("security", ["[]", "[{}]", "[{Bearer: []}]"])
def test_what_nobody_checks_leaves_the_route_open(kind: str, security: str) -> None:
    route = guarded(kind, f"security: {security}")
    assert route.auth == "NONE"
    assert route.auth_stated
    assert route.is_open


def test_the_key_header_asks_for_a_key() -> None:
    rest, http = guarded("rest", "security: [{Key: []}]"), guarded("http", "security: [{Key: []}]")
    assert (rest.auth, rest.api_key_required, rest.is_open) == ("NONE", True, False)
    assert written(rest.at("api_key_required")) == "Key"
    assert http.is_open  # HTTP APIs have no keys


@pytest.mark.parametrize(
    "security", ["[{Token: [], Key: []}]", "[{Token: []}, {Key: []}]", "[{Bearer: []}, {Token: [], Key: []}]"]
)
def test_rest_apis_take_a_key_beside_an_authorizer(security: str) -> None:
    route = guarded("rest", f"security: {security}")
    assert (route.auth, route.authorizer_name, route.api_key_required) == ("CUSTOM", "Token", True)


def test_several_authorizers_leave_it_open_which_one_counts() -> None:
    assert guarded("rest", "security: [{Token: []}, {Other: []}]").auth is UNKNOWN
    assert guarded("http", "security: [{Token: []}, {Key: []}]").auth is UNKNOWN


def test_a_scheme_that_is_not_there() -> None:
    route = guarded("rest", "security: [{Tokn: []}]")
    assert route.auth is UNKNOWN
    assert route.authorizer is None
    assert route.authorizer_name == "Tokn"


def test_a_scheme_that_an_include_may_bring() -> None:
    api = in_template("""
        openapi: 3.0.1
        paths: {/a: {get: {security: [{Guard: []}]}}}
        components: {securitySchemes: {Fn::Transform: {Name: AWS::Include}}}
    """)
    assert api.routes[0].authorizer is UNKNOWN


def test_a_scheme_that_may_mean_an_authorizer_of_the_api() -> None:
    assert guarded("rest", "security: [{Elsewhere: []}]").auth is UNKNOWN


def test_security_at_the_root_counts_for_http_apis() -> None:
    root = "security: [{Token: []}]"
    rest, http, either = guarded("rest", "", root), guarded("http", "", root), guarded(UNKNOWN, "", root)
    assert rest.auth is UNKNOWN  # the guide says that it is ignored, and imports have applied it
    assert (http.auth, http.authorizer_name, http.auth_stated) == ("CUSTOM", "Token", True)
    assert either.auth is UNKNOWN
    assert guarded("http", "security: []", root).auth == "NONE"
    assert guarded("rest", "security: []", root).auth == "NONE"


def test_security_at_the_root_of_a_swagger_document_counts_for_nothing() -> None:
    text = """
    swagger: "2.0"
    securityDefinitions:
      Token: {type: apiKey, in: header, name: A, x-amazon-apigateway-authorizer: {type: token}}
    security: [{Token: []}]
    paths: {/a: {get: {}}}
    """
    (route,) = of_kind("rest", text).routes
    assert (route.auth, route.auth_stated) == (None, False)


@pytest.mark.parametrize(("value", "auth"), [("none", "NONE"), ("NONE", "NONE"), ("aws_iam", "AWS_IAM")])
def test_the_extension_speaks_for_rest_apis(value: str, auth: str) -> None:
    operation = f"x-amazon-apigateway-auth: {{type: {value}}}"
    route = guarded("rest", operation)
    assert (route.auth, route.auth_stated) == (auth, True)
    assert written(route.at("auth")) == value
    assert guarded("http", operation).auth is None


def test_the_extension_beside_security() -> None:
    assert guarded("rest", "x-amazon-apigateway-auth: {type: AWS_IAM}, security: [{Key: []}]").api_key_required is True
    both = guarded("rest", "x-amazon-apigateway-auth: {type: AWS_IAM}, security: [{Token: []}]")
    assert both.auth is UNKNOWN
    assert both.authorizer_name == "Token"
    missing = guarded("rest", "x-amazon-apigateway-auth: {type: none}, security: [{Tokn: []}]")
    assert (missing.authorizer, missing.authorizer_name) == (None, "Tokn")


@pytest.mark.parametrize("value", ["7", "{Token: []}", "[7]", "text"])
def test_security_of_the_wrong_form_is_unknown(value: str) -> None:
    route = guarded("rest", f"security: {value}")
    assert route.auth is UNKNOWN
    assert route.security is UNKNOWN


def test_the_requirements_are_kept() -> None:
    route = guarded("rest", "security: [{Token: []}, {Key: []}]")
    assert route.security is not None
    assert [one.schemes for one in route.security] == [{"Token": []}, {"Key": []}]
    assert all(one.owner is route for one in route.security)
    assert guarded("rest", "").security is None
