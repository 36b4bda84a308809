"""The extensions that API Gateway knows: where each may stand, for which kind of API, and what it holds.

[DG api-gateway-swagger-extensions]; all of it is read from `extensions.schema.json`, which editors use as well.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.analysis.shape import shape
from apigw_lint.source.nearest import closest

if TYPE_CHECKING:
    from apigw_lint.analysis.shape import Shape

FILE = Path(__file__).with_name("extensions.schema.json")
PREFIX = "x-amazon-apigateway-"
NEAR = 0.9  # how alike names are whose first twenty letters are the same
LEVELS = {
    "root": "the root of the document",
    "info": "`info`",
    "path": "a path item",
    "operation": "an operation",
    "scheme": "a security scheme",
    "parameter": "a parameter",
    "response": "a response",
    "schema": "a schema",
    "server": "a server",
    "tag": "a tag",
    "components": "`components`",
}
"""The levels of a document, in words."""


class Extension(NamedTuple):
    """An extension. `kinds` are those of the APIs that read it; `anywhere`: it does no harm and no good where nothing reads it."""

    levels: tuple[str, ...]
    kinds: tuple[str, ...]
    anywhere: bool = False


@cache
def _definitions() -> dict[str, Any]:
    import json

    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))["definitions"]
    return found


@cache
def table() -> dict[str, Extension]:
    """Every extension by its whole key."""
    return {
        name: Extension(
            tuple(one["x-levels"]), tuple(kind.lower() for kind in one["x-apis"]), one.get("x-anywhere", False)
        )
        for name, one in _definitions().items()
        if "x-levels" in one
    }


def known(name: str) -> Extension | None:
    """What is known of a key, whatever its case; None for one that API Gateway does not have."""
    return table().get(name.lower())


def meant(name: str) -> str | None:
    """The extension that a key may be meant for which is none: `x-amazon-apigateway-integration` for `x-aws-apigateway-integration`."""
    begun = f"{PREFIX}{name.lower().rpartition('gateway-')[2]}"
    return begun if known(begun) else closest(name, table(), NEAR)


@cache
def held(name: str) -> Shape:
    """What an extension holds, by its whole key."""
    return shape(_definitions()[name.lower()], _definitions())
