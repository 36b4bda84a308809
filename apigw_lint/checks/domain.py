"""Custom domains: names, TLS, mutual TLS, and the records that point at them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import tls
from apigw_lint.analysis.arn import parse
from apigw_lint.model.api import REST, WEBSOCKET
from apigw_lint.model.hit import hit
from apigw_lint.model.value import Partial, certainly

if TYPE_CHECKING:
    from apigw_lint.model.domain import Certificate, DomainName, MutualTls, Record
    from apigw_lint.model.hit import Hits

CLOUDFRONT_ZONE = "Z2FDTNDATAQYW2"  # of every edge-optimized domain [CFN aws-resource-apigateway-domainname]
# Attributes of a domain that a record may use, by the endpoint type that they belong to.
ATTRIBUTES = {
    "DistributionDomainName": ("EDGE", "name"),
    "DistributionHostedZoneId": ("EDGE", "zone"),
    "RegionalDomainName": ("REGIONAL", "name"),
    "RegionalHostedZoneId": ("REGIONAL", "zone"),
}


def name_invalid(domain: DomainName) -> Hits:
    """A name that API Gateway refuses [DG how-to-custom-domains]."""
    name = domain.name
    if not isinstance(name, str):
        return
    labels = name.split(".")
    faults = (
        ("upper", name != name.lower()),
        ("underscore", domain.generation == "v2" and "_" in name),
        ("label", any(len(label) > 63 for label in labels)),
        ("long", len(name) > 255),
        ("wildcard", "*" in name and ("*" in name[1:] or not name.startswith("*."))),
        ("private-wildcard", domain.generation == "private" and name.startswith("*.")),
    )
    case = next((case for case, holds in faults if holds), None)
    if case:
        yield hit(domain.at("name"), case, name=name)


def certificate_name_mismatched(domain: DomainName) -> Hits:
    """A certificate of the same template that does not cover the domain's name."""
    certificate = domain.regional_certificate or domain.certificate
    if certificate is None or domain.name is None:
        return
    if not _covers(certificate, domain.name):
        place = domain.at("regional_certificate_arn", "certificate_arn")
        related = ((certificate.at("domain"), "the certificate"),)
        yield hit(
            place, related=related, domain=domain.name, covered=[certificate.domain, *(certificate.alternatives or ())]
        )


def _covers(certificate: Certificate, name: Any) -> bool:
    return any(_fits(one, name) for one in (certificate.domain, *(certificate.alternatives or ())))


def _fits(covered: Any, name: Any) -> bool:
    """Whether a certificate's name covers a domain's; `*` stands for one label."""
    if isinstance(covered, Partial) or isinstance(name, Partial):
        return bool(covered == name)
    if covered is None or covered == name:
        return covered is not None
    return bool(covered.startswith("*.")) and name.partition(".")[2] == covered[2:] and not name.startswith("*.")


def tls_stale(domain: DomainName) -> Hits:
    """A domain for REST APIs alone that could have a TLS 1.3 policy with forward secrecy."""
    if domain.generation == "v2" or domain.mutual_tls is not None or domain.security_policy is None:
        return
    if any(mapping.api is None or mapping.api.kind != REST for mapping in domain.mappings):
        return
    policy = domain.security_policy
    if policy in tls.LEGACY or policy in ("SecurityPolicy_TLS12_2018_EDGE", "SecurityPolicy_TLS13_1_2_2021_06"):
        yield hit(domain.at("security_policy"), policy=policy)


def record_target_mismatched(record: Record) -> Hits:
    """An alias record that uses the attributes of the other endpoint type, or of another domain."""
    name, zone = _attribute(record.alias_name), _attribute(record.alias_zone)
    if name is None or record.domain is None:
        return
    domain: DomainName = record.domain
    kind = ATTRIBUTES.get(name[1])
    if kind is None:
        return
    endpoint = domain.endpoint_type
    if endpoint in ("EDGE", "REGIONAL") and kind[0] != endpoint:
        related = ((domain.place, "the domain"),)
        yield hit(record.at("alias_name"), "type", related=related, attribute=name[1], type=endpoint)
    elif zone is not None and (zone[0] != name[0] or ATTRIBUTES.get(zone[1], ("", ""))[0] != kind[0]):
        yield hit(record.at("alias_zone"), "zone", attribute=f"{name[0]}.{name[1]}", zone=f"{zone[0]}.{zone[1]}")
    elif (
        zone is None
        and kind[0] == "EDGE"
        and isinstance(record.alias_zone, str)
        and record.alias_zone != CLOUDFRONT_ZONE
    ):
        yield hit(record.at("alias_zone"), "cloudfront", value=record.alias_zone, zone=CLOUDFRONT_ZONE)


def _attribute(value: Any) -> tuple[str, str] | None:
    reference = value.reference if isinstance(value, Partial) else None
    return (reference.target, reference.attribute) if reference and reference.attribute else None


def mtls_conflicting(domain: DomainName) -> Hits:
    """Mutual TLS where it cannot be: it needs a Regional domain with TLS_1_2 [DG rest-api-mutual-tls]."""
    if domain.mutual_tls is None:
        return
    place = domain.at("mutual_tls")
    endpoint = domain.endpoint_type
    if endpoint in ("EDGE", "PRIVATE"):
        yield hit(place, "endpoint", type=endpoint)
    policy = domain.security_policy
    if policy is not None and certainly(lambda: policy != "TLS_1_2"):
        yield hit(domain.at("security_policy"), "policy", related=((place, "mutual TLS"),), policy=policy)
    if any(certainly(lambda one=one: one.api is not None and one.api.kind == WEBSOCKET) for one in domain.mappings):
        yield hit(place, "websocket")
    certificate = domain.regional_certificate
    if certificate is not None and certificate.authority is not None and domain.ownership_certificate_arn is None:
        yield hit(place, "ownership", related=((certificate.at("authority"), "a private authority"),))


def truststore_invalid(mutual: MutualTls) -> Hits:
    """A truststore that is no object of S3."""
    uri = mutual.truststore
    if uri is None:
        yield hit(mutual.place, "missing")
    elif not uri.startswith("s3://") or (isinstance(uri, str) and not re.fullmatch(r"s3://[^/]+/.+", uri)):
        yield hit(mutual.at("truststore"), "uri", value=uri)
    domain: Any = mutual.owner
    ownership = domain.ownership_certificate_arn
    if isinstance(ownership, str) and certainly(_not_acm, ownership):
        yield hit(domain.at("ownership_certificate_arn"), "ownership", value=ownership)


def _not_acm(arn: str) -> bool:
    parts = parse(arn)
    return parts is None or parts.service != "acm"
