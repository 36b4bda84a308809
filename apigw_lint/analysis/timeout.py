"""How long API Gateway waits for an integration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.model.api import HTTP

if TYPE_CHECKING:
    from apigw_lint.model.integration import Integration

SHORTEST = 50  # milliseconds, every kind [DG limits]
BUFFERED = 29_000  # REST and WebSocket APIs; raisable for Regional and private REST APIs alone [DG limits]
HTTP_API = 30_000  # [DG http-api-quotas]
STREAMED = 900_000  # response streaming, 15 minutes [DG response-transfer-mode]


def longest(kind: Any, integration: Integration) -> int:
    """The timeout in milliseconds that an integration of an API of this kind has without a raised quota."""
    if kind == HTTP:
        return HTTP_API
    return STREAMED if integration.is_streaming else BUFFERED


def effective(kind: Any, integration: Integration) -> int:
    """The timeout in milliseconds that is in effect: what is written, else the longest, which is the default."""
    return longest(kind, integration) if integration.timeout is None else integration.timeout
