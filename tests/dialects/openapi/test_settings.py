from __future__ import annotations

import pytest

from apigw_lint.model.api import Api
from apigw_lint.model.value import UNKNOWN
from apigw_lint.source.node import MISSING
from tests.dialects.openapi.definitions import in_template, of_kind, read, route, written

ROOT = """
    swagger: "2.0"
    info: {title: Pets}
    x-amazon-apigateway-binary-media-types: [image/png, "*/*"]
    x-amazon-apigateway-minimum-compression-size: 1024
    x-amazon-apigateway-api-key-source: AUTHORIZER
    x-amazon-apigateway-security-policy: SecurityPolicy_TLS13_1_3_2025_09
    x-amazon-apigateway-endpoint-access-mode: STRICT
    x-amazon-apigateway-request-validator: all
    x-amazon-apigateway-request-validators:
      all: {validateRequestBody: true, validateRequestParameters: "false"}
    x-amazon-apigateway-gateway-responses:
      DEFAULT_4XX:
        statusCode: 400
        responseParameters: {gatewayresponse.header.Access-Control-Allow-Origin: "'*'"}
      UNAUTHORIZED: {}
    x-amazon-apigateway-documentation:
      documentationParts:
        - location: {type: METHOD, path: /pets, method: GET}
          properties: {description: pets}
    x-amazon-apigateway-endpoint-configuration:
      disableExecuteApiEndpoint: true
      vpcEndpointIds: [vpce-0123456789abcdef0]
    x-amazon-apigateway-policy:
      Version: "2012-10-17"
      Statement: {Effect: Allow, Principal: "*", Action: execute-api:Invoke, Resource: execute-api:/*}
    paths:
      /pets:
        get: {}
        put: {x-amazon-apigateway-request-validator: none}
        post: {x-amazon-apigateway-request-validator: all}
"""


def test_the_root_sets_the_api() -> None:
    api = read(ROOT)
    assert api.binary_media_types == ["image/png", "*/*"]
    assert (api.minimum_compression_size, api.api_key_source) == (1024, "AUTHORIZER")
    assert (api.security_policy, api.access_mode) == ("SecurityPolicy_TLS13_1_3_2025_09", "STRICT")
    assert (api.default_endpoint_disabled, api.vpc_endpoint_ids) == (True, ["vpce-0123456789abcdef0"])
    assert api.is_private
    assert api.settings_known
    assert written(api.at("api_key_source")) == "AUTHORIZER"


def test_validators_are_joined_by_name() -> None:
    api = read(ROOT)
    (both,) = api.validators
    assert (both.label, both.validates_body, both.validates_parameters) == ("all", True, False)
    assert api.default_validator == "all"
    inherited, unknown, own = (route(api, f"{verb} /pets") for verb in ("GET", "PUT", "POST"))
    assert inherited.validator is both
    assert not inherited.written("validator_name")
    assert (unknown.validator, unknown.validator_name) == (None, "none")
    assert own.validator is both


def test_a_validator_that_an_include_may_bring() -> None:
    api = in_template("""
        openapi: 3.0.1
        x-amazon-apigateway-request-validators: {Fn::Transform: {Name: AWS::Include}}
        paths: {/a: {get: {x-amazon-apigateway-request-validator: all}}}
    """)
    assert api.routes[0].validator is UNKNOWN
    assert not api.settings_known


def test_gateway_responses() -> None:
    fault, unauthorized = read(ROOT).gateway_responses
    assert (fault.label, fault.type, fault.status) == ("DEFAULT_4XX", "DEFAULT_4XX", "400")
    assert fault.header("access-control-allow-origin") == "'*'"
    assert written(fault.at("parameters/gatewayresponse.header.Access-Control-Allow-Origin")) == "\"'*'\""
    assert unauthorized.parameters is None


def test_documentation_parts_are_named_by_what_they_document() -> None:
    assert [(one.label, one.type) for one in read(ROOT).documentation_parts] == [("METHOD /pets GET", "METHOD")]


def test_the_policy_of_a_definition() -> None:
    policy = read(ROOT).policy
    assert policy is not None
    assert (policy.attached_to, policy.origin) == ("api", "extension")
    assert [one.effect for one in policy.statements] == ["Allow"]


def test_what_the_resource_sets_stays_and_two_policies_leave_it_open() -> None:
    api = Api(MISSING.place, "Pets", kind="rest", api_key_source="HEADER")
    api.places.update(api_key_source=MISSING.place, policy=MISSING.place)
    from apigw_lint.dialects import openapi
    from apigw_lint.dialects.scope import Scope
    from apigw_lint.dialects.view import View
    from apigw_lint.source.read import parse

    root = parse(
        '{"x-amazon-apigateway-api-key-source": "AUTHORIZER", "x-amazon-apigateway-policy": {}}', "a.json"
    ).roots[0]
    openapi.build(api, View(Scope(root, template=False), root))
    assert api.api_key_source == "HEADER"
    assert api.policy is UNKNOWN


SERVERS = """
    openapi: 3.0.1
    paths: {}
    %s
"""


def test_the_endpoint_configuration_of_3_0_stands_on_a_server() -> None:
    api = of_kind(
        "http",
        SERVERS
        % "servers: [{url: /}, {x-amazon-apigateway-endpoint-configuration: {disableExecuteApiEndpoint: true, ipAddressType: dualstack}}]",
    )
    assert (api.default_endpoint_disabled, api.ip_address_type) == (True, "dualstack")


def test_in_the_wrong_place_it_may_count_or_not() -> None:
    api = of_kind("rest", SERVERS % "x-amazon-apigateway-endpoint-configuration: {disableExecuteApiEndpoint: true}")
    assert api.default_endpoint_disabled is UNKNOWN
    assert api.vpc_endpoint_ids is None


def test_rest_definitions_set_no_address_family() -> None:
    api = of_kind("rest", "swagger: 2.0\nx-amazon-apigateway-endpoint-configuration: {ipAddressType: ipv4}")
    assert api.ip_address_type is None


def test_cors() -> None:
    cors = of_kind(
        "http",
        """
        openapi: 3.0.1
        paths: {}
        x-amazon-apigateway-cors:
          allowOrigins: [https://pets.example]
          allowMethods: [GET]
          allowHeaders: ["*"]
          exposeHeaders: [x-page]
          allowCredentials: true
          maxAge: 600
          allowOrigin: "*"
        """,
    ).cors
    assert cors is not None
    assert (cors.source, cors.origins, cors.methods) == ("document", ["https://pets.example"], ["GET"])
    assert (cors.headers, cors.expose, cors.credentials, cors.max_age) == (["*"], ["x-page"], True, 600)
    assert written(cors.at("origins")) == "allowOrigins"


@pytest.mark.parametrize("value", ["[]", "7", "text"])
def test_cors_and_policies_of_the_wrong_form_are_unknown(value: str) -> None:
    api = of_kind("http", f"openapi: 3.0.1\nx-amazon-apigateway-cors: {value}\nx-amazon-apigateway-policy: {value}")
    assert api.cors is UNKNOWN
    assert api.policy is UNKNOWN


def test_an_include_at_the_root_may_set_anything() -> None:
    api = in_template("""
        openapi: 3.0.1
        x-amazon-apigateway-api-key-source: HEADER
        paths: {}
        Fn::Transform: {Name: AWS::Include, Parameters: {Location: x}}
    """)
    assert api.api_key_source == "HEADER"
    assert api.policy is UNKNOWN
    assert api.binary_media_types is UNKNOWN
    assert not api.settings_known
