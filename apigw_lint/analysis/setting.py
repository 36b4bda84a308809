"""What a stage sets for a route: its own settings for it, else those for every method.

[CFN aws-properties-apigateway-stage-methodsetting]: `/*` with `*` means every method; in paths `~1` stands for a slash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.model.value import UNKNOWN, Partial, Undetermined

if TYPE_CHECKING:
    from apigw_lint.model.api import Route
    from apigw_lint.model.stage import MethodSettings, Stage
    from apigw_lint.source.place import Place

EVERY_PATH = ("/*", "*", "/**")


def setting(stage: Stage, route: Route, field: str) -> tuple[Any, Place]:
    """The value of a field of MethodSettings for a route, None when nothing sets it, and where it is written.

    Raises Undetermined when unread settings could say otherwise.
    """
    own = [one for one in stage.method_settings if not one.is_default and one.written(field) and names(one, route)]
    default = [one for one in stage.method_settings if one.is_default and one.written(field)]
    for one in (*own, *default):
        return getattr(one, field), one.at(field)
    if not stage.settings_known:
        raise Undetermined
    return None, stage.place


def for_all(stage: Stage, field: str) -> tuple[Any, Place]:
    """The value of a field for every method, None when nothing sets it, and where it, or else the stage, is written."""
    for one in stage.method_settings:
        if one.is_default and one.written(field):
            return getattr(one, field), one.at(field)
    if not stage.settings_known:
        raise Undetermined
    default = stage.default_settings
    return None, default.place if default else stage.place


def names(settings: MethodSettings, route: Route) -> bool:
    """Whether method or route settings, or the key of a plan's method, are those of a route."""
    if settings.route_key is not None:
        return bool(settings.route_key == route.key)
    path, verb = target(settings)
    if path is None:
        return False
    return bool((path in EVERY_PATH or same_path(path, route)) and verb in ("*", route.verb))


def same_path(path: Any, route: Route) -> bool:
    """Whether a path is that of a route. A slash at the end makes no other path of it."""
    own: Any = route.route_path
    if isinstance(path, str) and isinstance(own, str):
        return path.rstrip("/") == own.rstrip("/")
    return bool(path == own)


def target(settings: MethodSettings) -> tuple[Any, Any]:
    """The path, with plain slashes, and the verb in upper case that settings are for; a pair of None when they name none.

    A usage plan writes both in one key, `/pets/GET` [CFN aws-properties-apigateway-usageplan-apistage].
    """
    path: Any = settings.resource_path
    verb: Any = settings.verb
    if verb is None and isinstance(path, str) and "/" in path:
        path, _, verb = path.rpartition("/")
    if path is None or verb is None:
        return None, None
    if path is UNKNOWN or verb is UNKNOWN or isinstance(verb, Partial):
        raise Undetermined
    if isinstance(path, Partial):
        return path, verb.upper()
    return "/" + path.replace("~1", "/").lstrip("/"), verb.upper()
