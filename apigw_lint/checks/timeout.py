"""Timeouts: how long API Gateway waits, and what waits longer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import timeout
from apigw_lint.model.api import HTTP, WEBSOCKET
from apigw_lint.model.hit import hit
from apigw_lint.model.integration import Integration, static_text
from apigw_lint.model.value import certainly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.api import Route
    from apigw_lint.model.function import LambdaFunction
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.stack import Stack
    from apigw_lint.settings import Settings
    from apigw_lint.source.place import Place

LIMITS = {HTTP: (timeout.HTTP_API, "http"), WEBSOCKET: (timeout.BUFFERED, "websocket")}


def invalid(integration: Integration) -> Hits:
    """A timeout that API Gateway refuses whatever the account's quota is."""
    value = integration.timeout
    if value is None:
        return
    at = integration.at("timeout")
    if value < timeout.SHORTEST:
        seconds = 0 < value <= timeout.HTTP_API // 1000
        yield hit(
            at,
            "seconds" if seconds else "short",
            timeout=value,
            meant=int(value * 1000) if seconds else timeout.SHORTEST,
        )
        return
    kind: Any = integration.api.kind
    limit, case = (
        LIMITS[kind]
        if kind in LIMITS
        else (timeout.longest(kind, integration), "stream" if integration.is_streaming else "edge")
    )
    if value > limit and (case != "edge" or integration.api.endpoint_type == "EDGE"):
        yield hit(at, case, timeout=value, limit=limit)


def excessive(integration: Integration, settings: Settings) -> Hits:
    """A timeout that needs a raised quota, which Regional and private REST APIs can have."""
    value = integration.timeout
    if value is None or integration.is_streaming:
        return
    quota = settings.integration_timeout_quota or timeout.BUFFERED
    if value > max(quota, timeout.BUFFERED) and not certainly(lambda: integration.api.endpoint_type == "EDGE"):
        yield hit(integration.at("timeout"), timeout=value)


def function_excessive(stack: Stack) -> Hits:
    """Functions that may still be running when API Gateway has long stopped waiting; one hit for each timeout that is written.

    A timeout under `Globals` is that of many functions, and one line to change.
    """
    late: dict[Place, list[tuple[LambdaFunction, Route, Integration]]] = {}
    for function in stack.functions:
        waiting = next((one for one in _callers(function) if certainly(_outlasts, function, one[1])), None)
        if waiting is not None:
            late.setdefault(function.at("timeout"), []).append((function, *waiting))
    for place, found in late.items():
        function, route, integration = min(found, key=lambda one: one[0].label)
        limit = timeout.effective(integration.api.kind, integration) / 1000
        yield hit(
            place,
            "one" if len(found) == 1 else "several",
            related=tuple((one.place, "the integration that waits for it") for _, _, one in found),
            about=function,
            function=function.label,
            others=len(found) - 1,
            seconds=function.timeout,
            limit=f"{limit:g}",
            meant=max(1, int(limit)),
            witness=route.key,
        )


def _outlasts(function: LambdaFunction, integration: Integration) -> bool:
    seconds: Any = function.timeout
    if seconds is None or function.other_triggers:
        return False
    late = seconds * 1000 > timeout.effective(integration.api.kind, integration) + 1000
    return bool(late) and not _asynchronous(integration)


def _callers(function: LambdaFunction) -> Iterator[tuple[Route, Integration]]:
    for api in function.stack.apis:
        for route in api.routes:
            found: Any = route.integration
            if isinstance(found, Integration) and found.function is function:
                yield route, found


def _asynchronous(integration: Integration) -> bool:
    """The X-Amz-Invocation-Type header of a non-proxy integration says Event [DG set-up-lambda-integration-async]."""
    wanted = "integration.request.header.x-amz-invocation-type"
    for mapping in integration.request_mappings:
        if mapping.key is not None and mapping.key.lower() == wanted:
            return static_text(mapping.value) != "RequestResponse"
    return False
