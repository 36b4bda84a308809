"""Custom domains: names, TLS, mutual TLS, and the records that point at them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import tls
from apigw_lint.model.api import REST, WEBSOCKET
from apigw_lint.model.hit import hit
from apigw_lint.model.value import Partial, Undetermined, certainly
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from apigw_lint.model.domain import Certificate, DomainName, MutualTls, Record
    from apigw_lint.model.hit import Hits

OBJECT = Pattern(r"s3://[^/]+/.+")
# A parameter's default may be a placeholder, which the deployment fills; one that begins so shows what is meant to be there.
MISTAKEN = ("https://", "http://", "arn:aws")
CLOUDFRONT_ZONE = "Z2FDTNDATAQYW2"  # of every edge-optimized domain [CFN aws-resource-apigateway-domainname]
# The attributes of a domain that name a record's target: their endpoint type, and the attribute that holds the zone.
ATTRIBUTES = {
    "DistributionDomainName": ("EDGE", "DistributionHostedZoneId"),
    "RegionalDomainName": ("REGIONAL", "RegionalHostedZoneId"),
}


def name_invalid(domain: DomainName) -> Hits:
    """A name that API Gateway refuses [DG how-to-custom-domains; CFN aws-resource-apigatewayv2-domainname]."""
    name = domain.name
    if not isinstance(name, str) or domain.at("name").via or "<" in name:  # `<YOUR_DOMAIN>` is still to be filled in
        return
    faults = (
        ("upper", name != name.lower()),
        ("underscore", domain.generation == "v2" and "_" in name),
        ("label", any(len(label) > 63 for label in name.split("."))),
        ("long", len(name) > 255),
        ("wildcard", "*" in name.removeprefix("*.")),
        ("private-wildcard", domain.generation == "private" and name.startswith("*.")),
    )
    case = next((case for case, holds in faults if holds), None)
    if case:
        yield hit(domain.at("name"), case, name=name, meant=name.lower())


def certificate_name_mismatched(domain: DomainName) -> Hits:
    """A certificate of the same template that does not cover the domain's name."""
    for field, certificate in (
        ("certificate_arn", domain.certificate),
        ("regional_certificate_arn", domain.regional_certificate),
    ):
        if certificate is None or domain.name is None or _by_default(domain, certificate):
            continue
        names = [certificate.domain, *(certificate.alternatives or ())]
        if not any(_fits(one, domain.name) for one in names):
            related = ((certificate.at("domain"), "the certificate"),)
            yield hit(domain.at(field), related=related, domain=domain.title, names=names)


def _by_default(domain: DomainName, certificate: Certificate) -> bool:
    """Whether one of the names is a parameter's default, which the deployment may replace."""
    return any((domain.at("name").via, certificate.at("domain").via, certificate.at("alternatives").via))


def _fits(covered: Any, name: Any) -> bool:
    """Whether a certificate's name covers a domain's; `*` stands for one label. Of names known in part only the same are judged."""
    if covered is None:
        return False
    covered, name = covered.lower(), name.lower()
    if isinstance(covered, Partial) or isinstance(name, Partial):
        if covered == name:
            return True
        raise Undetermined
    return bool(covered == name or (covered[:2] == "*." and name.partition(".")[2] == covered[2:]))


def tls_stale(domain: DomainName) -> Hits:
    """A domain for REST APIs alone that could have a TLS 1.3 policy with forward secrecy."""
    if domain.generation != "v1" or domain.mutual_tls or not domain.mappings:
        return
    for_rest = all(one.api.kind == REST if one.api else one.generation == "v1" for one in domain.mappings)
    policy = domain.security_policy or "TLS_1_2"
    if for_rest and policy in tls.POLICIES and policy not in tls.RECOMMENDED:
        yield hit(domain.at("security_policy"), policy=policy)


def record_target_mismatched(record: Record) -> Hits:
    """An alias record that uses the attributes of the other endpoint type, or of another domain."""
    name, zone, domain = _attribute(record.alias_name), _attribute(record.alias_zone), record.domain
    if domain is None or name is None or name[1] not in ATTRIBUTES:
        return
    kind, pair = ATTRIBUTES[name[1]]
    literal = record.alias_zone
    if domain.endpoint_type in ("EDGE", "REGIONAL") and kind != domain.endpoint_type:
        case = "regional" if kind == "EDGE" else "edge"
        yield hit(record.at("alias_name"), case, related=((domain.place, "the domain"),), attribute=name[1])
    elif zone is not None and zone != (name[0], pair):
        yield hit(record.at("alias_zone"), "zone", name=".".join(name), zone=".".join(zone), pair=pair)
    elif zone is None and kind == "EDGE" and isinstance(literal, str) and literal != CLOUDFRONT_ZONE:
        yield hit(record.at("alias_zone"), "cloudfront", value=literal, zone=CLOUDFRONT_ZONE)


def _attribute(value: Any) -> tuple[str, str] | None:
    reference = value.reference if isinstance(value, Partial) else None
    return (reference.target, reference.attribute) if reference and reference.attribute else None


def mtls_conflicting(domain: DomainName) -> Hits:
    """Mutual TLS where it cannot be: it needs a Regional domain with TLS_1_2 [DG rest-api-mutual-tls]."""
    if not domain.mutual_tls:
        return
    place = domain.at("mutual_tls")
    if certainly(lambda: domain.endpoint_type in ("EDGE", "PRIVATE")):
        yield hit(place, "endpoint", type=domain.endpoint_type)
    if certainly(_refuses_mtls, domain.security_policy):
        yield hit(
            domain.at("security_policy"), "policy", related=((place, "mutual TLS"),), policy=domain.security_policy
        )
    for one in domain.mappings:
        if one.api and certainly(lambda one=one: one.api.kind == WEBSOCKET):
            yield hit(place, "websocket", related=((one.place, "the mapping"),))
            break
    certificate = domain.regional_certificate
    if certificate and certificate.authority is not None and domain.ownership_certificate_arn is None:
        yield hit(place, "ownership", related=((certificate.at("authority"), "a private authority"),))


def _refuses_mtls(policy: Any) -> bool:
    return policy is not None and (policy == "TLS_1_0" or policy.startswith("SecurityPolicy_"))


def truststore_invalid(mutual: MutualTls) -> Hits:
    """A truststore that is no object of S3, or an ownership certificate that is none of ACM."""
    uri = mutual.truststore
    if uri is None:
        yield hit(mutual.place, "missing")
    elif certainly(_no_object, uri) and (not mutual.at("truststore").via or certainly(uri.startswith, MISTAKEN)):
        yield hit(mutual.at("truststore"), "uri", value=uri)
    domain: Any = mutual.owner
    place, ownership = domain.at("ownership_certificate_arn"), domain.ownership_certificate_arn
    if isinstance(ownership, str) and not place.via and not ownership.startswith("arn:aws"):
        yield hit(place, "ownership", value=ownership)


def _no_object(uri: Any) -> bool:
    """Of a text that is known in part, only the beginning is judged."""
    return not uri.startswith("s3://") or (isinstance(uri, str) and not OBJECT.fullmatch(uri))
