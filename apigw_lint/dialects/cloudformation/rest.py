"""AWS::ApiGateway resources that make up a REST API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects import openapi, policy
from apigw_lint.dialects.cloudformation import integration
from apigw_lint.dialects.cloudformation.template import target_of
from apigw_lint.dialects.view import View, fill, put
from apigw_lint.model.api import (
    REST,
    Api,
    DocumentationPart,
    GatewayResponse,
    MethodResponse,
    Model,
    ModelUse,
    Overlap,
    Parameter,
    RequestValidator,
    Resource,
    Route,
)
from apigw_lint.model.authorizer import Authorizer
from apigw_lint.model.value import UNKNOWN, Partial, join

if TYPE_CHECKING:
    from apigw_lint.dialects.cloudformation.template import Template

EMBEDDED = ("REST", "HTTP")


def rest_api(template: Template, logical_id: str, view: View) -> Api:
    api = Api(view.key_place, logical_id, kind=REST, exported=template.is_exported(logical_id))
    api.within(template.stack)
    template.stack.apis.append(api)
    template.add(logical_id, api)
    fill(
        api,
        view,
        name="Name",
        security_policy="SecurityPolicy",
        access_mode="EndpointAccessMode",
        default_endpoint_disabled="DisableExecuteApiEndpoint",
        fail_on_warnings="FailOnWarnings",
        clone_from="CloneFrom",
        binary_media_types="BinaryMediaTypes",
        minimum_compression_size="MinimumCompressionSize",
        api_key_source="ApiKeySourceType",
    )
    endpoint(api, view["EndpointConfiguration"])
    parameters = view["Parameters"]
    put(api, "parameter_endpoint_types", parameters["endpointConfigurationTypes"])
    if parameters and not parameters.known:
        api.parameter_endpoint_types = UNKNOWN
    attach_policy(api, view["Policy"])
    body(api, view)
    return api


def endpoint(api: Api, view: View) -> None:
    """The endpoint configuration: types, address family and VPC endpoints."""
    fill(api, view, endpoint_types="Types", ip_address_type="IpAddressType", vpc_endpoint_ids="VpcEndpointIds")
    if view and not view.known:
        api.endpoint_types = api.vpc_endpoint_ids = api.ip_address_type = UNKNOWN


def attach_policy(api: Api, view: View) -> None:
    """A resource policy given as a property."""
    if not view:
        return
    api.places["policy"] = view.key_place
    built = policy.build(view, attached_to="api", origin="property")
    api.policy = UNKNOWN if built is None else built
    if built is not None:
        built.within(api)


def body(api: Api, view: View) -> None:
    """An inline body, or one that lies somewhere else."""
    inline, location = view["Body"], view["BodyS3Location"]
    for field, written in (("body", inline), ("body_location", location)):
        if written:
            setattr(api, field, True)
            api.places[field] = written.key_place
    if inline:
        api.origin = "body"
        define(api, inline)
    elif location or view["CloneFrom"]:
        unread(api)


def define(api: Api, view: View) -> None:
    """Read a definition in the template's own scope."""
    if view.is_map and view.known:
        openapi.build(api, View(view.scope.for_definition(), view.node, view.key_place))
    elif view.is_map and "paths" in view.node:
        openapi.build(api, View(view.scope.for_definition(), view.node, view.key_place))
        api.routes_known = False
    else:
        unread(api)


def unread(api: Api) -> None:
    """The definition lies where it is not read: it may set or add anything."""
    api.routes_known = False
    for field in (
        "policy",
        "binary_media_types",
        "api_key_source",
        "minimum_compression_size",
        "cors",
        "vpc_endpoint_ids",
        "default_endpoint_disabled",
        "default_validator",
    ):
        if not api.written(field):
            setattr(api, field, UNKNOWN)


def overlap(api: Api, logical_id: str, kind: str, view: View) -> None:
    """A separate resource of an API that also has a body."""
    if api.body or api.body_location:
        found = Overlap(view.key_place, logical_id, type=kind)
        found.within(api)
        api.overlapping.append(found)


def resource(template: Template, logical_id: str, view: View) -> Resource:
    api = template.api(view["RestApiId"])
    parent_value = view["ParentId"].value()
    parent = template.element(target_of(parent_value) or "")
    found = Resource(view.key_place, logical_id)
    put(found, "path_part", view["PathPart"])
    above: Any = UNKNOWN
    if isinstance(parent, Resource):
        found.parent, above = parent, "" if parent.full_path == "/" else parent.full_path
    elif is_root(parent_value):
        above = ""
    found.full_path = join([above, "/", found.path_part]) if found.path_part is not None else UNKNOWN
    found.within(api)
    api.resources.append(found)
    overlap(api, logical_id, "AWS::ApiGateway::Resource", view)
    return found


def is_root(value: Any) -> bool:
    """Whether a value is the RootResourceId of an API."""
    reference = value.reference if isinstance(value, Partial) else None
    return reference is not None and reference.attribute == "RootResourceId"


def method(template: Template, logical_id: str, view: View) -> Route:
    api = template.api(view["RestApiId"])
    where = view["ResourceId"]
    on = template.element(target_of(where.value()) or "")
    if not isinstance(on, Resource):
        on = template.resource_of(api, "/" if is_root(where.value()) else UNKNOWN, view)
    route = Route(view.key_place, logical_id)
    fill(
        route,
        view,
        verb="HttpMethod",
        auth="AuthorizationType",
        scopes="AuthorizationScopes",
        api_key_required="ApiKeyRequired",
        operation_name="OperationName",
        validator_name="RequestValidatorId",
        authorizer_name="AuthorizerId",
    )
    route.route_path = on.full_path
    route.verb = route.verb.upper() if isinstance(route.verb, str) else route.verb
    route.key = join([route.verb or "?", " ", UNKNOWN if on.full_path is None else on.full_path])
    route.auth_stated = route.written("auth")
    route.authorizer = template.referred(view["AuthorizerId"], Authorizer)
    route.validator = template.referred(view["RequestValidatorId"], RequestValidator)
    parameters(route, view["RequestParameters"], "method.request.")
    route.request_models = model_uses(template, view["RequestModels"], route)
    responses(template, route, view["MethodResponses"])
    if view["Integration"]:
        integration.method_integration(template, route, view["Integration"])
    route.within(on)
    on.routes.append(route)
    overlap(api, logical_id, "AWS::ApiGateway::Method", view)
    return route


LOCATIONS = {"querystring": "query", "path": "path", "header": "header"}


def parameters(route: Route, view: View, prefix: str) -> None:
    """The keys of RequestParameters; what has another form keeps its key and no location."""
    for key, required in view.items():
        found = Parameter(required.key_place, key, key=key)
        put(found, "required", required)
        location, _, name = key.removeprefix(prefix).partition(".")
        if key.startswith(prefix) and location in LOCATIONS and name:
            found.location, found.name = LOCATIONS[location], name
        route.parameters.append(found)
        found.within(route)
    if view and not view.known:
        route.parameters_known = False


def model_uses(template: Template, view: View, owner: Any) -> list[ModelUse]:
    uses = []
    for content_type, name in view.items():
        use = ModelUse(name.place, content_type, content_type=content_type, model=template.referred(name, Model))
        put(use, "name", name)
        use.within(owner)
        uses.append(use)
    return uses


def responses(template: Template, route: Route, view: View) -> None:
    for one in view.elements():
        response = MethodResponse(one.place, str(one["StatusCode"].text() or ""))
        put(response, "status", one["StatusCode"])
        headers = one["ResponseParameters"]
        response.headers = (
            [key.removeprefix("method.response.header.") for key, _ in headers.items()] if headers.known else UNKNOWN
        )
        response.models = model_uses(template, one["ResponseModels"], response)
        response.within(route)
        route.responses.append(response)
    route.responses_known = view.known


def authorizer(template: Template, logical_id: str, view: View) -> Authorizer:
    api = template.api(view["RestApiId"])
    found = Authorizer(view.key_place, logical_id)
    fill(
        found,
        view,
        name="Name",
        type="Type",
        uri="AuthorizerUri",
        credentials="AuthorizerCredentials",
        validation="IdentityValidationExpression",
        ttl="AuthorizerResultTtlInSeconds",
        provider_arns="ProviderARNs",
    )
    sources(found, view["IdentitySource"])
    found.within(api)
    api.authorizers.append(found)
    overlap(api, logical_id, "AWS::ApiGateway::Authorizer", view)
    return found


def sources(found: Authorizer, view: View) -> None:
    """Identity sources: a text with commas on REST APIs, a list on HTTP and WebSocket ones."""
    value = view.texts() if view.is_list else view.text()
    if value is None:
        return
    found.places["identity_sources"] = view.place
    found.identity_sources = (
        [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value
    )
    if isinstance(value, Partial):
        found.identity_sources = UNKNOWN


def validator(template: Template, logical_id: str, view: View) -> RequestValidator:
    api = template.api(view["RestApiId"])
    found = RequestValidator(view.key_place, logical_id)
    fill(
        found, view, name="Name", validates_body="ValidateRequestBody", validates_parameters="ValidateRequestParameters"
    )
    found.within(api)
    api.validators.append(found)
    overlap(api, logical_id, "AWS::ApiGateway::RequestValidator", view)
    return found


def model(template: Template, logical_id: str, view: View) -> Model:
    api = template.api(view["RestApiId"])
    found = Model(view.key_place, logical_id)
    fill(found, view, name="Name", content_type="ContentType")
    if view["Schema"]:
        found.schema = view["Schema"].plain()
        found.places["schema"] = view["Schema"].key_place
    found.within(api)
    api.models.append(found)
    overlap(api, logical_id, "AWS::ApiGateway::Model", view)
    return found


def gateway_response(template: Template, logical_id: str, view: View) -> GatewayResponse:
    api = template.api(view["RestApiId"])
    found = GatewayResponse(view.key_place, logical_id)
    fill(found, view, type="ResponseType", status="StatusCode")
    given = view["ResponseParameters"]
    if given:
        found.parameters = {key: value.text() for key, value in given.items()} if given.known else UNKNOWN
        found.places.update({f"parameters/{key}": value.place for key, value in given.items()})
    found.within(api)
    api.gateway_responses.append(found)
    overlap(api, logical_id, "AWS::ApiGateway::GatewayResponse", view)
    return found


def documentation_part(template: Template, logical_id: str, view: View) -> DocumentationPart:
    api = template.api(view["RestApiId"])
    found = DocumentationPart(view.key_place, logical_id)
    put(found, "type", view["Location"]["Type"])
    found.within(api)
    api.documentation_parts.append(found)
    return found


READERS = {
    "AWS::ApiGateway::RestApi": rest_api,
    "AWS::ApiGateway::Resource": resource,
    "AWS::ApiGateway::Method": method,
    "AWS::ApiGateway::Authorizer": authorizer,
    "AWS::ApiGateway::RequestValidator": validator,
    "AWS::ApiGateway::Model": model,
    "AWS::ApiGateway::GatewayResponse": gateway_response,
    "AWS::ApiGateway::DocumentationPart": documentation_part,
}
