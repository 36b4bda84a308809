from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from apigw_lint.dialects.recognise import Run, stacks
from apigw_lint.source.files import Files
from apigw_lint.source.read import parse

if TYPE_CHECKING:
    from apigw_lint.dialects.scenarios import Case

API = """
Parameters: {Name: {Type: String}, Stage: {Type: String, Default: dev}, Wide: {Type: String, Default: "no"}}
Conditions: {IsWide: !Equals [!Ref Wide, "yes"], IsProd: !Equals [!Ref Stage, prod]}
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: !Ref Name
      Description: !If [IsProd, a, b]
      EndpointConfiguration: {Types: [!If [IsWide, EDGE, REGIONAL]]}
Outputs:
  Id: {Value: !Ref Api}
  Root: {Value: !GetAtt Api.RootResourceId}
  Name: {Value: !Ref Name}
"""
STAGE = """
Parameters: {ApiId: {Type: String}}
Resources:
  Live: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref ApiId, StageName: live}}
"""
ROOT = """
Parameters: {Stage: {Type: String, Default: dev}}
Resources:
  First:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: api.yaml, Parameters: {Name: pets, Wide: "yes", Stage: !Ref Stage}}
  Second:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: stage.yaml, Parameters: {ApiId: !GetAtt First.Outputs.Id}}
  Test: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !GetAtt First.Outputs.Id, StageName: test}}
  Method:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !GetAtt First.Outputs.Id
      ResourceId: !GetAtt First.Outputs.Root
      HttpMethod: GET
Outputs: {Name: {Value: !GetAtt First.Outputs.Name}}
"""


def case(root: str = ROOT, **given: str) -> Case:
    files = Files({"api.yaml": API, "stage.yaml": STAGE, "root.yaml": root, "middle.yaml": MIDDLE})
    (reading,) = stacks(parse(root, "root.yaml"), Run(files=files, parameters=given))
    (found,) = reading.cases
    return found


MIDDLE = """
Resources:
  Inner: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: api.yaml, Parameters: {Name: deep}}}
Outputs: {Id: {Value: !GetAtt Inner.Outputs.Id}}
"""


def test_parameters_are_handed_down() -> None:
    (api,) = case().nested[0].apis
    assert (api.name, api.endpoint_types) == ("pets", ["EDGE"])


def test_outputs_are_handed_up() -> None:
    found = case()
    (api,) = found.nested[0].apis
    assert found.stack.stages[0].api is api
    assert [route.route_path for route in api.routes] == ["/"]
    assert found.stack.outside_apis == []


def test_one_nested_stack_hands_on_to_another() -> None:
    first, second = case().nested
    assert second.stages[0].api is first.apis[0]
    assert sorted(str(stage.name) for stage in first.apis[0].stages) == ["live", "test"]


def test_a_default_that_is_handed_down_pins_nothing() -> None:
    (api,) = case().nested[0].apis
    assert not api.written("description")
    assert case(Stage="prod").nested[0].apis[0].name == "pets"


def test_stacks_nested_in_nested_stacks() -> None:
    root = """
Resources:
  Middle: {Type: AWS::Serverless::Application, Properties: {Location: ./middle.yaml}}
  Live: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !GetAtt Middle.Outputs.Id, StageName: live}}
"""
    found = case(root)
    assert found.stack.stages[0].api is not None
    assert found.stack.stages[0].api.name == "deep"
    assert [one.path for one in found.nested] == ["middle.yaml", "api.yaml"]


def test_an_asset_of_the_cdk_is_found_by_its_metadata() -> None:
    root = """
Resources:
  First:
    Type: AWS::CloudFormation::Stack
    Metadata: {"aws:asset:path": api.yaml}
    Properties: {TemplateURL: !Sub "https://s3.${AWS::Region}.${AWS::URLSuffix}/x", Parameters: {Name: pets}}
  Live: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !GetAtt First.Outputs.Id, StageName: live}}
"""
    assert [one.name for one in case(root).nested[0].apis] == ["pets"]


@pytest.mark.parametrize("url", ["root.yaml", "https://example.com/api.yaml", "!Ref Nowhere", "{Bucket: b}", "''"])
def test_what_is_not_known_is_outside(url: str) -> None:
    root = f"""
Resources:
  First: {{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: {url}, Parameters: [x]}}}}
  Live: {{Type: AWS::ApiGateway::Stage, Properties: {{RestApiId: !GetAtt First.Outputs.Id, StageName: live}}}}
"""
    found = case(root)
    assert found.nested == ()
    assert len(found.stack.outside_apis) == 1


def test_a_template_that_is_not_there_is_told() -> None:
    root = "Resources: {First: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: gone.yaml}}, Api: {Type: AWS::ApiGateway::RestApi}}"
    assert [(one.target, one.property) for one in case(root).stack.missing_files] == [("gone.yaml", "TemplateURL")]


def test_templates_that_nest_each_other_end() -> None:
    first = "Resources: {B: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: b.yaml}}, Api: {Type: AWS::ApiGateway::RestApi}}\n"
    second = first.replace("B:", "A:").replace("b.yaml", "a.yaml") + "Outputs: {X: {Value: !GetAtt A.Outputs.X}}\n"
    (reading,) = stacks(parse(first, "a.yaml"), Run(files=Files({"a.yaml": first, "b.yaml": second})))
    assert [len(one.nested) for one in reading.cases] == [1]
