"""AWS::ApiGatewayV2 resources that make up an HTTP or WebSocket API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects.cloudformation import integration, method, rest
from apigw_lint.dialects.cloudformation.template import target_of
from apigw_lint.dialects.view import View, fill, put
from apigw_lint.model.api import HTTP, WEBSOCKET, Api, Cors, Model, Resource, Route, RouteResponse
from apigw_lint.model.authorizer import Authorizer
from apigw_lint.model.integration import Integration
from apigw_lint.model.value import UNKNOWN, Partial, Reference

if TYPE_CHECKING:
    from apigw_lint.dialects.cloudformation.template import Template

PREDEFINED = ("$connect", "$disconnect", "$default")


def api(template: Template, logical_id: str, view: View) -> Api:
    found = Api(view.key_place, logical_id, exported=template.is_exported(logical_id))
    found.within(template.stack)
    template.stack.apis.append(found)
    template.add(logical_id, found)
    fill(
        found,
        view,
        name="Name",
        protocol="ProtocolType",
        ip_address_type="IpAddressType",
        target="Target",
        default_endpoint_disabled="DisableExecuteApiEndpoint",
        fail_on_warnings="FailOnWarnings",
        route_selection="RouteSelectionExpression",
        api_key_selection="ApiKeySelectionExpression",
    )
    found.kind = kind_of(view, found.protocol)
    if view["CorsConfiguration"]:
        cors(found, view["CorsConfiguration"])
    rest.body(found, view)
    return found


def kind_of(view: View, protocol: Any) -> Any:
    """HTTP or WebSocket: what ProtocolType says; an API with a body is an HTTP API."""
    if isinstance(protocol, str):
        return {"HTTP": HTTP, "WEBSOCKET": WEBSOCKET}.get(protocol.upper(), UNKNOWN)
    return HTTP if protocol is None and (view["Body"] or view["BodyS3Location"]) else UNKNOWN


CORS_KEYS = {
    "origins": "AllowOrigins",
    "methods": "AllowMethods",
    "headers": "AllowHeaders",
    "expose": "ExposeHeaders",
    "credentials": "AllowCredentials",
    "max_age": "MaxAge",
}


def cors(owner: Api, view: View) -> None:
    """CorsConfiguration of an HTTP API."""
    owner.places["cors"] = view.key_place
    if not view.is_map or not view.known:
        owner.cors = UNKNOWN
        return
    found = Cors(view.key_place)
    fill(found, view, **CORS_KEYS)
    found.within(owner)
    owner.cors = found


def route(template: Template, logical_id: str, view: View) -> Route:
    owner = template.api(view["ApiId"], UNKNOWN)
    found = Route(view.key_place, logical_id)
    fill(
        found,
        view,
        auth="AuthorizationType",
        scopes="AuthorizationScopes",
        api_key_required="ApiKeyRequired",
        authorizer_name="AuthorizerId",
        target="Target",
        model_selection="ModelSelectionExpression",
        response_selection="RouteResponseSelectionExpression",
        operation_name="OperationName",
    )
    key = view["RouteKey"].text()
    found.key = UNKNOWN if key is None else key
    found.places["key"] = view["RouteKey"].place if view["RouteKey"] else found.place
    found.auth_stated = found.written("auth")
    found.authorizer = template.referred(view["AuthorizerId"], Authorizer)
    found.integration = target(template, found.target)
    method.parameters(found, view["RequestParameters"], "route.request.")
    found.request_models = method.model_uses(template, view["RequestModels"], found)
    on = standing(owner, found, view)
    found.within(on)
    on.routes.append(found)
    rest.overlap(owner, logical_id, "AWS::ApiGatewayV2::Route", view)
    return found


def standing(owner: Api, found: Route, view: View) -> Resource:
    """The resource that a route stands on, and its verb and path."""
    if isinstance(found.key, str):
        verb, _, path = found.key.partition(" ")
        if path and owner.kind is not WEBSOCKET:
            found.verb, found.route_path = verb.upper(), path
            for one in owner.resources:
                if isinstance(one.full_path, str) and one.full_path == path:
                    return one
    elif isinstance(found.key, Partial):
        found.verb = found.route_path = UNKNOWN
    else:
        found.verb = found.route_path = UNKNOWN
    label = found.route_path if isinstance(found.route_path, str) else found.key
    on = Resource(view.key_place, str(label), full_path=found.route_path)
    on.within(owner)
    owner.resources.append(on)
    return on


def target(template: Template, value: Any) -> Integration | None:
    """The integration of a route's Target, `integrations/` and its id."""
    for piece in value.pieces if isinstance(value, Partial) else ():
        if isinstance(piece, Reference):
            found = template.element(piece.target)
            if isinstance(found, Integration):
                return found
    return UNKNOWN if value is not None else None


def route_response(template: Template, logical_id: str, view: View) -> RouteResponse:
    found = RouteResponse(view.key_place, logical_id)
    put(found, "key", view["RouteResponseKey"])
    on = template.element(target_of(view["RouteId"].value()) or "")
    if isinstance(on, Route):
        found.within(on)
        on.route_responses.append(found)
    return found


def authorizer(template: Template, logical_id: str, view: View) -> Authorizer:
    owner = template.api(view["ApiId"], UNKNOWN)
    found = Authorizer(view.key_place, logical_id)
    fill(
        found,
        view,
        name="Name",
        type="AuthorizerType",
        uri="AuthorizerUri",
        credentials="AuthorizerCredentialsArn",
        validation="IdentityValidationExpression",
        ttl="AuthorizerResultTtlInSeconds",
        payload_version="AuthorizerPayloadFormatVersion",
        simple_responses="EnableSimpleResponses",
    )
    rest.sources(found, view["IdentitySource"])
    jwt = view["JwtConfiguration"]
    found.has_jwt_configuration = bool(jwt)
    fill(found, jwt, issuer="Issuer", audience="Audience")
    if jwt and not jwt.known:
        found.issuer = found.audience = UNKNOWN
    found.within(owner)
    owner.authorizers.append(found)
    rest.overlap(owner, logical_id, "AWS::ApiGatewayV2::Authorizer", view)
    return found


def model(template: Template, logical_id: str, view: View) -> Model:
    owner = template.api(view["ApiId"], UNKNOWN)
    found = Model(view.key_place, logical_id)
    fill(found, view, name="Name", content_type="ContentType")
    if view["Schema"]:
        found.schema = view["Schema"].plain()
        found.places["schema"] = view["Schema"].key_place
    found.within(owner)
    owner.models.append(found)
    return found


def v2_integration(template: Template, logical_id: str, view: View) -> Integration:
    found = integration.v2_integration(template, logical_id, view)
    owner = template.api(view["ApiId"], UNKNOWN)
    rest.overlap(owner, logical_id, "AWS::ApiGatewayV2::Integration", view)
    return found


READERS = {
    "AWS::ApiGatewayV2::Api": api,
    "AWS::ApiGatewayV2::Route": route,
    "AWS::ApiGatewayV2::RouteResponse": route_response,
    "AWS::ApiGatewayV2::Integration": v2_integration,
    "AWS::ApiGatewayV2::Authorizer": authorizer,
    "AWS::ApiGatewayV2::Model": model,
}
