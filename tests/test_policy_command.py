"""`apigw-lint policy FILE` as a shell sees it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
TWO_STATEMENTS = """\
{"Version": "2012-10-17", "Statement": [
  {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke",
   "Resource": "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/*",
   "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}},
  {"Sid": "Reports", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::444455556666:role/reports"},
   "Action": "execute-api:Invoke", "Resource": "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/*"}]}
"""
TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Conditions:
  Inside: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Orders:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      EndpointConfiguration: {Type: REGIONAL}
      Auth:
        Authorizers:
          Guard: {FunctionArn: "arn:aws:lambda:eu-west-1:111122223333:function:guard"}
        ResourcePolicy:
          IpRangeWhitelist: [203.0.113.0/24]
  Function:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Handler: app.run
      InlineCode: "def run(event, context): return {}"
      Events:
        List: {Type: Api, Properties: {Path: /orders, Method: get, RestApiId: !Ref Orders}}
        Put:
          Type: Api
          Properties: {Path: "/orders/{id}", Method: put, RestApiId: !Ref Orders, Auth: {Authorizer: AWS_IAM}}
        Drop:
          Type: Api
          Properties: {Path: "/orders/{id}", Method: delete, RestApiId: !Ref Orders, Auth: {Authorizer: Guard}}
"""
OPENAPI = """\
openapi: 3.0.1
info: {title: orders, version: "1"}
x-amazon-apigateway-policy:
  Version: "2012-10-17"
  Statement:
    - {Effect: Allow, Principal: "*", Action: execute-api:Invoke, Resource: execute-api:/*/GET/*}
paths:
  /orders:
    get:
      responses: {"200": {description: the orders}}
      x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: https://backend.example.com/orders}
    post:
      responses: {"201": {description: the order}}
      x-amazon-apigateway-integration: {type: http_proxy, httpMethod: POST, uri: https://backend.example.com/orders}
"""


def run(at: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "apigw_lint", "policy", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, cwd=at, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def told(at: Path, *words: str) -> Any:
    return json.loads(run(at, *words, "--format", "json").stdout)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "policy.json").write_text(TWO_STATEMENTS, encoding="utf-8")
    (tmp_path / "template.yaml").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "openapi.yaml").write_text(OPENAPI, encoding="utf-8")
    return tmp_path


def verdicts(at: Path, *words: str) -> dict[str, str]:
    (policy,) = told(at, *words)["policies"]
    return {answer["question"]: answer["verdict"] for answer in policy["answers"]}


def test_each_answer_has_a_request_that_shows_it(folder: Path) -> None:
    shown = run(folder, "policy.json", "--endpoint-type", "private")
    assert shown.returncode == 0
    assert "through a VPC endpoint that nothing names   yes" in shown.stdout
    assert (
        "GET /anything (stage prod), caller arn:aws:iam::444455556666:role/reports, through VPC endpoint vpce-0attacker of"
        " vpc-0attacker, from 10.99.0.10 [statement 'Reports', line 5]"
    ) in shown.stdout


def test_the_endpoint_type_decides_what_a_policy_means(folder: Path) -> None:
    regional = verdicts(folder, "policy.json", "--endpoint-type", "regional")
    assert regional["unsigned"] == "yes"
    assert "any-vpc" not in regional
    assert regional["internet"] == "no"
    private = verdicts(folder, "policy.json", "--endpoint-type", "private")
    assert private["unsigned"] == "maybe"
    assert private["any-vpc"] == "yes"
    assert verdicts(folder, "policy.json")["unsigned"] == "maybe"
    assert "--endpoint-type" in run(folder, "policy.json").stdout


def test_each_network_that_a_private_api_names_is_told(tmp_path: Path) -> None:
    allow = {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}
    ours = {"StringEquals": {"aws:SourceVpce": ["vpce-0aaa", "vpce-0bbb"]}}
    blocked = {"StringEquals": {"aws:SourceVpce": "vpce-0bbb"}}
    statements = [{**allow, "Condition": ours}, {**allow, "Effect": "Deny", "Condition": blocked}]
    policy = {"Version": "2012-10-17", "Statement": statements}
    (tmp_path / "policy.json").write_text(json.dumps(policy), encoding="utf-8")
    (found,) = told(tmp_path, "policy.json", "--endpoint-type", "private")["policies"]
    through = {one["value"]: one["verdict"] for one in found["answers"] if one["question"] == "through"}
    assert through == {"vpce-0aaa": "yes", "vpce-0bbb": "no"}
    assert (
        "  through vpce-0bbb                           no"
        in run(tmp_path, "policy.json", "--endpoint-type", "private").stdout
    )


def test_a_template_is_told_method_by_method(folder: Path) -> None:
    (policy,) = told(folder, "template.yaml")["policies"]
    assert (policy["api"], policy["endpointType"], policy["methodsKnown"]) == ("Orders", "REGIONAL", True)
    methods = {one["method"]: one for one in policy["methods"]}
    assert {key: one["authorization"] for key, one in methods.items()} == {
        "GET /orders": "NONE",
        "PUT /orders/{id}": "AWS_IAM",
        "DELETE /orders/{id}": "CUSTOM",
    }
    assert methods["GET /orders"]["witness"]["keys"]["aws:SourceIp"] == "203.0.113.10"
    shown = run(folder, "template.yaml").stdout
    assert "PUT /orders/{id} needs a signature" in shown
    assert "where the authorizer says nothing" in shown


def test_a_method_that_no_statement_covers_is_shut(folder: Path) -> None:
    (policy,) = told(folder, "openapi.yaml")["policies"]
    assert {one["method"]: one["verdict"] for one in policy["methods"]} == {"GET /orders": "yes", "POST /orders": "no"}


def test_the_policy_of_an_included_definition_is_found(folder: Path) -> None:
    (folder / "outer.yaml").write_text(
        "Transform: AWS::Serverless-2016-10-31\nResources:\n  Api:\n    Type: AWS::Serverless::Api\n    Properties:\n"
        "      StageName: live\n      DefinitionBody:\n        Fn::Transform: {Name: AWS::Include, Parameters: {Location: openapi.yaml}}\n",
        encoding="utf-8",
    )
    (policy,) = told(folder, str(folder / "outer.yaml"))["policies"]
    assert policy["policy"]["file"].endswith("openapi.yaml")


@pytest.mark.parametrize(
    ("file", "asked", "outcome", "number", "then"),
    [
        (
            "policy.json",
            "GET /orders from vpce-123 as arn:aws:iam::444455556666:role/reports",
            "Allow",
            2,
            "is allowed",
        ),
        ("policy.json", "GET /orders from 203.0.113.7", "Allow", 1, "is allowed"),
        ("policy.json", "GET /orders from 198.51.100.7", "Neither", None, "is refused"),
        ("template.yaml", "GET /orders from 203.0.113.7", "Allow", 1, "is allowed"),
        ("template.yaml", "GET /orders?page=2 from 198.51.100.7", "Deny", 2, "is refused"),
        ("template.yaml", "PUT /orders/7 from 203.0.113.7", "Allow", 1, "is refused"),
        ("template.yaml", "PUT /orders/7 from 203.0.113.7 as arn:aws:iam::444455556666:role/x", "Allow", 1, "hangs on"),
        ("template.yaml", "DELETE /orders/7 from 203.0.113.7 on live", "Allow", 1, "is allowed"),
        ("openapi.yaml", "POST /orders", "Neither", None, "is refused"),
    ],
)
def test_one_request_is_decided(
    folder: Path, file: str, asked: str, outcome: str, number: int | None, then: str
) -> None:
    (decision,) = told(folder, file, "--ask", asked)["decisions"]
    assert decision["outcome"] == outcome
    assert (decision["statement"] or {}).get("number") == number
    assert decision["then"].startswith(then)


def test_several_requests_are_decided_in_their_order(folder: Path) -> None:
    asked = ("--ask", "GET /orders from 198.51.100.7", "--ask", "GET /orders from 203.0.113.7")
    assert [one["outcome"] for one in told(folder, "policy.json", *asked)["decisions"]] == ["Neither", "Allow"]
    shown = run(folder, "policy.json", *asked).stdout
    assert shown.index("198.51.100.7") < shown.index("203.0.113.7")


def test_a_caller_is_anonymous_where_nobody_signs(folder: Path) -> None:
    asked = "GET /orders from 203.0.113.7 as arn:aws:iam::444455556666:role/reports"
    shown = run(folder, "template.yaml", "--ask", asked).stdout
    assert "its caller is anonymous to the policy" in shown
    assert "allowed by statement 1 (template.yaml:14)" in shown


def test_what_the_request_does_not_say_may_decide(folder: Path) -> None:
    (decision,) = told(folder, "policy.json", "--endpoint-type", "private", "--ask", "GET /orders from vpce-1")[
        "decisions"
    ]
    assert decision["outcome"] is None
    assert decision["statement"]["number"] == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("policy.json", "--ask", "GET orders"), "METHOD /path"),
        (("policy.json", "--ask", "GET /orders from home"), "`home` is no address"),
        (("policy.json", "--ask", "GET /orders as me"), "`me` is neither"),
        (("policy.json", "--ask", "GET /orders via proxy"), "METHOD /path"),
        (("nowhere.json",), "nowhere.json"),
        (("note.txt",), "holds no resource policy"),
        (("broken.json",), "cannot read broken.json"),
    ],
)
def test_wrong_use_is_told_in_a_line(folder: Path, words: tuple[str, ...], said: str) -> None:
    (folder / "note.txt").write_text("hello: world\n", encoding="utf-8")
    (folder / "broken.json").write_text("{\n", encoding="utf-8")
    ended = run(folder, *words)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert said in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_an_api_of_which_nobody_knows_the_kind_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(
        "openapi: 3.0.1\ninfo: {title: a, version: '1'}\npaths:\n  /a:\n    get:\n      responses: {}\n"
        "      x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: https://example.com}\n",
        encoding="utf-8",
    )
    ended = run(tmp_path, "t.yaml")
    assert ended.returncode == 2
    assert "holds no resource policy" in ended.stderr


def test_an_api_without_a_policy_is_told(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(
        "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties: {EndpointConfiguration: {Types: [PRIVATE]}}\n",
        encoding="utf-8",
    )
    assert "has no resource policy, so nobody can call it" in run(tmp_path, "t.yaml").stdout
