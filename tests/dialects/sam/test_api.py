from __future__ import annotations

import pytest

from apigw_lint.model.value import UNKNOWN, Partial
from tests.dialects.sam.reading import api, line, read, written


def shop(properties: str, kind: str = "Api") -> str:
    return f"Resources:\n  Shop: {{Type: AWS::Serverless::{kind}, Properties: {{StageName: live, {properties}}}}}"


def test_settings_are_taken_over() -> None:
    found = api(
        read(
            shop(
                "Name: shop, SecurityPolicy: TLS_1_2, EndpointAccessMode: STRICT, DisableExecuteApiEndpoint: true, FailOnWarnings: true, "
                "MinimumCompressionSize: 5, ApiKeySourceType: AUTHORIZER, BinaryMediaTypes: ['image~1png', '*~1*']"
            )
        )
    )
    assert (found.label, found.kind, found.origin, found.name) == ("Shop", "rest", "sam", "shop")
    assert (found.security_policy, found.access_mode, found.default_endpoint_disabled) == ("TLS_1_2", "STRICT", True)
    assert (found.fail_on_warnings, found.minimum_compression_size, found.api_key_source) == (True, 5, "AUTHORIZER")
    assert found.binary_media_types == ["image/png", "*/*"]
    assert written(found.place) == "Shop"
    assert written(found.at("minimum_compression_size")) == "5"


@pytest.mark.parametrize(
    ("configuration", "types", "shape"),
    [
        ("PRIVATE", ["PRIVATE"], "text"),
        ("{Type: PRIVATE, VPCEndpointIds: [vpce-1]}", ["PRIVATE"], "map"),
        ("{Types: [PRIVATE]}", UNKNOWN, "untyped-map"),
        ("[PRIVATE]", UNKNOWN, "list"),
        ("!If [Live, PRIVATE, EDGE]", UNKNOWN, "unknown"),
    ],
)
def test_the_endpoint_configuration_has_many_shapes(configuration: str, types: object, shape: str) -> None:
    found = api(read(shop(f"EndpointConfiguration: {configuration}")))
    assert found.endpoint_types is types if types is UNKNOWN else found.endpoint_types == types
    assert found.sam.endpoint_shape == shape
    assert written(found.sam.at("endpoint_shape")) == "EndpointConfiguration"


def test_nothing_said_is_an_edge_endpoint() -> None:
    assert api(read(shop("Name: a"))).endpoint_type == "EDGE"


@pytest.mark.parametrize("name", ["VPCEndpointIds", "VpcEndpointIds"])
def test_vpc_endpoints_have_two_spellings(name: str) -> None:
    found = api(read(shop(f"EndpointConfiguration: {{Type: PRIVATE, {name}: [vpce-1], IpAddressType: dualstack}}")))
    assert (found.vpc_endpoint_ids, found.ip_address_type, found.sam.endpoint_ids_twice) == (
        ["vpce-1"],
        "dualstack",
        False,
    )


def test_both_spellings_at_once_are_noticed() -> None:
    both = "EndpointConfiguration: {Type: PRIVATE, VPCEndpointIds: [vpce-1], VpcEndpointIds: [vpce-1]}"
    assert api(read(shop(both))).sam.endpoint_ids_twice


def test_a_type_that_a_parameter_gives_is_open() -> None:
    (value,) = api(read(shop("EndpointConfiguration: !Ref Kind"))).endpoint_types
    assert isinstance(value, Partial)
    assert api(read(shop("EndpointConfiguration: !Ref Kind"))).vpc_endpoint_ids is None


def test_sams_own_words_are_kept_with_their_places() -> None:
    found = api(
        read(
            shop(
                "OpenApiVersion: 3.0.1, MergeDefinitions: true, DefinitionUri: s3://b/k, Cors: \"'*'\", Models: {A: {type: object}}, "
                "Auth: {DefaultAuthorizer: A, ApiKeyRequired: true, AddDefaultAuthorizerToCorsPreflight: false, Authorizers: {A: {UserPoolArn: x}}}"
            )
        )
    ).sam
    assert (found.open_api_version, found.merge_definitions, found.definition_uri, found.definition_body) == (
        "3.0.1",
        True,
        True,
        False,
    )
    assert (found.default_authorizer, found.api_key_required, found.authorizer_on_preflight) == ("A", True, False)
    assert (found.authorizer_names, found.inline_only) == (["A"], ["Cors", "Auth", "Models"])
    assert written(found.at("inline_only/Models")) == "Models"
    assert written(found.at("definition_uri")) == "DefinitionUri"


def test_http_apis_need_an_inline_definition_for_more() -> None:
    found = api(read(shop("Name: a, Tags: {a: b}, Description: c, DisableExecuteApiEndpoint: false", "HttpApi"))).sam
    assert found.inline_only == ["Tags", "Name", "Description", "DisableExecuteApiEndpoint"]


def test_authorizers_that_cannot_be_read_have_unknown_names() -> None:
    assert api(read(shop("Auth: {Authorizers: !If [Live, {}, {}]}"))).sam.authorizer_names is UNKNOWN


def test_the_vpc_lists_are_kept_entry_by_entry() -> None:
    template = "Parameters: {Net: {Type: String}}\n" + shop(
        "Auth: {ResourcePolicy: {SourceVpcWhitelist: [vpc-1, subnet-1, !Ref Net], SourceVpcBlacklist: [!GetAtt Vpc.VpcId]}}"
    )
    entries = api(read(template)).sam.vpc_entries
    assert [one.intrinsic for one in entries] == [True, False, False, False]
    assert [written(one.place) for one in entries][1:3] == ["vpc-1", "subnet-1"]


def test_a_policy_property_is_handed_on() -> None:
    statement = "{Effect: Allow, Principal: '*', Action: execute-api:Invoke, Resource: '*'}"
    found = api(read(shop(f"Policy: {{Version: '2012-10-17', Statement: [{statement}]}}")))
    assert [one.effect for one in found.policy.statements] == ["Allow"]
    assert found.policy.origin == "property"


def test_two_apis_of_one_template_are_apart() -> None:
    stack = read("""
        Resources:
          One: {Type: AWS::Serverless::Api, Properties: {StageName: live, Name: one}}
          Two: {Type: AWS::Serverless::HttpApi, Properties: {Name: two}}
        Outputs: {Url: {Value: !Sub 'https://${One}.execute-api'}}
        """)
    assert [(one.label, one.kind, one.exported) for one in stack.apis] == [
        ("One", "rest", True),
        ("Two", "http", False),
    ]
    assert line(stack.apis[1].place).startswith("Two:")
