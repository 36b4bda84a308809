"""Where a specification is stricter than what reads the templates: found by asking that reader, aws-sam-translator 1.110 for SAM."""

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


def amend(form: Form, kind: str) -> Form:
    """The form of a type, taught what its reader takes."""
    for name, one in {"": form, **form.get("definitions", {})}.items():
        if kind.startswith(SAM) and name in DROPPING and one.get("additionalProperties") is False:
            del one["additionalProperties"]
            one["dropping"] = True
        for key, entry in one.get("properties", {}).items():
            more = WIDER.get((kind, name, key))
            if more:
                one["properties"][key] = {"anyOf": [entry, {"type": [more]}]}
        optional = OPTIONAL.get((kind, name))
        if optional in one.get("required", ()):
            one["required"].remove(optional)
    return form
