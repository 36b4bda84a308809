from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from apigw_lint.dialects.recognise import Run, stacks
from apigw_lint.source.files import Files
from apigw_lint.source.read import parse

if TYPE_CHECKING:
    from apigw_lint.model.stack import Stack


def stack(text: str, **given: str) -> Stack:
    (reading,) = stacks(parse(text, "template.yaml"), Run(parameters=given))
    (case,) = reading.cases
    return case.stack


STAGES = """
Transform: AWS::LanguageExtensions
Parameters:
  Names: {Type: CommaDelimitedList, Default: "dev,prod"}
  Open: {Type: CommaDelimitedList}
Resources:
  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: x}}
  Fn::ForEach::Stages:
    - Name
    - COLLECTION
    - Stage${Name}:
        Type: AWS::ApiGateway::Stage
        Properties:
          RestApiId: !Ref Api
          StageName: !Ref Name
          Description: !Sub "the ${Name} stage"
          Variables: {host: "${Name}.example.com", plain: "&{Name}"}
"""


@pytest.mark.parametrize("collection", ["[dev, prod]", "!Ref Names", "!Split [',', 'dev,prod']"])
def test_a_loop_over_resources_is_written_out(collection: str) -> None:
    found = stack(STAGES.replace("COLLECTION", collection))
    assert [(one.label, one.name) for one in found.stages] == [("Stagedev", "dev"), ("Stageprod", "prod")]
    assert found.stages[0].variables == {"host": "dev.example.com", "plain": "dev"}
    assert {one.place.span.line for one in found.stages} == {11}
    assert found.complete


def test_a_parameter_that_is_given_decides() -> None:
    assert [one.name for one in stack(STAGES.replace("COLLECTION", "!Ref Names"), Names="a").stages] == ["a"]


@pytest.mark.parametrize("collection", ["!Ref Open", "!GetAtt Api.Names", "3", "{}", "[!Ref Open]"])
def test_a_loop_over_what_is_not_known_leaves_the_stack_open(collection: str) -> None:
    found = stack(STAGES.replace("COLLECTION", collection))
    assert found.stages == []
    assert not found.complete


@pytest.mark.parametrize("loop", ["[]", "[a]", "[a, [b], c]", "[[a], [b], {c: d}]", "3", "{a: b}"])
def test_a_loop_that_is_none_is_passed_over(loop: str) -> None:
    text = f"Resources: {{Api: {{Type: AWS::ApiGateway::RestApi}}, 'Fn::ForEach::X': {loop}}}"
    assert not stack(text).complete


def test_loops_in_loops_and_in_properties() -> None:
    text = """
Resources:
  Fn::ForEach::Apis:
    - Api
    - [A, B]
    - Api${Api}:
        Type: AWS::ApiGateway::RestApi
        Properties: {Name: !Ref Api}
      Fn::ForEach::Stages:
        - Stage
        - [x, y]
        - ${Api}${Stage}:
            Type: AWS::ApiGateway::Stage
            Properties:
              RestApiId: !Ref Api${Api}
              StageName: !Ref Stage
              Variables:
                Fn::ForEach::Variables: [V, ["1", "2"], {"k${V}": "${Api}-${Stage}-${V}"}]
"""
    found = stack(text)
    assert [one.label for one in found.apis] == ["ApiA", "ApiB"]
    assert [(one.label, one.api and one.api.label) for one in found.stages] == [
        ("Ax", "ApiA"), ("Ay", "ApiA"), ("Bx", "ApiB"), ("By", "ApiB")
    ]  # fmt: skip
    assert found.stages[3].variables == {"k1": "B-y-1", "k2": "B-y-2"}


def test_loops_that_multiply_are_bounded() -> None:
    loop = "{Name: x}"
    for name in "ABCDEFGH":
        loop = f"{{'Fn::ForEach::{name}': [{name}, [{', '.join('abcdefghij')}], {{'k${{{name}}}': {loop}}}]}}"
    found = stack(f"Resources: {{Api: {{Type: AWS::ApiGateway::RestApi, Properties: {{Tags: {loop}}}}}}}")
    assert [one.label for one in found.apis] == ["Api"]


def test_sections_are_completed_by_included_files() -> None:
    template = """
Transform: {Name: AWS::Include, Parameters: {Location: top.yaml}}
Resources:
  Fn::Transform: {Name: AWS::Include, Parameters: {Location: resources.yaml}}
  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: !FindInMap [Names, api, name]}}
"""
    texts = {
        "resources.yaml": "Live: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref Api, StageName: live}}\n",
        "top.yaml": "Mappings: {Names: {api: {name: pets}}}\n",
    }
    (reading,) = stacks(parse(template, "template.yaml"), Run(files=Files(texts)))
    found = reading.cases[0].stack
    assert (found.apis[0].name, found.complete) == ("pets", True)
    assert [(one.name, one.place.document.path) for one in found.stages] == [("live", "resources.yaml")]


def test_a_section_that_is_not_known_leaves_the_stack_open() -> None:
    text = """
Resources:
  Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://bucket/resources.yaml}}
  Api: {Type: AWS::ApiGateway::RestApi}
"""
    assert not stack(text).complete
