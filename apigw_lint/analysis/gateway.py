"""The answers that a REST API gives by itself, before or instead of its backend's, and whether a page may read them.

A type that is customised stands for itself; the others take what their class, DEFAULT_4XX or DEFAULT_5XX, is given
[DG supported-gateway-response-types].
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.analysis.cors import ORIGIN
from apigw_lint.model.value import certainly

if TYPE_CHECKING:
    from apigw_lint.model.api import Api, GatewayResponse, Route

CLASSES = ("DEFAULT_4XX", "DEFAULT_5XX")
THROTTLED = {"THROTTLED": 429}
KEYED = {"INVALID_API_KEY": 403, "QUOTA_EXCEEDED": 429}
AUTHORIZED = {"UNAUTHORIZED": 401, "ACCESS_DENIED": 403}
SIGNED = {"MISSING_AUTHENTICATION_TOKEN": 403, "INVALID_SIGNATURE": 403, "EXPIRED_TOKEN": 403, "ACCESS_DENIED": 403}
VALIDATED = {"BAD_REQUEST_PARAMETERS": 400, "BAD_REQUEST_BODY": 400}
CALLING = {"INTEGRATION_FAILURE": 504, "INTEGRATION_TIMEOUT": 504}
SERVER_TYPES = (
    "API_CONFIGURATION_ERROR",
    "AUTHORIZER_CONFIGURATION_ERROR",
    "AUTHORIZER_FAILURE",
    "INTEGRATION_FAILURE",
    "INTEGRATION_TIMEOUT",
)


def answers(route: Route) -> dict[str, int]:
    """The types of answer that callers of a route certainly may meet, with their status."""
    found = dict(THROTTLED)
    if certainly(lambda: route.api_key_required):
        found |= KEYED
    if certainly(lambda: route.auth == "AWS_IAM"):
        found |= SIGNED
    elif certainly(lambda: route.auth not in (None, "NONE")):
        found |= AUTHORIZED
    if certainly(validated, route):
        found |= VALIDATED
    if certainly(lambda: route.integration is not None and route.integration.type != "MOCK"):
        found |= CALLING
    return found


def validated(route: Route) -> bool:
    """Whether a request validator is chosen for a route."""
    return route.validator is not None or route.validator_name is not None


def class_of(kind: str) -> str:
    """The default that a type falls back on."""
    return CLASSES[kind in SERVER_TYPES]


def response(api: Api, kind: str) -> GatewayResponse | None:
    """What an API says of a type. Raises Undetermined when a type that it customises is unknown."""
    return next((one for one in api.gateway_responses if one.type == kind), None)


def allows_origin(found: GatewayResponse | None) -> bool:
    """Whether a page may read the answer; raises Undetermined when its headers are unknown."""
    return found is not None and found.header(ORIGIN) is not None


def unreadable(api: Api, kinds: dict[str, int]) -> dict[str, int]:
    """Those of some types that a page may not read."""
    return {
        kind: status
        for kind, status in kinds.items()
        if not allows_origin(response(api, kind) or response(api, class_of(kind)))
    }
