"""Who calls an integration, and whether it is sound enough for more than one question."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import uri as uris
from apigw_lint.model.api import HTTP, Route
from apigw_lint.model.integration import PROXIES
from apigw_lint.model.value import Undetermined

if TYPE_CHECKING:
    from apigw_lint.model.integration import Integration

PROXIED = ("lambda", "firehose")  # what AWS_PROXY calls [API putIntegration]
TYPES = ("HTTP", "HTTP_PROXY", "AWS", "AWS_PROXY", "MOCK")


def routes(integration: Integration) -> list[Route]:
    """The routes of the model that call it."""
    owner: Any = integration.owner
    if isinstance(owner, Route):
        return [owner]
    return [route for route in owner.api.routes if route.integration is integration]


def name_of(integration: Integration) -> Any:
    """What to call it: its route, or its own name where it stands for itself."""
    owner: Any = integration.owner
    return owner.key if isinstance(owner, Route) else integration.label


def generated(integration: Integration) -> bool:
    """Whether SAM wrote it."""
    owner: Any = integration.owner
    return isinstance(owner, Route) and owner.origin == "sam"


def sound(integration: Integration) -> bool:
    """Whether somebody wrote it, with a type that fits: what `integration-type-invalid` reports is not judged further."""
    if generated(integration) or integration.type is None:
        return False
    if not any(integration.type == one for one in TYPES):
        return False
    if integration.type in PROXIES:
        return proxied_service(integration) is None
    return bool(integration.api.kind != HTTP)


@lru_cache(maxsize=1024)
def proxied_service(integration: Integration) -> str | None:
    """The service that AWS_PROXY is to call and cannot; None where it calls what it can, or what is unknown."""
    if integration.type != "AWS_PROXY" or integration.uri is None:
        return None
    try:
        called = uris.service(integration.uri)
    except Undetermined:
        return None
    name = called and called.service
    if not isinstance(name, str) or "/" in name or name.rpartition(".")[2] in PROXIED:
        return None
    return name
