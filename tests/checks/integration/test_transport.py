"""The way to the backend: VPC links that fit their API, and encryption."""

from __future__ import annotations

import pytest

from apigw_lint.lint import lint_texts
from apigw_lint.rulebook.audit import audit
from apigw_lint.rulebook.shelf import pages
from tests.checks.ruled import lines, said

OTHER = {
    "AWS::ApiGateway::VpcLink": "TargetArns: ['arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/net/a']",
    "AWS::ApiGatewayV2::VpcLink": "SubnetIds: [subnet-1]",
}
REST = """\
    Parameters:
      Value: {{Type: String}}
    Resources:
      Link:
        Type: {link}
        Properties: {{Name: pets, {settings}}}
      Api:
        Type: AWS::ApiGateway::RestApi
        Properties:
          Body:
            swagger: "2.0"
            info: {{title: pets, version: "1"}}
            paths:
              /pets:
                get:
                  x-amazon-apigateway-integration: {{{integration}}}
"""
V2 = """\
    Parameters:
      Value: {{Type: String}}
    Resources:
      Link:
        Type: {link}
        Properties: {{Name: pets, {settings}}}
      Api:
        Type: AWS::ApiGatewayV2::Api
        Properties: {{Name: pets, ProtocolType: {kind}, RouteSelectionExpression: $request.body.action}}
      Backend:
        Type: AWS::ApiGatewayV2::Integration
        Properties: {{ApiId: !Ref Api, {integration}}}
"""
FIRST, SECOND = OTHER
PRIVATE = "type: http_proxy, uri: 'https://a/', connectionType: VPC_LINK"
LISTENER = "arn:aws:elasticloadbalancing:us-east-1:1:listener/app/a/b/c"


def rest(integration: str, link: str = FIRST) -> str:
    return REST.format(link=link, settings=OTHER[link], integration=integration)


def v2(integration: str, kind: str, link: str) -> str:
    return V2.format(link=link, settings=OTHER[link], integration=integration, kind=kind)


@pytest.mark.parametrize(
    ("integration", "link", "found"),
    [
        (PRIVATE, FIRST, [16]),
        (f"{PRIVATE}, connectionId: !Ref Link", FIRST, []),
        (f"{PRIVATE}, connectionId: !Ref Link", SECOND, [16]),
        (f"{PRIVATE}, connectionId: !Ref Link, integrationTarget: '{LISTENER}'", SECOND, []),
        (f"{PRIVATE}, connectionId: !Ref Value", SECOND, []),
        (f"{PRIVATE}, connectionId: '${{stageVariables.link}}'", FIRST, []),
        (
            f"{PRIVATE}, connectionId: !Ref Link, integrationTarget: 'arn:aws:servicediscovery:us-east-1:1:service/a'",
            SECOND,
            [16],
        ),
        ("type: http, uri: 'https://a/', connectionType: VPC_LINK, connectionId: a, integrationTarget: b", FIRST, [16]),
        (
            "type: aws, uri: 'arn:aws:apigateway:us-east-1:sqs:path/a', connectionType: VPC_LINK, connectionId: a",
            FIRST,
            [16],
        ),
        ("type: http, uri: 'https://a/', connectionType: INTERNET", FIRST, []),
        ("type: http, uri: 'https://a/', connectionType: INTERNET, connectionId: a", FIRST, [16]),
        ("type: http, uri: 'https://a/', connectionType: !Ref Value, connectionId: a", FIRST, []),
        ("type: http, uri: 'https://a/', connectionType: LINK, connectionId: a", FIRST, []),  # the value is reported
    ],
)
def test_links_of_rest_apis(integration: str, link: str, found: list[int]) -> None:
    assert lines("vpclink-setting-invalid", rest(integration, link)) == found


@pytest.mark.parametrize(
    ("kind", "link", "words"),
    [
        ("HTTP", SECOND, None),
        ("HTTP", FIRST, "HTTP APIs need an AWS::ApiGatewayV2::VpcLink"),
        ("WEBSOCKET", FIRST, None),
        ("WEBSOCKET", SECOND, "WebSocket APIs need an AWS::ApiGateway::VpcLink"),
    ],
)
def test_each_kind_has_its_generation_of_links(kind: str, link: str, words: str | None) -> None:
    uri = LISTENER if kind == "HTTP" else "https://a/"
    integration = (
        f"IntegrationType: HTTP_PROXY, IntegrationUri: '{uri}', ConnectionType: VPC_LINK, ConnectionId: !Ref Link"
    )
    found = said("vpclink-setting-invalid", v2(integration, kind, link))
    assert [line for line, _ in found] == ([12] if words else [])
    assert all(words in text for _, text in found if words)


@pytest.mark.parametrize(
    ("uri", "kind", "found"),
    [
        ("'http://a.internal/'", "HTTP", [12]),
        ("!Sub 'https://${Value}/'", "HTTP", [12]),
        ("!Ref Value", "HTTP", []),
        ("'http://a.internal/'", "WEBSOCKET", []),
    ],
)
def test_an_http_api_reaches_no_url_through_a_link(uri: str, kind: str, found: list[int]) -> None:
    integration = f"IntegrationType: HTTP_PROXY, IntegrationUri: {uri}, ConnectionType: VPC_LINK, ConnectionId: a"
    assert lines("vpclink-setting-invalid", v2(integration, kind, SECOND)) == found


@pytest.mark.parametrize(
    ("integration", "found"),
    [
        ("type: http, uri: 'http://a/'", [16]),
        ("type: http, uri: 'HTTP://a/', connectionType: internet", [16]),
        ("type: http, uri: !Sub 'http://${Value}/'", [16]),
        ("type: http, uri: !Sub '${Value}://a/'", []),
        ("type: http, uri: 'http://a/', connectionType: VPC_LINK, connectionId: a", []),
        ("type: http, uri: 'http://a/', connectionType: !Ref Value", []),
        ("type: mock, uri: 'http://a/'", []),
    ],
)
def test_plain_text_over_the_internet(integration: str, found: list[int]) -> None:
    assert lines("integration-uri-plaintext", rest(integration)) == found


@pytest.mark.parametrize(
    ("uri", "more", "found"),
    [
        (f"'{LISTENER}'", "", [12]),
        (f"'{LISTENER}'", ", TlsConfig: {ServerNameToVerify: a.internal}", []),
        ("'https://a.internal/'", "", []),
        ("'http://a.internal/'", ", TlsConfig: {ServerNameToVerify: a.internal}", []),  # a URL is refused
        ("'arn:aws:servicediscovery:us-east-1:1:service/a'", "", []),
        ("!Ref Value", "", []),
    ],
)
def test_plain_text_behind_a_link_of_an_http_api(uri: str, more: str, found: list[int]) -> None:
    integration = f"IntegrationType: HTTP_PROXY, IntegrationUri: {uri}, ConnectionType: VPC_LINK, ConnectionId: a{more}"
    assert lines("private-backend-plaintext", v2(integration, "HTTP", SECOND)) == found


def test_one_backend_behind_a_link_is_reported_once() -> None:
    """The other integrations that lead to its host are related places."""
    operation = "x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: 'http://%s', connectionType: VPC_LINK, connectionId: a}"
    uris = ("pets.internal/a", "PETS.internal/b", "dogs.internal/a")
    text = "openapi: 3.0.1\ninfo: {title: a, version: '1'}\npaths:\n"
    text += "".join(f"  /{number}:\n    get:\n      {operation % uri}\n" for number, uri in enumerate(uris))
    rule = audit(pages()["private-backend-plaintext"])
    found = lint_texts({"api.yaml": text}, [rule])
    assert [(one.place.span.line, [other.place.span.line for other in one.related]) for one in found] == [
        (6, [9]),
        (12, []),
    ]
