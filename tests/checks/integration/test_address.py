"""What integrations call: what is said of it, and what stays unsaid because it cannot be known or is right."""

from __future__ import annotations

import pytest

from tests.checks.ruled import lines, said

DOCUMENT = """\
    openapi: 3.0.1
    info: {{title: pets, version: "1"}}
    x-amazon-apigateway-request-validators: {{}}
    paths:
      /pets:
        get:
          x-amazon-apigateway-integration: {{{integration}}}
"""
TEMPLATE = """\
    Parameters:
      Value: {{Type: String}}
    Resources:
      Api:
        Type: {kind}
        Properties: {{Name: pets{more}}}
      Backend:
        Type: AWS::ApiGatewayV2::Integration
        Properties: {{ApiId: !Ref Api, {integration}}}
      Pets:
        Type: AWS::Lambda::Function
        Properties: {{Runtime: python3.13, Handler: a.b, Code: {{}}, Role: "arn:aws:iam::111122223333:role/a"}}
"""
FUNCTION = "arn:aws:lambda:us-east-1:111122223333:function:pets"
LAMBDA = f"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{FUNCTION}/invocations"
QUEUE = "arn:aws:apigateway:us-east-1:sqs:path/111122223333/pets"


def rest(integration: str) -> str:
    return DOCUMENT.format(integration=integration)


def v2(integration: str, kind: str = "HTTP") -> str:
    selection = ", RouteSelectionExpression: $request.body.action" if kind == "WEBSOCKET" else ""
    more = f", ProtocolType: {kind}{selection}"
    return TEMPLATE.format(kind="AWS::ApiGatewayV2::Api", more=more, integration=integration)


@pytest.mark.parametrize(
    ("integration", "found"),
    [
        ("type: Aws_Proxy", []),
        ("type: null", [7]),
        ("type: lambda", [7]),
        ("type: '${kind}'", []),
        (f"type: aws_proxy, uri: '{LAMBDA}'", []),
        ("type: aws_proxy, uri: 'arn:aws:apigateway:us-east-1:firehose:action/PutRecord'", []),
        ("type: aws_proxy, uri: 'arn:aws:apigateway:us-east-1:s3:path/pets'", [7]),
        ("type: aws_proxy, uri: 'arn:aws:apigateway:us-east-1:${service}:path/pets'", []),
    ],
)
def test_types(integration: str, found: list[int]) -> None:
    assert lines("integration-type-invalid", rest(integration)) == found


def test_a_type_that_is_nearly_right_is_suggested() -> None:
    [(_, text)] = said("integration-type-invalid", rest("type: aws-proxy"))
    assert text == "'AWS-PROXY' is no integration type; did you mean `AWS_PROXY`?"


@pytest.mark.parametrize(
    ("integration", "found"),
    [
        ("type: aws_proxi, uri: nowhere", []),  # the type is reported
        ("type: mock, uri: anything", []),
        ("type: http, uri: 'HTTPS://pets.example.com/'", []),
        ("type: http, uri: '${stageVariables.base}/pets'", []),
        ("type: http, uri: '${base}/pets'", []),
        ("type: http, uri: '{{ base }}/pets'", []),
        ("type: http, uri: pets.example.com", [7]),
        ("type: http, uri: 'https://pets.example.com:22/'", [7]),
        ("type: http, uri: 'arn:aws:elasticloadbalancing:us-east-1:1:listener/a'", [7]),
        ("type: http, uri: 'https://{stageVariables.host}/'", [7]),
        ("type: http, uri: 'https://${stageVariable.host}/'", [7]),
        ("type: http, uri: 'https://${stage.host}/'", []),
        (f"type: aws, uri: '{QUEUE}'", []),
        ("type: aws, uri: 'arn:aws-us-gov:apigateway:us-gov-west-1:data.iot:path/topics/a'", []),
        ("type: aws, uri: 'arn:${partition}:apigateway:us-east-1:sqs:path/111122223333/pets'", []),
        (f"type: aws, uri: '{QUEUE.replace('aws', 'was', 1)}'", [7]),
        (f"type: aws_proxy, uri: '{LAMBDA.replace('aws', 'was', 1)}'", [7]),
        ("type: aws, uri: 'arn:aws:sqs:us-east-1:111122223333:pets'", [7]),
        (f"type: aws, uri: '{FUNCTION}'", [7]),
        (f"type: aws, uri: '{LAMBDA}'", []),
        (f"type: aws, uri: '{LAMBDA.replace('/invocations', '')}'", [7]),
        ("type: aws, uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/invocations'", []),
        ("type: aws, uri: 'arn:aws:apigateway:us-east-1:lambda:path/functions/${arn}/invocations'", [7]),
    ],
)
def test_uris_of_rest_apis(integration: str, found: list[int]) -> None:
    assert lines("integration-uri-invalid", rest(integration)) == found


@pytest.mark.parametrize(
    ("integration", "found"),
    [
        ("IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Pets.Arn", []),
        (f"IntegrationType: AWS_PROXY, IntegrationUri: '{FUNCTION}:live'", []),
        (f"IntegrationType: AWS_PROXY, IntegrationUri: '{FUNCTION}/invocations'", [9]),
        (f"IntegrationType: AWS_PROXY, IntegrationUri: '{LAMBDA}'", []),
        ("IntegrationType: AWS_PROXY, IntegrationUri: !Ref Value", []),
        ("IntegrationType: AWS_PROXY, IntegrationSubtype: SQS-SendMessage", []),
        ("IntegrationType: AWS_PROXY", [7]),
        ("IntegrationType: AWS_PROXY, IntegrationUri: 'https://pets.example.com/'", [9]),
        ("IntegrationType: HTTP_PROXY, IntegrationUri: !Ref Value", []),
        ("IntegrationType: HTTP_PROXY, IntegrationUri: 'arn:aws:servicediscovery:us-east-1:1:service/a'", []),
        ("IntegrationType: HTTP_PROXY, IntegrationUri: 'arn:aws:sns:us-east-1:111122223333:pets'", [9]),
    ],
)
def test_uris_of_http_apis(integration: str, found: list[int]) -> None:
    assert lines("integration-uri-invalid", v2(integration)) == found


@pytest.mark.parametrize(
    ("integration", "kind", "found"),
    [
        ("type: http, uri: 'https://a/', httpMethod: get", "rest", []),
        ("type: http, uri: 'https://a/', httpMethod: any", "rest", []),
        ("type: http, uri: 'https://a/', httpMethod: '${verb}'", "rest", []),
        ("type: mock", "rest", []),
        ("type: http, uri: 'https://a/'", "rest", [7]),
        (f"type: aws_proxy, uri: '{LAMBDA}', httpMethod: ANY, responses: {{}}", "rest", [7]),
        ("type: aws_proxy, uri: '${pets}', httpMethod: GET", "rest", [7]),
        ("type: aws_proxy, uri: '${pets}', httpMethod: POST", "rest", []),
        ("type: aws, uri: '${pets}', httpMethod: GET", "rest", []),
        (f"type: aws, uri: '{QUEUE}', httpMethod: GET", "rest", []),
        (f"IntegrationType: AWS_PROXY, IntegrationUri: '{LAMBDA}'", "WEBSOCKET", []),
        (f"IntegrationType: AWS_PROXY, IntegrationUri: '{LAMBDA}', IntegrationMethod: PUT", "WEBSOCKET", [9]),
        (f"IntegrationType: AWS_PROXY, IntegrationUri: '{LAMBDA}', IntegrationMethod: PUT", "HTTP", []),
    ],
)
def test_verbs(integration: str, kind: str, found: list[int]) -> None:
    text = rest(integration) if kind == "rest" else v2(integration, kind)
    assert lines("integration-verb-invalid", text) == found


@pytest.mark.parametrize(
    ("integration", "found"),
    [
        (f"type: aws, uri: '{QUEUE}'", [7]),
        (f"type: aws, uri: '{QUEUE}', credentials: ''", [7]),
        (f"type: aws, uri: '{QUEUE}', credentials: 'arn:aws:iam::111122223333:role/pets'", []),
        (f"type: aws, uri: '{QUEUE}', credentials: 'arn:aws:iam::*:user/*'", []),  # another rule's
        (f"type: aws, uri: '{QUEUE}', credentials: '${{role}}'", []),
        (f"type: aws, uri: '{QUEUE}', credentials: pets", [7]),
        (f"type: aws, uri: '{LAMBDA}'", []),
        ("type: aws, uri: '${uri}'", []),
        ("type: http, uri: 'https://a/'", []),
    ],
)
def test_credentials(integration: str, found: list[int]) -> None:
    assert lines("integration-credentials-invalid", rest(integration)) == found


@pytest.mark.parametrize(
    ("integration", "found"),
    [
        ("type: http, uri: 'https://a/{id}'", [7]),
        ("type: http, uri: 'https://a/{id}', requestParameters: {integration.request.path.id: context.stage}", []),
        ("type: http, uri: 'https://a/{id}', requestParameters: {'Fn::Transform': {Name: 'AWS::Include'}}", []),
        ("type: http, uri: 'https://a/${stageVariables.id}'", []),
        ("type: aws, uri: 'arn:aws:apigateway:us-east-1:s3:path/{bucket}/{key}'", [7, 7]),
    ],
)
def test_variables_of_uris(integration: str, found: list[int]) -> None:
    assert lines("uri-variable-undefined", rest(integration)) == found


def test_a_uri_that_ends_in_a_line_break_says_so() -> None:
    ((line, words),) = said("integration-uri-invalid", rest(f'type: aws_proxy, httpMethod: POST, uri: "{LAMBDA}\\n"'))
    assert line == 7
    assert words.startswith("The URI of 'GET /pets' ends in a blank or a line break")
