"""What the preflight and the answer say, and whether a browser takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import cors
from apigw_lint.model.api import HTTP
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, certainly

if TYPE_CHECKING:
    from apigw_lint.analysis.cors import Grant
    from apigw_lint.model.api import Api, Cors, Resource, Route
    from apigw_lint.model.hit import Hits

UNSAFE = ("PUT", "PATCH", "DELETE")


def origin_missing(route: Route) -> Hits:
    """A preflight that allows methods or headers and no origin."""
    integration = route.integration
    if route.verb != "OPTIONS" or integration is None or integration.is_proxy or not integration.responses_known:
        return
    if any(not one.mappings_known for one in integration.responses):
        return
    declared = [name for name in route.response_header_names if name.startswith("access-control-")]
    if not declared:
        return
    set_here = {mapping.name.lower() for mapping in cors.header_mappings(integration)}
    if cors.ORIGIN not in set_here:
        case = "declared" if cors.ORIGIN in declared else None
        yield hit(route.place, case or "missing", path=route.route_path)


def origins_empty(settings: Cors) -> Hits:
    """A CORS configuration that names no origin."""
    if settings.source in ("configuration", "document", "sam-http") and not settings.everything:
        if settings.origins is None or settings.origins == []:
            yield hit(settings.place, "configuration")


def response_missing(route: Route) -> Hits:
    """The preflight allows an origin and the answer itself carries none, so the page may not read it."""
    integration = route.integration
    if route.verb in ("OPTIONS", None) or integration is None or integration.type not in ("AWS", "HTTP"):
        return
    preflight = next((one for one in route.owner.routes if one.verb == "OPTIONS"), None)
    if preflight is None or not integration.responses or not integration.responses_known:
        return
    allowed = cors.answered(preflight)
    if allowed is None or allowed.origins is None:
        return
    for response in integration.responses:
        success = certainly(lambda response=response: response.is_default or response.status.startswith("2"))
        if success and response.mappings_known and certainly(lambda response=response: response.status.startswith("2")):
            if not any(mapping.name.lower() == cors.ORIGIN for mapping in response.header_mappings):
                yield hit(
                    response.at("status"), about=route, related=((preflight.place, "the preflight"),), route=route.key
                )
                return


def method_missing(resource: Resource) -> Hits:
    """A verb that browsers must ask leave for, which the preflight of its path does not allow."""
    allowed = _grant_of(resource)
    if allowed is None or allowed.methods is None or allowed.origins is None:
        return
    if "*" in allowed.methods and allowed.credentials is not True:
        return
    lacking = [route for route in resource.routes if certainly(_unlisted, route, allowed.methods)]
    if lacking:
        yield hit(
            allowed.at("methods") or resource.place,
            about=resource,
            related=tuple((route.place, "not allowed") for route in lacking),
            verbs=[route.verb for route in lacking],
            path=resource.full_path,
            listed=allowed.methods,
        )


def _unlisted(route: Route, listed: Any) -> bool:
    browsers = not (route.api.kind == HTTP and route.auth == "AWS_IAM")
    return route.verb in UNSAFE and browsers and route.verb not in listed


def header_missing(resource: Resource) -> Hits:
    """A header that a route requires, which the preflight of its path does not let browsers send."""
    allowed = _grant_of(resource)
    if allowed is None or allowed.origins is None or allowed.headers is UNKNOWN:
        return
    listed = [name.lower() for name in allowed.headers or ()]
    if "*" in listed and allowed.credentials is not True:
        return
    seen: set[str] = set()
    for route in resource.routes:
        if route.verb == "OPTIONS" or not certainly(lambda route=route: bool(cors.required_headers(route) or True)):
            continue
        for name in cors.required_headers(route):
            if name not in listed and name not in seen:
                seen.add(name)
                place = allowed.at("headers") or (allowed.route.place if allowed.route else resource.place)
                yield hit(place, about=resource, related=((route.place, "requires it"),), header=name, route=route.key)


def _grant_of(resource: Resource) -> Grant | None:
    """What the preflight of a path allows, where it is the path's own or the API's."""
    api: Api = resource.api
    if api.kind == HTTP and (api.cors is None or api.cors is UNKNOWN):
        return None
    return cors.grant(resource)


def credentials_wildcard(resource: Resource) -> Hits:
    """Credentials together with `*`, which browsers read as a name when credentials are sent."""
    if resource.api.kind != HTTP:
        allowed = cors.grant(resource)
        if allowed is not None:
            yield from _wildcards(allowed, resource)


def configured_wildcard(settings: Cors) -> Hits:
    """The same in the CORS configuration of an HTTP API, which refuses it at import."""
    if settings.source != "sam-rest":
        allowed = cors.configured(settings.api)
        if allowed is not None:
            yield from _wildcards(allowed, settings)


def _wildcards(allowed: Grant, about: Any) -> Hits:
    if allowed.credentials is not True:
        return
    for name in ("origins", "methods", "headers", "expose"):
        listed = getattr(allowed, name)
        if listed is not None and listed is not UNKNOWN and certainly(lambda listed=listed: "*" in listed):
            place = allowed.at(name) or about.place
            yield hit(place, "origin" if name == "origins" else "list", about=about, part=WORDS[name])


WORDS = {"origins": "origin", "methods": "methods", "headers": "headers", "expose": "exposed headers"}
