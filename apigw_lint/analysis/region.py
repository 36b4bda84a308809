"""The Region that a stack is deployed to, where the run or the documents say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import arn
from apigw_lint.model.integration import Integration
from apigw_lint.model.value import UNKNOWN, certainly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.stack import Stack

# The lower throttle quota, 2,500 requests per second and a burst of 1,250 [DG limits].
SMALL = frozenset(
    [
        "af-south-1",
        "eu-south-1",
        "ap-southeast-3",
        "me-central-1",
        "ap-south-2",
        "ap-southeast-4",
        "eu-south-2",
        "eu-central-2",
        "il-central-1",
        "ca-west-1",
        "ap-southeast-5",
        "ap-southeast-7",
        "mx-central-1",
    ]
)


def region_of(stack: Stack) -> Any:
    """The stack's Region: given for the run, or the only one that its integration URIs name in full; else UNKNOWN.

    The Region of `arn:aws:apigateway:REGION:...` is that of the API [boto v1 PutIntegrationRequest].
    """
    if stack.region is not UNKNOWN:
        return stack.region
    named = set(_literal(stack))
    return named.pop() if len(named) == 1 else UNKNOWN


def _literal(stack: Stack) -> Iterator[str]:
    for api in stack.apis:
        for route in api.routes:
            if isinstance(route.integration, Integration) and certainly(_names_region, route.integration.uri):
                yield arn.parse(route.integration.uri).region  # type: ignore[union-attr]


def _names_region(uri: Any) -> bool:
    parts = arn.parse(uri)
    return parts is not None and parts.service == "apigateway" and isinstance(parts.region, str)
