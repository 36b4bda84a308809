"""Custom domains, their certificates, mappings and records, and the network around an API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects import policy
from apigw_lint.dialects.cloudformation.template import target_of
from apigw_lint.dialects.view import View, fill, put
from apigw_lint.model.api import Api
from apigw_lint.model.domain import (
    Certificate,
    DomainName,
    Mapping,
    MutualTls,
    Record,
    RoutingRule,
    VpcEndpoint,
    VpcLink,
)
from apigw_lint.model.value import UNKNOWN

if TYPE_CHECKING:
    from apigw_lint.dialects.cloudformation.template import Template


def domain_v1(template: Template, logical_id: str, view: View) -> DomainName:
    found = enter_domain(template, logical_id, view)
    fill(
        found,
        view,
        name="DomainName",
        certificate_arn="CertificateArn",
        regional_certificate_arn="RegionalCertificateArn",
        ownership_certificate_arn="OwnershipVerificationCertificateArn",
        security_policy="SecurityPolicy",
        access_mode="EndpointAccessMode",
        routing_mode="RoutingMode",
    )
    endpoint = view["EndpointConfiguration"]
    put(found, "endpoint_types", endpoint["Types"])
    if endpoint and not endpoint.known:
        found.endpoint_types = UNKNOWN
    mutual_tls(found, view["MutualTlsAuthentication"])
    certificates(template, found, view)
    return found


def domain_v2(template: Template, logical_id: str, view: View) -> DomainName:
    """AWS::ApiGatewayV2::DomainName: its one endpoint is Regional and keeps its settings in a list."""
    found = enter_domain(template, logical_id, view)
    found.generation = "v2"
    fill(found, view, name="DomainName", routing_mode="RoutingMode")
    configurations = view["DomainNameConfigurations"].elements()
    types = []
    for one in configurations:
        fill(
            found,
            one,
            regional_certificate_arn="CertificateArn",
            security_policy="SecurityPolicy",
            ownership_certificate_arn="OwnershipVerificationCertificateArn",
        )
        types.append(one["EndpointType"].text() if one["EndpointType"] else "REGIONAL")
        if one["EndpointType"]:
            found.places["endpoint_types"] = one["EndpointType"].place
        found.regional_certificate = template.referred(one["CertificateArn"], Certificate)
    found.endpoint_types = types or None
    if view["DomainNameConfigurations"] and not view["DomainNameConfigurations"].is_list:
        found.endpoint_types = found.regional_certificate_arn = UNKNOWN
    mutual_tls(found, view["MutualTlsAuthentication"])
    return found


def domain_private(template: Template, logical_id: str, view: View) -> DomainName:
    found = enter_domain(template, logical_id, view)
    found.generation = "private"
    fill(
        found,
        view,
        name="DomainName",
        certificate_arn="CertificateArn",
        security_policy="SecurityPolicy",
        access_mode="EndpointAccessMode",
        routing_mode="RoutingMode",
    )
    put(found, "endpoint_types", view["EndpointConfiguration"]["Types"])
    certificates(template, found, view)
    if view["Policy"]:
        found.places["policy"] = view["Policy"].key_place
        built = policy.build(view["Policy"], attached_to="domain", origin="property")
        found.policy = UNKNOWN if built is None else built
        if built is not None:
            built.within(found)
    return found


def enter_domain(template: Template, logical_id: str, view: View) -> DomainName:
    found = DomainName(view.key_place, logical_id, exported=template.is_exported(logical_id))
    found.within(template.stack)
    template.stack.domains.append(found)
    return found


def certificates(template: Template, found: DomainName, view: View) -> None:
    found.certificate = template.referred(view["CertificateArn"], Certificate)
    found.regional_certificate = template.referred(view["RegionalCertificateArn"], Certificate)


def mutual_tls(owner: DomainName, view: View) -> None:
    if not view:
        return
    owner.places["mutual_tls"] = view.key_place
    if not view.is_map or not view.known:
        owner.mutual_tls = UNKNOWN
        return
    found = MutualTls(view.key_place)
    fill(found, view, truststore="TruststoreUri", version="TruststoreVersion")
    found.within(owner)
    owner.mutual_tls = found


def certificate(template: Template, logical_id: str, view: View) -> Certificate:
    found = Certificate(view.key_place, logical_id)
    fill(found, view, domain="DomainName", alternatives="SubjectAlternativeNames", authority="CertificateAuthorityArn")
    found.within(template.stack)
    template.stack.certificates.append(found)
    return found


def mapping_v1(template: Template, logical_id: str, view: View) -> Mapping:
    found = map_api(template, logical_id, view, view["DomainName"] or view["DomainNameArn"], view["RestApiId"])
    fill(found, view, base_path="BasePath", stage="Stage")
    return found


def mapping_v2(template: Template, logical_id: str, view: View) -> Mapping:
    found = map_api(template, logical_id, view, view["DomainName"], view["ApiId"])
    fill(found, view, base_path="ApiMappingKey", stage="Stage")
    found.generation = "v2"
    return found


def map_api(template: Template, logical_id: str, view: View, domain: View, api: View) -> Mapping:
    found = Mapping(view.key_place, logical_id)
    put(found, "domain_name", domain)
    put(found, "api_id", api)
    found.domain = template.referred(domain, DomainName) or named(template, found.domain_name)
    found.api = template.referred(api, Api)
    found.within(template.stack)
    template.stack.mappings.append(found)
    for owner in (found.domain, found.api):
        if owner:
            owner.mappings.append(found)
    return found


def named(template: Template, name: Any) -> DomainName | None:
    """The domain of the template with this literal name."""
    if not isinstance(name, str):
        return None
    for logical_id, _ in template.of_type("AWS::ApiGateway::DomainName", "AWS::ApiGatewayV2::DomainName"):
        found = template.element(logical_id)
        if isinstance(found, DomainName) and isinstance(found.name, str) and found.name == name:
            return found
    return None


def routing_rule(template: Template, logical_id: str, view: View) -> RoutingRule:
    found = RoutingRule(view.key_place, logical_id)
    put(found, "priority", view["Priority"])
    for condition in view["Conditions"].elements():
        found.header_conditions += bool(condition["MatchHeaders"])
        found.path_conditions += bool(condition["MatchBasePaths"])
        for one in condition["MatchHeaders"]["AnyOf"].elements():
            found.places[f"headers/{len(found.headers)}"] = one["Header"].place
            found.headers.append((one["Header"].text(), one["ValueGlob"].text()))
    for action in view["Actions"].elements():
        put(found, "api_id", action["InvokeApi"]["ApiId"])
        found.api = template.referred(action["InvokeApi"]["ApiId"], Api)
    domain = template.mentioned(view["DomainNameArn"].value(), DomainName)
    owner = domain[0] if domain else template.stack
    found.within(owner)
    rules = owner.routing_rules if isinstance(owner, DomainName) else template.stack.loose_rules
    rules.append(found)
    return found


def record(template: Template, logical_id: str, view: View) -> Record:
    found = alias(template, logical_id, view)
    found.place = view.key_place
    return found


def record_group(template: Template, logical_id: str, view: View) -> None:
    for one in view["RecordSets"].elements():
        alias(template, logical_id, one)


def alias(template: Template, logical_id: str, view: View) -> Record:
    found = Record(view.place, logical_id)
    fill(found, view, name="Name", type="Type")
    target = view["AliasTarget"]
    fill(found, target, alias_name="DNSName", alias_zone="HostedZoneId")
    domain = template.element(target_of(found.alias_name) or "")
    found.domain = domain if isinstance(domain, DomainName) else None
    if found.domain:
        found.domain.records.append(found)
    found.within(template.stack)
    template.stack.records.append(found)
    return found


def vpc_link(template: Template, logical_id: str, view: View) -> VpcLink:
    found = VpcLink(view.key_place, logical_id, exported=template.is_exported(logical_id))
    found.generation = 2 if "V2" in template.type_of(logical_id) else 1
    put(found, "name", view["Name"])
    found.within(template.stack)
    template.stack.vpc_links.append(found)
    return found


def vpc_endpoint(template: Template, logical_id: str, view: View) -> VpcEndpoint:
    found = VpcEndpoint(view.key_place, logical_id)
    fill(found, view, service="ServiceName", private_dns="PrivateDnsEnabled")
    if view["PolicyDocument"]:
        found.places["policy"] = view["PolicyDocument"].key_place
        built = policy.build(view["PolicyDocument"], attached_to="vpc-endpoint", origin="property")
        found.policy = UNKNOWN if built is None else built
        if built is not None:
            built.within(found)
    found.within(template.stack)
    template.stack.vpc_endpoints.append(found)
    return found


READERS = {
    "AWS::ApiGateway::DomainName": domain_v1,
    "AWS::ApiGatewayV2::DomainName": domain_v2,
    "AWS::ApiGateway::DomainNameV2": domain_private,
    "AWS::ApiGateway::BasePathMapping": mapping_v1,
    "AWS::ApiGateway::BasePathMappingV2": mapping_v1,
    "AWS::ApiGatewayV2::ApiMapping": mapping_v2,
    "AWS::ApiGatewayV2::RoutingRule": routing_rule,
    "AWS::CertificateManager::Certificate": certificate,
    "AWS::Route53::RecordSet": record,
    "AWS::Route53::RecordSetGroup": record_group,
    "AWS::ApiGateway::VpcLink": vpc_link,
    "AWS::ApiGatewayV2::VpcLink": vpc_link,
    "AWS::EC2::VPCEndpoint": vpc_endpoint,
}
