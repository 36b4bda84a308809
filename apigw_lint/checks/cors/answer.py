"""What the preflight and the answer allow, and where a browser stops at it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import browser, cors, gateway
from apigw_lint.analysis.browser import Browser
from apigw_lint.analysis.every import every
from apigw_lint.model.api import HTTP
from apigw_lint.model.hit import hit
from apigw_lint.model.value import certainly

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from apigw_lint.analysis.cors import Grant
    from apigw_lint.model.api import Api, GatewayResponse, Route
    from apigw_lint.model.hit import Hits
    from apigw_lint.source.place import Place


def origin_missing(api: Api) -> Hits:
    """Preflights, and configurations of HTTP APIs, that allow no origin."""
    if api.cors is not None and certainly(_names_nobody, api):
        yield hit(api.cors.place, "configuration", about=api.cors)
    yield from every(_allows_nobody, api.routes)


def _names_nobody(api: Api) -> bool:
    settings = api.cors
    return settings is not None and api.kind == HTTP and not settings.origins and not settings.unknown_keys


def _allows_nobody(route: Route) -> Hits:
    """An OPTIONS method that answers by itself, for pages, and allows none of them."""
    if route.verb != "OPTIONS" or browser.cannot_answer(route) or not route.is_open:
        return
    granted = cors.answered(route)
    if granted is None or granted.origins is not None:
        return
    names = [name for name in route.response_header_names if name.startswith(cors.PREFIX)]
    if cors.ORIGIN in names:
        yield hit(route.place, "declared", about=route, path=route.route_path)
    elif names:
        yield hit(route.place, "others", about=route, path=route.route_path)
    elif any(certainly(cors.sets_origin, other) for other in browser.resource_of(route).routes):
        yield hit(route.place, "nothing", about=route, path=route.route_path)


def response_missing(api: Api) -> Hits:
    """Answers that their page may not read though the preflight of their path allows it."""
    yield from every(_unreadable, _failing(api, browser.UNREADABLE))


def _unreadable(route: Route) -> Hits:
    response, preflight = browser.unreadable_response(route), cors.options(browser.resource_of(route))
    related: Any = ((preflight.place, "allows it"),) if preflight else ()
    if response is not None:
        yield hit(response.at("status"), "none", about=route, related=related, route=route.key, status=response.status)
        return
    mapping: Any = browser.other_origin(route)
    yield hit(mapping.at("value"), "other", about=route, related=related, route=route.key, origin=mapping.value)


def method_missing(api: Api) -> Hits:
    """Verbs that a preflight does not allow; one hit for each place that lists what is allowed."""
    for granted, routes in _by_place(_failing(api, browser.NO_METHOD), "methods"):
        yield hit(
            granted.at("methods"),
            "unlisted" if granted.methods else "none",
            about=_answerer(granted, api),
            related=tuple((route.place, "not allowed") for route in routes),
            verbs=_once(route.verb for route in routes),
            witness=routes[0].key,
            listed=granted.methods,
        )


def header_missing(api: Api) -> Hits:
    """Headers that routes require and their preflight does not allow; one hit for each, where the allowed ones are listed."""
    for granted, routes in _by_place(_failing(api, browser.NO_HEADER), "headers"):
        needs = {route: browser.missing_headers(route) for route in routes}
        for header in _once(name for names in needs.values() for name in names):
            wanting = [route for route, names in needs.items() if header in names]
            yield hit(
                granted.at("headers"),
                "unlisted" if granted.headers else "none",
                about=_answerer(granted, api),
                related=tuple((route.place, "requires it") for route in wanting),
                header=header,
                witness=wanting[0].key,
            )


def _failing(api: Api, step: str) -> list[Route]:
    """The routes whose calls from a page certainly end at a step."""
    return [route for route, failed in _first_failures(api) if failed == step]


@lru_cache(maxsize=16)
def _first_failures(api: Api) -> list[tuple[Route, str | None]]:
    """Each route with the step at which the calls from a page certainly end."""
    caller = Browser(api)
    return [(route, caller.first_failure(route)) for route in api.routes]


def _by_place(routes: Iterable[Route], part: str) -> Iterator[tuple[Grant, list[Route]]]:
    """Routes by the place that allows too little: the same setting or anchor may answer for many paths."""
    found: dict[Place, tuple[Grant, list[Route]]] = {}
    for route in routes:
        granted = cors.grant(browser.resource_of(route))
        if granted is not None:
            found.setdefault(granted.at(part), (granted, []))[1].append(route)
    yield from found.values()


def _answerer(granted: Grant, api: Api) -> Any:
    """The route that answers preflights by its own words; the API where its settings do."""
    return api if granted.preflight is None or granted.preflight.origin == "sam" else granted.preflight


def _once(names: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(names))


def gateway_missing(api: Api) -> Hits:
    """Answers of the gateway itself that no page can read, so that it sees a network error instead of the status."""
    if not cors.api_has_evidence(api):
        return
    kinds: dict[str, int] = {}
    for route in api.routes:
        if certainly(_refusable, route):
            kinds |= gateway.answers(route)
    unreadable = gateway.unreadable(api, kinds)
    classes = [gateway.response(api, kind) for kind in gateway.CLASSES]
    allowing = [one for one in classes if one is not None and gateway.allows_origin(one)]
    for one in api.gateway_responses:
        if one.type in unreadable and gateway.allows_origin(gateway.response(api, gateway.class_of(one.type))):
            yield hit(one.place, "specific", about=one, type=one.type)
    lost = {kind: status for kind, status in unreadable.items() if gateway.response(api, kind) is None}
    if lost and api.settings_known:
        place = allowing[0].place if allowing else api.place
        missing = _once(gateway.class_of(kind) for kind in lost)
        yield hit(place, "classes", classes=missing, statuses=sorted(set(lost.values())))
    yield from every(_for_strangers, api.gateway_responses)


def _for_strangers(response: GatewayResponse) -> Hits:
    """An answer of the gateway that lets in none of those whom the preflights do."""
    value = response.header(cors.ORIGIN)
    grants = [cors.grant(resource) for resource in response.api.resources if cors.options(resource) is not None]
    granted = [one.origins for one in grants if one is not None]
    if granted and all(cors.strangers(value, origins) for origins in granted):
        key = next(key for key in response.parameters or () if key.lower().endswith(cors.ORIGIN))
        yield hit(response.at(f"parameters/{key}"), "other", about=response, type=response.type, origin=value)


def _refusable(route: Route) -> bool:
    """A call that the gateway itself may refuse."""
    return route.verb != "OPTIONS" and (not route.is_open or gateway.validated(route))
