"""What SAM refuses, drops and hands on is asked of SAM's own translator: a key that is none, in every mapping of its resources."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.dialects.sam.translated import translate
from tests.registry.judged import faults

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest.importorskip("samtranslator")

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Rest:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      AccessLogSetting: {DestinationArn: x, Format: y}
      CanarySetting: {PercentTraffic: 1}
      MethodSettings: [{HttpMethod: GET, ResourcePath: /x}]
      Cors: {AllowOrigin: "'*'"}
      EndpointConfiguration: {Type: REGIONAL}
      Domain:
        DomainName: a.b.c
        CertificateArn: arn:x
        EndpointConfiguration: REGIONAL
        Route53: {HostedZoneId: Z1}
        MutualTlsAuthentication: {TruststoreUri: s3://x}
      Auth:
        DefaultAuthorizer: Pool
        Authorizers:
          Pool: {UserPoolArn: [arn:x, arn:y], Identity: {Header: x}}
          Token: {FunctionArn: arn:x, FunctionPayloadType: TOKEN, Identity: {Header: x}}
          Request: {FunctionPayloadType: REQUEST, FunctionArn: arn:x, Identity: {Headers: [x]}}
        ResourcePolicy: {IpRangeWhitelist: [1.2.3.4], CustomStatements: {Effect: Allow, Action: "*"}}
        UsagePlan:
          CreateUsagePlan: PER_API
          Quota: {Limit: 1, Period: DAY}
          Throttle: {BurstLimit: 1, RateLimit: 1}
          Tags: [{Key: a, Value: b}]
      DefinitionBody: {swagger: "2.0", paths: {/x: {get: {x-amazon-apigateway-integration: {type: mock}}}}}
  Http:
    Type: AWS::Serverless::HttpApi
    Properties:
      StageName: prod
      AccessLogSettings: {DestinationArn: x, Format: y}
      Domain:
        DomainName: a.b.c
        CertificateArn: arn:x
        Route53: {HostedZoneId: Z1}
        MutualTlsAuthentication: {TruststoreUri: s3://x}
      Auth:
        Authorizers:
          Jwt: {JwtConfiguration: {issuer: x, audience: [x]}, IdentitySource: $request.header.Authorization}
          Lambda: {FunctionArn: arn:x, AuthorizerPayloadFormatVersion: "2.0", Identity: {Headers: [x]}}
  Socket:
    Type: AWS::Serverless::WebSocketApi
    Properties:
      RouteSelectionExpression: $request.body.action
      AccessLogSettings: {DestinationArn: x, Format: y}
      DefaultRouteSettings: {LoggingLevel: INFO}
      Domain: {DomainName: a.b.c, CertificateArn: arn:x, Route53: {HostedZoneId: Z1}}
      Auth: {AuthType: CUSTOM, AuthArn: arn:x}
      Routes:
        $connect: {FunctionArn: arn:aws:lambda:us-east-1:123456789012:function:f}
  Function:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: python3.13
      InlineCode: x
      Events:
        Get:
          Type: Api
          Properties:
            Path: /x
            Method: get
            RestApiId: {Ref: Other}
            Auth: {Authorizer: Pool, ResourcePolicy: {IpRangeWhitelist: [1.2.3.4]}}
            RequestModel: {Model: M, Required: true}
            RequestParameters: [{method.request.header.A: {Required: true}}]
        Put:
          Type: HttpApi
          Properties:
            Path: /x
            Method: get
            ApiId: {Ref: Http}
            Auth: {Authorizer: Jwt}
            RouteSettings: {ThrottlingBurstLimit: 1}
  Other:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      Models: {M: {type: object}}
      Auth: {Authorizers: {Pool: {UserPoolArn: arn:x}}}
"""
WHOLE = yaml.safe_load(TEMPLATE)
FREE = (  # the specification describes them as any mapping
    "ApiId",
    "Cors",
    "CustomStatements",
    "DefinitionBody",
    "EndpointConfiguration",
    "JwtConfiguration",
    "Models",
    "RestApiId",
    "RouteSettings",
)
STRANGER = "Zzz"


def mappings(value: Any, steps: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """The way to each mapping that a specification describes."""
    if isinstance(value, dict):
        yield steps
        for key, entry in value.items():
            if key not in FREE:
                yield from mappings(entry, (*steps, key))
    elif isinstance(value, list):
        for number, entry in enumerate(value):
            yield from mappings(entry, (*steps, number))


PLACES = [
    (logical_id, steps)
    for logical_id, resource in WHOLE["Resources"].items()
    for steps in mappings(resource["Properties"], ())
    if (logical_id, steps) not in (("Function", ()), ("Function", ("Events",)))  # not about API Gateway
    and steps[-2:] != ("RequestParameters", 0)  # the key is the name of a parameter
]


def test_a_whole_template_is_as_right_for_us_as_for_sam() -> None:
    translate(TEMPLATE)
    assert faults(TEMPLATE) == []


@pytest.mark.parametrize(
    ("logical_id", "steps"), PLACES, ids=[f"{one}:{'.'.join(map(str, two))}" for one, two in PLACES]
)
def test_a_key_that_is_none_is_refused_or_dropped_as_sam_does(logical_id: str, steps: tuple[Any, ...]) -> None:
    """What SAM hands on unread is refused by CloudFormation."""
    template = copy.deepcopy(WHOLE)
    inner = template["Resources"][logical_id]["Properties"]
    for step in steps:
        inner = inner[step]
    inner[STRANGER] = "x"
    text = json.dumps(template)
    told = {fault.kind for label, fault in faults(text) if label == logical_id}
    assert told == {"dropped"} if _drops(text) else told & {"name", "type"}


def _drops(text: str) -> bool:
    """Whether SAM takes the template, and the key is gone afterwards."""
    from samtranslator.model.exceptions import InvalidDocumentException

    try:
        return STRANGER not in json.dumps(translate(text))
    except (InvalidDocumentException, AttributeError):  # it fails on what it does not expect
        return False
