"""Mappings of real requests and answers: where they are judged, where not, and how often."""

from __future__ import annotations

import pytest

from tests.checks.ruled import lines, said

DOCUMENT = """\
    swagger: "2.0"
    info: {{title: pets, version: "1"}}
    x-amazon-apigateway-request-validators: {{}}
    paths:
      /pets:
        get:
          parameters: {parameters}
          responses: {responses}
          x-amazon-apigateway-integration: {{type: {kind}, uri: 'https://a/', httpMethod: GET, {integration}}}
"""
PAGE = "integration.request.querystring.page: method.request.querystring.page"


def rest(
    integration: str, kind: str = "http", parameters: str = "[]", responses: str = "{'200': {description: ok}}"
) -> str:
    return DOCUMENT.format(integration=integration, kind=kind, parameters=parameters, responses=responses)


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ("[]", [9]),
        ("[{name: page, in: query}]", []),
        ("[{name: page, in: header}]", [9]),
        ("[{$ref: '#/parameters/Page'}]", []),
        ("[{$ref: 'shared.yaml#/Page'}]", []),
        ("{'Fn::Transform': {Name: 'AWS::Include'}}", []),
    ],
)
def test_sources_are_declared(parameters: str, found: list[int]) -> None:
    assert lines("mapping-source-undefined", rest(f"requestParameters: {{{PAGE}}}", parameters=parameters)) == found


def test_a_source_is_reported_once_where_it_is_mapped() -> None:
    text = rest(f"requestParameters: {{{PAGE}}}, cacheKeyParameters: [method.request.querystring.page]")
    assert len(said("mapping-source-undefined", text)) == 1


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("method.response.header.Expires: integration.response.header.Expires", [9]),
        ("method.response.header.x-total: integration.response.header.Total", []),
        ("method.response.multivalueheader.Expires: integration.response.multivalueheader.Expires", []),
    ],
)
@pytest.mark.parametrize("kind", ["http", "http_proxy"])
def test_headers_are_declared_where_they_are_set(answer: str, found: list[int], kind: str) -> None:
    responses = "{200: {description: ok, headers: {X-Total: {type: string}}}}"
    text = rest(
        f"responses: {{default: {{statusCode: 200, responseParameters: {{{answer}}}}}}}", kind, responses=responses
    )
    assert lines("response-mapping-undefined", text) == (found if kind == "http" else [])


@pytest.mark.parametrize("responses", ["{'200': {$ref: 'shared.yaml#/Ok'}}", "{'400': {description: no}}", "{}"])
def test_a_response_that_is_unread_or_not_declared_is_left_alone_in_a_definition(responses: str) -> None:
    answer = "method.response.header.Expires: integration.response.header.Expires"
    text = rest(f"responses: {{default: {{statusCode: 200, responseParameters: {{{answer}}}}}}}", responses=responses)
    assert lines("response-mapping-undefined", text) == []


def test_cors_headers_of_answers_are_another_rules() -> None:
    answer = "method.response.header.Access-Control-Allow-Origin: https://a.example.com"
    text = rest(f"responses: {{default: {{statusCode: 200, responseParameters: {{{answer}}}}}}}")
    assert lines("mapping-expression-invalid", text) == []
    assert lines("mapping-expression-invalid", text.replace("Access-Control-Allow-Origin", "Location")) == [9]


def test_an_integration_of_a_lambda_proxy_is_reported_once_with_all_that_is_ignored() -> None:
    function = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${f}/invocations"
    integration = (
        "requestTemplates: {application/json: '{}'}, responses: {default: {statusCode: 200, "
        "responseParameters: {method.response.header.Expires: \"'0'\"}, responseTemplates: {application/json: $input.body}}}"
    )
    text = rest(integration, "aws_proxy").replace("https://a/", function)
    assert len(said("proxy-mapping-ignored", text)) == 1


@pytest.mark.parametrize(
    "responses",
    [
        "{default: {statusCode: 200}}",
        "{default: {statusCode: 200, responseTemplates: {application/json: ''}}}",
        "{default: {statusCode: 200, responseTemplates: {application/json: null}}}",
        "{default: {statusCode: 200, responseParameters: {method.response.header.Access-Control-Allow-Origin: \"'*'\"}}}",
    ],
)
def test_the_residue_of_an_export_is_left_alone(responses: str) -> None:
    assert lines("proxy-mapping-ignored", rest(f"responses: {responses}", "aws_proxy")) == []


@pytest.mark.parametrize(
    ("responses", "found"),
    [
        ("{default: {statusCode: 200}}", []),
        ("{'200': {statusCode: 200}}", []),
        ("{'2\\d\\d': {statusCode: 200}}", []),
        ("{'.*': {statusCode: 200}}", []),
        ("{'[': {statusCode: 200}}", []),
        ("{'[[:digit:]]+': {statusCode: 200}}", []),
        ("{'4{99999999999}': {statusCode: 200}}", []),
        ("{'404': {statusCode: 404}}", [9]),
        ("{'${pattern}': {statusCode: 404}}", [9]),
        ("{}", [9]),
    ],
)
def test_a_success_needs_a_response(responses: str, found: list[int]) -> None:
    assert lines("response-default-missing", rest(f"responses: {responses}")) == found


def test_of_a_pattern_that_other_engines_read_differently_nothing_is_said(recwarn: pytest.WarningsRecorder) -> None:
    assert lines("response-default-missing", rest("responses: {'[[4]04]': {statusCode: 404}}")) == []
    assert not recwarn.list


@pytest.mark.parametrize(
    ("template", "pattern", "found"),
    [
        ('{"statusCode": 204}', "204", []),
        ('{"statusCode": 204}', "200", [9]),
        ('{"statusCode": $code}', "200", []),
        ("{}", "200", []),  # another rule's
    ],
)
def test_a_mock_needs_a_response_for_its_status(template: str, pattern: str, found: list[int]) -> None:
    integration = (
        f"requestTemplates: {{application/json: '{template}'}}, responses: {{'{pattern}': {{statusCode: 200}}}}"
    )
    assert lines("response-default-missing", rest(integration, "mock")) == found


@pytest.mark.parametrize(
    ("path", "name", "found"),
    [("/{id}", "id", []), ("/{id}", "ID", [9]), ("/{proxy+}", "proxy", [9]), ("/pets", "id", [9])],
)
def test_a_variable_of_the_path_of_a_definition_needs_no_declaration_unless_it_is_greedy(
    path: str, name: str, found: list[int]
) -> None:
    text = rest(f"requestParameters: {{integration.request.path.id: method.request.path.{name}}}")
    assert lines("mapping-source-undefined", text.replace("/pets:", f"{path}:")) == found
