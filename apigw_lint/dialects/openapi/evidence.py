"""Whether a document is API Gateway's, and for which kind of API it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis.extensions import meant
from apigw_lint.dialects.openapi import words
from apigw_lint.model.api import HTTP, REST
from apigw_lint.model.value import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.dialects.view import View
    from apigw_lint.source.node import Node

PREFIXES = (words.PREFIX, "x-aws-apigateway-", "x-amazon-api-gateway-")
BEGUN = "x-amazon-ap"
"""What the prefix begins with, and most slips for it. Extensions of other vendors begin so too, and have other names."""
REST_ROOT = (
    words.POLICY,
    words.REQUEST_VALIDATORS,
    words.REQUEST_VALIDATOR,
    words.GATEWAY_RESPONSES,
    words.BINARY_MEDIA_TYPES,
    words.API_KEY_SOURCE,
    words.MINIMUM_COMPRESSION_SIZE,
    words.DOCUMENTATION,
)
REST_FIELDS = ("requestTemplates", "responses")
HTTP_FIELDS = ("payloadFormatVersion", "integrationSubtype")


def recognises(root: Node) -> bool:
    """An OpenAPI document with at least one key of API Gateway's, or one that its author took for it."""
    written = "openapi" in root or "swagger" in root or root["paths"].is_map
    text = root.document.text
    return written and any(prefix in text for prefix in (BEGUN, *PREFIXES)) and _has_extension(root)


def _has_extension(node: Node) -> bool:
    for key, entry in node.items():
        if key.startswith(PREFIXES) or (key.startswith(BEGUN) and meant(key)) or _has_extension(entry):
            return True
    return any(_has_extension(item) for item in node.elements())


def kind_of(view: View) -> Any:
    """REST or HTTP, where the document has evidence of one and none of the other; else UNKNOWN."""
    found = {*_of_root(view), *_of_schemes(view), *_of_paths(view)}
    return found.pop() if len(found) == 1 else UNKNOWN


def _of_root(view: View) -> Iterator[str]:
    if _word(view["swagger"]) == "2.0" or any(name in view for name in REST_ROOT):
        yield REST
    if words.IMPORTEXPORT_VERSION in view:
        yield HTTP


def _of_schemes(view: View) -> Iterator[str]:
    for schemes in (view["securityDefinitions"], view["components"]["securitySchemes"]):
        for _, scheme in schemes.items():
            if words.AUTHTYPE in scheme:
                yield REST
            yield from _of_authorizer(scheme[words.AUTHORIZER])


def _of_authorizer(view: View) -> Iterator[str]:
    kind = _word(view["type"])
    if kind in ("token", "cognito_user_pools") or (
        kind == "request" and "method.request." in _word(view["identitySource"])
    ):
        yield REST
    if kind == "jwt" or "enableSimpleResponses" in view:
        yield HTTP


def _of_paths(view: View) -> Iterator[str]:
    for path, item in view["paths"].items():
        if path in words.DEFAULT_PATHS:
            yield HTTP
        for name, operation in item.items():
            if name == words.ANY_METHOD and "isDefaultRoute" in operation:
                yield HTTP
            if words.REQUEST_VALIDATOR in operation:
                yield REST
            yield from _of_integration(operation[words.INTEGRATION])
    for _, integration in view["components"][words.INTEGRATIONS].items():
        yield from _of_integration(integration)


def _of_integration(view: View) -> Iterator[str]:
    if _word(view["type"]) in ("aws", "http", "mock") or any(name in view for name in REST_FIELDS):
        yield REST
    if any(key.startswith("integration.request.") for key, _ in view["requestParameters"].items()):
        yield REST  # parameters of HTTP APIs have other names [DG api-gateway-swagger-extensions-integration-requestParameters]
    if any(name in view for name in HTTP_FIELDS):
        yield HTTP


def _word(view: View) -> str:
    value = view.text()
    return value.lower() if isinstance(value, str) else ""
