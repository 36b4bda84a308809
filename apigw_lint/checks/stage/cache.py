"""Cached responses: whether anything caches them, who gets them, and how they are stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis.caching import is_cached
from apigw_lint.analysis.setting import for_all
from apigw_lint.model.api import REST
from apigw_lint.model.hit import hit
from apigw_lint.model.integration import Integration
from apigw_lint.model.value import UNKNOWN, certainly

if TYPE_CHECKING:
    from apigw_lint.model.api import Route
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.stage import MethodSettings, Stage

HEADER, QUERY = "header", "querystring"
LOCATIONS = {"header": HEADER, "query": QUERY}
SIGNED = f"method.request.{HEADER}.Authorization"


def cluster_missing(stage: Stage) -> Hits:
    """Caching switched on where no cluster caches."""
    if stage.cache_enabled or not stage.settings_known:
        return
    for one in stage.method_settings:
        if certainly(lambda one=one: one.caching):
            yield hit(one.at("caching"), "method", about=one)
            return
    if stage.canary and certainly(lambda: stage.canary.use_stage_cache):  # type: ignore[union-attr]
        yield hit(stage.canary.at("use_stage_cache"), "canary")


def data_plaintext(stage: Stage) -> Hits:
    """Cached data that is stored as it is."""
    if not stage.cache_enabled:
        return
    for one in stage.method_settings:
        if certainly(_is_plain, one, stage):
            yield hit(one.at("cache_encrypted", "caching"), about=one)


def _is_plain(one: MethodSettings, stage: Stage) -> bool:
    encrypted: Any = one.cache_encrypted if one.written("cache_encrypted") else for_all(stage, "cache_encrypted")[0]
    return bool(one.caching) and not encrypted


def key_missing(route: Route) -> Hits:
    """A cached route whose cache does not tell its callers, or what they ask for, apart; one hit for a route."""
    call: Any = route.integration
    if not isinstance(call, Integration) or call.type == "MOCK" or not route.api or route.api.kind != REST:
        return
    stage = next((one for one in route.api.stages if certainly(is_cached, one, route)), None)
    if stage is None:
        return
    keys = {_name(key) for key in call.cache_key_parameters or ()}
    related = ((stage.place, "the stage that caches"),)
    at = call.at("cache_key_parameters")
    if route.auth not in (None, "NONE") and not keys & _identity(route):
        yield hit(at, "identity", related=related, route=route.key, stage=stage.title)
        return
    shared = [name for name in _reaching(route, call) if _name(f"request.{name}") not in keys]
    if shared:
        yield hit(at, "parameter", related=related, route=route.key, stage=stage.title, parameters=", ".join(shared))


def _identity(route: Route) -> set[str]:
    """The headers and query parameters that say who calls. Raises Undetermined when they are unknown."""
    if route.auth == "AWS_IAM":
        return {_name(SIGNED)}
    sources = route.authorizer.identity_sources if route.authorizer is not None else UNKNOWN
    return {_name(one) for one in (sources or [SIGNED]) if _is_sent(one)}


def _is_sent(source: str) -> bool:
    return source.startswith((f"method.request.{HEADER}.", f"method.request.{QUERY}."))


def _reaching(route: Route, call: Integration) -> list[str]:
    """The declared headers and query parameters that the backend gets to see."""
    found = []
    for one in route.all_parameters:
        if one.location in LOCATIONS and one.name is not None and LOCATIONS[one.location] in (HEADER, QUERY):
            name = f"{LOCATIONS[one.location]}.{one.name}"
            if call.is_proxy or _is_mapped(name, one.name, call):
                found.append(name)
    return found


def _is_mapped(name: str, bare: str, call: Integration) -> bool:
    if any(certainly(lambda one=one: one.value.endswith(f"request.{name}")) for one in call.request_mappings):
        return True
    return any(
        certainly(lambda one=one: f"'{bare}'" in one.text or f".{bare}" in one.text) for one in call.request_templates
    )


def _name(source: str) -> str:
    """`method.request.header.X` as `header.X`; the names of headers have no case."""
    _, _, name = source.partition("request.")
    return name.lower() if name.startswith(f"{HEADER}.") else name
