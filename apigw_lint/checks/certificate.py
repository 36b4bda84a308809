"""Certificates of custom domains, and the Regions they lie in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import arn
from apigw_lint.analysis.region import region_of
from apigw_lint.model.hit import hit
from apigw_lint.model.value import certainly

if TYPE_CHECKING:
    from apigw_lint.model.domain import DomainName
    from apigw_lint.model.hit import Hits

EDGE_REGION = "us-east-1"


def edge_cross_region(domain: DomainName) -> Hits:
    """An edge-optimized domain takes its certificate from us-east-1 alone."""
    if domain.generation != "v1" or domain.endpoint_type not in ("EDGE", "BOTH"):
        return
    place = domain.at("certificate_arn")
    if domain.certificate is not None:
        region = region_of(domain.stack)
        if region != EDGE_REGION:
            yield hit(
                place,
                "stack",
                related=((domain.certificate.place, "the certificate"),),
                domain=domain.title,
                region=region,
            )
        return
    region = _region(domain, "certificate_arn")
    if region is not None and region != EDGE_REGION:
        yield hit(place, "arn", domain=domain.title, region=region)


def regional_cross_region(domain: DomainName) -> Hits:
    """A Regional domain takes its certificates from its own Region."""
    if domain.generation == "private" or domain.endpoint_type not in ("REGIONAL", "BOTH"):
        return
    own = region_of(domain.stack)
    for field in ("regional_certificate_arn", "ownership_certificate_arn"):
        if certainly(_lies_elsewhere, domain, field, own):
            yield hit(domain.at(field), domain=domain.title, region=_region(domain, field), own=own)


def _lies_elsewhere(domain: DomainName, field: str, own: Any) -> bool:
    region = _region(domain, field)
    return region is not None and bool(region != own)


def _region(domain: DomainName, field: str) -> Any:
    """The Region of an ACM certificate's ARN; None for what is none, which is another rule's matter."""
    parts = None if _by_default(domain, field) else arn.parse(getattr(domain, field))
    return parts.region if parts and parts.service == "acm" else None


def _by_default(domain: DomainName, field: str) -> bool:
    """A parameter's default may be a placeholder, which the deployment fills."""
    return (domain.at(field).via or "").startswith("default")


def mismatched(domain: DomainName) -> Hits:
    """The certificate that the endpoint type reads is not the one that is given."""
    yield from _not_a_certificate(domain)
    if domain.generation != "v1":
        if domain.certificate_arn is None and domain.regional_certificate_arn is None:
            yield hit(domain.place, "none", domain=domain.label)
        return
    kind, edge, regional = domain.endpoint_type, domain.certificate_arn, domain.regional_certificate_arn
    if edge is None and regional is None:
        yield hit(domain.place, "none", domain=domain.label)
    elif kind == "EDGE" and edge is None:
        case = "edge" if domain.written("endpoint_types") else "edge-by-default"
        yield hit(domain.at("regional_certificate_arn"), case, domain=domain.title)
    elif kind == "REGIONAL" and regional is None:
        yield hit(domain.at("certificate_arn"), "regional", domain=domain.title)


def _not_a_certificate(domain: DomainName) -> Hits:
    for field in ("certificate_arn", "regional_certificate_arn"):
        value: Any = getattr(domain, field)
        if isinstance(value, str) and not _by_default(domain, field) and not _is_certificate(value):
            yield hit(domain.at(field), "no-certificate", domain=domain.title, value=value)


def _is_certificate(value: str) -> bool:
    parts = arn.parse(value)
    return parts is not None and parts.service == "acm" and parts.resource.startswith("certificate/")
