"""Which limit holds for which route.

API Gateway applies, in this order, the usage plan's limit for a client and method, the stage's limit for a method or route, the
stage's default, and the account's limit for the Region [DG api-gateway-request-throttling].
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.model.value import UNKNOWN, Undetermined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.api import Route
    from apigw_lint.model.stage import MethodSettings, Stage, UsagePlan


def is_unbounded(stage: Stage) -> bool:
    """Whether some route of the stage has no limit but the account's. Raises Undetermined when that cannot be known."""
    if not stage.settings_known:
        raise Undetermined
    if any(one.is_default is UNKNOWN for one in stage.method_settings):
        raise Undetermined
    default = stage.default_settings
    if default is not None and default.rate is not None:
        return False
    return not (_each_route_limited(stage) or _each_caller_limited(stage))


def _each_route_limited(stage: Stage) -> bool:
    limited = [one for one in stage.method_settings if one.rate is not None and not one.is_default]
    if not limited:
        return False
    api = stage.api
    if api is None or not api.routes_known or not api.routes:
        raise Undetermined
    return all(any(names(one, route) for one in limited) for route in api.routes if route.origin != "sam")


def names(settings: MethodSettings, route: Route) -> bool:
    """Whether method or route settings are those of a route; `~1` stands for a slash and `*` for everything."""
    if settings.route_key is not None:
        return settings.route_key == route.key
    path, verb = settings.resource_path, settings.verb
    if path is None or verb is None:
        return False
    plain = "/" + path.replace("~1", "/").lstrip("/") if isinstance(path, str) else path
    return (plain in ("/*", "/**") or plain == route.route_path) and verb.upper() in ("*", route.verb)


def _each_caller_limited(stage: Stage) -> bool:
    """Whether every route asks for a key, and every plan of the stage limits its callers."""
    api = stage.api
    plans = list(plans_of(stage))
    if not plans:
        return False
    if api is None or not api.routes_known:
        raise Undetermined
    keyed = all(route.api_key_required for route in api.routes if route.verb != "OPTIONS")
    return bool(api.routes) and keyed and all(plan.rate is not None for plan in plans)


def plans_of(stage: Stage) -> Iterator[UsagePlan]:
    """The usage plans of the model that cover a stage, or may do so."""
    for plan in stage.stack.usage_plans:
        for covered in plan.stages:
            if covered.api is stage.api and (covered.stage_reference or covered.stage == stage.name):
                yield plan
