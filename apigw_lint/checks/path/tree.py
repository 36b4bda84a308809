"""The paths of one API beside each other: variables, twins, and how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis.paths import is_greedy, segments, variable, where
from apigw_lint.model.api import HTTP, REST
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, Partial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.api import Api, Resource, Route
    from apigw_lint.model.hit import Hits
    from apigw_lint.settings import Settings
    from apigw_lint.source.place import Place

QUOTA = 300  # resources, routes and integrations of an API [DG limits; DG http-api-quotas]
RESERVED = ("/ping", "/sping")


def variable_conflicting(api: Api) -> Hits:
    """Two variables on one level of a REST API, and a variable that a path has twice."""
    yield from _repeated(api)
    if api.kind is not UNKNOWN and api.kind == REST:
        yield from _siblings(api)


def _repeated(api: Api) -> Hits:
    for resource in api.resources:
        found = list(_levels(resource))
        names = [variable(segment) for _, segment in found]
        mine = names[-1:] if resource.path_part is not None else names
        twice = next((name for name in mine if names.count(name) > 1), None)
        if twice is not None:
            yield hit(where(resource), "twice", name=twice, path=resource.full_path)


def _siblings(api: Api) -> Hits:
    first: dict[Any, tuple[str, Place]] = {}
    said = set()
    for resource in api.resources:
        for level, segment in _levels(resource):
            other, there = first.setdefault(level, (segment, where(resource)))
            if other != segment and (level, segment) not in said:
                said.add((level, segment))
                related = ((there, f"'{other}' here"),)
                name, beside = sorted((segment, other))
                yield hit(where(resource), "siblings", related=related, name=name, other=beside)


def _levels(resource: Resource) -> Iterator[tuple[Any, str]]:
    """The variables of a resource, each with what names the level that it stands on."""
    path: Any = resource.full_path
    if isinstance(path, str):
        parts = segments(path)
        for index, segment in enumerate(parts):
            if variable(segment) is not None:
                yield tuple(parts[:index]), segment
    elif isinstance(resource.path_part, str) and resource.parent is not None and variable(resource.path_part):
        yield id(resource.parent), resource.path_part


def route_conflicting(api: Api) -> Hits:
    """Two routes of an HTTP API that differ in the names of their variables alone."""
    if api.kind is UNKNOWN or api.kind != HTTP:
        return
    first: dict[Any, Route] = {}
    for resource in api.resources:
        path: Any = resource.full_path
        for route in resource.routes if isinstance(path, str) else ():
            nameless = tuple("{}" if variable(one) and not is_greedy(one) else one for one in segments(path))
            there = first.setdefault((str(route.verb), nameless), route)
            if there.route_path != route.route_path and isinstance(route.verb, str):
                related = ((there.at("verb", "key"), "matches the same requests"),)
                key, other = sorted((route.key, there.key), key=str)
                yield hit(route.at("verb", "key"), related=related, key=key, other=other)


def route_duplicate(api: Api) -> Hits:
    """One route that is written twice."""
    if api.origin == "outside":
        return
    twins = yield from _twin_resources(api)
    first: dict[Any, Route] = {}
    for resource in api.resources:
        for route in resource.routes if resource not in twins else ():
            key = _identity(route)
            there = first.setdefault(key, route) if key is not None else route
            if there is not route:
                related = ((there.at("verb", "key"), "first here"),)
                yield hit(route.at("verb", "key"), "route", related=related, key=route.key)


def _twin_resources(api: Api) -> Any:
    """Hits on path parts that their parent has already; returns the resources that are one too many."""
    first: dict[Any, Resource] = {}
    twins = []
    for resource in api.resources:
        part: Any = resource.path_part
        if isinstance(part, str) and (resource.parent is not None or isinstance(resource.full_path, str)):
            there = first.setdefault((id(resource.parent), part), resource)
            if there is not resource:
                twins.append(resource)
                related = ((where(there), "first here"),)
                yield hit(where(resource), "resource", related=related, part=part)
    return twins


def _identity(route: Route) -> Any:
    """What two routes have in common when they are the same one; None when that cannot be said."""
    key: Any = route.key
    if isinstance(key, str):
        return key
    if isinstance(key, Partial) and not any(piece is UNKNOWN for piece in key.pieces):
        return key.pieces
    on: Any = route.owner
    own = on.written("path_part") or on.written("full_path")
    return (id(on), route.verb) if own and isinstance(route.verb, str) else None


def slash_conflicting(api: Api) -> Hits:
    """`/a` beside `/a/` in a REST API, where both are one resource."""
    paths = {one.full_path: one for one in api.resources if isinstance(one.full_path, str)}
    for path, resource in paths.items():
        there = paths.get(path.removesuffix("/")) if len(path) > 1 and path.endswith("/") else None
        if there is not None:
            verbs = {route.verb for route in resource.routes} & {route.verb for route in there.routes}
            if verbs:
                yield hit(where(resource), related=((where(there), "first here"),), path=path)


def reserved_unreachable(resource: Resource) -> Hits:
    """A health check that the service keeps for itself on custom domains [DG api-gateway-known-issues]."""
    if isinstance(resource.full_path, str) and resource.full_path.removesuffix("/") in RESERVED:
        mappings = resource.api.mappings
        if mappings and resource.routes:
            yield hit(where(resource), related=((mappings[0].place, "the custom domain"),), path=resource.full_path)


def case_conflicting(api: Api) -> Hits:
    """Paths that differ in the case of their letters alone; variables are compared as they are."""
    first: dict[tuple[str, ...], Resource] = {}
    for resource in api.resources:
        if isinstance(resource.full_path, str):
            parts = segments(resource.full_path)
            key = tuple(part if variable(part) is not None else part.lower() for part in parts)
            there = first.setdefault(key, resource)
            other = there.full_path or ""
            if segments(other) != parts:
                path, beside = sorted((resource.full_path, other))
                yield hit(where(resource), related=((where(there), "the other"),), path=path, other=beside)


def routes_excessive(api: Api, settings: Settings) -> Hits:
    """More resources, routes or integrations than the quota; what is unread can only add to them."""
    quota = settings.route_quota or QUOTA
    if api.kind == REST:
        counted, case = _resource_count(api), "resources"
    else:
        counted, case = len(api.routes), "routes"
    if counted > quota:
        yield hit(api.place, case, count=counted, quota=quota)
    most = QUOTA if api.kind == HTTP else quota
    if api.kind != REST and len(api.shared_integrations) > most:
        yield hit(api.place, "integrations", count=len(api.shared_integrations), quota=most)


def _resource_count(api: Api) -> int:
    """The resources that the known paths need, those between included."""
    found: set[Any] = set()
    for resource in api.resources:
        path: Any = resource.full_path
        if isinstance(path, str):
            parts = segments(path)
            found.update(tuple(parts[: index + 1]) for index in range(len(parts)))
        elif resource.written("path_part"):
            found.add(id(resource))
    return len(found)
