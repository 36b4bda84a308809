"""The extensions that API Gateway knows: where each may stand, for which kind of API, and what it holds.

[DG api-gateway-swagger-extensions]. The same is said, field by field, in `validators/extensions.schema.json`.
"""

from __future__ import annotations

from typing import NamedTuple

from apigw_lint.model.api import HTTP, REST

PREFIX = "x-amazon-apigateway-"
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
    """An extension. `shape` is what its value is, `items` what the values in that are, empty for anything.

    `anywhere`: it does no harm and no good where nothing reads it.
    """

    levels: tuple[str, ...]
    kinds: tuple[str, ...]
    shape: str
    items: str = ""
    anywhere: bool = False


BOTH = (REST, HTTP)
KNOWN = {
    "any-method": Extension(("path",), BOTH, "map"),
    "api-key-source": Extension(("root",), (REST,), "text"),
    "auth": Extension(("operation",), (REST,), "map"),
    "authorizer": Extension(("scheme",), BOTH, "map"),
    "authtype": Extension(("scheme",), BOTH, "text"),
    "binary-media-types": Extension(("root",), (REST,), "list", "text"),
    "cors": Extension(("root",), (HTTP,), "map"),
    "documentation": Extension(("root",), (REST,), "map", anywhere=True),
    "endpoint-access-mode": Extension(("root",), (REST,), "text"),
    "endpoint-configuration": Extension(("root", "server"), BOTH, "map"),
    "gateway-responses": Extension(("root",), (REST,), "map", "map"),
    "importexport-version": Extension(("root",), (HTTP,), "text", anywhere=True),
    "integration": Extension(("operation",), BOTH, "map"),
    "integrations": Extension(("components",), (HTTP,), "map", "map"),
    "minimum-compression-size": Extension(("root",), (REST,), "number"),
    "policy": Extension(("root",), (REST,), "map"),
    "request-validator": Extension(("root", "operation"), (REST,), "text"),
    "request-validators": Extension(("root",), (REST,), "map", "map"),
    "security-policy": Extension(("root",), (REST,), "text"),
    "tag-value": Extension(("tag",), (HTTP,), "text", anywhere=True),
}
"""By the name that follows the prefix."""


def known(name: str) -> Extension | None:
    """What is known of a key, whatever its case; None for one that API Gateway does not have."""
    lower = name.lower()
    return KNOWN.get(lower.removeprefix(PREFIX)) if lower.startswith(PREFIX) else None


def names() -> list[str]:
    """Every key, with its prefix."""
    return [PREFIX + name for name in KNOWN]
