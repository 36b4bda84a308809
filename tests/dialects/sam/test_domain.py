from __future__ import annotations

import pytest

from apigw_lint.model.value import UNKNOWN
from tests.dialects.sam.reading import api, read, written

CERTIFICATE = "arn:aws:acm:eu-west-1:111111111111:certificate/one"


def shop(more: str, kind: str = "Api") -> str:
    domain = f"{{DomainName: api.example.com, CertificateArn: '{CERTIFICATE}', {more}}}"
    return f"Resources:\n  Shop: {{Type: AWS::Serverless::{kind}, Properties: {{StageName: live, Domain: {domain}}}}}"


def test_a_rest_domain_is_regional_and_so_is_its_certificate() -> None:
    (found,) = read(shop("")).domains
    assert (found.generation, found.origin, found.name, found.endpoint_type) == (
        "v1",
        "sam",
        "api.example.com",
        "REGIONAL",
    )
    assert (found.regional_certificate_arn, found.certificate_arn) == (CERTIFICATE, None)
    assert written(found.place) == "Domain"
    assert written(found.at("regional_certificate_arn")) == f"'{CERTIFICATE}'"


def test_an_edge_domain_has_the_other_certificate() -> None:
    (found,) = read(shop("EndpointConfiguration: EDGE, SecurityPolicy: TLS_1_0")).domains
    assert (found.endpoint_type, found.certificate_arn, found.regional_certificate_arn) == ("EDGE", CERTIFICATE, None)
    assert (found.security_policy, written(found.at("endpoint_types"))) == ("TLS_1_0", "EDGE")


def test_a_private_domain_is_of_its_own_kind() -> None:
    statement = "{Effect: Allow, Principal: '*', Action: execute-api:Invoke, Resource: '*'}"
    (found,) = read(shop(f"EndpointConfiguration: PRIVATE, Policy: {{Statement: [{statement}]}}")).domains
    assert (found.generation, found.endpoint_type, len(found.policy.statements)) == ("private", "PRIVATE", 1)


def test_an_unknown_endpoint_type_leaves_the_certificate_open() -> None:
    (found,) = read(shop("EndpointConfiguration: !If [Live, EDGE, REGIONAL]")).domains
    assert found.endpoint_types is UNKNOWN
    assert found.certificate_arn is UNKNOWN


@pytest.mark.parametrize(
    ("paths", "keys"),
    [
        ("", [None]),
        ("BasePath: /a-b", ["ab"]),
        ("BasePath: [a, b]", ["a", "b"]),
        ("BasePath: a-b, NormalizeBasePath: false", ["a-b"]),
    ],
)
def test_rest_mappings_lose_the_symbols_of_their_paths(paths: str, keys: list[str | None]) -> None:
    stack = read(shop(paths))
    assert [one.base_path for one in stack.mappings] == keys
    assert stack.domains[0].mappings == api(stack).mappings == stack.mappings
    assert {one.generation for one in stack.mappings} == {"v1"}


def test_http_mappings_keep_theirs() -> None:
    stack = read(shop("BasePath: [/a/b-c/], MutualTlsAuthentication: {TruststoreUri: s3://b/k}", "HttpApi"))
    assert [(one.generation, one.base_path) for one in stack.mappings] == [("v2", "a/b-c")]
    (found,) = stack.domains
    assert (found.generation, found.endpoint_type, found.regional_certificate_arn) == ("v2", "REGIONAL", CERTIFICATE)
    assert found.mutual_tls.truststore == "s3://b/k"


def test_records_point_to_the_domain() -> None:
    stack = read(shop("Route53: {HostedZoneId: Z, IpV6: true}"))
    assert [(one.type, one.name, one.domain) for one in stack.records] == [
        ("A", "api.example.com", stack.domains[0]),
        ("AAAA", "api.example.com", stack.domains[0]),
    ]
    assert [
        str(stack.records[0].alias_name).endswith(".RegionalDomainName}"),
        str(stack.records[0].alias_zone).endswith(".RegionalHostedZoneId}"),
    ] == [True, True]
    edge = read(shop("EndpointConfiguration: EDGE, Route53: {HostedZoneId: Z}")).records[0]
    assert (edge.alias_zone, str(edge.alias_name).endswith(".DistributionDomainName}")) == ("Z2FDTNDATAQYW2", True)


def test_two_apis_share_a_domain_of_one_name() -> None:
    other = "\n  Other: {Type: AWS::Serverless::Api, Properties: {StageName: live, Domain: {DomainName: api.example.com, CertificateArn: x, BasePath: o}}}"
    stack = read(shop("BasePath: s") + other)
    assert len(stack.domains) == 1
    assert [one.base_path for one in stack.domains[0].mappings] == ["s", "o"]


def test_a_certificate_of_the_template_is_joined() -> None:
    stack = read("""
        Resources:
          Cert: {Type: AWS::CertificateManager::Certificate, Properties: {DomainName: api.example.com}}
          Shop: {Type: AWS::Serverless::Api, Properties: {StageName: a, Domain: {DomainName: api.example.com, CertificateArn: !Ref Cert}}}
        """)
    assert stack.domains[0].regional_certificate is stack.certificates[0]
