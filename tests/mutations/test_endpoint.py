"""One edit of an endpoint: the rule that it is about speaks, at its line, and no other does."""

from __future__ import annotations

import pytest

from tests.mutations.mutation import mutate

EDITS = [
    ("domain-rest", "Types: [REGIONAL], Ip", "Types: [Regional], Ip",
     ["endpoint-type-invalid: EndpointConfiguration: {Types: [Regional], IpAddressType: dualstack}"]),
    ("domain-rest", "Types: [REGIONAL], Ip", "Types: [REGIONAL, PRIVATE], Ip",
     ["endpoint-type-invalid: EndpointConfiguration: {Types: [REGIONAL, PRIVATE], IpAddressType: dualstack}"]),
    ("domain-rest", "IpAddressType: dualstack", "IpAddressType: dual",
     ["endpoint-type-invalid: EndpointConfiguration: {Types: [REGIONAL], IpAddressType: dual}"]),
    ("domain-rest", "endpointConfigurationTypes: EDGE", "endpointConfigurationTypes: edge",
     ["endpoint-type-invalid: Parameters: {endpointConfigurationTypes: edge}"]),
    ("domain-rest", "      Parameters: {endpointConfigurationTypes: EDGE}\n", "", ["endpoint-type-undefined: Stock:"]),
    ("domain-rest", "IpAddressType: dualstack}\n      DisableExecuteApiEndpoint: true", "IpAddressType: dualstack}",
     ["endpoint-mtls-unrestricted: Orders:"]),
    ("domain-rest", "      Name: stock\n      DisableExecuteApiEndpoint: true\n", "      Name: stock\n",
     ["endpoint-default-unrestricted: Stock:"]),
    ("domain-rest", "SecurityPolicy_TLS13_2025_EDGE", "SecurityPolicy_TLS13_1_3_2025_09",
     ["tls-policy-invalid: SecurityPolicy: SecurityPolicy_TLS13_1_3_2025_09"]),
    ("domain-rest", "SecurityPolicy_TLS13_2025_EDGE", "TLS_1_3", ["tls-policy-invalid: SecurityPolicy: TLS_1_3"]),
    ("domain-rest", "      EndpointAccessMode: BASIC\n", "",
     ["access-mode-mismatched: SecurityPolicy: SecurityPolicy_TLS13_2025_EDGE"]),
    ("domain-rest", "      SecurityPolicy: TLS_1_2\n", "      SecurityPolicy: TLS_1_2\n      EndpointAccessMode: STRICT\n",
     ["access-mode-mismatched: EndpointAccessMode: STRICT"]),
    ("domain-rest", "RestApiId: !Ref Stock}", "RestApiId: !Ref Orders}",
     ["endpoint-default-unreachable: DisableExecuteApiEndpoint: true (24)"]),
    ("domain-http", "IpAddressType: ipv4", "IpAddressType: ipv6",
     ["endpoint-type-invalid: Properties: {Name: orders, ProtocolType: HTTP, IpAddressType: ipv6, DisableExecuteApiEndpoint: true}"]),
    ("domain-http", "SecurityPolicy: TLS_1_2", "SecurityPolicy: TLS_1_3",
     ["tls-policy-invalid: SecurityPolicy: TLS_1_3"]),
    ("domain-private", "VpcEndpointIds: [vpce-0123456789abcdef0]", "VpcEndpointIds: [vpc-0123456789abcdef0]",
     ["endpoint-vpce-invalid: VpcEndpointIds: [vpc-0123456789abcdef0]"]),
    ("domain-private", "IpAddressType: dualstack", "IpAddressType: ipv4",
     ["endpoint-type-invalid: IpAddressType: ipv4"]),
    ("domain-private", "SecurityPolicy_TLS13_1_3_2025_09", "SecurityPolicy_TLS12_PFS_2025_EDGE",
     ["tls-policy-invalid: SecurityPolicy: SecurityPolicy_TLS12_PFS_2025_EDGE"]),
    ("domain-private", "EndpointAccessMode: BASIC", "EndpointAccessMode: Basic",
     ["access-mode-mismatched: EndpointAccessMode: Basic"]),
    ("domain-sam", "EndpointConfiguration: EDGE", "EndpointConfiguration: Edge",
     ["endpoint-type-invalid: EndpointConfiguration: Edge"]),
    ("domain-sam", "EndpointConfiguration: {Type: REGIONAL}", "EndpointConfiguration: {Type: REGIONAL, VPCEndpointIds: [vpce-0123456789abcdef0]}",
     ["endpoint-vpce-invalid: EndpointConfiguration: {Type: REGIONAL, VPCEndpointIds: [vpce-0123456789abcdef0]}"]),
    ("domain-sam", "    Type: AWS::Serverless::HttpApi\n    Properties:\n      DisableExecuteApiEndpoint: true\n", "    Type: AWS::Serverless::HttpApi\n    Properties:\n",
     ["endpoint-mtls-unrestricted: Stock:"]),
]  # fmt: skip


@pytest.mark.parametrize(("project", "old", "new", "found"), EDITS)
def test_an_edit_of_an_endpoint(project: str, old: str, new: str, found: list[str]) -> None:
    assert mutate(project, old, new) == found
