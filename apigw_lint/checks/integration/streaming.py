"""Response streaming: what can stream, and what a stream does without [DG response-transfer-mode]."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import uri as uris
from apigw_lint.analysis.caching import is_cached
from apigw_lint.checks.integration.caller import generated, routes
from apigw_lint.model.api import REST
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, certainly

if TYPE_CHECKING:
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.integration import Integration


def mode_mismatched(integration: Integration) -> Hits:
    """A stream that its type, its API or the path of its function cannot give."""
    if generated(integration) or integration.type is None:
        return
    if not integration.is_streaming:
        if _calls(integration, uris.STREAMED):
            yield hit(integration.at("uri"), "stream")
        return
    at = integration.at("transfer_mode")
    if integration.api.kind is not UNKNOWN and integration.api.kind != REST:
        yield hit(at, "kind")
    elif any(integration.type == one for one in ("AWS", "HTTP", "MOCK")):
        yield hit(at, "type", type=integration.type)
    elif _calls(integration, uris.BUFFERED):
        yield hit(integration.at("uri"), "buffered")


def _calls(integration: Integration, operation: str) -> bool:
    """Whether it calls a function in this way."""
    uri: Any = integration.uri
    if uri is None or uris.is_function_reference(uri) or integration.type != "AWS_PROXY":
        return False
    return bool(uri.endswith(operation))


def feature_ignored(integration: Integration) -> Hits:
    """Caching, compression and templates, none of which a stream goes through; one hit for each."""
    if not integration.is_streaming:
        return
    api = integration.api
    size = api.minimum_compression_size
    if size is not None and certainly(lambda: size > 0):
        related = ((api.at("minimum_compression_size"), "compression of the API"),)
        yield hit(integration.at("transfer_mode"), "compression", related=related)
    for response in integration.responses:
        if response.templates:
            yield hit(response.templates[0].place, "template")
            break
    for route in routes(integration):
        for stage in api.stages:
            if certainly(is_cached, stage, route):
                related = ((stage.at("cache_enabled"), "the stage that caches it"),)
                yield hit(integration.at("transfer_mode"), "cache", related=related, stage=stage.title)
                return
