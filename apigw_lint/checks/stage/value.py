"""Names and values of a stage that API Gateway refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.model.api import HTTP, WEBSOCKET
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, Partial, certainly
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.hit import Hit, Hits
    from apigw_lint.model.stage import Stage

LONGEST_NAME = 128
NAME = Pattern(r"[A-Za-z0-9_-]+")
CACHE_SIZES = ("0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237")  # GB [API stage]
LEVELS = ("OFF", "ERROR", "INFO")
LONGEST_TTL = 3600  # seconds
VARIABLE = Pattern(r"[A-Za-z0-9_]+")
CONTENT = Pattern(r"[A-Za-z0-9._~:/?#&=,-]*")  # [CFN aws-resource-apigateway-stage]
LONGEST_VARIABLE, LONGEST_CONTENT, MOST_VARIABLES = 64, 512, 100


def name_invalid(stage: Stage) -> Hits:
    """A stage name that is refused. `$default` on a WebSocket API is told by `websocket-stage-invalid`."""
    name: Any = stage.name
    if not isinstance(name, str) or stage.origin == "sam-extra":
        return
    if name == "$default":
        if stage.api and stage.api.kind not in (HTTP, WEBSOCKET):
            yield hit(stage.at("name"), "default", name=name)
    elif len(name) > LONGEST_NAME:
        yield hit(stage.at("name"), "long", name=name, length=len(name))
    elif not NAME.fullmatch(name):
        yield hit(stage.at("name"), "character", name=name)


def value_invalid(stage: Stage) -> Hits:
    """Sizes, times, shares, levels and variables outside what API Gateway takes."""
    yield from _cache(stage)
    if stage.canary is not UNKNOWN and stage.canary and certainly(_no_share, stage.canary.percent):
        yield hit(stage.canary.at("percent"), "canary", value=stage.canary.percent)
    for one in stage.method_settings:
        if certainly(_no_level, one.log_level):
            yield hit(one.at("log_level"), "level", value=one.log_level)
    if stage.variables is not UNKNOWN:
        yield from _variables(stage)


def _cache(stage: Stage) -> Iterator[Hit]:
    size: Any = stage.cache_size
    if isinstance(size, str) and size not in CACHE_SIZES and certainly(lambda: stage.cache_enabled):
        yield hit(stage.at("cache_size"), "size", value=size)
    for one in stage.method_settings:
        if certainly(_no_ttl, one.cache_ttl):
            yield hit(one.at("cache_ttl"), "ttl", value=one.cache_ttl)


def _no_ttl(value: Any) -> bool:
    return value is not None and not 0 <= value <= LONGEST_TTL


def _no_share(value: Any) -> bool:
    return value is not None and not 0 <= value <= 100


def _no_level(value: Any) -> bool:
    return value is not None and value.upper() not in LEVELS


def _variables(stage: Stage) -> Iterator[Hit]:
    variables: dict[str, Any] = stage.variables or {}
    if len(variables) > MOST_VARIABLES:
        yield hit(stage.at("variables"), "number", count=len(variables))
    for name, value in variables.items():
        at = stage.at(f"variables/{name}")
        if not VARIABLE.fullmatch(name) or len(name) > LONGEST_VARIABLE:
            yield hit(at, "variable", name=name)
        elif any(len(piece) > LONGEST_CONTENT for piece in _pieces(value)):
            yield hit(at, "length", name=name, length=len(value) if isinstance(value, str) else LONGEST_CONTENT + 1)
        elif wrong := next((match for piece in _pieces(value) if (match := CONTENT.sub("", piece))), ""):
            yield hit(at, "content", name=name, character=wrong[0])


def _pieces(value: Any) -> tuple[str, ...]:
    """The known pieces of a text."""
    return (value,) if isinstance(value, str) else value.known if isinstance(value, Partial) else ()
