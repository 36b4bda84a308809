"""`Cors` of a SAM REST API and the preflights that it generates; `CorsConfiguration` of a SAM HTTP API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.dialects import functions
from apigw_lint.dialects.sam.draft import Draft, Operation, given
from apigw_lint.dialects.sam.event import ANY
from apigw_lint.dialects.sam.nodes import copied, made, put
from apigw_lint.dialects.sam.operation import raw
from apigw_lint.dialects.view import View
from apigw_lint.dialects.view import put as fill_one
from apigw_lint.model.api import Api, Cors
from apigw_lint.model.value import UNKNOWN

if TYPE_CHECKING:
    from apigw_lint.source.node import Node
    from apigw_lint.source.place import Place

REST_KEYS = {"AllowMethods", "AllowHeaders", "AllowOrigin", "MaxAge", "AllowCredentials"}
HTTP_KEYS = {
    "AllowOrigins": "allowOrigins",
    "AllowHeaders": "allowHeaders",
    "AllowMethods": "allowMethods",
    "ExposeHeaders": "exposeHeaders",
    "MaxAge": "maxAge",
    "AllowCredentials": "allowCredentials",
}
EVERY_VERB = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")
HTTP_CORS = "x-amazon-apigateway-cors"
TEMPLATE = '{\n  "statusCode" : 200\n}\n'


def rest_cors(api: Api, view: View) -> None:
    """What `Cors` says, as it is written, inner quotes included."""
    if not given(view):
        return
    api.places["cors"] = view.key_place
    if view.opaque or isinstance(view.node.data, (bool, int, float)):  # SAM refuses `Cors: true`
        api.cors = UNKNOWN
        return
    found = Cors(view.key_place, source="sam-rest")
    for field, name in (("origins", "AllowOrigin"), ("methods", "AllowMethods"), ("headers", "AllowHeaders")):
        one = origin(view) if name == "AllowOrigin" else view[name]
        if one:
            setattr(found, field, [one.text()])
            found.places[field] = one.place
    if view["MaxAge"]:
        age = view["MaxAge"]
        found.max_age = age.value() if isinstance(age.value(), int) else age.text()
        found.places["max_age"] = view["MaxAge"].place
    fill_one(found, "credentials", view["AllowCredentials"])
    for key, entry in view.items():
        if key not in REST_KEYS:
            found.unknown_keys.append(key)
            found.places[f"unknown_keys/{key}"] = entry.key_place
    found.within(api)
    api.cors = found


def origin(view: View) -> View:
    """AllowOrigin, which `Cors` may be by itself."""
    return view["AllowOrigin"] if view.is_map else view


def preflights(draft: Draft, view: View) -> None:
    """Give every path an OPTIONS operation that answers browsers, unless it has one."""
    if not given(view) or view.opaque:
        return
    seen: set[str] = set()
    for path, item in draft.each_path():
        same = path.rstrip("/") if path != "/" else path
        if same in seen:
            continue
        seen.add(same)
        if "options" not in item:
            operation = Operation(draft.scope, path, "options", preflight(view, draft.verbs(path)))
            operation.generated = True
            draft.add(operation, view.key_place, view.key_place)


def preflight(view: View, verbs: list[str]) -> Node:
    """The operation that SAM writes: a mock that answers 200 with the headers that `Cors` chooses."""
    at = view.key_place
    values = made(at, {})
    headers = made(at, {})
    for name, value, place in header_values(view, verbs):
        put(values, f"method.response.header.{name}", value, place)
        put(headers, name, made(at, {"type": "string"}), place)
    answer = made(at, {"statusCode": "200", "responseTemplates": {"application/json": "{}\n"}})
    put(answer, "responseParameters", values, at)
    data = {
        "type": "mock",
        "requestTemplates": {"application/json": TEMPLATE},
        "responses": {"default": answer},
    }
    return made(at, {"x-amazon-apigateway-integration": data, "responses": {"200": {"headers": headers}}})


def header_values(view: View, verbs: list[str]) -> list[tuple[str, Node, Place]]:
    """The response headers of a preflight, their values, and where those are chosen."""
    at = view.key_place
    found: list[tuple[str, Node, Place]] = []
    settings = view if view.is_map else None
    one = origin(view)
    written = view.node if settings is None else raw(view, "AllowOrigin")
    found.append(("Access-Control-Allow-Origin", written or made(at, "'*'"), one.key_place if one else at))
    if settings is None:
        found.append(("Access-Control-Allow-Methods", made(at, allowed(verbs)), at))
        return found
    if given(settings["AllowHeaders"]):
        found.append(
            ("Access-Control-Allow-Headers", raw(settings, "AllowHeaders"), settings["AllowHeaders"].key_place)
        )
    methods = settings["AllowMethods"]
    chosen = raw(settings, "AllowMethods") if given(methods) else made(at, allowed(verbs))
    found.append(("Access-Control-Allow-Methods", chosen, methods.key_place if given(methods) else at))
    age, credentials = settings["MaxAge"], settings["AllowCredentials"]
    if age and age.value() is not None:
        found.append(("Access-Control-Max-Age", raw(settings, "MaxAge"), age.key_place))
    if credentials.boolean() is True:
        found.append(("Access-Control-Allow-Credentials", made(credentials.place, "'true'"), credentials.key_place))
    return found


def allowed(verbs: list[str]) -> str:
    """The methods that SAM allows when nothing is said: those of the path and OPTIONS."""
    names = EVERY_VERB if ANY in verbs else sorted({"OPTIONS", *(verb.upper() for verb in verbs)})
    return f"'{','.join(names)}'"


def http_cors(draft: Draft, view: View) -> None:
    """CorsConfiguration, over what the definition says itself. `true` allows every origin."""
    if not given(view):
        return
    there = draft.root[HTTP_CORS]
    entries = copied(there) if there.is_map and not functions.call(there) else made(view.key_place, {})
    if view.is_map:
        for key, entry in view.items():
            if key in HTTP_KEYS:
                put(entries, HTTP_KEYS[key], view.node[key], entry.key_place)
    elif view.boolean() is True:
        put(entries, "allowOrigins", made(view.place, ["*"]), view.key_place)
    else:
        put(draft.root, HTTP_CORS, view.node, view.key_place)
        return
    put(draft.root, HTTP_CORS, entries, view.key_place)


def mark_http_cors(api: Api, view: View) -> None:
    """Say what only SAM's own words show."""
    if not given(view):
        return
    api.places["cors"] = view.key_place
    if not isinstance(api.cors, Cors):
        api.cors = UNKNOWN
        return
    api.cors.source = "sam-http"
    api.cors.place = view.key_place
    for key, entry in view.items():
        if key not in HTTP_KEYS:
            api.cors.unknown_keys.append(key)
            api.cors.places[f"unknown_keys/{key}"] = entry.key_place
