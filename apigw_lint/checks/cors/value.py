"""Values of CORS headers and settings: what browsers, and the import, take for one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import cors
from apigw_lint.model.api import HTTP, REST, WEBSOCKET
from apigw_lint.model.hit import hit
from apigw_lint.model.integration import static_text
from apigw_lint.model.value import UNKNOWN, certainly

if TYPE_CHECKING:
    from apigw_lint.model.api import Api, Cors, Resource, Route
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.integration import Integration, ParameterMapping

EXPRESSION = re.compile(r"(integration\.response\.|context\.|stageVariables\.|method\.request\.)")
ORIGIN = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#,\s]+")
ANY_SITE = ("https://*", "http://*")
MISSPELT = {
    "access-control-allow-header": "Access-Control-Allow-Headers",
    "access-control-allow-method": "Access-Control-Allow-Methods",
    "access-control-allow-origins": "Access-Control-Allow-Origin",
    "access-control-allow-credential": "Access-Control-Allow-Credentials",
    "access-control-expose-header": "Access-Control-Expose-Headers",
}
LONGEST_AGE = 86_400  # seconds, HTTP APIs [boto v2 IntegerWithLengthBetweenMinus1And86400]


def header_invalid(integration: Integration) -> Hits:
    """A CORS header of a REST response whose value or name cannot be right."""
    if getattr(integration.owner, "origin", "") == "sam":
        return
    for response in integration.responses:
        for mapping in response.header_mappings:
            if certainly(lambda mapping=mapping: mapping.name.lower().startswith("access-control-")):
                yield from _header(mapping)


def _header(mapping: ParameterMapping) -> Hits:
    value, name = mapping.value, mapping.name
    if name.lower() in MISSPELT:
        yield hit(mapping.at("key"), "name", about=mapping, name=name, meant=MISSPELT[name.lower()])
        return
    if not isinstance(value, str):
        return
    text = static_text(value)
    if text is None:
        if not EXPRESSION.match(value):
            yield hit(mapping.at("value"), "unquoted", about=mapping, name=name, value=value)
        return
    reason = _fault(name.lower(), text)
    if reason:
        yield hit(mapping.at("value"), reason, about=mapping, name=name, value=text)


def _fault(header: str, text: str) -> str | None:
    """Which case of the page a static header value is; None for a good one."""
    if header == cors.ORIGIN:
        return origin_fault(text)
    if header == "access-control-allow-credentials" and text not in ("true", "false"):
        return "credentials"
    if header == "access-control-max-age" and not re.fullmatch(r"-?\d+", text.strip()):
        return "age"
    return None


def origin_fault(text: str) -> str | None:
    """What is wrong with an allowed origin: a scheme, a host and perhaps a port, nothing else."""
    if text in ("*", "null", "", *ANY_SITE) or "$" in text:
        return None
    if "," in text or " " in text.strip():
        return "several"
    if "://" not in text:
        return "scheme"
    return None if ORIGIN.fullmatch(text) else "path"


def configuration_invalid(settings: Cors) -> Hits:
    """The values of an HTTP API's CORS configuration."""
    if settings.source == "sam-rest" or settings.everything:
        return
    if settings.origins is not None and settings.origins is not UNKNOWN:
        for origin in settings.origins:
            reason = origin_fault(origin) if isinstance(origin, str) else None
            if reason:
                yield hit(settings.at("origins"), reason, name="AllowOrigins", value=origin)
    if settings.max_age is not None and not -1 <= settings.max_age <= LONGEST_AGE:
        yield hit(settings.at("max_age"), "age-range", name="MaxAge", value=settings.max_age)


def origin_unrestricted(route: Route) -> Hits:
    """Every origin is sent back as allowed, with credentials."""
    integration = route.integration
    if integration is None or route.api.kind == HTTP:
        return
    for response in integration.responses:
        headers = {one.name.lower(): one for one in response.header_mappings}
        origin, credentials = headers.get(cors.ORIGIN), headers.get("access-control-allow-credentials")
        if origin is None or credentials is None or static_text(credentials.value) != "true":
            continue
        if isinstance(origin.value, str) and origin.value.lower() in REFLECTED:
            yield hit(origin.at("value"), "reflected", about=route, value=origin.value)


REFLECTED = ("method.request.header.origin", "integration.response.header.origin")


def configured_unrestricted(settings: Cors) -> Hits:
    """The same on an HTTP API: `https://*` takes every site."""
    if settings.source == "sam-rest" or settings.credentials is not True:
        return
    listed = [origin for origin in settings.origins or () if certainly(lambda origin=origin: origin in ANY_SITE)]
    if listed:
        yield hit(settings.at("origins"), "any-site", value=listed[0])


def origin_wildcard(api: Api) -> Hits:
    """`*` for the readers of protected answers."""
    if api.kind == HTTP:
        settings = api.cors
        guarded = any(certainly(_guarded, route) for route in api.routes)
        if settings is not None and settings.origins is not None and "*" in settings.origins and guarded:
            if settings.credentials is not True:
                yield hit(settings.at("origins"), about=api)
        return
    if api.kind == REST:
        for resource in api.resources:
            yield from _wildcard_on(resource)


def _wildcard_on(resource: Resource) -> Hits:
    if not any(certainly(_guarded, route) for route in resource.routes):
        return
    allowed = cors.grant(resource)
    if (
        allowed is not None
        and isinstance(allowed.origins, list)
        and "*" in allowed.origins
        and allowed.credentials is not True
    ):
        yield hit(allowed.at("origins") or resource.place, about=resource)


def _guarded(route: Route) -> bool:
    return route.verb != "OPTIONS" and (route.auth not in (None, "NONE") or bool(route.api_key_required))


def header_ignored(route: Route) -> Hits:
    """CORS headers set where nobody reads them: the responses of a Lambda proxy."""
    integration = route.integration
    if integration is None or integration.type != "AWS_PROXY" or route.api.kind != REST:
        return
    for mapping in cors.header_mappings(integration):
        yield hit(mapping.at("key"), "proxy", about=route, name=mapping.name, route=route.key)
        return


def kind_ignored(settings: Cors) -> Hits:
    """The CORS configuration of HTTP APIs on an API of another kind."""
    api: Api = settings.api
    if settings.source == "document" and api.kind == REST:
        yield hit(settings.place, "rest")
    elif settings.source == "configuration" and api.kind == WEBSOCKET:
        yield hit(settings.place, "websocket")


def gateway_missing(api: Api) -> Hits:
    """Answers of the gateway itself, which a page cannot read without the header."""
    if api.kind != REST or not cors.api_has_evidence(api) or not api.routes_known:
        return
    if not any(certainly(_refusable, route) for route in api.routes):
        return
    responses = {one.type: one for one in api.gateway_responses}
    lacking = [kind for kind in ("DEFAULT_4XX", "DEFAULT_5XX") if not _allows(responses.get(kind))]
    if len(lacking) == 2:
        yield hit(api.place, "none")
        return
    for kind, response in responses.items():
        if kind not in ("DEFAULT_4XX", "DEFAULT_5XX", "REQUEST_TOO_LARGE") and not _allows(response):
            yield hit(response.place, "specific", about=response, type=kind)


def _allows(response: Any) -> bool:
    return response is not None and (
        response.parameters is UNKNOWN or response.header("Access-Control-Allow-Origin") is not None
    )


def _refusable(route: Route) -> bool:
    return _guarded(route) or route.validator is not None or route.validator_name is not None
