"""AWS::Serverless::Api and AWS::Serverless::HttpApi."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects.cloudformation import rest
from apigw_lint.dialects.sam import cors, definition, domain, plan, resource_policy, stage
from apigw_lint.dialects.sam.auth import switch
from apigw_lint.dialects.sam.authorizer import permissions
from apigw_lint.dialects.sam.draft import given
from apigw_lint.dialects.sam.event import IMPLICIT
from apigw_lint.dialects.sam.forms import forms
from apigw_lint.dialects.view import View, fill, put
from apigw_lint.model.api import HTTP, REST, Api
from apigw_lint.model.sam import SamApi
from apigw_lint.model.value import UNKNOWN, Partial, join

if TYPE_CHECKING:
    from apigw_lint.dialects.sam.template import SamTemplate

EITHER_WAY = "DisableExecuteApiEndpoint"  # written into the definition whether true or false
RESPONSE_KEYS = ("ResponseParameters", "ResponseTemplates", "StatusCode")
REST_INLINE = ("Cors", "Auth", "GatewayResponses", "Models", EITHER_WAY)
HTTP_INLINE = ("CorsConfiguration", "Auth", "Tags", "Name", "Description", EITHER_WAY)


def rest_api(template: SamTemplate, logical_id: str, view: View) -> Api:
    api = enter(template, logical_id, view, REST)
    words(api, view, REST_INLINE)
    cors.rest_cors(api, view["Cors"])
    definition.define(template, api, view, template.events_for(logical_id, REST))
    fill(
        api,
        view,
        name="Name",
        fail_on_warnings="FailOnWarnings",
        security_policy="SecurityPolicy",
        access_mode="EndpointAccessMode",
        default_endpoint_disabled="DisableExecuteApiEndpoint",
        minimum_compression_size="MinimumCompressionSize",
        api_key_source="ApiKeySourceType",
    )
    binary_types(api, view["BinaryMediaTypes"])
    endpoint(api, view["EndpointConfiguration"])
    attach_policy(api, view["Policy"])
    main = stage.rest_stages(template, api, view)
    domain.rest_domain(template, api, main, view["Domain"])
    plan.usage_plan(template, api, main, view["Auth"]["UsagePlan"])
    permissions(template, api, view["Auth"])
    return api


def http_api(template: SamTemplate, logical_id: str, view: View) -> Api:
    api = enter(template, logical_id, view, HTTP)
    words(api, view, HTTP_INLINE)
    definition.define(template, api, view, template.events_for(logical_id, HTTP))
    cors.mark_http_cors(api, view["CorsConfiguration"])
    fill(
        api, view, name="Name", fail_on_warnings="FailOnWarnings", default_endpoint_disabled="DisableExecuteApiEndpoint"
    )
    main = stage.http_stage(template, api, view, template.events_for(logical_id, HTTP))
    domain.http_domain(template, api, main, view["Domain"])
    permissions(template, api, view["Auth"])
    return api


def enter(template: SamTemplate, logical_id: str, view: View, kind: str) -> Api:
    """A new API, named before anything asks for it."""
    origin = "implicit" if logical_id in IMPLICIT.values() and logical_id in template.implicit else "sam"
    api = Api(view.key_place, logical_id, kind=kind, origin=origin, exported=template.is_exported(logical_id))
    api.within(template.stack)
    template.stack.apis.append(api)
    template.add(logical_id, api)
    api.routes_known = template.knows_events(logical_id)
    return api


def words(api: Api, view: View, inline: tuple[str, ...]) -> None:
    """What only SAM's own properties say."""
    found = SamApi(api.place, api.label)
    auth = view["Auth"]
    fill(found, view, open_api_version="OpenApiVersion", merge_definitions="MergeDefinitions")
    fill(
        found,
        auth,
        default_authorizer="DefaultAuthorizer",
        iam_enabled="EnableIamAuthorizer",
        api_key_required="ApiKeyRequired",
        authorizer_on_preflight="AddDefaultAuthorizerToCorsPreflight",
        api_key_on_preflight="AddApiKeyRequiredToCorsPreflight",
    )
    if "AddDefaultAuthorizerToCorsPreflight" in auth:
        found.authorizer_on_preflight = switch(auth["AddDefaultAuthorizerToCorsPreflight"])
    if "AddApiKeyRequiredToCorsPreflight" in auth:
        found.api_key_on_preflight = switch(auth["AddApiKeyRequiredToCorsPreflight"])
    for field, name in (("definition_body", "DefinitionBody"), ("definition_uri", "DefinitionUri")):
        if given(view[name]):
            setattr(found, field, True)
            found.places[field] = view[name].key_place
    authorizers = auth["Authorizers"]
    found.authorizer_names = [name for name, _ in authorizers.items()] if auth.known and authorizers.known else UNKNOWN
    for name in inline:
        if given(view[name]) or (name == EITHER_WAY and view[name].boolean() is False):
            found.inline_only.append(name)
            found.places[f"inline_only/{name}"] = view[name].key_place
    if api.kind == REST:
        endpoint_words(found, view["EndpointConfiguration"])
    resource_policy.vpc_entries(found, auth["ResourcePolicy"])
    resource_policy.document(found, auth["ResourcePolicy"])
    response_keys(found, view["GatewayResponses"])
    domain.words(found, view["Domain"])
    forms(found, view, api.kind)
    found.within(api)
    api.sam = found


def response_keys(found: SamApi, view: View) -> None:
    """Keys of a gateway response beside those that SAM copies."""
    for name, response in view.items():
        for key, entry in response.items():
            if key not in RESPONSE_KEYS:
                found.response_keys.append((name, key))
                found.places[f"response_keys/{name}/{key}"] = entry.key_place


def endpoint_words(found: SamApi, view: View) -> None:
    """How EndpointConfiguration is written."""
    if not view:
        return
    found.places["endpoint_shape"] = view.key_place
    if view.is_map:
        found.endpoint_shape = "map" if view["Type"] or not view.known else "untyped-map"
        found.endpoint_ids_twice = bool(view["VPCEndpointIds"]) and bool(view["VpcEndpointIds"])
    elif view.is_list:
        found.endpoint_shape = "list"
    elif not isinstance(view.value(), str):
        found.endpoint_shape = "unknown"


def endpoint(api: Api, view: View) -> None:
    """EndpointConfiguration: a type, or a mapping with one."""
    if view.is_map and view.known:
        ids = view["VPCEndpointIds"] or view["VpcEndpointIds"]
        put(api, "vpc_endpoint_ids", ids)
        put(api, "ip_address_type", view["IpAddressType"])
        one = view["Type"]
    else:
        one = view
        if view and view.text() is UNKNOWN:
            api.vpc_endpoint_ids = api.ip_address_type = UNKNOWN
    if not view:
        return
    value = one.text()
    api.endpoint_types = UNKNOWN if value is None or value is UNKNOWN else [value]
    api.places["endpoint_types"] = one.place if one else view.key_place


def binary_types(api: Api, view: View) -> None:
    """BinaryMediaTypes, where `~1` stands for a slash."""
    put(api, "binary_media_types", view)
    if view and api.binary_media_types is not None and api.binary_media_types is not UNKNOWN:
        api.binary_media_types = [slashed(one) for one in api.binary_media_types]


def slashed(value: Any) -> Any:
    if isinstance(value, Partial):
        return join([piece.replace("~1", "/") if isinstance(piece, str) else piece for piece in value.pieces])
    return value.replace("~1", "/") if isinstance(value, str) else value


def attach_policy(api: Api, view: View) -> None:
    """`Policy`, handed on as it is. What it makes together with a policy in the definition is not known."""
    if not given(view):
        return
    both = api.policy is UNKNOWN or api.policy is not None
    rest.attach_policy(api, view)
    if both:
        api.policy = UNKNOWN


READERS = {
    "AWS::Serverless::Api": rest_api,
    "AWS::Serverless::HttpApi": http_api,
}
