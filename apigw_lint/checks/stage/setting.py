"""Method and route settings, and the routes that they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis.setting import same_path, target
from apigw_lint.model.hit import hit
from apigw_lint.model.value import Undetermined, certainly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.api import Api
    from apigw_lint.model.hit import Hit, Hits
    from apigw_lint.model.stage import MethodSettings, Stage


VERBS = ("*", "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "ANY")


def unknown(stage: Stage) -> Hits:
    """Settings for a route that the API does not have, or that other settings are for as well."""
    first: dict[Any, MethodSettings] = {}
    for one in stage.method_settings:
        if one.resource_path == "*":
            yield hit(_place(one), "all", about=one, name=one.resource_path)
        if one.is_default:
            continue
        key = _key(one)
        if key in first:
            yield hit(_place(one), "twice", related=((_place(first[key]), "first here"),), about=one, name=_shown(key))
        elif key is not None:
            first[key] = one
            yield from _judge(one, key, stage)


def _judge(one: MethodSettings, key: Any, stage: Stage) -> Iterator[Hit]:
    if one.route_key is None and isinstance(one.resource_path, str) and one.resource_path[:1] not in ("/", "*"):
        yield hit(_place(one), "form", about=one, name=one.resource_path)
    elif stage.api and stage.api.routes_known and certainly(_is_unknown, key, stage.api):
        yield hit(_place(one), "route", about=one, name=_shown(key))


def _key(one: MethodSettings) -> Any:
    """What settings are for: a route key, or a path and a verb; None when that is not known."""
    if one.route_key is not None:
        return one.route_key
    try:
        path, verb = target(one)
    except Undetermined:
        return None
    return (path, verb) if isinstance(path, str) else None


def _is_unknown(key: Any, api: Api) -> bool:
    """Whether no route has this key. ANY takes every verb, and a greedy path may be written out."""
    if isinstance(key, str):
        return bool(api.routes) and all(route.key != key for route in api.routes)
    path, verb = key
    if isinstance(verb, str) and verb not in VERBS:
        return True
    if "*" in path or verb == "*" or not api.routes:
        return False
    greedy = [route.route_path for route in api.routes if route.route_path is not None and "+}" in route.route_path]
    if any(path.startswith(one.partition("{")[0]) for one in greedy):
        return False
    return all(not (same_path(path, route) and route.verb in (verb, "ANY")) for route in api.routes)


def _place(one: MethodSettings) -> Any:
    return one.at("resource_path")


def _shown(key: Any) -> str:
    return key if isinstance(key, str) else f"{key[1]} {key[0]}"
