"""`Domain` of a SAM API: the custom domain, its mappings and its records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects import policy
from apigw_lint.dialects.cloudformation import domain as plain
from apigw_lint.dialects.cloudformation.template import same
from apigw_lint.dialects.sam.draft import given
from apigw_lint.dialects.sam.event import word
from apigw_lint.dialects.sam.stage import digest
from apigw_lint.dialects.view import View, fill, put
from apigw_lint.model.domain import Certificate, DomainName, Mapping, Record
from apigw_lint.model.value import UNKNOWN, Partial, Reference

if TYPE_CHECKING:
    from apigw_lint.dialects.sam.template import SamTemplate
    from apigw_lint.model.api import Api
    from apigw_lint.model.sam import SamApi
    from apigw_lint.model.stage import Stage

EDGE_ZONE = "Z2FDTNDATAQYW2"
NAMES = {"v1": "ApiGatewayDomainName", "v2": "ApiGatewayDomainNameV2", "private": "ApiGatewayDomainNameV2"}


def rest_domain(template: SamTemplate, api: Api, main: Stage, view: View) -> None:
    """A domain of a REST API: REGIONAL unless it says EDGE or PRIVATE."""
    if not given(view):
        return
    kind = word(view["EndpointConfiguration"])
    found = shared(template, view, "private" if kind == "PRIVATE" else "v1")
    if found is None:
        found = enter(template, api, view, "private" if kind == "PRIVATE" else "v1")
        endpoint(template, found, view)
        fill(found, view, access_mode="EndpointAccessMode")
        attach_policy(found, view["Policy"])
        records(template, found, view)
    map_paths(template, api, main, found, view)


def http_domain(template: SamTemplate, api: Api, main: Stage, view: View) -> None:
    """A domain of an HTTP or WebSocket API, which is always REGIONAL."""
    if not given(view):
        return
    found = shared(template, view, "v2")
    if found is None:
        found = enter(template, api, view, "v2")
        found.endpoint_types = ["REGIONAL"]
        put(found, "regional_certificate_arn", view["CertificateArn"])
        found.regional_certificate = template.referred(view["CertificateArn"], Certificate)
        records(template, found, view)
    map_paths(template, api, main, found, view)


def words(found: SamApi, view: View) -> None:
    """What SAM asks of Domain before it writes anything."""
    route53 = view["Route53"]
    if (
        route53.is_map
        and route53.known
        and not any(name in route53.node for name in ("HostedZoneId", "HostedZoneName"))
    ):
        found.zone_missing = True
        found.places["zone_missing"] = route53.key_place


def shared(template: SamTemplate, view: View, generation: str) -> DomainName | None:
    """The domain that SAM already made for another API under the same name."""
    name = view["DomainName"].text()
    for one in template.stack.domains:
        if one.origin == "sam" and one.generation == generation and same(one.name, name):
            return one
    return None


def enter(template: SamTemplate, api: Api, view: View, generation: str) -> DomainName:
    name = view["DomainName"].text()
    label = f"{NAMES[generation]}{digest(name) if isinstance(name, str) else api.label}"
    found = DomainName(view.key_place, label, origin="sam", generation=generation)
    found.within(template.stack)
    template.stack.domains.append(found)
    fill(
        found,
        view,
        name="DomainName",
        security_policy="SecurityPolicy",
        ownership_certificate_arn="OwnershipVerificationCertificateArn",
    )
    plain.mutual_tls(found, view["MutualTlsAuthentication"])
    if view.opaque:
        found.name = found.endpoint_types = found.security_policy = UNKNOWN
        found.certificate_arn = found.regional_certificate_arn = UNKNOWN
    for one in (label, f"{api.label}.DomainName"):
        template.add(one, found)
    return found


def endpoint(template: SamTemplate, found: DomainName, view: View) -> None:
    """SAM's one certificate serves the endpoint type that is chosen."""
    written = view["EndpointConfiguration"]
    kind = written.text() if written else None
    if view.opaque:
        return
    certificate = template.referred(view["CertificateArn"], Certificate)
    if kind is not None and not isinstance(kind, str):
        found.endpoint_types = found.certificate_arn = found.regional_certificate_arn = UNKNOWN
    elif kind in (None, "REGIONAL"):
        put(found, "regional_certificate_arn", view["CertificateArn"])
        found.regional_certificate = certificate
    else:
        put(found, "certificate_arn", view["CertificateArn"])
        found.certificate = certificate
    if found.endpoint_types is None:
        found.endpoint_types = [kind or "REGIONAL"]
    if written:
        found.places["endpoint_types"] = written.place


def attach_policy(found: DomainName, view: View) -> None:
    if not given(view):
        return
    found.places["policy"] = view.key_place
    built = policy.build(view, attached_to="domain", origin="property")
    found.policy = UNKNOWN if built is None else built
    if built is not None:
        built.within(found)


def map_paths(template: SamTemplate, api: Api, main: Stage, found: DomainName, view: View) -> None:
    """One mapping for each base path; the root where none is given."""
    paths = view["BasePath"]
    entries = paths.elements() if paths.is_list else [paths] if given(paths) else []
    if not entries:
        add_mapping(template, api, main, found, view.key_place)
    for entry in entries:
        mapping = add_mapping(template, api, main, found, entry.place)
        mapping.places["base_path"] = entry.place
        text = entry.text()
        mapping.base_path = base_path(text, found.generation, view) if isinstance(text, str) else text


def base_path(text: str, generation: str, view: View) -> Any:
    """REST base paths lose every symbol unless NormalizeBasePath is false; the others their outer slashes."""
    if generation == "v2":
        return text.strip("/")
    kept = view["NormalizeBasePath"].boolean()
    if kept is UNKNOWN:
        return UNKNOWN
    return text if kept is False else "".join(letter for letter in text if letter.isalnum())


def add_mapping(template: SamTemplate, api: Api, main: Stage, found: DomainName, at: Any) -> Mapping:
    suffix = "ApiMapping" if found.generation == "v2" else "BasePathMapping"
    mapping = Mapping(at, f"{api.label}{suffix}", origin="sam", generation="v2" if found.generation == "v2" else "v1")
    mapping.domain, mapping.api = found, api
    mapping.domain_name = Partial((Reference(found.label, plain=True),))  # type: ignore[assignment]
    mapping.api_id = Partial((Reference(api.label, plain=True),))  # type: ignore[assignment]
    mapping.stage = Partial((Reference(main.label, plain=True),))  # type: ignore[assignment]
    mapping.within(template.stack)
    template.stack.mappings.append(mapping)
    found.mappings.append(mapping)
    api.mappings.append(mapping)
    return mapping


def records(template: SamTemplate, found: DomainName, view: View) -> None:
    """The alias records that Route53 asks for."""
    route53 = view["Route53"]
    if not given(route53) or not route53.is_map:
        return
    kinds = ["A", "AAAA"] if route53["IpV6"].boolean() is True else ["A"]
    for kind in kinds:
        record = Record(route53.key_place, f"RecordSetGroup{found.label}{kind}", type=kind)
        record.name = found.name
        target(record, found, route53)
        if found.generation != "private":  # that one points to a VPC endpoint
            record.domain = found
            found.records.append(record)
        record.within(template.stack)
        template.stack.records.append(record)


def target(record: Record, found: DomainName, route53: View) -> None:
    """Where an alias points: the attributes of the domain that fit its endpoint type."""
    name, zone = "RegionalDomainName", "RegionalHostedZoneId"
    kind = found.endpoint_types[0] if isinstance(found.endpoint_types, list) else UNKNOWN
    if kind is UNKNOWN:
        record.alias_name = record.alias_zone = UNKNOWN
    elif kind == "EDGE":
        record.alias_zone = EDGE_ZONE
        record.alias_name = Partial((Reference(found.label, "DistributionDomainName", plain=True),))  # type: ignore[assignment]
        put(record, "alias_name", route53["DistributionDomainName"])
    elif kind == "PRIVATE":
        fill(record, route53, alias_name="VpcEndpointDomainName", alias_zone="VpcEndpointHostedZoneId")
    else:
        record.alias_name = Partial((Reference(found.label, name, plain=True),))  # type: ignore[assignment]
        record.alias_zone = Partial((Reference(found.label, zone, plain=True),))  # type: ignore[assignment]
