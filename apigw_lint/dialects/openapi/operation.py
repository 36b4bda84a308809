"""An operation of a path item into a route."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis.extensions import known, meant
from apigw_lint.dialects.openapi import authorization, words
from apigw_lint.dialects.openapi.anatomy import EXTENSION
from apigw_lint.dialects.openapi.integration import read_integration
from apigw_lint.dialects.openapi.schemas import use
from apigw_lint.dialects.openapi.settings import is_map_or_absent
from apigw_lint.dialects.view import fill
from apigw_lint.model.api import MethodResponse, Parameter, Route
from apigw_lint.model.value import UNKNOWN, join

if TYPE_CHECKING:
    from apigw_lint.dialects.openapi.reading import Reading
    from apigw_lint.dialects.view import View
    from apigw_lint.model.api import ModelUse, Resource
    from apigw_lint.model.element import Element

SCHEMA_KEYWORDS = (
    "pattern", "enum", "format", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
    "multipleOf", "minItems", "maxItems", "uniqueItems",
)  # fmt: skip
JSON = "application/json"


def read_operation(reading: Reading, on: Resource, verb: str, view: View) -> None:
    """The route of a verb, or of every verb, on a path."""
    if not is_map_or_absent(view):
        view = view.unread()
    route = Route(view.key_place, "", verb=verb, route_path=on.full_path)
    fill(
        route,
        view,
        operation_name="operationId",
        is_default_route="isDefaultRoute",
        validator_name=words.REQUEST_VALIDATOR,
    )
    _key(route, on)
    route.within(on)
    on.routes.append(route)
    _validator(reading, route, view)
    authorization.authorize(reading, route, view)
    read_integration(reading, route, view)
    if route.integration is None and not route.written("integration"):
        _slip(route, view)
    route.parameters_known = read_parameters(reading, route, view["parameters"]) and view.known
    _body(reading, route, view)
    _responses(reading, route, view)


def _slip(route: Route, view: View) -> None:
    """The key that was to be the integration's and is not."""
    for key, value in view.items():
        is_none = EXTENSION.match(key) and known(key) is None
        if key == words.INTEGRATIONS or (is_none and meant(key) == words.INTEGRATION):
            route.integration_slip, route.places["integration_slip"] = key, value.key_place
            return


def _key(route: Route, on: Resource) -> None:
    """`GET /pets`, or `$default` for the route that takes whatever no other takes."""
    is_default = route.is_default_route is True or on.label in words.DEFAULT_PATHS
    if is_default:
        route.verb = route.route_path = None
    route.key = "$default" if is_default else join([route.verb, " ", on.full_path])
    route.label = "$default" if is_default else f"{route.verb} {on.label}"
    route.places["key"] = route.place


def _validator(reading: Reading, route: Route, view: View) -> None:
    """The operation's own validator, else that of the root. An unknown operation may choose another."""
    name = reading.api.default_validator if route.validator_name is None else route.validator_name
    if name is None:
        route.validator = None if view.known else UNKNOWN
    elif isinstance(name, str) and (view.known or route.written("validator_name")):
        route.validator = reading.named("validators", name)
    else:
        route.validator = UNKNOWN


def read_parameters(reading: Reading, owner: Route | Resource, view: View) -> bool:
    """Declared parameters of an operation or a path item, appended to the owner's; whether all of them could be read."""
    known = view.known and (view.is_list or not view or view.node.data is None)
    for item in view.elements():
        found = reading.resolve(item)
        if not found.is_map:
            known = False
            continue
        parameter = _parameter(found)
        parameter.within(owner)
        owner.parameters.append(parameter)
    return known


def _parameter(view: View) -> Parameter:
    name, location = view["name"], view["in"].text()
    found = Parameter(name.place if name else view.key_place, location=location)
    fill(found, view, name="name", required="required")
    if not view.known:
        found.location = found.name = UNKNOWN
    found.label = f"{location} {name.text()}" if isinstance(location, str) and isinstance(name.text(), str) else "?"
    checked = [view, view["schema"]]
    found.schema_keywords = [key for key in SCHEMA_KEYWORDS if any(one.is_map and key in one.node for one in checked)]
    return found


def _body(reading: Reading, route: Route, view: View) -> None:
    """The schemas of the request body by content type: a parameter in OpenAPI 2.0, of one schema for all types."""
    for item in view["parameters"].elements():
        parameter = reading.resolve(item)
        location = parameter["in"].text()
        if isinstance(location, str) and location == "body" and parameter["schema"]:
            types = _content_types(reading, view, "consumes")
            route.request_models += [use(reading, route, one, parameter["schema"]) for one in types]
    body = reading.resolve(view["requestBody"])
    route.request_models += _of_content(reading, route, body["content"])
    if view["requestBody"] and not (body.is_map and body["content"].known):
        route.parameters_known = False


def _of_content(reading: Reading, owner: Element, content: View) -> list[ModelUse]:
    return [use(reading, owner, kind, media["schema"]) for kind, media in content.items() if media["schema"]]


def _content_types(reading: Reading, view: View, key: str) -> list[Any]:
    types = (view[key] or reading.root[key]).texts()
    return types if isinstance(types, list) and types else [JSON]


def _responses(reading: Reading, route: Route, view: View) -> None:
    given = view["responses"]
    route.responses_known = view.known and given.known and is_map_or_absent(view) and is_map_or_absent(given)
    for status, written in given.items():
        if status.startswith("x-"):
            continue
        found = MethodResponse(written.key_place, status, status=status)
        found.places["status"] = written.key_place
        _response(reading, found, reading.resolve(written), _content_types(reading, view, "produces"))
        found.within(route)
        route.responses.append(found)


def _response(reading: Reading, found: MethodResponse, view: View, types: list[Any]) -> None:
    """The headers and models of a response. `types` are the content types of its one schema in OpenAPI 2.0."""
    headers = view["headers"]
    readable = view.is_map and view.known and headers.known and is_map_or_absent(headers)
    found.headers = [name for name, _ in headers.items()] if readable else UNKNOWN
    found.places.update({f"headers/{name}": one.key_place for name, one in headers.items()})
    if view["schema"]:
        found.models = [use(reading, found, one, view["schema"]) for one in types]
    found.models += _of_content(reading, found, view["content"])
