"""The labelled questions about rules: each is answered by a rule that the label names, or by none."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from apigw_lint.analysis import policy_reading
from apigw_lint.lint import lint_texts
from apigw_lint.rulebook.audit import audit
from apigw_lint.rulebook.shelf import pages

if TYPE_CHECKING:
    from apigw_lint.rulebook.rule import Rule

RULES = [audit(page) for page in pages().values() if page.theme == "policy"]
# Where a rule says on purpose less than the label, and why.
OTHERWISE = {
    (
        "securetransport-deny:rule:deny-never-matches",
        "{}",
    ): "API Gateway answers on TLS alone, so the Deny does no harm",
    (
        "gh-open-any-ip:rule:policy-public",
        "{}",
    ): "nothing is open before there are routes; policy-condition-weak speaks",
    ("doc-deny-ip:rule:policy-public", '["COGNITO_USER_POOLS"]'): "the Cognito authorizer guards the route",
}


def cases() -> list[dict[str, Any]]:
    folder = os.environ.get("APIGW_LINT_CORPUS")
    if not folder:
        return []
    lines = (Path(folder) / "policy-cases.jsonl").read_text(encoding="utf-8").splitlines()
    return [case for case in map(json.loads, lines) if case["question"] == "rule"]


def template(case: dict[str, Any]) -> str:
    """The policy of a case on an API of a template, with the methods and stages that the case knows."""
    api = {**(case.get("api") or {}), **case["args"]}
    configuration = {
        "Types": [case["endpoint_type"]],
        **({"IpAddressType": "dualstack"} if case.get("dualstack") else {}),
    }
    properties = {"Name": "api", "EndpointConfiguration": configuration, "Policy": case["policy"]}
    resources: dict[str, Any] = {"Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": properties}}
    for number, (verb, path, *auth) in enumerate(api.get("methods", ())):
        resources[f"Path{number}"] = {
            "Type": "AWS::ApiGateway::Resource",
            "Properties": {
                "RestApiId": {"Ref": "Api"},
                "ParentId": {"Fn::GetAtt": ["Api", "RootResourceId"]},
                "PathPart": path.lstrip("/"),
            },
        }
        resources[f"Method{number}"] = {
            "Type": "AWS::ApiGateway::Method",
            "Properties": {
                "RestApiId": {"Ref": "Api"},
                "ResourceId": {"Ref": f"Path{number}"},
                "HttpMethod": verb,
                "AuthorizationType": auth[0] if auth else {"Ref": "Authorization"},
                "Integration": {"Type": "HTTP_PROXY", "IntegrationHttpMethod": "GET", "Uri": "https://example.com"},
            },
        }
    for number, stage in enumerate(api.get("stages", ())):
        named = {"RestApiId": {"Ref": "Api"}, "StageName": stage}
        resources[f"Stage{number}"] = {"Type": "AWS::ApiGateway::Stage", "Properties": named}
    return json.dumps({"Parameters": {"Authorization": {"Type": "String"}}, "Resources": resources})


def found(case: dict[str, Any], rules: list[Rule]) -> list[str]:
    return [finding.rule for finding in lint_texts({"template.json": template(case)}, rules)]


def named(case: dict[str, Any]) -> tuple[str, str]:
    auths = [method[2] for method in case["args"].get("methods", ()) if len(method) > 2]
    return case["name"], json.dumps(auths) if auths else "{}"


@pytest.mark.parametrize("case", cases(), ids=lambda case: "-".join(named(case)))
def test_a_rule_answers_as_the_label_says(case: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    if known := case.get("env"):
        monkeypatch.setattr(policy_reading, "_identity", lambda api: {"region": None, **known})
    wanted = case["args"].get("catalogue")
    if wanted:
        told = found(case, [rule for rule in RULES if rule.name in wanted])
    else:
        told = found(
            case, [rule for rule in RULES if rule.profile == "default" and rule.severity in ("error", "warning")]
        )
    expected = "no" if named(case) in OTHERWISE else case["expected"]
    assert ("yes" if told else "no") == expected, told
