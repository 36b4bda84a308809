from __future__ import annotations

import pytest

from apigw_lint.model.integration import Integration
from apigw_lint.model.value import UNKNOWN, Partial
from tests.dialects.openapi.definitions import in_template, of_kind, read, route, written

WHOLE = """
    swagger: "2.0"
    paths:
      /pets:
        post:
          x-amazon-apigateway-integration:
            type: http
            uri: https://pets.example/${stageVariables.version}/pets
            httpMethod: post
            credentials: arn:aws:iam::123456789012:role/caller
            connectionType: vpc_link
            connectionId: abc123
            passthroughBehavior: when_no_match
            contentHandling: convert_to_text
            timeoutInMillis: "3000"
            responseTransferMode: buffered
            cacheNamespace: pets
            cacheKeyParameters: [method.request.querystring.page]
            tlsConfig: {insecureSkipVerification: true}
            requestParameters:
              integration.request.header.X-Kind: "'pet'"
            requestTemplates:
              application/json: "#set($x = ${input.body})"
            responses:
              default: {statusCode: 200}
              4\\d{2}:
                statusCode: "400"
                contentHandling: CONVERT_TO_BINARY
                responseParameters: {method.response.header.X-Kind: integration.response.header.Kind}
                responseTemplates: {application/json: "{}"}
"""


def own(text: str, kind: str = "rest") -> Integration:
    (found,) = (one.integration for one in of_kind(kind, text).routes)
    assert isinstance(found, Integration)
    return found


def operation(fields: str, kind: str = "rest") -> Integration:
    return own(f"openapi: 3.0.1\npaths: {{/a: {{get: {{x-amazon-apigateway-integration: {fields}}}}}}}", kind)


def test_every_field_is_read() -> None:
    found = own(WHOLE)
    assert found.type == "HTTP"
    assert found.uri == "https://pets.example/${stageVariables.version}/pets"
    assert (found.verb, found.connection_type, found.connection_id) == ("POST", "VPC_LINK", "abc123")
    assert (found.passthrough, found.content_handling, found.transfer_mode) == (
        "WHEN_NO_MATCH",
        "CONVERT_TO_TEXT",
        "BUFFERED",
    )
    assert found.credentials == "arn:aws:iam::123456789012:role/caller"
    assert found.timeout == 3000
    assert (found.cache_namespace, found.cache_key_parameters) == ("pets", ["method.request.querystring.page"])
    assert found.has_tls
    assert found.skip_verification is True
    assert found.mappings_known
    assert found.responses_known
    assert found.unknown_fields == []


def test_fields_stand_at_their_values() -> None:
    found = own(WHOLE)
    assert written(found.place) == "x-amazon-apigateway-integration"
    assert written(found.at("type")) == "http"
    assert written(found.at("timeout")) == '"3000"'


def test_mappings_and_templates_are_kept_as_they_are_written() -> None:
    found = own(WHOLE)
    (mapping,) = found.request_mappings
    assert (mapping.key, mapping.value, mapping.name) == ("integration.request.header.X-Kind", "'pet'", "X-Kind")
    assert written(mapping.place) == "\"'pet'\""
    assert written(mapping.at("key")) == "integration.request.header.X-Kind"
    (template,) = found.request_templates
    assert (template.content_type, template.text) == ("application/json", "#set($x = ${input.body})")


def test_responses_are_known_by_their_pattern() -> None:
    default, fault = own(WHOLE).responses
    assert (default.is_default, default.pattern, default.status) == (True, None, "200")
    assert (fault.is_default, fault.pattern, fault.status) == (False, "4\\d{2}", "400")
    assert fault.content_handling == "CONVERT_TO_BINARY"
    assert [(one.name, one.value) for one in fault.header_mappings] == [("X-Kind", "integration.response.header.Kind")]
    assert [one.text for one in fault.templates] == ["{}"]


@pytest.mark.parametrize(
    ("fields", "name", "inside", "suggestion"),
    [
        ("{type: mock, passThroughBehavior: never}", "passThroughBehavior", "integration", "passthroughBehavior"),
        ("{type: mock, integrationResponses: {}}", "integrationResponses", "integration", "responses"),
        ("{type: mock, IntegrationHttpMethod: GET}", "IntegrationHttpMethod", "integration", "httpMethod"),
        ("{type: mock, colour: red}", "colour", "integration", None),
        (
            "{type: http, tlsConfig: {insecureSkipVerify: true}}",
            "insecureSkipVerify",
            "tlsConfig",
            "insecureSkipVerification",
        ),
        (
            "{type: mock, responseParameters: {method.response.header.X: \"'1'\"}}",
            "responseParameters",
            "integration",
            None,
        ),
    ],
)
def test_fields_that_do_not_exist_are_noted(fields: str, name: str, inside: str, suggestion: str | None) -> None:
    found = operation(fields)
    (one,) = [(one.name, one.inside, one.suggestion) for one in found.unknown_fields]
    assert one[:2] == (name, inside)
    assert suggestion is None or one[2] == suggestion
    assert written(found.unknown_fields[0].place) == name


def test_a_response_has_fields_of_its_own() -> None:
    found = operation("{type: mock, responses: {default: {statuscode: 200}}}")
    assert [(one.name, one.suggestion) for one in found.responses[0].unknown_fields] == [("statuscode", "statusCode")]


def test_vendor_keys_and_references_are_no_unknown_fields() -> None:
    assert operation("{type: mock, x-mine: 1}").unknown_fields == []


def test_response_parameters_by_status_belong_to_http_apis() -> None:
    found = operation("{type: http_proxy, responseParameters: {'404': {'overwrite:statuscode': '200'}}}", "http")
    assert found.unknown_fields == []
    assert not found.responses_known


COMPONENTS = """
    openapi: 3.0.1
    paths:
      /a: {get: {x-amazon-apigateway-integration: {$ref: "#/components/x-amazon-apigateway-integrations/%s"}}}
    components:
      x-amazon-apigateway-integrations:
        pets: {type: http_proxy, uri: "https://pets.example", payloadFormatVersion: 1.0}
"""


def test_an_operation_may_refer_to_an_integration_of_the_components() -> None:
    api = read(COMPONENTS % "pets")
    (shared,) = api.shared_integrations
    assert route(api, "GET /a").integration is shared
    assert (shared.label, shared.payload_version, shared.owner) == ("pets", "1.0", api)


def test_an_integration_that_is_not_there_is_none() -> None:
    assert route(read(COMPONENTS % "pots"), "GET /a").integration is None


def test_an_include_among_the_components_may_bring_it() -> None:
    api = in_template("""
        openapi: 3.0.1
        paths:
          /a: {get: {x-amazon-apigateway-integration: {$ref: "#/components/x-amazon-apigateway-integrations/pets"}}}
        components: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: x}}}
    """)
    assert route(api, "GET /a").integration is UNKNOWN


@pytest.mark.parametrize("value", ["[1]", "7", "text", "{Fn::Transform: {Name: AWS::Include}}"])
def test_an_integration_of_the_wrong_form_is_unknown(value: str) -> None:
    api = of_kind("rest", f"openapi: 3.0.1\npaths: {{/a: {{get: {{x-amazon-apigateway-integration: {value}}}}}}}")
    assert api.routes[0].integration is UNKNOWN


def test_no_integration_is_none() -> None:
    api = of_kind("rest", "openapi: 3.0.1\npaths: {/a: {get: {x-amazon-apigateway-integration: null}, put: {}}}")
    assert [one.integration for one in api.routes] == [None, None]


def test_functions_of_the_template_are_evaluated() -> None:
    api = in_template(
        """
        openapi: 3.0.1
        paths:
          /a:
            get:
              x-amazon-apigateway-integration:
                type: AWS_PROXY
                httpMethod: POST
                timeoutInMillis: !Ref Wait
                uri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Pets.Arn}/invocations
        """,
        head="Parameters: {Wait: {Type: Number, Default: 5000}}",
    )
    found = api.routes[0].integration
    assert found is not None
    assert found.timeout == 5000
    assert found.at("timeout").via == "default of parameter 'Wait'"
    assert isinstance(found.uri, Partial)
    assert str(found.uri).endswith("functions/${Pets.Arn}/invocations")


def test_an_include_inside_leaves_open_what_is_not_written() -> None:
    api = in_template("""
        openapi: 3.0.1
        paths:
          /a:
            get:
              x-amazon-apigateway-integration:
                type: MOCK
                Fn::Transform: {Name: AWS::Include, Parameters: {Location: x}}
    """)
    found = api.routes[0].integration
    assert found is not None
    assert found.type == "MOCK"
    assert found.uri is UNKNOWN
    assert not found.responses_known
