"""One edit of SAM's own properties: the rule that it is about speaks, at its line, and no other does."""

from __future__ import annotations

import pytest

from tests.mutations.mutation import mutate

EDITS = [
    ("sam", "\"'GET,POST'\"", '"GET,POST"', ['sam-cors-invalid: AllowMethods: "GET,POST"']),
    ("sam", "\"'https://www.example.com'\"", "\"'*'\"", ["sam-cors-invalid: AllowCredentials: true"]),
    ("sam", "AllowMethods:", "Methods:", ["sam-cors-invalid: Methods: \"'GET,POST'\""]),
    ("sam", "        AddDefaultAuthorizerToCorsPreflight: false\n", "",
     ["sam-preflight-conflicting: DefaultAuthorizer: Users"]),
    ("sam", "      StageName: prod\n", "      StageName: prod\n      FailOnWarnings: true\n      DefinitionUri: s3://definitions/orders.yaml\n",
     ["sam-definition-conflicting: Cors:", "sam-definition-conflicting: Auth: (21)"]),
    ("sam", "  Api:\n    OpenApiVersion: 3.0.1\n", "  Api:\n    TracingEnabled: true\n",
     ["sam-stage-duplicate: Orders:"]),
    ("sam", "        Type: PRIVATE", "        Types: [PRIVATE]", ["sam-endpoint-invalid: EndpointConfiguration:"]),
    ("sam", "DefaultAuthorizer: Users", "DefaultAuthorizer: User",
     ["sam-authorizer-undefined: DefaultAuthorizer: User"]),
    ("sam", "Auth: {Authorizer: Users}", "Auth: {Authorizer: Admins}",
     ["sam-authorizer-undefined: Auth: {Authorizer: Admins}"]),
    ("sam", "Auth: {Authorizer: Badge}", "Auth: {Authorizer: Badges}",
     ["sam-authorizer-undefined: Auth: {Authorizer: Badges}"]),
    ("sam", "            EnableFunctionDefaultPermissions: true\n", "", ["sam-permission-missing: Badge:"]),
    ("sam", "- vpce-0123456789abcdef0", "- 10.0.0.0/16", ["sam-vpc-ignored: - 10.0.0.0/16"]),
    ("sam", "- vpce-0123456789abcdef0", "- !Ref Endpoint", ["sam-vpc-ignored: - !Ref Endpoint"]),
    ("sam", "- vpce-0123456789abcdef0", "- {Reff: Endpoint}", ["sam-vpc-ignored: - {Reff: Endpoint}"]),
    ("sam", "- vpce-0123456789abcdef0", "- !Reff Endpoint", ["sam-vpc-ignored: - !Reff Endpoint"]),
    ("sam", "            - vpce-0123456789abcdef0\n", "            - vpce-0123456789abcdef0\n          Statement: [{Effect: Deny}]\n",
     ["sam-policy-ignored: Statement: [{Effect: Deny}]"]),
    ("sam", "          SourceVpcWhitelist:\n            - vpce-0123456789abcdef0\n", "          Statement: [{Effect: Deny}]\n",
     ["sam-policy-ignored: Statement: [{Effect: Deny}]"]),
    ("sam", "RestApiId: !Ref Orders", "RestApiId: !ImportValue orders",
     ["sam-event-undefined: RestApiId: !ImportValue orders"]),
    ("sam", "            RestApiId: !Ref Orders\n            Auth: {Authorizer: Users}\n",
     "            RestApiId: !Ref Orders\n            Auth: {Authorizer: Users, ApiKeyRequired: false}\n",
     ["sam-event-invalid: Auth: {Authorizer: Users, ApiKeyRequired: false}"]),
    ("sam", "            RestApiId: !Ref Orders\n",
     "            RestApiId: !Ref Orders\n            RequestParameters: [method.request.query.page]\n",
     ["sam-event-invalid: RequestParameters: [method.request.query.page]"]),
    ("websocket-sam", "AuthType: AWS_IAM", "AuthType: JWT", ["sam-authtype-invalid: AuthType: JWT"]),
    ("websocket-sam", "AuthType: AWS_IAM", "AuthType: AWS", ["sam-authtype-invalid: AuthType: AWS"]),
    ("websocket-sam", "AuthType: AWS_IAM", "AuthType: AWS_IAM\n        Name: users", ["sam-authtype-invalid: Name: users"]),
    ("domain-sam", "HostedZoneId: Z0123456789ABCDEFGHIJ", "IpV6: true", ["sam-domain-invalid: Route53:"]),
    ("sam", "    OpenApiVersion: 3.0.1\n", "    OpenApiVersion: 3.0.1\n    StageName: prod\n",
     ["sam-globals-unknown: StageName: prod"]),
    ("stage-sam", "      TracingEnabled: true", '      TracingEnabled: "true"', ['sam-form-invalid: TracingEnabled: "true"']),
    ("domain-sam", "BasePath: [v1, v2]", "BasePath: [v1, !Sub v2]", ["sam-form-invalid: BasePath: [v1, !Sub v2]"]),
    ("stage-sam", "          StatusCode: 429", "          Status: 429", ["gateway-response-invalid: Status: 429"]),
]  # fmt: skip


@pytest.mark.parametrize(("project", "old", "new", "found"), EDITS)
def test_an_edit_of_a_sam_property(project: str, old: str, new: str, found: list[str]) -> None:
    assert mutate(project, old, new) == found


@pytest.mark.parametrize(
    ("old", "found"),
    [
        (
            "            RestApiId: !Ref Orders\n            Auth: {Authorizer: Users}\n",
            "sam-event-mismatched: Orders:",
        ),
        ("            ApiId: !Ref Stock\n            Auth: {Authorizer: Badge}\n", "sam-event-mismatched: Stock:"),
    ],
)
def test_an_event_that_names_no_api_makes_one_of_its_own(old: str, found: str) -> None:
    """The API that SAM makes for it is judged as well; of SAM's rules this one alone speaks."""
    assert [one for one in mutate("sam", old, "") if one.startswith("sam-")] == [found]
