"""Resources against the specifications of their types: what CloudFormation refuses is said, at its place, and what it takes is not."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.registry.judged import faults, said

HEAD = """\
Parameters:
  Open: {Type: String}
  Kind: {Type: String, Default: MOKC}
  Size: {Type: Number, Default: 5}
  Types: {Type: CommaDelimitedList, Default: "a/b,c/d"}
Conditions:
  IsOpen: !Equals [!Ref Open, "yes"]
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
"""
METHOD = """\
Parameters:
  Kind: {Type: String, Default: MOKC}
  Open: {Type: String}
Resources:
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: api
      ResourceId: !Ref Open
      HttpMethod: GET
"""


@pytest.mark.parametrize(
    ("properties", "found"),
    [
        ("Name: orders", set()),
        ("Nmae: orders", {"name Nmae 12"}),
        ("Name: [orders]", {"type Name 12"}),
        ("Name: {a: b}", {"type Name 12"}),
        ("Name: 5", set()),
        ("Name: true", set()),
        ("Name: null", {"type Name 12"}),
        ("FailOnWarnings: 'true'", set()),
        ("FailOnWarnings: yes", set()),
        ("FailOnWarnings: 'yes'", {"type FailOnWarnings 12"}),
        ("FailOnWarnings: 1", {"type FailOnWarnings 12"}),
        ("MinimumCompressionSize: '10'", set()),
        ("MinimumCompressionSize: ten", {"type MinimumCompressionSize 12"}),
        ("MinimumCompressionSize: !Ref Size", set()),
        ("MinimumCompressionSize: !Ref Kind", {"type MinimumCompressionSize 12"}),
        ("MinimumCompressionSize: !Ref Open", set()),
        ("BinaryMediaTypes: !Ref Types", set()),
        ("BinaryMediaTypes: a/b", {"type BinaryMediaTypes 12"}),
        ("BinaryMediaTypes: [a/b, [c/d]]", {"type BinaryMediaTypes. 12"}),
        ("BinaryMediaTypes: !Split [',', 'a/b,c/d']", set()),
        ("BinaryMediaTypes: !GetAtt Other.Types", set()),
        ("BinaryMediaTypes: !If [IsOpen, a/b, [c/d]]", {"type BinaryMediaTypes 12"}),
        ("BinaryMediaTypes: !If [IsOpen, !Ref AWS::NoValue, [c/d]]", set()),
        ("Body: {openapi: 3.0.1, Nmae: x}", set()),
        ("BodyS3Location: orders.yaml", set()),
        ("BodyS3Location: {Bukcet: a}", {"name BodyS3Location.Bukcet 12"}),
        ("Nmae: !Ref AWS::NoValue", set()),
        ("{Name: orders, Nmae: {'Fn::Transform': {Name: AWS::Include, Parameters: {Location: x}}}}", {"name Nmae 12"}),
        ("{'Fn::Transform': {Name: Macro}}", set()),
        ("!Transform {Name: Macro}", set()),
        ("{Name: orders, 'Fn::Transform': {Name: AWS::Include, Parameters: {Location: x}}}", set()),
        ("{RestApiId: a, 'Fn::Transform': {Name: AWS::Include, Parameters: {Location: x}}}", {"read-only RestApiId 12"}),
        ("FailOnWarnings: !Select [0, [null]]", set()),
        ("Tags: [{Key: a}]", {"missing Tags..Value 12"}),
        ("Tags: [{Key: a, Value: !Ref AWS::NoValue}]", {"missing Tags..Value 12"}),
        ("Mode: mrege", {"choice Mode 12"}),
        ("Mode: !Sub '${Open}erge'", set()),
        ("Mode: !Sub '${Open}urge'", {"choice Mode 12"}),
        ("Mode: '{{resolve:ssm:mode}}'", set()),
    ],
)  # fmt: skip
def test_a_property_is_read_as_cloudformation_reads_it(properties: str, found: set[str]) -> None:
    assert said(f"{HEAD}      {properties}\n") == found


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("Integration: {Type: MOCK}", set()),
        ("Integration: {Type: !Ref Kind}", {"choice Integration.Type 11"}),
        ("Integration: {Typ: MOCK}", {"name Integration.Typ 11"}),  # one cause: that Type is missing is not said too
        ("Integration: {Uri: 'https://example.com'}", {"missing Integration.Type 11"}),
        ("Integration: {Type: MOCK, TimeoutInMillis: 20}", {"range Integration.TimeoutInMillis 11"}),
        ("Integration: {Type: MOCK, TimeoutInMillis: '20'}", {"range Integration.TimeoutInMillis 11"}),
        ("Integration: {Type: MOCK, CacheKeyParameters: [a, b, a]}", {"repeated Integration.CacheKeyParameters 11"}),
        ("Integration: {Type: MOCK, CacheKeyParameters: [a, !Ref Open, !Ref Open]}", set()),
        ("MethodResponses: [{StatusCode: 200}, {StatusCode: 200}]", {"repeated MethodResponses 11"}),
        ("RequestParameters: {method.request.header.A: true}", set()),
        ("RequestParameters: {method.request.header.A: {a: b}}", {"type RequestParameters.method.request.header.A 11"}),
        ("AuthorizationType: none", set()),
        ("AuthorizationType: LAMBDA", {"choice AuthorizationType 11"}),
    ],
)
def test_what_is_deeper_is_said_where_it_stands(more: str, found: set[str]) -> None:
    assert said(f"{METHOD}      {more}\n") == found


def test_a_resource_without_properties_lacks_those_that_it_must_have() -> None:
    assert said("Resources:\n  Get:\n    Type: AWS::ApiGateway::Method\n") == {
        "missing HttpMethod 2",
        "missing ResourceId 2",
        "missing RestApiId 2",
    }


def test_a_resource_that_a_condition_takes_away_is_not_judged() -> None:
    text = "Conditions:\n  Never: !Equals [a, b]\nResources:\n  A:\n    Type: AWS::ApiGateway::Method\n    Condition: Never\n"
    assert said(text) == set()


def test_a_loop_is_judged_where_its_body_is_written() -> None:
    text = """\
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Apis:
    - Name
    - [Orders, Stock]
    - ${Name}Api:
        Type: AWS::ApiGateway::RestApi
        Properties: {Name: !Ref Name, Version: {a: b}, Verzion: x}
"""
    assert said(text) == {"type Version 8", "name Verzion 8"}


def test_nothing_is_said_where_a_macro_may_write_resources_anew() -> None:
    text = "Transform: Ours\nResources:\n  A:\n    Type: AWS::ApiGateway::RestApi\n    Properties: {Nmae: x}\n"
    assert said(text) == set()


def test_an_event_is_judged_by_its_kind_and_a_function_by_nothing_else() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handlre: app.handler
      Events:
        Get: {Type: Api, Properties: {Path: /x, Verb: get}}
        Put: {Type: HttpApi, Properties: {Path: /x, Method: put, Timeout: 3}}
        Drop: {Type: S3, Properties: {Buckte: x}}
        Later: {Type: Tomorrow, Properties: {Path: /x}}
        Slip: {Type: HTTPApi, Properties: {Path: /x}}
"""
    assert said(text) == {
        "choice Events.Slip.Type 12",
        "name Events.Get.Properties.Verb 8",
        "missing Events.Get.Properties.Method 8",
        "name Events.Put.Properties.Timeout 9",
    }


def test_an_implicit_api_is_nobodys_to_be_judged() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Globals:
  Api: {TracingEnabledd: true}
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Get: {Type: Api, Properties: {Path: /x, Method: get}}
"""
    assert said(text) == set()


def test_of_several_forms_the_one_that_is_meant_is_spoken_of() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  A:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      Auth:
        Authorizers:
          Pool: {UserPoolArn: arn, AuthorizationScopes: one}
      EndpointConfiguration: [REGIONAL]
"""
    assert said(text) == {
        "type Auth.Authorizers.Pool.AuthorizationScopes 9",
        "type EndpointConfiguration 10",
    }


def test_nothing_is_what_sam_reads_in_null() -> None:
    """SAM passes over a property that is null, and wants one that must be there."""
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  A:
    Type: AWS::Serverless::Api
    Properties:
      StageName:
      Description:
      Cors:
      Nmae:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Get: {Type: Api, Properties: {Path: /x, Method: get, Auth: {Authorizer: AWS_IAM, InvokeRole: }}}
"""
    assert said(text) == {"missing StageName 3", "name Nmae 9"}


def test_null_is_said_once_where_one_of_several_forms_is_wanted() -> None:
    text = """\
Resources:
  R:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: orders
      BodyS3Location:
"""
    [(_, fault)] = faults(text)
    assert set(fault.facts["wanted"]) == {"object", "string"}


KEYS = st.sampled_from(["Name", "Type", "Integration", "Events", "Ref", "Fn::If", "Tags", "Body", "Properties", "Auth"])
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=8), KEYS
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)
TYPES = st.sampled_from(
    [
        "AWS::ApiGateway::Method",
        "AWS::ApiGateway::Stage",
        "AWS::ApiGatewayV2::Api",
        "AWS::CertificateManager::Certificate",
        "AWS::Serverless::Api",
        "AWS::Serverless::Function",
        "AWS::Serverless::WebSocketApi",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TYPES, VALUES)
def test_no_properties_make_it_fail(kind: str, properties: object) -> None:
    import json

    said(json.dumps({"Resources": {"A": {"Type": kind, "Properties": properties}}}))
