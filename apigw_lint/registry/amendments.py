"""Where a specification is stricter than what reads the templates, or leaves open what the service does not.

What SAM takes was found by asking aws-sam-translator 1.115; values are those of the services' own models [boto v1, v2, acm].
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apigw_lint.registry.form import Form

SAM = "AWS::Serverless::"
DROPPING = frozenset(
    (
        "ApiAuth",
        "ApiEvent",
        "AuthConfig",
        "CognitoAuthorizer",
        "CognitoAuthorizerIdentity",
        "Domain",
        "HttpApiAuth",
        "HttpApiEvent",
        "LambdaAuthorizer",
        "LambdaAuthorizerIdentity",
        "LambdaRequestAuthorizer",
        "LambdaRequestAuthorizerIdentity",
        "LambdaTokenAuthorizer",
        "LambdaTokenAuthorizerIdentity",
        "OAuth2Authorizer",
        "RequestModel",
        "ResourcePolicy",
        "Route53",
        "WebSocketApiRoute",
    )
)
"""Definitions of SAM that are read key by key: a key that is none is dropped, and nothing is refused."""

WIDER = {
    ("AWS::ApiGateway::RestApi", "", "BodyS3Location"): "string",  # replaced by `aws cloudformation package`
    ("AWS::Serverless::Api", "CognitoAuthorizer", "UserPoolArn"): "array",
    ("AWS::Serverless::Api", "ResourcePolicy", "CustomStatements"): "object",
    ("AWS::Serverless::Function", "ResourcePolicy", "CustomStatements"): "object",
}
"""Properties, of the type itself or of a definition, with a type of values that is taken too."""

OPTIONAL = {
    ("AWS::Serverless::Api", "LambdaTokenAuthorizer"): "FunctionArn",
    ("AWS::Serverless::Api", "LambdaRequestAuthorizer"): "FunctionArn",
}
"""Properties that are asked for only when the authorizer is used."""

LEVELS = ("OFF", "ERROR", "INFO")
CONVERSIONS = ("CONVERT_TO_BINARY", "CONVERT_TO_TEXT")
SIZES = ("0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237")
ROUTE_AUTHORIZATION = ("NONE", "AWS_IAM", "CUSTOM", "JWT")
VALUES = {
    ("AWS::ApiGateway::Deployment", "MethodSetting", "LoggingLevel"): LEVELS,
    ("AWS::ApiGateway::Deployment", "StageDescription", "CacheClusterSize"): SIZES,
    ("AWS::ApiGateway::Deployment", "StageDescription", "LoggingLevel"): LEVELS,
    ("AWS::ApiGateway::Method", "", "AuthorizationType"): ("NONE", "AWS_IAM", "CUSTOM", "COGNITO_USER_POOLS"),
    ("AWS::ApiGateway::RestApi", "", "Mode"): ("merge", "overwrite"),
    ("AWS::ApiGatewayV2::Api", "", "ProtocolType"): ("HTTP", "WEBSOCKET"),
    ("AWS::ApiGatewayV2::ApiGatewayManagedOverrides", "RouteOverrides", "AuthorizationType"): ROUTE_AUTHORIZATION,
    ("AWS::ApiGatewayV2::Authorizer", "", "AuthorizerPayloadFormatVersion"): ("1.0", "2.0"),
    ("AWS::ApiGatewayV2::Authorizer", "", "AuthorizerType"): ("REQUEST", "JWT"),
    ("AWS::ApiGatewayV2::DomainName", "DomainNameConfiguration", "IpAddressType"): ("ipv4", "dualstack"),
    ("AWS::ApiGatewayV2::IntegrationResponse", "", "ContentHandlingStrategy"): CONVERSIONS,
    ("AWS::ApiGatewayV2::Route", "", "AuthorizationType"): ROUTE_AUTHORIZATION,
    ("AWS::CertificateManager::Certificate", "", "KeyAlgorithm"): (
        "RSA_1024",
        "RSA_2048",
        "RSA_3072",
        "RSA_4096",
        "EC_prime256v1",
        "EC_secp384r1",
        "EC_secp521r1",
    ),
    ("AWS::CertificateManager::Certificate", "", "ValidationMethod"): ("DNS", "EMAIL", "HTTP"),
}
"""The only values of properties that no specification names and no rule with words of its own speaks of."""

IN_ANY_CASE = (("AWS::ApiGateway::Method", "", "AuthorizationType"),)
"""Those of them of which nothing says that capitals matter."""


def amend(form: Form, kind: str) -> Form:
    """The form of a type, taught what its reader takes, and what it does not."""
    form["nullable"] = kind.startswith(SAM)
    for name, one in {"": form, **form.get("definitions", {})}.items():
        if kind.startswith(SAM) and name in DROPPING and one.get("additionalProperties") is False:
            del one["additionalProperties"]
            one["dropping"] = True
        for key, entry in one.get("properties", {}).items():
            more = WIDER.get((kind, name, key))
            if more:
                one["properties"][key] = {"anyOf": [entry, {"type": [more]}]}
            elif (kind, name, key) in VALUES:
                entry.setdefault("enum", list(VALUES[kind, name, key]))
                entry["inAnyCase"] = (kind, name, key) in IN_ANY_CASE
        optional = OPTIONAL.get((kind, name))
        if optional in one.get("required", ()):
            one["required"].remove(optional)
    return form
