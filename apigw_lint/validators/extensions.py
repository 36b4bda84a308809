"""The JSON Schema of everything in an OpenAPI document that begins with `x-amazon-apigateway-`, for editors."""

from __future__ import annotations

from apigw_lint.analysis.extensions import FILE


def text() -> str:
    """The schema as it is shipped: draft 7, of whole OpenAPI documents, silent about all that is not an extension.

    Its facts are those of [DG api-gateway-swagger-extensions]. `x-levels` says where an extension may stand, `x-apis` which kinds
    of API read it: REST and HTTP. The guide speaks of those two alone, and no WebSocket API is imported from OpenAPI ([API v1
    ImportRestApi] makes REST APIs, [API v2 ImportApi] takes definitions "only for HTTP APIs").
    """
    return FILE.read_text(encoding="utf-8").rstrip()
