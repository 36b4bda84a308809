"""Certificates of custom domains: what each dialect, and each way to name a certificate, lets be known of its Region."""

from __future__ import annotations

from textwrap import dedent, indent

import pytest

from apigw_lint.lint import lint_texts
from apigw_lint.rulebook.audit import audit
from apigw_lint.rulebook.shelf import pages
from apigw_lint.settings import Settings

EDGE, REGIONAL = "edge-certificate-cross-region", "regional-certificate-cross-region"
DUBLIN = "arn:aws:acm:eu-west-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000001"
VIRGINIA = "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000002"
OWN = "!Ref Certificate"
HERE = '!Sub "arn:aws:acm:${AWS::Region}:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000003"'
FIELDS = {EDGE: "CertificateArn", REGIONAL: "RegionalCertificateArn"}
FORMS = {
    "v1 by default": (EDGE, "AWS::ApiGateway::DomainName", "CertificateArn: {certificate}"),
    "v1 edge": (
        EDGE,
        "AWS::ApiGateway::DomainName",
        "EndpointConfiguration: {{Types: [EDGE]}}\nCertificateArn: {certificate}",
    ),
    "v1 regional": (
        REGIONAL,
        "AWS::ApiGateway::DomainName",
        "EndpointConfiguration: {{Types: [REGIONAL]}}\nRegionalCertificateArn: {certificate}",
    ),
    "v2": (REGIONAL, "AWS::ApiGatewayV2::DomainName", "DomainNameConfigurations:\n  - CertificateArn: {certificate}"),
    "sam rest": (REGIONAL, "AWS::Serverless::Api", "CertificateArn: {certificate}"),
    "sam edge": (EDGE, "AWS::Serverless::Api", "EndpointConfiguration: EDGE\nCertificateArn: {certificate}"),
    "sam http": (REGIONAL, "AWS::Serverless::HttpApi", "CertificateArn: {certificate}"),
    "sam websocket": (REGIONAL, "AWS::Serverless::WebSocketApi", "CertificateArn: {certificate}"),
}
OTHERS = """\
Parameters:
  Given: {Type: String}
  Usual: {Type: String, Default: "arn:aws:acm:ap-south-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000004"}
  Stored: {Type: AWS::SSM::Parameter::Value<String>, Default: /certificate}
Resources:
  Certificate:
    Type: AWS::CertificateManager::Certificate
    Properties: {DomainName: api.example.com}
"""


def template(form: str, certificate: str) -> str:
    """A template with a domain of this form and this certificate."""
    _, kind, written = FORMS[form]
    domain = "DomainName: api.example.com\n" + written.format(certificate=certificate)
    if "Serverless" not in kind:
        return OTHERS + indent(f"Domain:\n  Type: {kind}\n  Properties:\n{indent(domain, '    ')}\n", "  ")
    properties = "Domain:\n" + indent(domain, "  ")
    if kind != "AWS::Serverless::HttpApi":
        properties = "StageName: prod\n" + properties
    if kind == "AWS::Serverless::WebSocketApi":
        properties = "RouteSelectionExpression: $request.body.action\n" + properties
    api = f"Api:\n  Type: {kind}\n  Properties:\n{indent(properties, '    ')}\n"
    return "Transform: AWS::Serverless-2016-10-31\n" + OTHERS + indent(api, "  ")


def said(text: str, *regions: str, **parameters: str) -> dict[str, str]:
    """The rules about Regions that speak, with the line that each speaks of."""
    rules = [audit(pages()[name]) for name in (EDGE, REGIONAL)]
    settings = Settings(regions=regions, parameters=parameters)
    lines = text.split("\n")
    found = lint_texts({"template.yaml": text}, rules, settings)
    return {one.rule: lines[one.place.span.line - 1].strip(" -") for one in found}


@pytest.mark.parametrize("form", FORMS)
def test_a_literal_arn_of_another_region(form: str) -> None:
    rule = FORMS[form][0]
    wrong, right = (DUBLIN, VIRGINIA) if rule == EDGE else (VIRGINIA, DUBLIN)
    name = FIELDS[REGIONAL] if form == "v1 regional" else "CertificateArn"
    assert said(template(form, wrong), "eu-west-1") == {rule: f"{name}: {wrong}"}
    assert said(template(form, right), "eu-west-1") == {}


@pytest.mark.parametrize("form", FORMS)
def test_a_regional_domain_needs_the_stacks_region_to_be_judged(form: str) -> None:
    found = said(template(form, DUBLIN))
    assert found == ({EDGE: f"CertificateArn: {DUBLIN}"} if FORMS[form][0] == EDGE else {})


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("certificate", [OWN, HERE])
def test_a_certificate_of_the_stacks_own_region(form: str, certificate: str) -> None:
    text = template(form, certificate)
    edge = {EDGE: f"CertificateArn: {certificate}"} if FORMS[form][0] == EDGE else {}
    assert said(text, "eu-west-1") == edge
    assert said(text, "us-east-1", "eu-west-1") == edge
    assert said(text, "us-east-1") == {}
    assert said(text) == {}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "certificate",
    [
        "!Ref Given",
        "!Ref Usual",
        "!Ref Stored",
        "!ImportValue certificate",
        '"{{{{resolve:ssm:/certificate}}}}"',
        '!Sub "arn:aws:acm:${{Given}}:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000003"',
    ],
)
def test_what_only_the_deployment_knows(form: str, certificate: str) -> None:
    assert said(template(form, certificate.format()), "eu-west-1") == {}


@pytest.mark.parametrize("form", FORMS)
def test_a_value_given_for_the_run_is_judged(form: str) -> None:
    wrong = DUBLIN if FORMS[form][0] == EDGE else VIRGINIA
    assert list(said(template(form, "!Ref Given"), "eu-west-1", Given=wrong)) == [FORMS[form][0]]


def test_both_certificates_of_a_domain_that_moves() -> None:
    text = dedent(f"""\
        Resources:
          Domain:
            Type: AWS::ApiGateway::DomainName
            Properties:
              DomainName: api.example.com
              EndpointConfiguration: {{Types: [EDGE, REGIONAL]}}
              CertificateArn: {DUBLIN}
              RegionalCertificateArn: {VIRGINIA}
        """)
    both = {EDGE: f"CertificateArn: {DUBLIN}", REGIONAL: f"RegionalCertificateArn: {VIRGINIA}"}
    assert said(text, "eu-west-1") == both
    assert said(text) == {EDGE: f"CertificateArn: {DUBLIN}"}


@pytest.mark.parametrize("form", [form for form, (rule, _, _) in FORMS.items() if rule == REGIONAL])
def test_the_ownership_certificate_lies_in_the_region_too(form: str) -> None:
    property = f"OwnershipVerificationCertificateArn: {VIRGINIA}"
    text = template(form, OWN)
    before = "RegionalCertificateArn: " if form == "v1 regional" else "CertificateArn: "
    line = next(line for line in text.split("\n") if before + OWN in line)
    deep = " " * line.index(before)
    text = text.replace(line, f"{line}\n{deep}{property}")
    assert said(text, "eu-west-1") == {REGIONAL: property}
    assert said(text, "us-east-1") == {}
    assert said(text) == {}


def test_a_private_domain_is_not_judged() -> None:
    text = template("v2", DUBLIN).replace("AWS::ApiGatewayV2::DomainName", "AWS::ApiGateway::DomainNameV2")
    text = text.replace("DomainNameConfigurations:\n        - ", "")
    assert said(text, "eu-central-1") == {}
