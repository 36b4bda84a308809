"""The Region that a stack is deployed to, where the run or the documents say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import arn
from apigw_lint.model.value import UNKNOWN, certainly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.stack import Stack

# The lower throttle quota, 2,500 requests per second and a burst of 1,250 [DG limits].
SMALL = frozenset(
    "af-south-1 eu-south-1 ap-southeast-3 me-central-1 ap-south-2 ap-southeast-4 eu-south-2 eu-central-2 il-central-1 ca-west-1 "
    "ap-southeast-5 ap-southeast-7 mx-central-1".split()
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
            uri = getattr(route.integration, "uri", None) if route.integration is not UNKNOWN else None
            if uri is not None and certainly(lambda uri=uri: uri.startswith("arn:")):
                region = arn.parse(uri) if certainly(lambda uri=uri: arn.parse(uri)) else None
                if region and isinstance(region.region, str) and region.service == "apigateway":
                    yield region.region
