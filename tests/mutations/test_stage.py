"""One edit of a stage that is as it should be: the rule that it is about speaks, at its line, and no other does."""

from __future__ import annotations

import pytest

from tests.mutations.mutation import mutate

REST = [
    ("StageName: prod", "StageName: prod/1", ["stage-name-invalid: StageName: prod/1"]),
    ("StageName: prod", "StageName: $default", ["stage-name-invalid: StageName: $default"]),
    ('CacheClusterSize: "0.5"', 'CacheClusterSize: "0.7"', ['stage-value-invalid: CacheClusterSize: "0.7"']),
    ("CacheTtlInSeconds: 60", "CacheTtlInSeconds: 6000", ["stage-value-invalid: CacheTtlInSeconds: 6000"]),
    ("host: orders.example.com", "host: orders.example.com!", ["stage-value-invalid: host: orders.example.com!"]),
    ("LoggingLevel: ERROR", "LoggingLevel: FATAL",
     ["stage-value-invalid: LoggingLevel: FATAL", "execution-log-missing: LoggingLevel: FATAL"]),
    ("          LoggingLevel: ERROR\n", "", ["execution-log-missing: - ResourcePath: /*"]),
    ("          MetricsEnabled: true\n", "", ["stage-metrics-disabled: - ResourcePath: /*"]),
    ("MetricsEnabled: true", "MetricsEnabled: false", ["stage-metrics-disabled: MetricsEnabled: false"]),
    ("      TracingEnabled: true\n", "", ["stage-tracing-disabled: Prod:"]),
    ("LoggingLevel: ERROR", "LoggingLevel: ERROR\n          DataTraceEnabled: true",
     ["data-trace-plaintext: DataTraceEnabled: true"]),
    ("!GetAtt Calls.Arn", "!Ref Calls", ["access-log-invalid: DestinationArn: !Ref Calls"]),
    ("!GetAtt Calls.Arn", "arn:aws:firehose:eu-west-1:111122223333:deliverystream/calls",
     ["access-log-invalid: DestinationArn: arn:aws:firehose:eu-west-1:111122223333:deliverystream/calls"]),
    ("Service: apigateway.amazonaws.com", "Service: lambda.amazonaws.com",
     ["account-role-invalid: AssumeRolePolicyDocument:"]),
    ("!GetAtt Logs.Arn", "!Ref Logs", ["account-role-invalid: CloudWatchRoleArn: !Ref Logs"]),
    ("      CacheClusterEnabled: true\n", "", ["cache-cluster-missing: CachingEnabled: true"]),
    ("          CacheDataEncrypted: true\n", "", ["cache-data-plaintext: CachingEnabled: true"]),
    ("[method.request.header.Authorization, method.request.querystring.page]", "[method.request.querystring.page]",
     ["cache-key-missing: CacheKeyParameters: [method.request.querystring.page]"]),
    ("[method.request.header.Authorization, method.request.querystring.page]", "[method.request.header.Authorization]",
     ["cache-key-missing: CacheKeyParameters: [method.request.header.Authorization]"]),
    ("host: orders.example.com", "host: orders.example.com\n        db_password: Tr0ub4dor-and-3",
     ["stage-variable-plaintext: db_password: Tr0ub4dor-and-3"]),
    ("        host: orders.example.com", "        server: orders.example.com",
     ["stage-variable-undefined: Uri: https://${stageVariables.host}/orders"]),
    ("/~1orders", "/~1order", ["method-setting-unknown: - ResourcePath: /~1order"]),
    ("      ClientCertificateId: !Ref Certificate\n", "", ["client-certificate-missing: Prod:"]),
    ("/restapis/${Api}/stages/${Prod}", "/restapis/${Api}/stages/live",
     ["waf-association-missing: Prod:",
      "waf-association-invalid: ResourceArn: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/${Api}/stages/live"]),
]  # fmt: skip
HTTP = [
    ("DetailedMetricsEnabled: true", "LoggingLevel: INFO",
     ["stage-metrics-disabled: DefaultRouteSettings:", "execution-log-ignored: LoggingLevel: INFO"]),
    ("        GET /orders: {", "        GET /order: {",
     ["method-setting-unknown: GET /order: {ThrottlingRateLimit: 20, ThrottlingBurstLimit: 10}"]),
    ("https://orders.example.com/", "https://${stageVariables.host}/",
     ["stage-variable-undefined: IntegrationUri: https://${stageVariables.host}/"]),
]  # fmt: skip
WEBSOCKET = [
    ("        LoggingLevel: ERROR\n", "", ["execution-log-missing: DefaultRouteSettings:"]),
    ("LoggingLevel: ERROR", "LoggingLevel: ERROR\n        DataTraceEnabled: true",
     ["data-trace-plaintext: DataTraceEnabled: true"]),
]  # fmt: skip
SAM = [
    ("StageName: prod", "StageName: the stage", ["stage-name-invalid: StageName: the stage", "waf-association-missing: StageName: the stage"]),
    ("table: orders", "the-table: orders", ["stage-value-invalid: Variables: {the-table: orders}"]),
    ("      TracingEnabled: true\n", "", ["stage-tracing-disabled: StageName: prod"]),
    ("LoggingLevel: ERROR", "LoggingLevel: ERROR\n          DataTraceEnabled: true",
     ["data-trace-plaintext: DataTraceEnabled: true"]),
    ("!GetAtt Calls.Arn", "!Ref Calls", ["access-log-invalid: DestinationArn: !Ref Calls"]),
    ("          LoggingLevel: ERROR\n", "          LoggingLevel: ERROR\n          CachingEnabled: true\n",
     ["cache-cluster-missing: CachingEnabled: true"]),
]  # fmt: skip
FORMATS = [
    ("stage-rest", "$context.requestId", "access-format-invalid"),
    ("stage-http", "$context.requestId", "access-format-invalid"),
    ("stage-sam", "$context.requestId", "access-format-invalid"),
    ("stage-rest", "$context.identity.sourceIp", "access-format-weak"),
    ("stage-http", "$context.status", "access-format-weak"),
    ("stage-sam", "$context.requestTime", "access-format-weak"),
]


@pytest.mark.parametrize(
    ("project", "old", "new", "found"),
    [
        *(("stage-rest", *one) for one in REST),
        *(("stage-http", *one) for one in HTTP),
        *(("stage-websocket", *one) for one in WEBSOCKET),
        *(("stage-sam", *one) for one in SAM),
    ],
)
def test_an_edit_of_a_stage(project: str, old: str, new: str, found: list[str]) -> None:
    assert sorted(mutate(project, old, new)) == sorted(found)


@pytest.mark.parametrize(("project", "variable", "rule"), FORMATS)
def test_a_variable_left_out_of_the_access_log(project: str, variable: str, rule: str) -> None:
    [found] = mutate(project, variable, "-" if variable != "$context.status" else "0")
    assert found.startswith(f"{rule}: Format: ")


def test_a_stage_without_an_access_log() -> None:
    log = (
        "      AccessLogSettings:\n        DestinationArn: !GetAtt Calls.Arn\n        Format: "
        '\'{"id": "$context.requestId", "at": "$context.requestTime", "from": "$context.identity.sourceIp", "status": $context.status}\'\n'
    )
    assert mutate("stage-http", log, "") == ["access-log-missing: Live:"]
