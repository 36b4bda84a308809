"""The preflight: whether anything answers it, and whether it is let in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import cors
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, certainly

if TYPE_CHECKING:
    from apigw_lint.model.api import Api, Resource, Route
    from apigw_lint.model.hit import Hits


def missing(resource: Resource) -> Hits:
    """A route answers browsers and needs a preflight, which nothing on its path answers."""
    if not resource.api.routes_known or cors.takes_preflight(resource):
        return
    for route in resource.routes:
        if certainly(cors.sets_origin, route) and certainly(cors.needs_preflight, route):
            yield hit(route.place, about=resource, path=resource.full_path, route=route.key)
            return


def path_missing(resource: Resource) -> Hits:
    """Other paths answer browsers, this one has a route that needs a preflight and answers none."""
    api: Api = resource.api
    if (
        not api.routes_known
        or cors.takes_preflight(resource)
        or any(cors.sets_origin(route) for route in resource.routes)
    ):
        return
    if not any(certainly(cors.has_evidence, other) for other in api.resources):
        return
    route = next((one for one in resource.routes if certainly(_for_browsers, one)), None)
    if route is not None:
        yield hit(route.place, about=resource, path=resource.full_path, route=route.key)


def _for_browsers(route: Route) -> bool:
    return cors.needs_preflight(route) and route.auth != "AWS_IAM" and not route.api_key_required


def options_missing(api: Api) -> Hits:
    """Nothing of the API answers a preflight, and some of its routes need one."""
    if not api.routes_known or cors.api_has_evidence(api) or certainly(lambda: api.is_private):
        return
    if any(cors.takes_preflight(resource) for resource in api.resources):
        return
    needing = [
        route for route in api.routes if certainly(cors.needs_preflight, route) and not certainly(_signed, route)
    ]
    if needing:
        yield hit(api.place, routes=[route.key for route in needing[:10]], count=len(needing))


def _signed(route: Route) -> bool:
    return bool(route.auth == "AWS_IAM")


def conflicting(route: Route) -> Hits:
    """A preflight that is asked for credentials, which browsers never send with it."""
    if route.origin == "sam":
        return
    if route.verb == "OPTIONS" and route.is_preflight:
        case = "options"
    elif route.verb == "ANY" and not _has_options(route) and cors.has_evidence(route.owner) and route.api.routes_known:
        case = "any"
    else:
        return
    if certainly(lambda: bool(route.api_key_required)):
        yield hit(route.at("api_key_required", "security"), f"{case}-key", path=route.route_path)
    elif certainly(lambda: route.auth not in (None, "NONE")):
        yield hit(route.at("auth", "security"), f"{case}-auth", path=route.route_path, auth=route.auth)


def _has_options(route: Route) -> bool:
    return any(other.verb == "OPTIONS" for other in route.owner.routes)


def default_unreachable(api: Api) -> Hits:
    """The `$default` route of an HTTP API takes preflights too, and its authorizer refuses them [DG http-api-cors]."""
    if api.cors is None or api.cors is UNKNOWN or not api.routes_known:
        return
    default = next((route for route in api.routes if certainly(lambda route=route: route.key == "$default")), None)
    if default is None or default.auth in (None, "NONE"):
        return
    if any(certainly(_open_options, route) for route in api.routes):
        return
    yield hit(default.at("auth", "security", "authorizer_name"), about=default, auth=default.auth)


def _open_options(route: Route) -> bool:
    return route.verb == "OPTIONS" and route.auth in (None, "NONE")


def binary_conflicting(route: Route) -> Hits:
    """With every type binary a mock cannot read its template unless it is told to convert to text [DG how-to-cors]."""
    integration = route.integration
    if route.verb != "OPTIONS" or integration is None or integration.type != "MOCK":
        return
    api: Api = route.api
    types = api.binary_media_types
    if types is None or not any(kind.replace("~1", "/") == "*/*" for kind in types):
        return
    converts = integration.content_handling == "CONVERT_TO_TEXT"
    answers = [one.content_handling == "CONVERT_TO_TEXT" for one in integration.responses]
    if converts and answers and all(answers):
        return
    generated = route.origin == "sam"
    place: Any = api.at("binary_media_types") if generated else integration.place
    related = () if generated else ((api.at("binary_media_types"), "every type is binary"),)
    yield hit(place, related=related, about=api if generated else route, path=route.route_path if not generated else "")
