"""What is said of resources that are against the specification of their type: in words that tell what to write."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apigw_lint.lint import lint_texts
from apigw_lint.rulebook.audit import audit
from apigw_lint.rulebook.shelf import pages
from tests.checks.ruled import said

RULES = [audit(page) for page in pages().values() if page.theme == "structure"]
API = "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties: {%s}\n"
ALLOW = "Resources:\n  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: a}}\n  Allow:\n    Type: AWS::Lambda::Permission\n"


@pytest.mark.parametrize(
    ("rule", "properties", "message"),
    [
        ("property-name-unknown", "Nmae: a", "has no property 'Nmae', and the deployment fails; did you mean 'Name'?"),
        ("property-name-unknown", "Quux: a", "AWS::ApiGateway::RestApi has no property 'Quux', and the deployment fails."),
        ("property-type-invalid", "Name: [a]", "'Name' of AWS::ApiGateway::RestApi is a list, and it takes a text;"),
        ("property-type-invalid", "Name: null", "'Name' of AWS::ApiGateway::RestApi is null, and it takes a text;"),
        ("property-type-invalid", "FailOnWarnings: maybe", "is 'maybe', and it takes true or false;"),
        ("property-type-invalid", "Body: [a]", "'Body' of AWS::ApiGateway::RestApi is a list, and it takes a mapping or a text;"),
        ("property-type-invalid", "BinaryMediaTypes: [{a: b}]", "An item of 'BinaryMediaTypes' of AWS::ApiGateway::RestApi is a mapping"),
        ("property-required-missing", "Tags: [{Key: a}]", "'Tags' of AWS::ApiGateway::RestApi must have the property 'Value'"),
        ("property-value-unknown", "Mode: merged", "cannot be 'merged', and the deployment fails; did you mean 'merge'?"),
        ("property-value-unknown", "Mode: x", "cannot be 'x', and the deployment fails; choose merge or overwrite."),
        ("property-name-ignored", "RootResourceId: a", "'RootResourceId' of AWS::ApiGateway::RestApi is CloudFormation's to set"),
    ],
)  # fmt: skip
def test_a_message_names_the_property_and_what_it_takes(rule: str, properties: str, message: str) -> None:
    [(line, text)] = said(rule, API % properties)
    assert line == 4
    assert message in text


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        ("SourceAccount: ab", "has 2 characters, and may have 12;"),
        ("SourceAccount: abcdefghijkl", "cannot be 'abcdefghijkl', which does not match ^\\d{12}$;"),
        (f"FunctionName: {'x' * 300}", "has 300 characters, and may have 1 to 140;"),
        (f"Action: {'x y' * 40}", f"cannot be '{('x y' * 40)[:60]}...', which does not match"),
    ],
)
def test_a_bound_is_said_with_what_is_there(properties: str, message: str) -> None:
    right = {"Action": "lambda:InvokeFunction", "FunctionName": "f", "Principal": "a"}
    others = [f"{key}: {value}" for key, value in right.items() if not properties.startswith(key)]
    [(_, text)] = said("property-value-invalid", f"{ALLOW}    Properties: {{{', '.join([*others, properties])}}}\n")
    assert message in text


def test_a_value_that_comes_from_a_default_says_so() -> None:
    text = "Parameters:\n  Mode: {Type: String, Default: merged}\n" + API % "Mode: !Ref Mode"
    assert said("property-value-unknown", text) == [
        (6, "'Mode' of AWS::ApiGateway::RestApi cannot be 'merged', and the deployment fails; "
         "did you mean 'merge'? (default of parameter 'Mode')."),
    ]  # fmt: skip


def test_what_holds_in_one_scenario_says_in_which() -> None:
    text = """\
Parameters:
  Stage: {Type: String}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: {Name: a, Mode: !If [IsProd, merged, merge]}
"""
    [(line, message)] = said("property-value-unknown", text)
    assert line == 8
    assert message.endswith("This holds when IsProd is true.")


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=4)),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=3), inner, max_size=2)),
    max_leaves=4,
)
NAMES = st.sampled_from(
    ["Name", "Tags", "Body", "EndpointConfiguration", "Mode", "FailOnWarnings", "BinaryMediaTypes", "Quux"]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(VALUES, st.dictionaries(NAMES, VALUES, max_size=4)))
def test_whatever_is_wrong_can_be_said(properties: object) -> None:
    api = {"Type": "AWS::ApiGateway::RestApi", "Properties": properties}
    lint_texts({"template.json": json.dumps({"Resources": {"Api": api}})}, RULES)
