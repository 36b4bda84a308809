"""WebSocket APIs: who may connect, which route a message takes, and what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis.caller import CONNECT, DEFAULT, DISCONNECT, PREDEFINED
from apigw_lint.analysis.every import every
from apigw_lint.model.api import WEBSOCKET
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, certainly
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from apigw_lint.model.api import Api, Route
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.stage import Stage

HTTP_KEY = Pattern(r"(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|ANY)\s+/")
READS_BODY = Pattern(r"\$\{?request\.body\.[^\s{}]")
KEY_SOURCES = ("$request.header.x-api-key", "$context.authorizer.usageIdentifierKey")
CONNECT_ONLY = ("route.request.header.", "route.request.querystring.", "route.request.multivalueheader.")


def connect_public(api: Api) -> Hits:
    """Anybody may connect, and so send messages to every route."""
    routes = [route for route in api.routes if route.key not in (CONNECT, DISCONNECT)]
    connect = next((route for route in api.routes if route.key == CONNECT), None)
    if not routes or not api.routes_known:
        return
    if connect is not None:
        if connect.is_open:
            yield hit(connect.at("auth"), "open", about=api, routes=[route.key for route in routes[:5]])
    elif not api.exported:
        yield hit(api.place, "absent", about=api, routes=[route.key for route in routes[:5]])


def auth_invalid(route: Route) -> Hits:
    """Authorization on a route other than `$connect`."""
    if route.key == CONNECT:
        return
    if certainly(lambda: route.auth not in (None, "NONE")):
        yield hit(route.at("auth"), key=route.key, auth=route.auth)
    elif route.authorizer_name is not None:
        yield hit(route.at("authorizer_name"), key=route.key, auth="an authorizer")


def selection_invalid(api: Api) -> Hits:
    """Expressions that select no route, or no key, from a message."""
    expression: Any = api.route_selection
    if expression is None:
        if not api.body and not api.body_location and api.place is not None:
            yield hit(api.place, "absent")
    elif isinstance(expression, str) and not READS_BODY.search(expression) and _has_custom(api):
        yield hit(api.at("route_selection"), "route", value=expression)
    key = api.api_key_selection
    if isinstance(key, str) and key not in KEY_SOURCES:
        yield hit(api.at("api_key_selection"), "key", value=key)


def _has_custom(api: Api) -> bool:
    return any(certainly(lambda route=route: route.key not in PREDEFINED) for route in api.routes)


def route_invalid(api: Api) -> Hits:
    """Keys that no message has, and keys that two routes have."""
    first: dict[str, Route] = {}
    for route in api.routes:
        key: Any = route.key
        if not isinstance(key, str):
            continue
        if key in first:
            yield hit(route.at("key"), "twice", related=((first[key].at("key"), "the first"),), key=key)
            continue
        first[key] = route
        if key == "":
            yield hit(route.at("key"), "empty", about=route)
        elif HTTP_KEY.match(key):
            yield hit(route.at("key"), "http", about=route, key=key)
        elif key.startswith("$") and key not in PREDEFINED:
            yield hit(route.at("key"), "predefined", about=route, key=key)


def target_missing(route: Route) -> Hits:
    """A route for messages that leads nowhere."""
    if route.key not in (CONNECT, DISCONNECT) and route.integration is None and route.target is None:
        yield hit(route.place, key=route.key)


def default_missing(api: Api) -> Hits:
    """Nothing takes the messages that match no route."""
    keys = [route.key for route in api.routes]
    if api.routes_known and not api.exported and DEFAULT not in keys and any(key not in PREDEFINED for key in keys):
        yield hit(api.place, count=sum(key not in PREDEFINED for key in keys))


def response_mismatched(route: Route) -> Hits:
    """A route that selects a response and has none, or one under a key that is never selected."""
    if route.origin == "sam" or route.key == DISCONNECT:
        return
    for response in route.route_responses:
        if response.key != DEFAULT:
            yield hit(response.at("key"), "key", about=route, found=response.key)
    if route.response_selection is not None and not route.route_responses and route.stack.complete:
        yield hit(route.at("response_selection"), "response", key=route.key)


def stage_invalid(stage: Stage) -> Hits:
    """A stage named `$default`, which HTTP APIs alone have."""
    api: Any = stage.api
    if api is not None and api is not UNKNOWN and api.kind == WEBSOCKET and stage.is_default:
        yield hit(stage.at("name"))


def parameter_ignored(api: Api) -> Hits:
    """Headers and query strings of messages, which have none: they come with the connection."""
    yield from every(_declared, [route for route in api.routes if certainly(_carries_messages, route)])
    for integration in dict.fromkeys(route.integration for route in api.routes if route.integration):
        users = sorted((route for route in api.routes if route.integration is integration), key=str)
        if all(certainly(_carries_messages, route) for route in users):
            for mapping in integration.request_mappings:
                if certainly(
                    lambda mapping=mapping: bool(mapping.value) and mapping.value.lower().startswith(CONNECT_ONLY)
                ):
                    yield hit(mapping.at("value"), "read", about=users[0], route=users[0].key, name=mapping.value)


def _carries_messages(route: Route) -> bool:
    return route.key != CONNECT


def _declared(route: Route) -> Hits:
    for parameter in route.parameters:
        yield hit(parameter.place, "declared", about=route, route=route.key, name=parameter.name or parameter.key)
