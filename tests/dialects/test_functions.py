from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apigw_lint.dialects.scope import Scope
from apigw_lint.model.value import UNKNOWN, Partial
from apigw_lint.source.read import parse

TEMPLATE = """
Parameters:
  Stage: {Type: String, Default: dev}
  Open: {Type: String}
  Empty: {Type: String, Default: ""}
  SelfNamed: {Type: String, Default: SelfNamed}
  Names: {Type: CommaDelimitedList, Default: "a, b,c"}
  Fetched: {Type: "AWS::SSM::Parameter::Value<String>", Default: /path}
  Traced: {Type: String, Default: True}
Mappings:
  Sizes:
    dev: {size: 1, list: [x, y]}
    eu-west-1: {size: 2}
  Loop: {a: {b: !FindInMap [Loop, a, b]}}
Resources:
  Api: {Type: AWS::ApiGateway::RestApi}
Conditions: {Yes: !Equals [a, a]}
Value: %s
"""


def evaluate(value: str, region: str | None = None, definition: bool = False, **given: str) -> Any:
    root = parse(TEMPLATE % value, "template.yaml").roots[0]
    scope = Scope(root, given=given, region=region, conditions={"Yes": True, "No": False})
    return (scope.for_definition() if definition else scope).value(root["Value"])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("!Ref Stage", "dev"),
        ("{Ref: Stage}", "dev"),
        ("!Ref Names", ["a", "b", "c"]),
        ("!Ref Traced", "true"),
        ('!Sub "${Stage}-x"', "dev-x"),
        ('!Sub ["${A}-${Stage}", {A: !Ref Stage}]', "dev-dev"),
        ('!Sub "${!Stage}"', "${Stage}"),
        ('!Sub "https://${stageVariables.host}/${Stage}"', "https://${stageVariables.host}/dev"),
        ('!Join ["-", [a, !Ref Stage, 1, true]]', "a-dev-1-true"),
        ('!Join [",", !Ref Names]', "a,b,c"),
        ('!Join ["", [a, !If [Yes, b, c], !If [No, d, !Ref AWS::NoValue]]]', "ab"),
        ("!Join [',', !If [Yes, [a, b], [c]]]", "a,b"),
        ('!Select [1, [a, b]]', "b"),
        ('!Select ["1", !Ref Names]', "b"),
        ('!Select [0, !Split ["/", "x/y"]]', "x"),
        ('!Select [1, !Split ["-", !Sub "p-${Stage}"]]', "dev"),
        ('!Split [",", "a,b"]', ["a", "b"]),
        ("!FindInMap [Sizes, !Ref Stage, size]", 1),
        ("!FindInMap [Sizes, dev, list]", ["x", "y"]),
        ("!FindInMap [Sizes, other, size, {DefaultValue: !Ref Stage}]", "dev"),
        ("!Length [a, b]", 2),
        ("!Length {Ref: Names}", 3),
        ('{"Fn::Length": !Ref Names}', 3),
        ('{"Fn::Length": {"Fn::Split": [",", "a,b"]}}', 2),
        ('!Base64 "text"', "dGV4dA=="),
        ('{"Fn::Base64": !Sub "${Stage}"}', "ZGV2"),
        ('!Cidr ["10.0.0.0/16", 2, 8]', ["10.0.0.0/24", "10.0.1.0/24"]),
        ('!ToJsonString {a: [1, !Ref Stage, true], b: !If [No, 1, !Ref AWS::NoValue]}', '{"a":[1,"dev",true]}'),
        ("!If [Yes, a, b]", "a"),
        ("!If [No, a, !If [Yes, !Ref Stage, c]]", "dev"),
        ("'{{resolve:ssm:/name}}'", UNKNOWN),
        ("plain secret", "plain secret"),
    ],
)  # fmt: skip
def test_what_can_be_known(value: str, expected: Any) -> None:
    found = evaluate(value)
    assert found is UNKNOWN if expected is UNKNOWN else found == expected


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("!Ref Open", "${Open}"),
        ("!Ref Empty", "${Empty}"),
        ("!Ref SelfNamed", "${SelfNamed}"),
        ("!Ref Fetched", "${Fetched}"),
        ("!Ref Api", "${Api}"),
        ("!GetAtt Api.RootResourceId", "${Api.RootResourceId}"),
        ("!GetAtt [Api, RootResourceId]", "${Api.RootResourceId}"),
        ('!Sub "arn:${AWS::Partition}:x:${AWS::Region}:${AWS::AccountId}:y"', "arn:${AWS::Partition}:x:${AWS::Region}:${AWS::AccountId}:y"),
        ('!Join ["/", [a, !Ref Open]]', "a/${Open}"),
        ("!ImportValue Shared-Api", "${import Shared-Api}"),
        ('{"Fn::ImportValue": !Sub "${Stage}-Api"}', "${import dev-Api}"),
        ("'x{{resolve:secretsmanager:a:b}}y'", "x${...}y"),
        ('!ToJsonString {a: !Ref Open}', '{"a":"${Open}"}'),
    ],
)  # fmt: skip
def test_what_is_known_in_part(value: str, shown: str) -> None:
    found = evaluate(value)
    assert isinstance(found, Partial)
    assert str(found) == shown


@pytest.mark.parametrize(
    "value",
    [
        "!FindInMap [Sizes, !Ref Open, size]",
        "!FindInMap [Nowhere, a, b]",
        "!FindInMap [Loop, a, b]",
        "!Select [9, [a]]",
        "!Select [-1, [a]]",
        "!Select [a, [a]]",
        "!Split ['', a]",
        "!Join [a, b]",
        "!Join [[a], [b]]",
        "!Ref [a]",
        "!Ref {a: b}",
        "!GetAtt 3",
        "!GetAtt [a]",
        "!Sub []",
        "!Cidr [x, 1, 2]",
        "!Cidr ['10.0.0.0/8', 1]",
        "!Cidr ['10.0.0.0/8', 1, 99]",
        "!Cidr ['10.0.0.0/8', 99999999999999999999, 8, 9]",
        "!Base64 [a]",
        "!If [Nowhere, a, b]",
        "!If [Yes]",
        "!GetAZs ''",
        "!Unheard of",
    ],
)
def test_what_is_called_wrongly_is_unknown(value: str) -> None:
    assert not isinstance(evaluate(value), (str, int))


def test_a_region_that_is_given_is_known() -> None:
    assert evaluate("!Ref AWS::Region", region="eu-west-1") == "eu-west-1"
    assert evaluate("!FindInMap [Sizes, !Ref AWS::Region, size]", region="eu-west-1") == 2
    assert (
        evaluate('!Sub "arn:${AWS::Partition}:s3:::x.${AWS::URLSuffix}"', region="cn-north-1")
        == "arn:aws-cn:s3:::x.amazonaws.com.cn"
    )


def test_a_parameter_that_is_given_comes_before_its_default() -> None:
    assert evaluate("!Ref Stage", Stage="prod") == "prod"
    assert evaluate("!Ref Empty", Empty="") == ""
    assert evaluate("!Ref Names", Names="x,y") == ["x", "y"]


def test_an_escaped_variable_in_a_definition_stays_text() -> None:
    assert evaluate('!Sub "${!request.path.id}/${Stage}"', definition=True) == "${request.path.id}/dev"


VALUES = st.recursive(
    st.sampled_from(["Stage", "Open", "Api.Id", "${Stage}", "${A}${!b}", "", "0", "-1", ",", "AWS::Region", "AWS::NoValue"])
    | st.none() | st.booleans() | st.integers() | st.floats(),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from(["A", "DefaultValue", "Ref", "Location", "Parameters", "Name"]), inner, max_size=2)
    | st.builds(lambda name, inner: {name: inner}, st.sampled_from(
        ["Ref", "Fn::Sub", "Fn::Join", "Fn::Select", "Fn::Split", "Fn::If", "Fn::FindInMap", "Fn::GetAtt", "Fn::Cidr", "Fn::Base64",
         "Fn::ToJsonString", "Fn::Length", "Fn::ImportValue", "Fn::Transform", "Fn::Equals", "Fn::Unheard"]), inner),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(VALUES)
def test_nothing_raises(value: object) -> None:
    from json import dumps

    evaluate(dumps(value).replace("NaN", "null").replace("Infinity", "1").replace("%", ""))
