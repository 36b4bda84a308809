"""A template with conditions gives exactly the findings of the templates that it stands for, each with its "when"."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from apigw_lint.lint import lint_texts
from apigw_lint.rulebook.audit import audit
from apigw_lint.rulebook.shelf import pages
from apigw_lint.settings import Settings

if TYPE_CHECKING:
    from apigw_lint.finding.finding import Finding

RULES = [audit(page) for page in pages().values()]

TEMPLATE = """\
Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [dev, test, prod]}
  Patience: {Type: String, Default: short}
  Reach: {Type: String, Default: near}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsPatient: !Equals [!Ref Patience, long]
  IsEverywhere: !Equals [!Ref Reach, far]
  IsStrict: !And [!Condition IsProd, !Not [!Condition IsEverywhere]]
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      EndpointConfiguration:
        Types: [!If [IsEverywhere, EDGE, REGIONAL]]
      Policy: !If
        - IsProd
        - {Version: "2012-10-17", Statement: [{Effect: Allow, Principal: "*", Action: "execute-api:Invoke", Resource: "*", Condition: {IpAddress: {"aws:SourceIp": 192.0.2.0/24}}}]}
        - {Version: "2012-10-17", Statement: [{Effect: Allow, Principal: "*", Action: "execute-api:Invoke", Resource: "*"}]}
  Method:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: NONE
      Integration:
        Type: HTTP_PROXY
        Uri: https://pets.example.com
        IntegrationHttpMethod: GET
        TimeoutInMillis: !If [IsPatient, 40000, 20000]
  Deployment:
    Type: AWS::ApiGateway::Deployment
    DependsOn: Method
    Properties: {RestApiId: !Ref Api}
  Live:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Api
      DeploymentId: !Ref Deployment
      StageName: live
      AccessLogSetting: {DestinationArn: !GetAtt Log.Arn, Format: "$context.requestId"}
      MethodSettings: !If
        - IsStrict
        - [{ResourcePath: "/*", HttpMethod: "*", ThrottlingRateLimit: 100, ThrottlingBurstLimit: 50}]
        - !Ref AWS::NoValue
  Log: {Type: AWS::Logs::LogGroup}
  Domain:
    Type: AWS::ApiGateway::DomainName
    Condition: IsProd
    Properties:
      DomainName: pets.example.com
      CertificateArn: !If
        - IsEverywhere
        - arn:aws:acm:eu-west-1:111122223333:certificate/11111111-2222-3333-4444-555555555555
        - !Ref AWS::NoValue
      RegionalCertificateArn: !If
        - IsEverywhere
        - !Ref AWS::NoValue
        - arn:aws:acm:us-east-1:111122223333:certificate/11111111-2222-3333-4444-555555555555
      EndpointConfiguration: {Types: [!If [IsEverywhere, EDGE, REGIONAL]]}
"""
VALUES = {"Stage": ["dev", "test", "prod"], "Patience": ["short", "long"], "Reach": ["near", "far"]}


def settings(**parameters: str) -> Settings:
    return Settings(regions=("eu-west-1",), parameters=parameters)


def lint(text: str, **parameters: str) -> list[Finding]:
    return lint_texts({"template.yaml": text}, RULES, settings(**parameters))


def conditions(values: dict[str, str]) -> dict[str, bool]:
    prod, far = values["Stage"] == "prod", values["Reach"] == "far"
    return {
        "IsProd": prod,
        "IsPatient": values["Patience"] == "long",
        "IsEverywhere": far,
        "IsStrict": prod and not far,
    }


def written_out(truths: dict[str, bool]) -> str:
    """The template with every condition replaced, on its line, by a comparison of two literals."""
    lines = []
    for line in TEMPLATE.split("\n"):
        name = line.strip().split(":")[0]
        lines.append(f"  {name}: !Equals [a, {'a' if truths[name] else 'b'}]" if name in truths else line)
    return "\n".join(lines)


def identity(finding: Finding) -> tuple[str, int, int, str]:
    return finding.rule, finding.place.span.line, finding.place.span.column, finding.message


def holds(words: str | None, truths: dict[str, bool]) -> bool:
    if words is None:
        return True
    terms = words.removeprefix("when ").split(" or ")
    parts = [[part.split(" is ") for part in term.split(" and ")] for term in terms]
    return any(all(truths[name] is (truth == "true") for name, truth in term) for term in parts)


DEPLOYMENTS = [dict(zip(VALUES, row, strict=True)) for row in product(*VALUES.values())]


@pytest.mark.parametrize("values", DEPLOYMENTS, ids=lambda values: "-".join(values.values()))
def test_findings_say_exactly_when_they_hold(values: dict[str, str]) -> None:
    truths = conditions(values)
    said = {identity(one) for one in lint(TEMPLATE) if holds(one.when, truths)}
    assert said == {identity(one) for one in lint(written_out(truths))}
    assert said == {identity(one) for one in lint(TEMPLATE, **values)}


def test_the_words_are_few() -> None:
    whens = {(one.rule, one.when) for one in lint(TEMPLATE)}
    assert {
        ("integration-timeout-invalid", "when IsPatient is true and IsEverywhere is true"),
        ("integration-timeout-excessive", "when IsPatient is true and IsEverywhere is false"),
        ("stage-throttle-unbounded", "when IsStrict is false"),
        ("edge-certificate-cross-region", "when IsProd is true and IsEverywhere is true"),
        ("regional-certificate-cross-region", "when IsStrict is true"),
    } <= whens


def test_a_parameter_that_is_given_leaves_out_what_it_excludes() -> None:
    assert {one.when for one in lint(TEMPLATE, Stage="dev", Patience="short", Reach="near")} == {None}
