"""Whether a stage caches the answers of a route [DG api-gateway-caching]."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.analysis.setting import names, setting

if TYPE_CHECKING:
    from apigw_lint.model.api import Route
    from apigw_lint.model.stage import Stage


def is_cached(stage: Stage, route: Route) -> bool:
    """Whether the stage has a cluster and caches this route: by default GET alone. Raises Undetermined when that is unknown."""
    if not stage.cache_enabled:
        return False
    own = [one for one in stage.method_settings if not one.is_default and one.written("caching") and names(one, route)]
    if route.verb != "GET" and not own:
        return False
    enabled, _ = setting(stage, route, "caching")
    seconds, _ = setting(stage, route, "cache_ttl")
    return bool(enabled) and (seconds is None or seconds > 0)
