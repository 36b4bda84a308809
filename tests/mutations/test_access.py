"""One edit of a project whose routes are guarded: the rule that it is about speaks, at its line, and no other does."""

from __future__ import annotations

import pytest

from tests.mutations.mutation import mutate

CREATES = "        - staff: []  # to create"
SECURITY = f"      security:\n{CREATES}\n"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param(
            "      AuthorizationType: CUSTOM  # staff only\n      AuthorizerId: !Ref Staff\n",
            "      AuthorizationType: NONE\n",
            [
                "authorizer-context-undefined: integration.request.header.X-Employee: context.authorizer.employee",
                "authorizer-unused: Staff:",
                "route-auth-mismatched: AuthorizationType: NONE (61)",
            ],
            id="open to change, guarded to read",
        ),
        pytest.param(
            "CUSTOM  # staff only", "COGNITO_USER_POOLS", ["authorizer-type-mismatched: AuthorizationType: COGNITO_USER_POOLS (61)"],
            id="a type that is not the authorizer's",
        ),
        pytest.param(
            "AuthorizerId: !Ref Customers\n      ", "", ["authorizer-undefined: AuthorizationType: COGNITO_USER_POOLS", "authorizer-unused: Customers:"],
            id="no authorizer",
        ),
        pytest.param(
            "AuthorizationType: AWS_IAM",
            "AuthorizationType: NONE",
            ["route-service-public: AuthorizationType: NONE (77)"],
            id="an open queue",
        ),
        pytest.param(
            "AuthorizationType: AWS_IAM",
            "AuthorizationType: AWS_IAM\n      AuthorizationScopes: [exports/write]",
            ["route-scope-ignored: AuthorizationScopes: [exports/write]"],
            id="scopes with IAM",
        ),
        pytest.param(
            "      AuthorizationScopes: [orders/read]\n",
            "",
            ["route-scope-missing: AuthorizationType: COGNITO_USER_POOLS"],
            id="no scope",
        ),
        pytest.param(
            "PathPart: health", "PathPart: statistics", ["route-access-public: AuthorizationType: NONE"], id="no health check",
        ),
        pytest.param("TtlInSeconds: 60", "TtlInSeconds: 3600", ["authorizer-cache-weak: AuthorizerResultTtlInSeconds: 3600"], id="long"),
        pytest.param("TtlInSeconds: 60", "TtlInSeconds: 4000", ["authorizer-field-invalid: AuthorizerResultTtlInSeconds: 4000"], id="too long"),
        pytest.param(
            "      IdentitySource: method.request.header.Authorization, context.identity.sourceIp\n",
            "",
            ["authorizer-identity-missing: Staff:"],
            id="nothing to file answers under",
        ),
        pytest.param(
            "      AuthorizerResultTtlInSeconds: 60\n",
            "      IdentityValidationExpression: ^Badge .+$\n      AuthorizerResultTtlInSeconds: 60\n",
            ["authorizer-field-ignored: IdentityValidationExpression: ^Badge .+$"],
            id="an expression that nobody reads",
        ),
        pytest.param("!GetAtt Pool.Arn", "eu-west-1_Ab12Cd34E", ["authorizer-issuer-invalid: ProviderARNs:"], id="an id for an ARN"),
        pytest.param(
            "      ProviderARNs:\n",
            "      IdentityValidationExpression: ^shop$\n      ProviderARNs:\n",
            ["cognito-audience-conflicting: IdentityValidationExpression: ^shop$"],
            id="an audience beside scopes",
        ),
        pytest.param(
            "AWS_IAM\n      Integration:\n        Type: AWS\n        IntegrationHttpMethod: POST\n        Credentials: !GetAtt Caller.Arn\n",
            'NONE\n      Integration:\n        Type: AWS\n        IntegrationHttpMethod: POST\n        Credentials: "arn:aws:iam::*:user/*"\n',
            ['caller-credentials-mismatched: Credentials: "arn:aws:iam::*:user/*"', "route-access-public: AuthorizationType: NONE (77)"],
            id="the rights of a caller who has not signed",
        ),
        pytest.param(
            "context.authorizer.employee",
            "context.authorizer.claims.sub",
            ["authorizer-context-undefined: integration.request.header.X-Employee: context.authorizer.claims.sub"],
            id="claims of a function",
        ),
    ],
)  # fmt: skip
def test_a_rest_api(old: str, new: str, found: list[str]) -> None:
    assert sorted(mutate("access-rest", old, new)) == found


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param("      AuthorizationType: AWS_IAM\n", "", ["route-service-public: Batch:"], id="an open state machine"),
        pytest.param(
            "      AuthorizationType: CUSTOM  # staff\n      AuthorizerId: !Ref Staff\n", "", ["route-auth-missing: Remove:"], id="forgotten",
        ),
        pytest.param(
            "      AuthorizationType: CUSTOM  # staff\n", "", ["route-authorizer-ignored: AuthorizerId: !Ref Staff (66)"], id="never asked",
        ),
        pytest.param("AuthorizerType: JWT", "AuthorizerType: TOKEN", ["authorizer-type-mismatched: AuthorizerType: TOKEN"], id="no such type"),
        pytest.param("        Audience: [orders]\n", "", ["jwt-audience-missing: Issuer: https://login.example.com/"], id="any audience"),
        pytest.param("https://login", "http://login", ["authorizer-issuer-invalid: Issuer: http://login.example.com/"], id="no https"),
        pytest.param(", $context.routeKey", "", ["authorizer-cache-weak: AuthorizerResultTtlInSeconds: 60"], id="one answer for all routes"),
        pytest.param(
            '"2.0"\n      EnableSimple', '"1.0"\n      EnableSimple', ["authorizer-field-invalid: EnableSimpleResponses: true"], id="simple answers",
        ),
    ],
)  # fmt: skip
def test_an_http_api(old: str, new: str, found: list[str]) -> None:
    assert sorted(mutate("access-http", old, new)) == found


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param(CREATES, "        - stuff: []", ["authorizer-undefined: - stuff: []"], id="no such scheme"),
        pytest.param(SECURITY, "", ["route-auth-missing: post:"], id="forgotten"),
        pytest.param(
            "      security:\n        - staff: []  # to replace\n",
            "      security: []\n",
            ["route-auth-mismatched: security: [] (44)"],
            id="open to change, guarded to read",
        ),
        pytest.param(
            "security: []",
            "security: [{bearer: []}]",
            ["authorizer-undefined: security: [{bearer: []}]"],
            id="a scheme that is not there",
        ),
        pytest.param("security: []", "x-summary: all is well", [], id="a health check that says nothing"),
        pytest.param(
            "    get:\n      operationId: health\n      security: []\n",
            "    get:\n      operationId: health\n      x-amazon-apigateway-authorizer: {type: token}\n",
            ["security-scheme-ignored: x-amazon-apigateway-authorizer: {type: token}"],
            id="an authorizer on an operation",
        ),
        pytest.param(
            "      type: apiKey\n      name: X-Badge\n", "      type: http\n      name: X-Badge\n", ["security-scheme-invalid: type: http"], id="a scheme of another type",
        ),
        pytest.param(
            "        - customers: [orders/read]\n", "        - staff: [orders/read]\n", ["authorizer-unused: x-amazon-apigateway-authorizer: (11)", "route-scope-ignored: - staff: [orders/read]"], id="scopes of a function",
        ),
    ],
)  # fmt: skip
def test_a_document(old: str, new: str, found: list[str]) -> None:
    assert sorted(mutate("access-document", old, new)) == found


def test_a_swagger_document() -> None:
    """Security at the root instead of on the operation."""
    found = mutate("access-swagger", "      security: [{key: []}]\n", "      description: all orders\n")
    assert sorted(found) == ["security-root-ignored: security: [{key: []}]"]


def test_an_http_api_with_several_requirements() -> None:
    found = mutate("access-jwt", "- customers: [orders/read]", "- customers: [orders/read]\n        - partners: []")
    assert sorted(found) == ["security-requirement-conflicting: security:"]


def test_an_api_on_which_nothing_is_guarded_any_more() -> None:
    found = mutate("access-jwt", "      security:\n        - customers: [orders/read]\n", "      description: new\n")
    assert sorted(found) == [
        "api-access-public: openapi: 3.0.1",
        "authorizer-unused: x-amazon-apigateway-authorizer: (9)",
    ]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param("            Auth: {Authorizer: Staff}  # to create\n", "", ["route-auth-missing: Create:"], id="forgotten"),
        pytest.param("            Auth: {Authorizer: Staff}  # to remove\n", "", ["route-auth-mismatched: Remove:"], id="open to change"),
        pytest.param("ReauthorizeEvery: 60", "ReauthorizeEvery: 7200", ["authorizer-field-invalid: Identity: {Header: Authorization, ReauthorizeEvery: 7200}"], id="too long"),
    ],
)  # fmt: skip
def test_sam(old: str, new: str, found: list[str]) -> None:
    assert sorted(mutate("access-sam", old, new)) == found
