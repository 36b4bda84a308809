"""Settings of the API as a whole: its own answers, key source, documentation, and what its kind does not have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from apigw_lint.model.api import HTTP, REST, WEBSOCKET
from apigw_lint.model.hit import hit
from apigw_lint.model.value import certainly
from apigw_lint.source.nearest import closest, nearest
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.api import Api, GatewayResponse, Route
    from apigw_lint.model.element import Element
    from apigw_lint.model.hit import Hits
    from apigw_lint.source.place import Place

FIXED = "REQUEST_TOO_LARGE"
TYPES = frozenset(
    (
        "ACCESS_DENIED", "API_CONFIGURATION_ERROR", "AUTHORIZER_CONFIGURATION_ERROR", "AUTHORIZER_FAILURE", "BAD_REQUEST_BODY",
        "BAD_REQUEST_PARAMETERS", "DEFAULT_4XX", "DEFAULT_5XX", "EXPIRED_TOKEN", "INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT",
        "INVALID_API_KEY", "INVALID_SIGNATURE", "MISSING_AUTHENTICATION_TOKEN", "QUOTA_EXCEEDED", "REQUEST_TOO_LARGE",
        "RESOURCE_NOT_FOUND", "THROTTLED", "UNAUTHORIZED", "UNSUPPORTED_MEDIA_TYPE", "WAF_FILTERED",
    )
)  # fmt: skip
PARAMETER = Pattern(r"gatewayresponse\.(?:header|path|querystring)\..+")
EXPRESSION = Pattern(r"'.*'|(?:method\.request|context|stageVariables)\..+", re.S)
STATUS = Pattern(r"[1-5]\d\d")
LIMITED = ("THROTTLED", "QUOTA_EXCEEDED")
RETRY, QUOTED = "gatewayresponse.header.retry-after", Pattern(r"'[^']*'")
DELAY = Pattern(r"\d+|\w{3,9}, \d\d[ -]\w{3}[ -]\d{2,4} \d\d:\d\d:\d\d GMT")
SOURCES = ("HEADER", "AUTHORIZER")
FROM_AUTHORIZER = "$context.authorizer.usageIdentifierKey"


def response_unknown(response: GatewayResponse) -> Hits:
    """A type of answer that API Gateway does not give."""
    if isinstance(response.type, str) and response.type not in TYPES:
        hint = nearest(response.type.upper(), TYPES) or ", so the definition is refused."
        meant = closest(response.type, TYPES)
        yield hit(response.at("type"), name=response.type, hint=hint.replace("`", "'"), meant=meant)


def response_ignored(response: GatewayResponse) -> Hits:
    """The one answer that cannot be changed."""
    if response.type == FIXED:
        yield hit(response.at("type"))


def response_invalid(response: GatewayResponse) -> Hits:
    """A second response for a type, or a status or a parameter that is refused."""
    beside = [one for one in response.api.gateway_responses if certainly(lambda one=one: one.type == response.type)]
    if beside and beside[0] is not response:
        related = ((beside[0].at("type"), "first here"),)
        yield hit(response.at("type"), "twice", related=related, about=response.api, name=response.type)
    status: Any = response.status
    if isinstance(status, str) and not STATUS.fullmatch(status):
        yield hit(response.at("status"), "status", status=status)
    for key, value in (response.parameters or {}).items():
        at = response.at(f"parameters/{key}")
        if not PARAMETER.fullmatch(key):
            yield hit(at, "key", key=key)
        elif isinstance(value, str) and not EXPRESSION.fullmatch(value):
            yield hit(at, "value", key=key, value=value)
    sam = response.api.sam
    for name, key in sam.response_keys if sam else ():
        if name == response.type:
            yield hit(sam.at(f"response_keys/{name}/{key}"), "property", key=key, about=response)


def status_mismatched(response: GatewayResponse) -> Hits:
    """A refusal or failure that is answered as a success, or too many calls as something else [RFC 6585, RFC 9110]."""
    status: Any = response.status
    if not isinstance(status, str) or not STATUS.fullmatch(status) or not isinstance(response.type, str):
        return
    if status.startswith("2"):
        yield hit(response.at("status"), "success", name=response.type, status=status)
    elif response.type in LIMITED and status.startswith("4") and status != "429":
        yield hit(response.at("status"), "limit", name=response.type, status=status)


def retry_invalid(response: GatewayResponse) -> Hits:
    """A Retry-After that is neither a number of seconds nor a date [RFC 9110, 10.2.3]."""
    for key, value in (response.parameters or {}).items():
        fixed = key.lower() == RETRY and isinstance(value, str) and QUOTED.fullmatch(value)
        if fixed and not DELAY.fullmatch(value[1:-1].strip()):
            yield hit(response.at(f"parameters/{key}"), value=value[1:-1])


def key_source_invalid(api: Api) -> Hits:
    """A source of keys that does not exist, or that a route cannot have."""
    source: Any = api.api_key_source
    if certainly(lambda: source is not None and source.upper() not in SOURCES):
        yield hit(api.at("api_key_source"), "word", source=source)
    elif certainly(_is_from_authorizer, api):
        keyless = [route for route in api.routes if certainly(_gets_no_key, route)]
        if keyless:
            related = tuple((route.place, "no key gets here") for route in keyless[1:])
            yield hit(
                keyless[0].at("api_key_required"),
                "authorizer",
                related=(*related, (api.at("api_key_source", "api_key_selection"), "where keys come from")),
                witness=keyless[0].key,
            )


def _is_from_authorizer(api: Api) -> bool:
    if api.kind == WEBSOCKET:
        return api.api_key_selection is not None and api.api_key_selection == FROM_AUTHORIZER
    return api.kind == REST and api.api_key_source is not None and bool(api.api_key_source.upper() == "AUTHORIZER")


def _gets_no_key(route: Route) -> bool:
    return bool(route.api_key_required) and route.auth in (None, "NONE", "AWS_IAM", "COGNITO_USER_POOLS")


def feature_ignored(api: Api) -> Hits:
    """What an HTTP API is told and does not know [DG http-api-vs-rest]."""
    if api.kind != HTTP:
        return
    for place, name, about in _foreign(api):
        yield hit(place, about=about, name=name)


SETTINGS = {
    "binary_media_types": "Binary media types",
    "minimum_compression_size": "A minimum compression size",
    "api_key_source": "An API key source",
    "default_validator": "A request validator",
    "vpc_endpoint_ids": "A list of VPC endpoints",
}


def _foreign(api: Api) -> Iterator[tuple[Place, str, Element]]:
    for field, name in SETTINGS.items():
        if api.written(field):
            yield api.at(field), name, api
    for parts, name in (
        (api.gateway_responses, "A gateway response"),
        (api.validators, "A request validator"),
        (api.documentation_parts, "A documentation part"),
    ):
        yield from ((one.place, name, one) for one in parts[:1])
    for route in api.routes:
        if route.written("validator_name"):
            yield route.at("validator_name"), "A request validator", route
        if certainly(lambda route=route: route.api_key_required):
            yield route.at("api_key_required"), "An API key", route
    for stage in api.stages:
        if stage.written("client_certificate"):
            yield stage.at("client_certificate"), "A client certificate", stage


def warnings_ignored(api: Api) -> Hits:
    """A definition of which whatever is not supported is dropped without a word."""
    if (api.body or api.body_location) and not api.fail_on_warnings:
        yield hit(api.at("fail_on_warnings", "body", "body_location"), api=api.label)
