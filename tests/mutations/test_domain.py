"""One edit of a domain, its certificate, a mapping or a record: the rule that it is about speaks, at its line, and no other does."""

from __future__ import annotations

import pytest

from tests.mutations.mutation import mutate

EDITS = [
    ("domain-rest", "acm:us-east-1:", "acm:eu-west-1:",
     ["edge-certificate-cross-region: CertificateArn: arn:aws:acm:eu-west-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000001"]),
    ("domain-rest", "acm:us-east-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000001", "iam:::server-certificate/stock",
     ["domain-certificate-mismatched: CertificateArn: arn:aws:iam:::server-certificate/stock"]),
    ("domain-rest", "acm:eu-west-1:", "acm:us-east-1:",
     ["regional-certificate-cross-region: OwnershipVerificationCertificateArn: arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000003"]),
    ("domain-rest", "RegionalCertificateArn: !Ref RegionalCertificate\n", "CertificateArn: !Ref RegionalCertificate\n",
     ["domain-certificate-mismatched: CertificateArn: !Ref RegionalCertificate"]),
    ("domain-rest", '"*.example.com"', "example.com",
     ["certificate-name-mismatched: RegionalCertificateArn: !Ref RegionalCertificate"]),
    ("domain-rest", "DomainName: orders.example.com", "DomainName: Orders.example.com",
     ["domain-name-invalid: DomainName: Orders.example.com"]),
    ("domain-rest", "DomainName: stock.example.com", "DomainName: sto*.example.com",
     ["domain-name-invalid: DomainName: sto*.example.com"]),
    ("domain-rest", "SecurityPolicy: TLS_1_2", "SecurityPolicy: TLS_1_0",
     ["domain-tls-weak: SecurityPolicy: TLS_1_0", "mtls-domain-conflicting: SecurityPolicy: TLS_1_0"]),
    ("domain-rest", "      SecurityPolicy: SecurityPolicy_TLS13_2025_EDGE\n      EndpointAccessMode: BASIC\n", "      SecurityPolicy: TLS_1_2\n",
     ["domain-tls-stale: SecurityPolicy: TLS_1_2 (90)"]),
    ("domain-rest", "RoutingMode: ROUTING_RULE_THEN_BASE_PATH_MAPPING", "RoutingMode: ROUTING_RULE_THEN_API_MAPPING",
     ["routing-mode-mismatched: RoutingMode: ROUTING_RULE_THEN_API_MAPPING"]),
    ("domain-rest", "RoutingMode: ROUTING_RULE_THEN_BASE_PATH_MAPPING", "RoutingMode: ROUTING_RULE_ONLY",
     ["routing-mode-mismatched: RoutingMode: ROUTING_RULE_ONLY"]),
    ("domain-rest", "      RoutingMode: ROUTING_RULE_THEN_BASE_PATH_MAPPING\n", "",
     ["routing-mode-mismatched: Regional:"]),
    ("domain-rest", "s3://trust/clients.pem", "https://trust.s3.amazonaws.com/clients.pem",
     ["mtls-truststore-invalid: TruststoreUri: https://trust.s3.amazonaws.com/clients.pem"]),
    ("domain-rest", "BasePath: v2", "BasePath: v1",
     ["mapping-path-invalid: Properties: {DomainName: !Ref Regional, RestApiId: !Ref Orders, BasePath: v1} (60)"]),
    ("domain-rest", "BasePath: v2", "BasePath: orders/v2",
     ["mapping-path-invalid: Properties: {DomainName: !Ref Regional, RestApiId: !Ref Orders, BasePath: orders/v2}"]),
    ("domain-rest", "Priority: 20", "Priority: 10", ["routing-rule-invalid: Priority: 10 (72)"]),
    ("domain-rest", "Priority: 20", "Priority: 2000000", ["routing-rule-invalid: Priority: 2000000"]),
    ("domain-rest", "Header: x-tenant", "Header: Authorization",
     ['routing-rule-invalid: Conditions: [{MatchHeaders: {AnyOf: [{Header: Authorization, ValueGlob: "blue*"}]}}]']),
    ("domain-rest", '"blue*"', '"b*lue"',
     ['routing-rule-invalid: Conditions: [{MatchHeaders: {AnyOf: [{Header: x-tenant, ValueGlob: "b*lue"}]}}]']),
    ("domain-rest", "DNSName: !GetAtt Regional.RegionalDomainName", "DNSName: !GetAtt Regional.DistributionDomainName",
     ["record-target-mismatched: DNSName: !GetAtt Regional.DistributionDomainName"]),
    ("domain-rest", "HostedZoneId: !GetAtt Regional.RegionalHostedZoneId", "HostedZoneId: !GetAtt Edge.RegionalHostedZoneId",
     ["record-target-mismatched: HostedZoneId: !GetAtt Edge.RegionalHostedZoneId"]),
    ("domain-rest", "Z2FDTNDATAQYW2", "Z3AADJGX6KTTL2",
     ["record-target-mismatched: AliasTarget: {DNSName: !GetAtt Edge.DistributionDomainName, HostedZoneId: Z3AADJGX6KTTL2}"]),
    ("domain-http", "DomainName: orders.example.com", "DomainName: my_orders.example.com",
     ["domain-name-invalid: DomainName: my_orders.example.com"]),
    ("domain-http", "SecurityPolicy: TLS_1_2", "SecurityPolicy: TLS_1_0", ["domain-tls-weak: SecurityPolicy: TLS_1_0"]),
    ("domain-http", "        - CertificateArn: arn:aws:acm:eu-west-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000002", "        - EndpointType: REGIONAL",
     ["domain-certificate-mismatched: ChatDomain:"]),
    ("domain-http", "RoutingMode: API_MAPPING_ONLY", "RoutingMode: BASE_PATH_MAPPING_ONLY",
     ["routing-mode-mismatched: RoutingMode: BASE_PATH_MAPPING_ONLY"]),
    ("domain-http", "  ChatMapping:\n", "  Second: {Type: AWS::ApiGatewayV2::ApiMapping, Properties: {DomainName: !Ref Domain, ApiId: !Ref Chat, Stage: prod, ApiMappingKey: chat}}\n  ChatMapping:\n",
     ["mapping-kind-conflicting: Second: {Type: AWS::ApiGatewayV2::ApiMapping, Properties: {DomainName: !Ref Domain, ApiId: !Ref Chat, Stage: prod, ApiMappingKey: chat}}"]),
    ("domain-rest", "Type: AWS::ApiGateway::BasePathMapping\n    Properties: {DomainName: !Ref Edge, RestApiId: !Ref Stock}", "Type: AWS::ApiGatewayV2::ApiMapping\n    Properties: {DomainName: !Ref Edge, ApiId: !Ref Stock, Stage: prod, ApiMappingKey: stock/v1}",
     ["mapping-kind-conflicting: EdgeMapping:"]),
    ("domain-http", "ApiMappingKey: orders", "ApiMappingKey: orders/",
     ["mapping-path-invalid: Properties: {DomainName: !Ref Domain, ApiId: !Ref Orders, Stage: $default, ApiMappingKey: orders/}"]),
    ("domain-http", "      RoutingMode: API_MAPPING_ONLY\n", '      MutualTlsAuthentication: {TruststoreUri: "s3://trust/clients.pem"}\n',
     ['mtls-domain-conflicting: MutualTlsAuthentication: {TruststoreUri: "s3://trust/clients.pem"}']),
    ("domain-private", "      Policy: {Version", "      ManagementPolicy: {Version",
     ["domain-policy-missing: Domain:",
      'property-name-unknown: ManagementPolicy: {Version: "2012-10-17", Statement: [{Effect: Allow, Principal: "*", '
      'Action: execute-api:Invoke, Resource: execute-api:/*, Condition: {StringEquals: {aws:SourceVpce: '
      'vpce-0123456789abcdef0}}}]}']),
    ("domain-private", "orders.example.com", '"*.example.com"', ['domain-name-invalid: DomainName: "*.example.com"']),
    ("domain-private", "BasePath: orders}", "BasePath: orders/v1}",
     ["mapping-path-invalid: Properties: {DomainNameArn: !GetAtt Domain.DomainNameArn, RestApiId: !Ref Orders, Stage: prod, BasePath: orders/v1}"]),
    ("domain-sam", "acm:us-east-1:", "acm:eu-central-1:",
     ["edge-certificate-cross-region: CertificateArn: arn:aws:acm:eu-central-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000001"]),
    ("domain-sam", "BasePath: [v1, v2]", "BasePath: [v1, /v1]", ["mapping-path-invalid: BasePath: [v1, /v1]"]),
    ("domain-sam", '"*.example.com"', '"*.stock.example.com"',
     ["certificate-name-mismatched: CertificateArn: !Ref Certificate"]),
    ("domain-sam", "CertificateArn: !Ref Certificate", "CertificateArn: stock-certificate",
     ["domain-certificate-mismatched: CertificateArn: stock-certificate"]),
    ("domain-sam", "s3://trust/clients.pem", "s3://trust", ["mtls-truststore-invalid: TruststoreUri: s3://trust"]),
]  # fmt: skip


@pytest.mark.parametrize(("project", "old", "new", "found"), EDITS)
def test_an_edit_of_a_domain(project: str, old: str, new: str, found: list[str]) -> None:
    assert mutate(project, old, new) == found
