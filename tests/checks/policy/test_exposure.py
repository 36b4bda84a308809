"""Who gets in by a resource policy, as its readers are told."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from apigw_lint.lint import lint_texts
from apigw_lint.rulebook.audit import audit
from apigw_lint.rulebook.shelf import pages

if TYPE_CHECKING:
    from apigw_lint.finding.finding import Finding

POLICY = [audit(page) for page in pages().values() if page.theme == "policy"]
LOUD = [rule for rule in POLICY if rule.profile == "default" and rule.severity != "note"]
VPCE = "vpce-0a1b2c3d4e5f60718"
ARN = "arn:aws:execute-api:us-east-1:123456789012:abcd1234ef/*"


def statement(
    effect: str = "Allow", principal: Any = "*", resource: Any = "execute-api:/*", **condition: Any
) -> dict[str, Any]:
    said = {"Effect": effect, "Principal": principal, "Action": "execute-api:Invoke", "Resource": resource}
    return {**said, "Condition": condition} if condition else said


def document(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def template(policy: Any, kind: str, *auths: str, stage: Any = "live") -> dict[str, Any]:
    """An API with a policy, and a method for each kind of authorization."""
    api = {"Name": "orders", "EndpointConfiguration": {"Types": [kind]}, "Policy": policy}
    resources: dict[str, Any] = {"Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": api}}
    for number, auth in enumerate(auths):
        place = {
            "RestApiId": {"Ref": "Api"},
            "ParentId": {"Fn::GetAtt": ["Api", "RootResourceId"]},
            "PathPart": f"p{number}",
        }
        resources[f"Path{number}"] = {"Type": "AWS::ApiGateway::Resource", "Properties": place}
        method = {
            "RestApiId": {"Ref": "Api"},
            "ResourceId": {"Ref": f"Path{number}"},
            "HttpMethod": "GET",
            "AuthorizationType": auth,
            "Integration": {"Type": "HTTP_PROXY", "IntegrationHttpMethod": "GET", "Uri": "https://example.com"},
        }
        resources[f"Method{number}"] = {"Type": "AWS::ApiGateway::Method", "Properties": method}
    if auths:
        named = {"RestApiId": {"Ref": "Api"}, "StageName": stage}
        resources["Stage"] = {"Type": "AWS::ApiGateway::Stage", "Properties": named}
    return {"Parameters": {"Name": {"Type": "String"}}, "Resources": resources}


def findings(root: dict[str, Any], rules: Any = POLICY) -> list[Finding]:
    return lint_texts({"template.json": json.dumps(root, indent=1)}, rules)


def names(root: dict[str, Any], rules: Any = LOUD) -> list[str]:
    return [one.rule for one in findings(root, rules)]


NOTE = document(
    statement(resource=ARN, IpAddress={"aws:SourceIp": "203.0.113.0/24"}),
    statement(resource=ARN, principal={"AWS": "arn:aws:iam::098765432109:role/MyRole"}),
)


@pytest.mark.parametrize("auths", [(), ("AWS_IAM",), ("AWS_IAM", "NONE")])
def test_a_role_without_a_condition_opens_a_private_api_to_every_vpc(auths: tuple[str, ...]) -> None:
    found = {one.rule: one for one in findings(template(NOTE, "PRIVATE", *auths), LOUD)}
    assert {"private-network-weak", "private-sourceip-ignored"} <= set(found)
    lines = json.dumps(template(NOTE, "PRIVATE", *auths), indent=1).split("\n")
    effects = [number for number, line in enumerate(lines, 1) if '"Effect"' in line]
    weak = found["private-network-weak"]
    assert weak.place.span.line == effects[1]
    assert "statement 2 admits GET" in weak.message
    assert (
        "caller arn:aws:iam::098765432109:role/MyRole, through VPC endpoint vpce-0attacker of vpc-0attacker, from 10.99.0.10"
        in weak.message
    )
    assert '"aws:SourceIp"' in lines[found["private-sourceip-ignored"].place.span.line - 1]


def test_the_same_policy_on_a_public_api_is_no_such_matter() -> None:
    assert names(template(NOTE, "REGIONAL", "AWS_IAM")) == []


DENY_OTHERS = [
    {"StringNotEquals": {"aws:SourceVpce": VPCE}},
    {"StringNotEquals": {"aws:sourceVpc": "vpc-1a2b3c4d"}},
    {"StringNotEquals": {"aws:SourceVpce": [VPCE, {"Ref": "Name"}]}},
    {"StringNotLike": {"aws:SourceVpce": VPCE}},
    {"StringNotEqualsIfExists": {"aws:SourceVpce": VPCE}},
]
ALLOW_OWN = [
    {"StringEquals": {"aws:SourceVpce": VPCE}},
    {"StringEqualsIfExists": {"aws:SourceVpce": VPCE}},
    {"StringEquals": {"aws:SourceVpc": {"Ref": "Name"}}},
    {"StringEquals": {"aws:VpceAccount": "123456789012"}},
    {"StringEquals": {"aws:VpceOrgID": "o-a1b2c3d4e5"}},
    {"StringEquals": {"aws:SourceVpce": VPCE}, "IpAddress": {"aws:VpcSourceIp": ["10.0.0.0/16", "172.16.0.0/16"]}},
]


@pytest.mark.parametrize("condition", DENY_OTHERS)
def test_a_deny_for_all_others_closes_a_private_api(condition: dict[str, Any]) -> None:
    policy = document(statement(), statement("Deny", **condition))
    assert names(template(policy, "PRIVATE", "NONE")) == []


@pytest.mark.parametrize("condition", ALLOW_OWN)
def test_an_allow_for_our_own_closes_a_private_api(condition: dict[str, Any]) -> None:
    assert names(template(document(statement(**condition)), "PRIVATE", "NONE")) == []


@pytest.mark.parametrize(
    "policy",
    [
        document(statement()),
        document(statement(principal={"AWS": "*"})),
        document(statement(NotIpAddress={"aws:VpcSourceIp": "0.0.0.0/32"}), statement()),
        document(statement(IpAddress={"aws:VpcSourceIp": "0.0.0.0/0"})),
        document(
            statement(), statement("Deny", principal={"AWS": "111122223333"}, StringNotEquals={"aws:SourceVpce": VPCE})
        ),
        document(
            statement(),
            statement("Deny", resource="execute-api:/live/POST/*", StringNotEquals={"aws:SourceVpce": VPCE}),
        ),
        document(statement(StringNotEquals={"aws:SourceVpce": VPCE})),
        document(statement(**{"ForAllValues:StringLike": {"aws:SourceVpce": "vpce-*"}})),
    ],
)
def test_what_looks_like_a_limit_and_is_none(policy: dict[str, Any]) -> None:
    assert "private-vpc-unrestricted" in names(template(policy, "PRIVATE", "NONE"))


@pytest.mark.parametrize(
    ("kind", "auths", "policy"),
    [
        # The examples of "API Gateway resource policy examples" and "Create and attach a resource policy".
        ("REGIONAL", ["AWS_IAM"], document(statement(
            principal={"AWS": ["arn:aws:iam::111122223333:role/developer", "arn:aws:iam::111122223333:role/Admin"]}))),
        ("REGIONAL", [], document(statement(), statement("Deny", IpAddress={"aws:SourceIp": ["192.0.2.0/24", "198.51.100.0/24"]}))),
        ("REGIONAL", ["NONE"], document(statement(resource="arn:aws:execute-api:us-east-1:123456789012:*"), statement(
            "Deny", resource="arn:aws:execute-api:us-east-1:123456789012:*", NotIpAddress={"aws:SourceIp": "203.0.113.0/24"}))),
        ("PRIVATE", ["NONE"], document(statement(), statement("Deny", StringNotEquals={"aws:SourceVpc": "vpc-1a2b3c4d"}))),
        ("PRIVATE", ["NONE"], document(statement("Deny", StringNotEquals={"aws:SourceVpce": "vpce-1a2b3c4d"}), statement())),
        # "How resource policies affect authorization workflow".
        ("PRIVATE", ["CUSTOM"], document(statement("Deny", resource=ARN, StringNotEquals={"aws:SourceVpce": "vpce-1a2b3c4d"}))),
        ("PRIVATE", ["AWS_IAM"], document(statement(resource=ARN, StringEquals={"aws:SourceVpc": "vpc-2f09a348"}))),
        ("PRIVATE", ["COGNITO_USER_POOLS"], document(statement(resource=ARN, StringEquals={"aws:SourceVpc": "vpc-2f09a348"}))),
        ("REGIONAL", ["NONE"], document(statement(resource=ARN, IpAddress={"aws:SourceIp": ["192.0.2.0/24", "198.51.100.0/24"]}))),
        ("REGIONAL", ["AWS_IAM"], document(statement(principal={"AWS": "111122223333"}))),
        ("REGIONAL", ["AWS_IAM"], document(statement(StringEquals={"aws:PrincipalOrgID": "o-a1b2c3d4e5"}))),
    ],
)  # fmt: skip
def test_policies_that_aws_documents_as_good_are_good(kind: str, auths: list[str], policy: dict[str, Any]) -> None:
    assert names(template(policy, kind, *auths)) == []


def test_named_callers_who_all_sign_are_a_pattern_of_its_own() -> None:
    policy = document(statement(principal={"AWS": "arn:aws:iam::111122223333:role/reports"}))
    assert names(template(policy, "PRIVATE", "AWS_IAM")) == []
    assert names(template(policy, "PRIVATE")) == ["private-network-weak"]


def test_a_signed_stranger_needs_a_method_that_asks_for_a_signature() -> None:
    policy = document(
        statement(StringEquals={"aws:SourceVpce": VPCE}),
        statement(ArnLike={"aws:PrincipalArn": "arn:aws:iam::*:role/reports"}),
    )
    assert names(template(policy, "PRIVATE", "NONE")) == ["policy-identity-ignored"]
    assert names(template(policy, "PRIVATE", "AWS_IAM")) == ["private-vpc-unrestricted"]


def test_a_policy_that_is_one_text_is_reported_where_it_stands() -> None:
    root = template(json.dumps(document(statement())), "PRIVATE", "NONE")
    (found,) = findings(root, LOUD)
    assert found.rule == "private-vpc-unrestricted"
    line = json.dumps(root, indent=1).split("\n")[found.place.span.line - 1]
    assert '"Policy"' in line


def test_a_policy_that_is_not_known_is_left_alone() -> None:
    assert names(template({"Ref": "Name"}, "PRIVATE", "NONE")) == []
    assert names(template(document({"Ref": "Name"}), "PRIVATE", "NONE")) == []
    assert names(template(document(statement(StringLike={"aws:SourceVpce": {"Ref": "Name"}})), "PRIVATE", "NONE")) == []


def test_a_deny_for_a_stage_whose_name_is_not_known_may_be_the_right_one() -> None:
    policy = document(
        statement(), statement("Deny", resource="execute-api:/live/*", StringNotEquals={"aws:SourceVpce": VPCE})
    )
    assert names(template(policy, "PRIVATE", "NONE")) == []
    assert names(template(policy, "PRIVATE", "NONE", stage="test")) != []
    assert "private-vpc-unrestricted" not in names(template(policy, "PRIVATE", "NONE", stage={"Ref": "Name"}))


def test_a_finding_keeps_its_identity_when_its_example_changes() -> None:
    policy = document(statement())
    (one,) = findings(template(policy, "PRIVATE", "NONE"), LOUD)
    (other,) = findings(template(policy, "PRIVATE", "NONE", stage="test"), LOUD)
    assert one.message != other.message
    assert (one.facts, one.path) == (other.facts, other.path)


def test_nothing_is_loaded_for_a_document_without_a_policy() -> None:
    code = (
        "import sys; from apigw_lint.lint import lint_texts; from apigw_lint.rulebook.audit import audit;"
        "from apigw_lint.rulebook.shelf import pages; rules = [audit(page) for page in pages().values()];"
        "lint_texts({'t.yaml': 'Resources: {Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: a}}}'}, rules);"
        "print([name for name in sys.modules if name.startswith('apigw_lint.iam')])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"
