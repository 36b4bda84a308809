"""Verbs, route keys, and the parameters in a path."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from apigw_lint.analysis.paths import is_greedy, known_path, segments, variable, variables
from apigw_lint.model.api import HTTP, REST, Resource
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, Undetermined
from apigw_lint.source.nearest import closest
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from apigw_lint.model.api import Parameter, Route
    from apigw_lint.model.hit import Hits

VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "ANY")
ROUTE_KEY = Pattern(rf"(?:{'|'.join(VERBS)}) /\S*|\$default", re.I)


def invalid(resource: Resource) -> Hits:
    """Verbs and route keys that API Gateway does not have."""
    for field in resource.unknown_fields:
        case = "meant" if field.suggestion else "item"
        yield hit(field.place, case, about=field, name=field.name, meant=field.suggestion)
    kind = resource.api.kind
    for route in resource.routes:
        verb: Any = route.verb
        key: Any = route.key
        if kind is UNKNOWN or kind == REST:
            if isinstance(verb, str) and verb not in VERBS:
                yield hit(route.at("verb"), "verb", about=route, verb=verb)
        elif kind == HTTP and isinstance(key, str) and not ROUTE_KEY.fullmatch(key):
            yield hit(route.at("route_path", "key"), "key", about=route, key=key)


def variable_undefined(parameter: Parameter) -> Hits:
    """A path parameter whose path has no such variable."""
    if parameter.location != "path":
        return
    name: Any = parameter.name
    on: Any = parameter.owner if isinstance(parameter.owner, Resource) else parameter.api and parameter.owner.owner  # type: ignore[union-attr]
    path = known_path(on) if isinstance(on, Resource) else None
    if path is None or name is None:
        return
    if not isinstance(name, str):
        raise Undetermined
    there = variables(path)
    if name.removesuffix("+") not in there:
        near = closest(name, there, 0.5)
        yield hit(parameter.at("name"), "meant" if near else "plain", name=name, path=path, meant=near)


def parameter_missing(route: Route) -> Hits:
    """A variable that a non-proxy operation of a document does not declare."""
    integration: Any = route.integration
    if route.api.origin not in ("document", "body") or route.origin == "sam" or integration is None:
        return
    if integration.is_proxy or integration.type is None or not route.parameters_known or not integration.mappings_known:
        return
    path = known_path(route.owner) if isinstance(route.owner, Resource) else None
    declared = {str(one.name).removesuffix("+") for one in route.all_parameters if one.location == "path"}
    for segment in segments(path or ""):
        name = variable(segment)
        if name is not None and not is_greedy(segment) and name not in declared:
            yield hit(route.at("key"), name=name, route=route.key)
            return
