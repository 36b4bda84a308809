"""One edit of a resource's form: the rule that it is about speaks, at its line, and no other says the same in other words."""

from __future__ import annotations

import pytest

from tests.mutations.mutation import mutate

EDITS = [
    ("stage-rest", "  Denied:\n    Type: AWS::ApiGateway::GatewayResponse", "  Denied:\n    Type: AWS::ApiGateway::GatewayReponse",
     ["resource-type-unknown: Type: AWS::ApiGateway::GatewayReponse"]),
    ("stage-rest", "      Name: orders\n", "      Name: orders\n      Descripton: Orders\n",
     ["property-name-unknown: Descripton: Orders"]),
    ("stage-rest", "MetricsEnabled: true", "MetricsEnabled: true\n          Metric: true", ["property-name-unknown: Metric: true"]),
    ("stage-rest", "{RestApiId: !Ref Api, Name: strict,", "{RestApiId: !Ref Api, Nmae: strict,",
     ["property-name-unknown: Properties: {RestApiId: !Ref Api, Nmae: strict, ValidateRequestBody: true, "
      "ValidateRequestParameters: true}"]),
    ("stage-rest", "KeyType: API_KEY, ", "", ["property-required-missing: Member:"]),
    ("stage-rest", "KeyType: API_KEY", "KeyType: KEY",
     ["property-value-unknown: Properties: {KeyId: !Ref Partner, KeyType: KEY, UsagePlanId: !Ref Plan}"]),
    ("stage-rest", "TracingEnabled: true", "TracingEnabled: [true]",
     ["property-type-invalid: TracingEnabled: [true]"]),
    ("stage-rest", "TracingEnabled: true", 'TracingEnabled: "true"', []),
    ("stage-rest", "CacheTtlInSeconds: 60", "CacheTtlInSeconds: soon", ["property-type-invalid: CacheTtlInSeconds: soon"]),
    ("stage-rest", "CacheTtlInSeconds: 60", 'CacheTtlInSeconds: "60"', []),
    ("stage-rest", "WebACLArn: arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/orders/1a2b3c4d", "WebACLArn: orders",
     ["property-value-invalid: WebACLArn: orders"]),
    ("stage-rest", "        Type: HTTP_PROXY\n        IntegrationHttpMethod: GET\n", "        IntegrationHttpMethod: GET\n",
     ["integration-type-invalid: Integration: (56)"]),
    ("stage-rest", "Location: {Type: API}", "Location: {Type: APIS}", ["documentation-part-invalid: Location: {Type: APIS}"]),
    ("domain-sam", "        DomainName: stock.example.com\n        BasePath: [v1, v2]",
     "        DomainName: stock.example.com\n        BasePath: v1", ["property-type-invalid: BasePath: v1"]),
    ("domain-sam", "          TruststoreUri: s3://trust/clients.pem",
     "          TruststoreUri: s3://trust/clients.pem\n          TruststoreVersoin: 3", ["property-name-unknown: TruststoreVersoin: 3"]),
    ("domain-sam", "        SecurityPolicy: TLS_1_2", "        SecurityPolicy: TLS_1_2\n        Policy: none",
     ["property-name-ignored: Policy: none"]),
    ("stage-rest", "Quota: {Limit: 100000, Period: MONTH}", "Quota: much", ["property-type-invalid: Quota: much"]),
    ("domain-rest", "EndpointConfiguration: {Types: [EDGE]}", "EndpointConfiguration: EDGE",
     ["property-type-invalid: EndpointConfiguration: EDGE"]),
    ("sam", "            Method: get\n            RestApiId: !Ref Orders\n", "            Method: get\n            ApiId: !Ref Orders\n",
     ["property-name-unknown: ApiId: !Ref Orders"]),
]  # fmt: skip


@pytest.mark.parametrize(("project", "old", "new", "found"), EDITS)
def test_an_edit_of_a_resource(project: str, old: str, new: str, found: list[str]) -> None:
    assert mutate(project, old, new) == found
