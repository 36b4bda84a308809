"""SAM's authorizers: the security schemes that they become, and who may call their functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects.cloudformation.function import invoked
from apigw_lint.dialects.sam.event import word
from apigw_lint.dialects.sam.grant import grant
from apigw_lint.dialects.sam.nodes import made, put
from apigw_lint.dialects.sam.operation import entries as listed
from apigw_lint.dialects.sam.operation import raw, take
from apigw_lint.dialects.view import View
from apigw_lint.dialects.view import put as fill_one
from apigw_lint.model.api import HTTP, Api

if TYPE_CHECKING:
    from apigw_lint.dialects.sam.template import SamTemplate
    from apigw_lint.source.node import Node

EXTENSION = "x-amazon-apigateway-authorizer"
URI = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${__FunctionArn__}/invocations"
REST_SOURCES = {
    "Headers": "method.request.header.",
    "QueryStrings": "method.request.querystring.",
    "StageVariables": "stageVariables.",
    "Context": "context.",
}
HTTP_SOURCES = {
    "Headers": "$request.header.",
    "QueryStrings": "$request.querystring.",
    "StageVariables": "$stageVariables.",
    "Context": "$context.",
}


def scheme(view: View, kind: str) -> Node:
    """The security scheme of one entry of `Authorizers`."""
    return http_scheme(view) if kind == HTTP else rest_scheme(view)


def rest_scheme(view: View) -> Node:
    at = view.key_place
    identity = view["Identity"]
    request = word(view["FunctionPayloadType"]) == "REQUEST"
    node = made(at, {"type": "apiKey", "in": "header", "name": "Unused" if request else "Authorization"})
    if view["UserPoolArn"]:
        inner = made(at, {"type": "cognito_user_pools"})
        put(node, "x-amazon-apigateway-authtype", made(at, "cognito_user_pools"))
        put(inner, "providerARNs", pools(view), view["UserPoolArn"].key_place)
        request = False
    else:
        put(node, "x-amazon-apigateway-authtype", made(at, "custom"))
        inner = function_authorizer(view, payload_type(view))
    if not request:
        if identity["Header"]:
            put(node, "name", raw(identity, "Header"), identity["Header"].key_place)
        take(inner, "identityValidationExpression", identity, "ValidationExpression")
    elif (sources := identity_sources(identity, REST_SOURCES)) and sources.data:
        joined = {"Fn::Join": [",", sources]}
        put(inner, "identitySource", made(sources.place, joined))
    put(node, EXTENSION, inner, at)
    return node


def payload_type(view: View) -> Node:
    """`token` unless FunctionPayloadType says otherwise."""
    written = view["FunctionPayloadType"]
    known = word(written)
    if written and known is None:
        return raw(view, "FunctionPayloadType")
    return made(written.place if written else view.key_place, (known or "TOKEN").lower())


def pools(view: View) -> Node:
    written = view["UserPoolArn"]
    node = raw(view, "UserPoolArn")
    return node if written.is_list or written.opaque else made(written.place, [node])


def function_authorizer(view: View, kind: Node) -> Node:
    """What a Lambda authorizer of either kind of API says of its function."""
    at = view.key_place
    node = made(at, {"type": kind})
    arn = raw(view, "FunctionArn")
    if arn:
        put(node, "authorizerUri", made(view["FunctionArn"].place, {"Fn::Sub": [URI, {"__FunctionArn__": arn}]}))
    if word(view["FunctionInvokeRole"]) != "NONE":
        take(node, "authorizerCredentials", view, "FunctionInvokeRole")
    take(node, "authorizerResultTtlInSeconds", view["Identity"], "ReauthorizeEvery")
    return node


def identity_sources(identity: View, prefixes: dict[str, str]) -> Node | None:
    """The identity sources as a list; None when nothing is said of them."""
    if not identity:
        return None
    entries: list[Node] = []
    for key, prefix in prefixes.items():
        for item in listed(identity, key):
            text = word(View(identity.scope, item))
            entries.append(made(item.place, prefix + text if text else {"Fn::Join": ["", [prefix, item]]}))
    return made(entries[0].place if entries else identity.key_place, entries)


def http_scheme(view: View) -> Node:
    at = view.key_place
    jwt = view["JwtConfiguration"]
    if jwt:
        inner = made(at, {"type": "jwt"})
        put(inner, "jwtConfiguration", lowered(jwt), jwt.key_place)
        take(inner, "identitySource", view, "IdentitySource")
        return made(at, {"type": "oauth2", EXTENSION: inner})
    inner = function_authorizer(view, made(at, "request"))
    sources = identity_sources(view["Identity"], HTTP_SOURCES)
    if sources:
        put(inner, "identitySource", sources, view["Identity"].key_place)
    take(inner, "authorizerPayloadFormatVersion", view, "AuthorizerPayloadFormatVersion")
    take(inner, "enableSimpleResponses", view, "EnableSimpleResponses")
    return made(at, {"type": "apiKey", "name": "Unused", "in": "header", EXTENSION: inner})


def lowered(view: View) -> Node:
    """A JWT configuration with the keys that a definition has for it."""
    if not view.is_map:
        return view.node
    node = made(view.key_place, {})
    for key, entry in view.items():
        put(node, key.lower(), view.node[key], entry.key_place)
    return node


def mark(api: Api, authorizers: dict[str, View], default: Any) -> None:
    """Say of the authorizers that SAM made that it did, and what only SAM's own words show."""
    for found in api.authorizers:
        view = authorizers.get(found.name or found.label)
        if view is None:
            continue
        found.origin = "sam"
        found.place = view.key_place
        found.is_default = isinstance(default, str) and default == (found.name or found.label)
        fill_one(found, "default_scopes", view["AuthorizationScopes"])
        fill_one(found, "default_permissions", view["EnableFunctionDefaultPermissions"])
    for one in api.security_schemes:
        if one.label in authorizers:
            one.origin = "sam"


def permissions(template: SamTemplate, api: Api, auth: View) -> None:
    """API Gateway may call the authorizers' functions: on REST APIs unless that is declined, on HTTP APIs if it is asked for."""
    for name, view in auth["Authorizers"].items():
        arn = view["FunctionArn"]
        if api.kind == HTTP:
            granted = view["EnableFunctionDefaultPermissions"].boolean() is True
        else:
            granted = view["DisableFunctionDefaultPermissions"].boolean() is not True
        if arn and granted and not view["UserPoolArn"]:
            permission = grant(
                template, view.key_place, f"{api.label}{name}AuthorizerPermission", {"Ref": api.label}, "/authorizers/*"
            )
            permission.function_name = arn.value()
            invoked(template, permission, permission.function_name)
