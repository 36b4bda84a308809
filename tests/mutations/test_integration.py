"""One edit of integrations that work: the rule that it is about speaks, at its line, and no other does."""

from __future__ import annotations

import pytest

from tests.mutations.mutation import mutate

EDITS = {
    "rest": [
        ("no integration", 'x-amazon-apigateway-integration:\n        type: mock\n        requestTemplates: {application/json: \'{"statusCode": 204}\'}\n        responses:\n          default: {statusCode: "204"}\n', "description: Up\n", "method-integration-missing: get: (84)"),
        ("a type misspelt", "type: mock", "type: mocked", "integration-type-invalid: type: mocked"),
        ("a service as a proxy", "type: aws\n", "type: aws_proxy\n", "integration-type-invalid: type: aws_proxy (73)"),
        ("no scheme", "https://toys.example.com:8443", "toys.example.com", "integration-uri-invalid: uri: toys.example.com/toys/{id}"),
        ("a closed port", ":8443/", ":8/", "integration-uri-invalid: uri: https://toys.example.com:8/toys/{id}"),
        ("a function without its call", ":toys/invocations", ":toys", "integration-uri-invalid: uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:toys"),
        ("a queue without its path", "sqs:path/111122223333/orders", "sqs:orders", "integration-uri-invalid: uri: arn:aws:apigateway:eu-west-1:sqs:orders"),
        ("nothing fills the path", "          integration.request.path.id: method", "          integration.request.header.id: method", "uri-variable-undefined: uri: https://toys.example.com:8443/toys/{id}"),
        ("a function asked by GET", "httpMethod: POST\n        uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:toys", "httpMethod: GET\n        uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:toys", "integration-verb-invalid: httpMethod: GET (37)"),
        ("no verb", "        httpMethod: ANY\n", "", "integration-verb-invalid: x-amazon-apigateway-integration: (49)"),
        ("no role", "        credentials: arn:aws:iam::111122223333:role/orders\n", "", "integration-credentials-invalid: uri: arn:aws:apigateway:eu-west-1:sqs:path/111122223333/orders"),
        ("a user for a role", ":role/orders", ":user/orders", "integration-credentials-invalid: credentials: arn:aws:iam::111122223333:user/orders"),
        ("no link", "        connectionId: ${stageVariables.link}\n", "", "vpclink-setting-invalid: connectionType: VPC_LINK"),
        ("a link that nothing goes through", "        connectionType: VPC_LINK\n", "", "vpclink-setting-invalid: connectionId: ${stageVariables.link}"),
        ("no encryption", "https://toys.example.com/toys\n", "http://toys.example.com/toys\n", "integration-uri-plaintext: uri: http://toys.example.com/toys"),
        ("no encryption in the VPC", "https://toys.example.com:8443", "http://toys.example.com:8443", "private-backend-plaintext: uri: http://toys.example.com:8443/toys/{id}"),
        ("any certificate will do", "        passthroughBehavior: never\n        requestTemplates: {application/json: \"#", "        tlsConfig: {insecureSkipVerification: true}\n        passthroughBehavior: never\n        requestTemplates: {application/json: \"#", "tls-verification-disabled: tlsConfig: {insecureSkipVerification: true}"),
        ("no stream", "        responseTransferMode: STREAM\n", "", "streaming-mode-mismatched: uri: arn:aws:apigateway:eu-west-1:lambda:path/2021-11-15/functions/arn:aws:lambda:eu-west-1:111122223333:function:events/response-streaming-invocations"),
        ("a stream compressed", "paths:\n", "x-amazon-apigateway-minimum-compression-size: 1024\npaths:\n", "streaming-feature-ignored: responseTransferMode: STREAM"),
        ("a mock without a status", '{"statusCode": 204}', "{}", "request-template-missing: requestTemplates: {application/json: '{}'}"),
        ("a long loop", "[1..10]", "[1..5000]", 'template-loop-excessive: requestTemplates: {application/json: "#foreach($i in [1..5000])$i#end"}'),
        ("a body that passes by", "        credentials: arn:aws:iam::111122223333:role/orders\n        passthroughBehavior: never", "        credentials: arn:aws:iam::111122223333:role/orders\n        passthroughBehavior: when_no_match", "passthrough-body-unrestricted: passthroughBehavior: when_no_match"),
        ("a header of a proxy", '          default: {statusCode: "200"}\n', '          default: {statusCode: "200", responseParameters: {method.response.header.Kind: "\'toy\'"}}\n', "proxy-mapping-ignored: default: {statusCode: \"200\", responseParameters: {method.response.header.Kind: \"'toy'\"}}"),
        ("static text without quotes", "\"'gateway'\"", "gateway", "mapping-expression-invalid: integration.request.header.Via: gateway"),
        ("the body as a target", "integration.request.header.Via", "integration.request.body.via", "mapping-expression-invalid: integration.request.body.via: \"'gateway'\""),
        ("another parameter", "name: page, in: query", "name: pages, in: query", "mapping-source-undefined: integration.request.querystring.page: method.request.querystring.page"),
        ("another header", "headers: {Expires:", "headers: {Expired:", "response-mapping-undefined: method.response.header.Expires: integration.response.header.Expires"),
        ("no default", '"200": {statusCode: "200"}\n  /health', '"400": {statusCode: "200"}\n  /health', 'response-default-missing: "400": {statusCode: "200"}'),
        ("a field misspelt", "        timeoutInMillis: 20000", "        timeoutInMilis: 20000", "integration-field-unknown: timeoutInMilis: 20000"),
        ("a value misspelt", "connectionType: VPC_LINK", "connectionType: VPCLINK", "integration-value-unknown: connectionType: VPCLINK"),
        ("too short a wait", "timeoutInMillis: 20000", "timeoutInMillis: 20", "integration-timeout-invalid: timeoutInMillis: 20"),
        ("too long a wait", "timeoutInMillis: 20000", "timeoutInMillis: 60000", "integration-timeout-excessive: timeoutInMillis: 60000"),
    ],
    "http": [
        ("no target", "  GetPrivate:\n", "  PostPrivate:\n    Type: AWS::ApiGatewayV2::Route\n    Properties: {ApiId: !Ref Toys, RouteKey: POST /private, AuthorizationType: AWS_IAM}\n  GetPrivate:\n", "method-integration-missing: Properties: {ApiId: !Ref Toys, RouteKey: POST /private, AuthorizationType: AWS_IAM}"),
        ("a type of REST APIs", "HTTP_PROXY  # private", "HTTP  # private", "integration-type-invalid: IntegrationType: HTTP  # private"),
        ("no listener", "elasticloadbalancing:eu-west-1:111122223333:listener/app/toys/0a/1b", "sqs:eu-west-1:111122223333:toys", "integration-uri-invalid: IntegrationUri: arn:aws:sqs:eu-west-1:111122223333:toys"),
        ("no role", "      CredentialsArn: arn:aws:iam::111122223333:role/orders\n", "", "integration-credentials-invalid: Send:"),
        ("another link", "AWS::ApiGatewayV2::VpcLink\n    Properties: {Name: toys, SubnetIds: [subnet-0a1b2c3d]}", "AWS::ApiGateway::VpcLink\n    Properties: {Name: toys, TargetArns: [arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/toys/0a]}", "vpclink-setting-invalid: ConnectionId: !Ref Link"),
        ("no encryption in the VPC", "      TlsConfig: {ServerNameToVerify: toys.internal}\n", "", "private-backend-plaintext: IntegrationUri: arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/toys/0a/1b"),
        ("no payload format", '      PayloadFormatVersion: "2.0"\n', "", "payload-version-invalid: Read:"),
        ("a function's format for a queue", '"1.0"  # to the queue', '"2.0"  # to the queue', 'payload-version-invalid: PayloadFormatVersion: "2.0"  # to the queue'),
        ("a mapping of REST APIs", "append:header.Gateway: toys", "integration.request.header.Gateway: toys", "mapping-expression-invalid: integration.request.header.Gateway: toys"),
        ("a reserved header", "append:header.Gateway", "append:header.Via", "mapping-expression-invalid: append:header.Via: toys"),
        ("a status misspelt", "overwrite:statuscode", "overwrite:status", 'mapping-expression-invalid: - {Destination: overwrite:status, Source: "502"}'),
        ("a field of REST APIs", "      ConnectionType: VPC_LINK\n", "      ConnectionType: VPC_LINK\n      ContentHandlingStrategy: CONVERT_TO_TEXT\n", "integration-field-ignored: ContentHandlingStrategy: CONVERT_TO_TEXT"),
        ("no message", "        MessageBody: $request.body.message\n", "", "integration-subtype-invalid: IntegrationSubtype: SQS-SendMessage"),
        ("no such subtype", "SQS-SendMessage", "SQS-Send", "integration-subtype-invalid: IntegrationSubtype: SQS-Send"),
        ("an id by itself", "!Sub integrations/${Private}", "!Ref Private", "route-target-undefined: Target: !Ref Private"),
        ("too long a wait", "ConnectionType: VPC_LINK\n", "ConnectionType: VPC_LINK\n      TimeoutInMillis: 31000\n", "integration-timeout-invalid: TimeoutInMillis: 31000"),
        ("a function that goes on", "      Handler: toys.handler\n", "      Handler: toys.handler\n      Timeout: 300\n", "lambda-timeout-excessive: Timeout: 300"),
    ],
    "sam": [
        ("a type misspelt", "type: http_proxy", "type: http-proxy", "integration-type-invalid: type: http-proxy"),
        ("no encryption", "https://price", "http://price", "integration-uri-plaintext: uri: http://price.example.com/"),
        ("a value misspelt", "when_no_match", "when_none_match", "integration-value-unknown: passthroughBehavior: when_none_match"),
        ("a field misspelt", "passthroughBehavior", "passThroughBehavior", "integration-field-unknown: passThroughBehavior: when_no_match"),
        ("payload format of HTTP APIs", "passthroughBehavior: when_no_match", 'payloadFormatVersion: "2.0"', 'integration-field-ignored: payloadFormatVersion: "2.0"'),
        ("a function without its call", "/${Toys.Arn}/invocations", "/${Toys.Arn}", "integration-uri-invalid: uri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Toys.Arn}"),
    ],
    "websocket": [
        ("no scheme", "https://chat", "chat", "integration-uri-invalid: IntegrationUri: chat.example.com/"),
        ("no such verb", "IntegrationMethod: POST", "IntegrationMethod: SEND", "integration-verb-invalid: IntegrationMethod: SEND"),
        ("a source of HTTP APIs", ": context.", ": $request.", "mapping-expression-invalid: integration.request.header.Connection-Id: $request.connectionId"),
        ("too long a wait", "IntegrationMethod: POST\n", "IntegrationMethod: POST\n      TimeoutInMillis: 30000\n", "integration-timeout-invalid: TimeoutInMillis: 30000"),
    ],
}  # fmt: skip
CASES = [
    pytest.param(f"integration-{project}", old, new, found, id=f"{project}: {name}")
    for project, edits in EDITS.items()
    for name, old, new, found in edits
]


@pytest.mark.parametrize(("project", "old", "new", "found"), CASES)
def test_one_edit_is_one_finding(project: str, old: str, new: str, found: str) -> None:
    assert mutate(project, old, new) == [found]
