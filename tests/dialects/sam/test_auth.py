from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from apigw_lint.model.function import LambdaPermission
from apigw_lint.model.value import UNKNOWN
from tests.dialects.sam.reading import api, every, line, route, with_events, written

if TYPE_CHECKING:
    from apigw_lint.model.stack import Stack

ROUTES = """
A: {Type: Api, Properties: {Path: /a, Method: get}}
Free: {Type: Api, Properties: {Path: /free, Method: get, Auth: {Authorizer: NONE}}}
Keyless: {Type: Api, Properties: {Path: /keyless, Method: get, Auth: {ApiKeyRequired: false}}}
Other: {Type: Api, Properties: {Path: /other, Method: get, Auth: {Authorizer: Keys, AuthorizationScopes: [x]}}}
"""
AUTHORIZERS = (
    "Authorizers: {Pool: {UserPoolArn: !GetAtt P.Arn, AuthorizationScopes: [s]}, Keys: {FunctionArn: !GetAtt Fn.Arn}}"
)


def rest(auth: str, events: str = ROUTES, more: str = "") -> Stack:
    return with_events(events, globals=f"Api: {{Auth: {{{auth}}}{more}}}")


def test_the_default_authorizer_guards_what_names_no_other() -> None:
    stack = rest(f"DefaultAuthorizer: Pool, {AUTHORIZERS}")
    found = {one.route_path: (one.auth, one.authorizer_name, one.scopes, one.auth_stated) for one in api(stack).routes}
    assert found == {
        "/a": ("COGNITO_USER_POOLS", "Pool", ["s"], False),
        "/free": ("NONE", None, None, True),
        "/keyless": ("COGNITO_USER_POOLS", "Pool", ["s"], False),
        "/other": ("CUSTOM", "Keys", ["x"], True),
    }
    assert line(route(stack, "GET /a").at("auth")).startswith("Api: {Auth: {DefaultAuthorizer: Pool")
    assert written(route(stack, "GET /a").at("auth")) == "Pool"
    assert line(route(stack, "GET /free").at("auth")).startswith("Free:")
    assert [(one.name, one.is_default, one.origin) for one in api(stack).authorizers] == [
        ("Pool", True, "sam"),
        ("Keys", False, "sam"),
    ]


def test_without_auth_nothing_is_said() -> None:
    stack = with_events("A: {Type: Api, Properties: {Path: /a, Method: get}}")
    found = route(stack, "GET /a")
    assert (found.auth, found.auth_stated, found.is_open) == (None, False, True)


def test_a_required_key_is_asked_for_everywhere_but_where_it_is_declined() -> None:
    stack = rest("ApiKeyRequired: true")
    assert {one.route_path: bool(one.api_key_required) for one in api(stack).routes if one.route_path != "/other"} == {
        "/a": True,
        "/free": True,
        "/keyless": False,
    }
    assert written(route(stack, "GET /a").at("api_key_required")) == "true"


def test_a_rest_route_under_iam_calls_its_function_as_the_caller() -> None:
    stack = rest("DefaultAuthorizer: AWS_IAM")
    found = route(stack, "GET /a")
    assert (found.auth, found.integration.credentials) == ("AWS_IAM", "arn:aws:iam::*:user/*")
    assert route(stack, "GET /free").integration.credentials is None
    assert route(rest("DefaultAuthorizer: AWS_IAM, InvokeRole: NONE"), "GET /a").integration.credentials is None
    mine = rest("DefaultAuthorizer: AWS_IAM, InvokeRole: 'arn:aws:iam::111111111111:role/mine'")
    assert route(mine, "GET /a").integration.credentials == "arn:aws:iam::111111111111:role/mine"


@pytest.mark.parametrize("name", ["Nobody", "!If [Live, Pool, Keys]", "[Pool]"])
def test_a_default_that_is_not_declared_leaves_auth_unknown(name: str) -> None:
    found = route(rest(f"DefaultAuthorizer: {name}, {AUTHORIZERS}"), "GET /a")
    assert found.auth is UNKNOWN
    assert not found.auth_stated


def test_an_authorizer_that_is_not_declared_leaves_its_route_unknown() -> None:
    stack = with_events("A: {Type: Api, Properties: {Path: /a, Method: get, Auth: {Authorizer: Nobody}}}")
    assert route(stack, "GET /a").auth is UNKNOWN
    assert stack.events[0].authorizer_name == "Nobody"
    assert written(stack.events[0].at("authorizer_name")) == "Nobody"


def test_lambda_authorizers_take_their_sources_from_identity() -> None:
    stack = rest(
        "Authorizers: {"
        "Plain: {FunctionArn: !GetAtt Fn.Arn}, "
        "Header: {FunctionArn: !GetAtt Fn.Arn, Identity: {Header: X-Key, ValidationExpression: a+, ReauthorizeEvery: 0}}, "
        "Request: {FunctionArn: !GetAtt Fn.Arn, FunctionPayloadType: REQUEST, Identity: {Headers: [X], QueryStrings: [q]}}}",
        "A: {Type: Api, Properties: {Path: /a, Method: get}}",
    )
    plain, header, request = api(stack).authorizers
    assert (plain.type, plain.identity_sources, plain.ttl) == ("TOKEN", ["method.request.header.Authorization"], None)
    assert (header.identity_sources, header.validation, header.ttl) == (["method.request.header.X-Key"], "a+", 0)
    assert (request.type, request.identity_sources) == (
        "REQUEST",
        ["method.request.header.X", "method.request.querystring.q"],
    )
    assert plain.function is stack.functions[0]
    assert [written(one.place) for one in api(stack).authorizers] == ["Plain", "Header", "Request"]


def test_rest_authorizers_are_permitted_unless_that_is_declined() -> None:
    stack = rest(
        "Authorizers: {Yes: {FunctionArn: !GetAtt Fn.Arn}, "
        "No: {FunctionArn: !GetAtt Fn.Arn, DisableFunctionDefaultPermissions: true}, Pool: {UserPoolArn: x}}",
        "A: {Type: Api, Properties: {Path: /a, Method: get}}",
    )
    found = [one for one in every(stack, LambdaPermission) if "authorizers" in str(one.source_arn)]
    assert [(one.label, one.function, one.origin) for one in found] == [
        ("ServerlessRestApiYesAuthorizerPermission", stack.functions[0], "sam")
    ]


HTTP_AUTH = """
HttpApi:
  Auth:
    DefaultAuthorizer: Tokens
    EnableIamAuthorizer: true
    Authorizers:
      Tokens: {JwtConfiguration: {issuer: https://issuer.example, audience: [a]}, IdentitySource: $request.header.Authorization}
      Call: {FunctionArn: !GetAtt Fn.Arn, AuthorizerPayloadFormatVersion: 2.0, EnableSimpleResponses: true}
"""


def test_http_apis_have_jwt_lambda_and_iam_authorizers() -> None:
    stack = with_events(
        """
        A: {Type: HttpApi, Properties: {Path: /a, Method: get}}
        B: {Type: HttpApi, Properties: {Path: /b, Method: get, Auth: {Authorizer: Call}}}
        C: {Type: HttpApi, Properties: {Path: /c, Method: get, Auth: {Authorizer: NONE}}}
        D: {Type: HttpApi, Properties: {Path: /d, Method: get, Auth: {Authorizer: AWS_IAM}}}
        E: {Type: HttpApi, Properties: {Path: /e, Method: get, Auth: {AuthorizationScopes: [s]}}}
        F: {Type: HttpApi, Properties: {Path: /f, Method: options}}
        """,
        globals=HTTP_AUTH,
    )
    assert [(one.auth, one.authorizer_name, one.scopes) for one in api(stack).routes] == [
        ("JWT", "Tokens", None),
        ("CUSTOM", "Call", None),
        ("NONE", None, None),
        ("AWS_IAM", None, None),
        ("JWT", "Tokens", ["s"]),
        (None, None, None),
    ]
    tokens, call = api(stack).authorizers
    assert (tokens.issuer, tokens.audience, tokens.is_default) == ("https://issuer.example", ["a"], True)
    assert (call.payload_version, call.simple_responses, call.default_permissions) == ("2.0", True, None)


def test_http_authorizers_are_permitted_only_when_asked() -> None:
    event = "A: {Type: HttpApi, Properties: {Path: /a, Method: get}}"
    silent = with_events(event, globals=HTTP_AUTH)
    asked = with_events(event, globals=HTTP_AUTH.replace("2.0,", "2.0, EnableFunctionDefaultPermissions: true,"))
    assert [one.label for one in silent.permissions] == ["FnAPermission"]
    assert [one.label for one in asked.permissions] == ["ServerlessHttpApiCallAuthorizerPermission", "FnAPermission"]
    assert api(asked).authorizers[1].default_permissions is True


def test_an_override_reaches_an_operation_of_the_definition() -> None:
    stack = with_events(
        "A: {Type: Api, Properties: {Path: /a, Method: get, RestApiId: !Ref Shop, Auth: {Authorizer: NONE, OverrideApiAuth: true}}}",
        """
        Shop:
          Type: AWS::Serverless::Api
          Properties:
            StageName: live
            Auth: {DefaultAuthorizer: AWS_IAM}
            DefinitionBody:
              swagger: '2.0'
              paths:
                /a: {get: {x-amazon-apigateway-integration: {type: mock}}, post: {x-amazon-apigateway-integration: {type: mock}}}
        """,
    )
    assert [(one.key, one.auth, one.origin) for one in api(stack).routes] == [
        ("GET /a", "NONE", "written"),
        ("POST /a", "AWS_IAM", "written"),
    ]
    assert stack.events[0].route is route(stack, "GET /a")
