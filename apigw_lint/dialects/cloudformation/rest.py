"""AWS::ApiGateway resources that make up a REST API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects import include, openapi, policy
from apigw_lint.dialects.cloudformation.template import target_of
from apigw_lint.dialects.view import View, fill, put
from apigw_lint.model.api import (
    REST,
    Api,
    DocumentationPart,
    GatewayResponse,
    Model,
    Overlap,
    RequestValidator,
    Resource,
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
    if not view.known and "Body" not in view.node and "BodyS3Location" not in view.node:
        unread(api)
        return
    for field, written in (("body", inline), ("body_location", location)):
        if written:
            setattr(api, field, True)
            api.places[field] = written.key_place
    if inline:
        api.origin = "body"
        define(api, inline)
    elif location or view["CloneFrom"]:
        elsewhere(api, location, "BodyS3Location")


def elsewhere(api: Api, location: View, property: str) -> None:
    """A definition in a file of its own, read when it is one of the project's."""
    found = include.definition(location, property)
    if found is None:
        unread(api)
    else:
        api.origin = "body"
        openapi.build(api, found)


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
        "security_policy",
        "access_mode",
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
        is_top = isinstance(parent.full_path, str) and parent.full_path == "/"
        found.parent, above = parent, "" if is_top else parent.full_path
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
    "AWS::ApiGateway::Authorizer": authorizer,
    "AWS::ApiGateway::RequestValidator": validator,
    "AWS::ApiGateway::Model": model,
    "AWS::ApiGateway::GatewayResponse": gateway_response,
    "AWS::ApiGateway::DocumentationPart": documentation_part,
}
