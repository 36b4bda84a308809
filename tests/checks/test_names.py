"""What a message calls a thing whose name is missing, empty or unknown."""

from __future__ import annotations

import pytest

from tests.checks.ruled import said

STAGE = """\
Parameters:
  Suffix: {Type: String}
Resources:
  Orders:
    Type: AWS::ApiGateway::RestApi
    Properties: {Name: orders}
  Prod:
    Type: AWS::ApiGateway::Stage
    Properties: {RestApiId: !Ref Orders, %s}
"""


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("DeploymentId: abc", "Prod"),
        ("StageName: ''", "Prod"),
        ("StageName: !Select [1, !Split ['-', !Ref AWS::StackName]]", "Prod"),
        ("StageName: v1", "v1"),
        ("StageName: !Sub 'v-${Suffix}'", "v-${Suffix}"),
    ],
)
def test_a_stage_without_a_name_goes_by_its_logical_id(name: str, shown: str) -> None:
    told = f"Stage '{shown}' writes no access log, so nobody can tell later who called it."
    assert said("access-log-missing", STAGE % name) == [(7, told)]


def test_a_domain_without_a_name_goes_by_its_logical_id() -> None:
    text = """\
        Resources:
          Shop:
            Type: AWS::ApiGateway::DomainName
            Properties: {SecurityPolicy: TLS_1_0}
        """
    assert said("domain-tls-weak", text) == [
        (4, "The domain 'Shop' accepts TLS 1.0 and 1.1; set 'SecurityPolicy' to TLS_1_2 or a newer policy.")
    ]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("HttpMethod: GET, ResourceId: abc123", "GET ${GetPets}"),
        ("ResourceId: abc123", "${GetPets}"),
        ("HttpMethod: GET, ResourceId: !Ref Pets", "GET ${...}/pets"),
        ("HttpMethod: GET, ResourceId: !GetAtt Shop.RootResourceId", "GET /"),
    ],
)
def test_a_method_on_an_unknown_path_goes_by_its_logical_id(written: str, shown: str) -> None:
    text = f"""\
        Resources:
          Shop:
            Type: AWS::ApiGateway::RestApi
            Properties: {{Name: shop}}
          Pets:
            Type: AWS::ApiGateway::Resource
            Properties: {{RestApiId: !Ref Shop, ParentId: !Select [1, !Split ['-', !Ref AWS::StackName]], PathPart: pets}}
          GetPets:
            Type: AWS::ApiGateway::Method
            Properties: {{RestApiId: !Ref Shop, {written}, AuthorizationType: NONE}}
          Health:
            Type: AWS::ApiGateway::Method
            Properties:
              {{RestApiId: !Ref Shop, ResourceId: def456, HttpMethod: GET, AuthorizationType: NONE, Integration: {{Type: MOCK}}}}
        """
    assert said("method-integration-missing", text) == [
        (8, f"'{shown}' has no integration, so the API cannot be deployed; say what it calls, or remove it.")
    ]
