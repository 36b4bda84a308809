from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from apigw_lint.dialects.recognise import Run, stacks
from apigw_lint.model.value import UNKNOWN
from apigw_lint.source.read import parse

if TYPE_CHECKING:
    from apigw_lint.dialects.recognise import Reading
    from apigw_lint.model.api import Api


def reading(text: str, **given: str) -> Reading:
    (found,) = stacks(parse(text, "template.yaml"), Run(parameters=given))
    return found


def truths(text: str, **given: str) -> list[dict[str, bool]]:
    return [dict(case.truths) for case in reading(text, **given).cases]


def api(text: str) -> dict[frozenset[tuple[str, bool]], Api]:
    """The one API of the template in each scenario."""
    return {frozenset(case.truths.items()): case.stack.apis[0] for case in reading(text).cases}


TEMPLATE = """
Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [dev, test, prod]}
  Domain: {Type: String, Default: ""}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsTest: !Equals [!Ref Stage, test]
  HasDomain: !Not [!Equals [!Ref Domain, ""]]
  ProdDomain: !And [!Condition IsProd, !Condition HasDomain]
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: {PROPERTIES}
"""


def with_properties(properties: str) -> str:
    return TEMPLATE.replace("{PROPERTIES}", properties)


def test_conditions_that_nothing_asks_make_no_scenario() -> None:
    assert truths(with_properties("{Name: x}")) == [{}]


def test_a_template_without_conditions_has_one_scenario() -> None:
    assert truths("Resources: {Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: x}}}") == [{}]


def test_a_condition_that_is_asked_makes_two() -> None:
    found = truths(with_properties("{Name: !If [IsProd, a, b]}"))
    assert found == [{"IsProd": True}, {"IsProd": False}]


def test_a_condition_inside_a_branch_is_asked_only_there() -> None:
    found = truths(with_properties("{Name: !If [IsProd, !If [HasDomain, a, b], c]}"))
    assert sorted(map(len, found)) == [1, 2, 2]


def test_conditions_that_exclude_each_other_make_no_scenario_together() -> None:
    found = truths(
        with_properties(
            "{Name: !If [IsProd, a, b], Description: x, ApiKeySourceType: !If [IsTest, HEADER, AUTHORIZER]}"
        )
    )
    assert {"IsProd": True, "IsTest": True} not in found
    assert len(found) == 3


def test_a_given_parameter_leaves_its_class() -> None:
    text = with_properties("{Name: !If [IsProd, a, b], ApiKeySourceType: !If [HasDomain, HEADER, AUTHORIZER]}")
    assert [one["IsProd"] for one in truths(text, Stage="prod")] == [True, True]


def test_a_resource_whose_condition_is_false_is_not_there() -> None:
    text = """
        Parameters: {Stage: {Type: String}}
        Conditions: {IsProd: !Equals [!Ref Stage, prod]}
        Resources:
          Api: {Type: AWS::ApiGateway::RestApi, Condition: IsProd, Properties: {Name: x}}
    """
    assert [(dict(case.truths), len(case.stack.apis)) for case in reading(text).cases] == [
        ({"IsProd": True}, 1),
        ({"IsProd": False}, 0),
    ]


def test_no_value_is_not_written() -> None:
    found = api(with_properties("{Name: x, DisableExecuteApiEndpoint: !If [HasDomain, true, !Ref AWS::NoValue]}"))
    assert found[frozenset({("HasDomain", True)})].default_endpoint_disabled is True
    assert not found[frozenset({("HasDomain", False)})].written("default_endpoint_disabled")


@pytest.mark.parametrize(
    "order", ["{Name: !Ref Stage, Description: d, ApiKeySourceType: C}", "{ApiKeySourceType: C, Name: !Ref Stage}"]
)
def test_a_parameter_has_the_value_of_its_scenario(order: str) -> None:
    found = api(with_properties(order.replace("C", "!If [IsProd, HEADER, AUTHORIZER]")))
    assert found[frozenset({("IsProd", True)})].name == "prod"
    assert found[frozenset({("IsProd", False)})].name == "dev"


def test_a_parameter_has_one_value_before_and_after_a_condition_is_asked() -> None:
    text = (
        with_properties("{Name: !Ref Stage}")
        + """
  Live:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Api
      DeploymentId: abc123
      StageName: !Ref Stage
      TracingEnabled: !If [IsProd, true, false]
      MethodSettings: [{ResourcePath: /*, HttpMethod: "*", ThrottlingRateLimit: !FindInMap [Rates, !Ref Stage, Rate]}]
Mappings:
  Rates: {dev: {Rate: 10}, test: {Rate: 10}, prod: {Rate: 100}}
"""
    )
    rates = {one.name: one.stages[0].method_settings[0].rate for one in api(text).values()}
    assert rates == {"prod": 100, "dev": 10}


@pytest.mark.parametrize("part", ["PathPart: !Ref Part", "Description: d"])
def test_a_path_below_one_that_is_not_known_is_not_known(part: str) -> None:
    text = (
        with_properties("{Name: x}").replace("Parameters:", "Parameters:\n  Part: {Type: String}")
        + f"""
  Above: {{Type: AWS::ApiGateway::Resource, Properties: {{RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, {part}}}}}
  Below: {{Type: AWS::ApiGateway::Resource, Properties: {{RestApiId: !Ref Api, ParentId: !Ref Above, PathPart: items}}}}
"""
    )
    (found,) = api(text).values()
    assert not any(isinstance(one.full_path, str) for one in found.resources)


def test_a_value_that_a_condition_leaves_open_is_unknown() -> None:
    text = with_properties("{Name: !Ref Stage, ApiKeySourceType: !If [IsDev, HEADER, AUTHORIZER]}")
    found = api(text.replace("IsProd:", "IsDev: !Equals [!Ref Stage, dev]\n  IsProd:"))
    assert found[frozenset({("IsDev", True)})].name == "dev"
    assert not isinstance(found[frozenset({("IsDev", False)})].name, str)


def test_an_empty_default_is_a_value_where_a_condition_says_so() -> None:
    found = api(with_properties("{Name: !Ref Domain, ApiKeySourceType: !If [HasDomain, HEADER, AUTHORIZER]}"))
    assert found[frozenset({("HasDomain", False)})].name == ""
    assert not isinstance(found[frozenset({("HasDomain", True)})].name, str)


def test_a_region_that_is_compared_is_known_where_the_comparison_holds() -> None:
    text = """
        Conditions: {Virginia: !Equals [!Ref AWS::Region, us-east-1]}
        Resources:
          Api:
            Type: AWS::ApiGateway::RestApi
            Properties: {Name: !Sub "api-${AWS::Region}", ApiKeySourceType: !If [Virginia, HEADER, AUTHORIZER]}
    """
    assert next(one.name for one in api(text).values()) == "api-us-east-1"


def test_every_region_that_is_given_is_a_scenario() -> None:
    text = "Resources: {Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: !Ref AWS::Region}}}"
    (found,) = stacks(parse(text, "t.yaml"), Run(regions=["eu-west-1", "us-east-1"]))
    assert [(dict(case.truths), case.stack.apis[0].name) for case in found.cases] == [
        ({"AWS::Region": "eu-west-1"}, "eu-west-1"),
        ({"AWS::Region": "us-east-1"}, "us-east-1"),
    ]


def test_a_condition_that_is_not_defined_leaves_both_branches_open() -> None:
    (found,) = api(
        "Resources: {Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: !If [Nowhere, a, b]}}}"
    ).values()
    assert found.name is UNKNOWN


def many(count: int) -> str:
    names = range(count)
    parameters = "\n".join(f"  P{n}: {{Type: String}}" for n in names)
    rows = "\n".join(f"  C{n}: !Equals [!Ref P{n}, x]" for n in names)
    stages = "\n".join(
        f"  S{n}: {{Type: AWS::ApiGateway::Stage, Condition: C{n}, Properties: {{RestApiId: !Ref Api, StageName: s{n}}}}}"
        for n in names
    )
    return (
        f"Parameters:\n{parameters}\nConditions:\n{rows}\nResources:\n"
        f"  Api: {{Type: AWS::ApiGateway::RestApi, Properties: {{Name: x}}}}\n{stages}\n"
    )


def test_six_independent_conditions_are_sixty_four_scenarios() -> None:
    found = reading(many(6))
    assert (len(found.cases), found.bounded) == (64, False)
    assert len({frozenset(case.truths.items()) for case in found.cases}) == 64


@pytest.mark.parametrize("count", [7, 40, 120])
def test_more_are_bounded_with_each_condition_true_and_false(count: int) -> None:
    found = reading(many(count))
    assert (len(found.cases), found.bounded) == (64, True)
    for truth in (True, False):
        assert {name for case in found.cases for name, value in case.truths.items() if value is truth} == {
            f"C{n}" for n in range(count)
        }


def test_the_order_is_the_same_every_time() -> None:
    assert truths(many(5)) == truths(many(5))
    assert truths(many(5))[0] == {f"C{n}": True for n in range(5)}
    assert truths(many(5))[1] == {f"C{n}": False for n in range(5)}


def test_conditions_that_refer_to_themselves_end() -> None:
    text = re.sub(r"IsProd: .*", "IsProd: !Not [!Condition IsProd]", with_properties("{Name: !If [IsProd, a, b]}"))
    assert truths(text) == [{}]


def test_a_large_template_is_read_in_fewer_scenarios() -> None:
    more = "\n".join(f"  F{n}: {{Type: AWS::SNS::Topic}}" for n in range(5000))
    found = reading(many(40) + more)
    assert (len(found.cases), found.bounded) == (8, True)
