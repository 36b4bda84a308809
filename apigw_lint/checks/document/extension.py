"""The extensions of a definition: their names, their places, and the shape of their values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis.extensions import LEVELS, PREFIX, known, names
from apigw_lint.model.api import HTTP, REST, Route
from apigw_lint.model.definition import Extension
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN
from apigw_lint.source.nearest import closest

if TYPE_CHECKING:
    from apigw_lint.model.element import Element
    from apigw_lint.model.hit import Hits

WORDS = {"rest": "a REST API", "http": "an HTTP API"}
SHAPES = {"list": "a list", "map": "a mapping", "text": "a text", "number": "a number"}
PLAIN = ("text", "number", "boolean")


def name_unknown(extension: Extension) -> Hits:
    """A key that looks like an extension and is none. What a schema calls its properties is its own affair."""
    if known(extension.name) is None and extension.level != "schema":
        meant = closest(extension.name, names())
        yield hit(extension.place, "meant" if meant else "plain", name=extension.name, meant=meant)


# Of these speaks `security-scheme-ignored`: the author believes that a route is closed.
UNGUARDED = (("authorizer", "operation"), ("authtype", "operation"), ("auth", "root"))


def place_ignored(element: Element) -> Hits:
    """An extension where nothing reads it, and the flag of a default route on a REST API."""
    if isinstance(element, Extension):
        yield from _misplaced(element)
    elif isinstance(element, Route):
        yield from _flagged(element)


def _misplaced(extension: Extension) -> Hits:
    found = known(extension.name)
    if found is None or found.anywhere or extension.level not in LEVELS:
        return
    if (extension.name.removeprefix(PREFIX), extension.level) in UNGUARDED:
        return
    kind: Any = extension.api.kind
    if extension.level not in found.levels:
        if extension.level == "components":
            return  # kept there for others to refer to
        place = " or ".join(LEVELS[level] for level in found.levels)
        yield hit(extension.place, "level", name=extension.name, found=LEVELS[extension.level], wanted=place)
    elif kind is not UNKNOWN and kind == REST and found.kinds == (HTTP,) and extension.name != f"{PREFIX}cors":
        yield hit(extension.place, "kind", name=extension.name)


def _flagged(route: Route) -> Hits:
    kind: Any = route.api.kind
    if kind is not UNKNOWN and kind == REST and route.is_default_route is not None and route.api.origin != "outside":
        yield hit(route.at("is_default_route"), "kind", name="isDefaultRoute")


def value_invalid(extension: Extension) -> Hits:
    """A value of another shape than the extension has."""
    found = known(extension.name)
    if found is None or extension.shape in ("null", "unknown"):
        return
    at = extension.at("value")
    if not _fits(extension, found.shape):
        validators = extension.name.lower() == f"{PREFIX}request-validator" and extension.shape == "map"
        case = "validators" if validators else "shape"
        yield hit(at, case, name=extension.name, wanted=SHAPES[found.shape])
    elif found.items == "text" and extension.items_shape in ("map", "list"):
        yield hit(at, "items", name=extension.name, wanted="texts")
    elif found.items == "map" and extension.items_shape in (*PLAIN, "list"):
        yield hit(at, "items", name=extension.name, wanted="mappings")


def _fits(extension: Extension, wanted: str) -> bool:
    if wanted == "text":
        return extension.shape in PLAIN
    if wanted != "number":
        return extension.shape == wanted
    value: Any = extension.value
    return extension.shape == "number" or (extension.shape == "text" and (not isinstance(value, str) or _number(value)))


def _number(text: str) -> bool:
    return text.strip().lstrip("-").isdecimal()
