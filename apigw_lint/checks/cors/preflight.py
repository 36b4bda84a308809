"""The preflight: whether something answers it, and whether it is let in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.analysis import browser, cors
from apigw_lint.analysis.browser import Browser
from apigw_lint.analysis.every import every
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, certainly

if TYPE_CHECKING:
    from apigw_lint.model.api import Api, Resource, Route
    from apigw_lint.model.hit import Hits


def missing(api: Api) -> Hits:
    """Routes that answer browsers and need a preflight, which nothing on their path takes; one hit for a path."""
    if not api.routes_known or api.cors is not None:
        return
    caller = Browser(api)
    for resource in api.resources:
        lost = [one for one in resource.routes if certainly(cors.sets_origin, one) and _unanswered(caller, one)]
        if lost:
            related = tuple((one.place, "needs it too") for one in lost[1:])
            yield hit(lost[0].place, about=resource, related=related, path=resource.full_path, witness=lost[0].key)


def path_missing(api: Api) -> Hits:
    """Other paths of the API answer browsers; this one has a route that needs a preflight, which nothing takes."""
    if not api.routes_known or api.cors is not None or not cors.api_has_evidence(api):
        return
    caller = Browser(api)
    for resource in api.resources:
        if not any(cors.sets_origin(one) for one in resource.routes if certainly(cors.sets_origin, one)):
            lost = [one for one in resource.routes if certainly(_for_pages, one) and _unanswered(caller, one)]
            if lost:
                yield hit(lost[0].place, about=resource, path=resource.full_path, witness=lost[0].key)


def options_missing(api: Api) -> Hits:
    """Nothing shows that browsers call the API, nothing answers a preflight, and some routes need one; one hit for the API."""
    if not api.routes_known or api.cors is not None or cors.api_has_evidence(api) or certainly(lambda: api.is_private):
        return
    caller = Browser(api)
    lost = [one for one in api.routes if certainly(_for_pages, one) and _unanswered(caller, one)]
    if lost:
        lost.sort(key=str)
        case = "some" if any(certainly(lambda one=one: one.verb == "OPTIONS") for one in api.routes) else "none"
        related = tuple((one.place, "needs a preflight") for one in lost[:10])
        yield hit(api.place, case, related=related, routes=[one.key for one in lost[:10]], count=len(lost))


def _unanswered(caller: Browser, route: Route) -> bool:
    return caller.first_failure(route) == browser.UNANSWERED


def _for_pages(route: Route) -> bool:
    """Callers with signatures or keys are mostly machines, which ask for no preflight."""
    return route.auth != "AWS_IAM" and not route.api_key_required


def conflicting(api: Api) -> Hits:
    """Preflights that are asked for credentials, which browsers never send with them."""
    yield from every(_guarded_preflight, [one for one in api.routes if one.origin != "sam"])


def _guarded_preflight(route: Route) -> Hits:
    case = _takes_preflights(route)
    if case is None:
        return
    if certainly(lambda: route.auth not in (None, "NONE")):
        yield hit(
            route.at("auth", "security"), case, about=route, path=route.route_path, wanted=f"{route.auth} authorization"
        )
    elif route.api_key_required:
        yield hit(
            route.at("api_key_required", "security"), case, about=route, path=route.route_path, wanted="an API key"
        )


def _takes_preflights(route: Route) -> str | None:
    """Whether a route answers preflights as OPTIONS, or takes them with every other verb; None when it does neither."""
    on: Resource = browser.resource_of(route)
    if route.verb == "OPTIONS" and (route.is_preflight or cors.has_evidence(on)):
        return "options"
    alone = route.verb == "ANY" and route.api.routes_known and on.route("OPTIONS") is None
    return "any" if alone and (cors.has_evidence(on) or _only_way(route)) else None


def _only_way(route: Route) -> bool:
    """Whether pages are to read the refusals of an API in which no path has an OPTIONS of its own: ANY is all they have."""
    api: Api = route.api
    to_pages = any(certainly(lambda one=one: one.header(cors.ORIGIN)) for one in api.gateway_responses)
    return to_pages and not any(one.verb == "OPTIONS" for one in api.routes)


def default_unreachable(api: Api) -> Hits:
    """The `$default` route of an HTTP API takes preflights too, and its authorizer refuses them [DG http-api-cors]."""
    if api.cors is None or api.cors is UNKNOWN or not api.routes_known:
        return
    default = next((route for route in api.routes if certainly(lambda route=route: route.key == "$default")), None)
    if default is None or default.auth in (None, "NONE"):
        return
    if not any(
        route.verb == "OPTIONS" and route.auth in (None, "NONE") for route in api.routes if route is not default
    ):
        yield hit(default.at("auth", "security"), about=default, related=((api.at("cors"), "CORS"),), auth=default.auth)


def binary_conflicting(api: Api) -> Hits:
    """With every type binary a mock answers preflights with 500 unless both of its sides convert to text."""
    yield from every(_unreadable_template, api.routes)


def _unreadable_template(route: Route) -> Hits:
    if route.verb != "OPTIONS" or route.integration is None or not browser.cannot_answer(route):
        return
    binary = route.api.at("binary_media_types")
    if route.origin == "sam":
        yield hit(binary, "sam", about=route.api)
    else:
        yield hit(
            route.integration.place,
            "mock",
            about=route,
            related=((binary, "every type is binary"),),
            path=route.route_path,
        )
