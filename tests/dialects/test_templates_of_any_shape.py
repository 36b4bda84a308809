"""Whatever a template holds, reading it ends, within its bounds and without an exception."""

from __future__ import annotations

from json import dumps
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from apigw_lint.dialects.recognise import Run, stacks
from apigw_lint.dialects.scenarios import MOST
from apigw_lint.model.walk import walk
from apigw_lint.source.files import Files
from apigw_lint.source.read import read

NAMES = st.sampled_from(
    ["A", "B", "C", "Api", "Stage", "AWS::Region", "AWS::NoValue", "a.json", "t.json", "", "dev", "yes"]
)
SCALARS = NAMES | st.booleans() | st.none() | st.integers(-3, 40000)
FUNCTIONS = st.sampled_from(
    ["Ref", "Fn::If", "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not", "Condition", "Fn::Sub", "Fn::Join", "Fn::FindInMap",
     "Fn::Select", "Fn::Split", "Fn::GetAtt", "Fn::Transform", "Fn::ForEach::X", "Fn::ImportValue", "Fn::ToJsonString"]
)  # fmt: skip


def calls(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    branches = st.tuples(st.sampled_from(["A", "B", "C"]), inner, inner).map(lambda row: {"Fn::If": list(row)})
    include = st.just({"Fn::Transform": {"Name": "AWS::Include", "Parameters": {"Location": "a.json"}}})
    return branches | include | st.builds(lambda name, value: {name: value}, FUNCTIONS, inner)


VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        calls(inner)
        | st.lists(inner, max_size=3)
        | st.dictionaries(
            NAMES | st.sampled_from(["Types", "Body", "paths", "/x", "get", "$ref", "Name", "StageName", "RestApiId"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=10,
)
COMPARED = st.recursive(
    st.tuples(NAMES, NAMES).map(lambda two: {"Fn::Equals": [{"Ref": two[0]}, two[1]]})
    | st.sampled_from(["A", "B", "C"]).map(lambda name: {"Condition": name}),
    lambda inner: (
        inner.map(lambda one: {"Fn::Not": [one]}) | st.lists(inner, max_size=3).map(lambda row: {"Fn::And": row})
    ),
    max_leaves=4,
)
TYPES = st.sampled_from(
    ["AWS::ApiGateway::RestApi", "AWS::ApiGateway::Stage", "AWS::ApiGateway::Method", "AWS::ApiGatewayV2::Api",
     "AWS::Serverless::Api", "AWS::Serverless::Function", "AWS::CloudFormation::Stack", "AWS::Lambda::Function"]
)  # fmt: skip
PROPERTIES = st.dictionaries(
    st.sampled_from(["Name", "Body", "BodyS3Location", "DefinitionUri", "TemplateURL", "Parameters", "RestApiId", "StageName",
                     "EndpointConfiguration", "Policy", "Events", "MethodSettings", "Timeout", "Integration"]),
    VALUES,
    max_size=4,
)  # fmt: skip
RESOURCES = st.dictionaries(
    st.sampled_from(["A", "Api", "Stage", "Method", "Fn::ForEach::Loop", "Fn::Transform"]),
    st.fixed_dictionaries(
        {"Type": TYPES}, optional={"Properties": PROPERTIES | VALUES, "Condition": SCALARS, "DependsOn": VALUES, "Metadata": VALUES}
    )
    | VALUES,
    max_size=4,
)  # fmt: skip
TEMPLATES = st.fixed_dictionaries(
    {"Resources": RESOURCES},
    optional={
        "Conditions": st.dictionaries(st.sampled_from(["A", "B", "C"]), COMPARED | VALUES, max_size=3) | VALUES,
        "Parameters": st.dictionaries(
            st.sampled_from(["A", "B", "Stage"]),
            st.fixed_dictionaries({"Type": NAMES}, optional={"Default": VALUES, "AllowedValues": VALUES}) | VALUES,
            max_size=3,
        ),
        "Mappings": VALUES,
        "Rules": st.dictionaries(
            NAMES, st.fixed_dictionaries({"Assertions": st.lists(VALUES, max_size=2)}) | VALUES, max_size=1
        ),
        "Globals": VALUES,
        "Outputs": VALUES,
        "Transform": st.just("AWS::Serverless-2016-10-31") | VALUES,
    },
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example({"Resources": {"A": {"Type": "AWS::ApiGateway::Method", "Properties": {"Fn::If": ["A", "A", None]}}}}, {}, ())
@given(TEMPLATES, VALUES, st.sampled_from([(), ("eu-west-1",), ("eu-west-1", "us-east-1")]))
def test_reading_ends(template: dict[str, Any], other: object, regions: tuple[str, ...]) -> None:
    texts = {"t.json": dumps(template), "a.json": dumps(other)}
    document = read(texts["t.json"].encode(), "t.json")
    for reading in stacks(document, Run(regions=regions, files=Files(texts))):
        assert 1 <= len(reading.cases) <= MOST * max(1, len(regions))
        for case in reading.cases:
            for stack in case.stacks:
                assert all(element.place.document is not None for element in walk(stack))
