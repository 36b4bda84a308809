"""The limits that hold for a route, in the order in which API Gateway applies them."""

from __future__ import annotations

from typing import Any

import pytest

from apigw_lint.analysis import throttle
from apigw_lint.dialects.recognise import Run, stacks
from apigw_lint.model.value import Undetermined
from apigw_lint.source.files import Files
from apigw_lint.source.read import parse

API = """\
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: {Name: orders}
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: NONE
      ApiKeyRequired: KEYED
      Integration: {Type: MOCK, Uri: "arn:aws:apigateway:REGION:sqs:path/111122223333/orders"}
  Prod:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Api
      StageName: prod
      MethodSettings: [SETTINGS]
"""
DEFAULT = '{ResourcePath: /*, HttpMethod: "*", ThrottlingRateLimit: 200, ThrottlingBurstLimit: 100}'
OWN = "{ResourcePath: /, HttpMethod: GET, ThrottlingRateLimit: 20}"
PLAN = """\
  Plan:
    Type: AWS::ApiGateway::UsagePlan
    Properties:
      ApiStages: [{ApiId: !Ref Api, Stage: !Ref Prod, Throttle: {LIMITS}}]
      Throttle: {RateLimit: 50, BurstLimit: 25}
"""
ACCOUNT = throttle.ACCOUNT, throttle.ACCOUNT


def effective(settings: str, *, plan: str | None = None, keyed: bool = True, region: str = "eu-west-1") -> Any:
    stage = stage_of(settings, plan=plan, keyed=keyed, region=region)
    return throttle.effective(stage, stage.api.routes[0])


def stage_of(settings: str, *, plan: str | None = None, keyed: bool = True, region: str = "eu-west-1") -> Any:
    text = API.replace("SETTINGS", settings).replace("KEYED", str(keyed).lower()).replace("REGION", region)
    text += "" if plan is None else PLAN.replace("LIMITS", plan)
    [reading] = stacks(parse(text, "template.yaml"), Run({}, (), Files({})))
    return reading.cases[0].stack.stages[0]


def test_without_a_limit_the_account_is_the_limit() -> None:
    found = effective("")
    assert (found.rate.value, found.burst.value) == (10_000, 5_000)
    assert (found.rate.source, found.burst.source) == ACCOUNT
    assert found.rate.place is None


def test_thirteen_regions_have_a_quarter_of_it() -> None:
    found = effective("", region="il-central-1")
    assert (found.rate.value, found.burst.value) == (2_500, 1_250)


def test_the_default_of_the_stage_holds_for_every_method() -> None:
    found = effective(DEFAULT)
    assert (found.rate.value, found.rate.source) == (200, throttle.STAGE)


def test_a_method_of_its_own_goes_before_the_default_field_by_field() -> None:
    found = effective(f"{DEFAULT}, {OWN}")
    assert (found.rate.value, found.burst.value) == (20, 100)


@pytest.mark.parametrize(("limits", "rate", "burst"), [("", 50, 25), ("//GET: {RateLimit: 5}", 5, 25)])
def test_a_plan_comes_first_and_its_method_before_its_client(limits: str, rate: int, burst: int) -> None:
    found = effective(DEFAULT, plan=limits)
    assert [limit.source for limit in found.rates] == [throttle.PLAN, throttle.STAGE, throttle.ACCOUNT]
    assert (found.rate.value, found.burst.value) == (rate, burst)


def test_a_plan_holds_only_where_a_key_is_asked_for() -> None:
    found = effective(DEFAULT, plan="", keyed=False)
    assert (found.rate.value, found.rate.source) == (200, throttle.STAGE)


def test_the_tightest_limit_decides() -> None:
    found = effective(DEFAULT.replace("200", "30"), plan="")
    assert (found.rate.value, found.rate.source) == (30, throttle.STAGE)


def test_a_limit_says_where_it_is_written() -> None:
    place = effective(OWN).rate.place
    assert place.document.text[place.start : place.end] == "20"


@pytest.mark.parametrize(
    ("settings", "plan", "unbounded"),
    [
        ("", None, True),
        (DEFAULT, None, False),
        (OWN, None, False),
        ("", "", False),
        (OWN.replace("GET", "PUT"), None, True),
    ],
)
def test_a_stage_is_bounded_when_each_of_its_routes_is(settings: str, plan: str | None, unbounded: bool) -> None:
    assert throttle.is_unbounded(stage_of(settings, plan=plan)) is unbounded


def test_settings_that_are_not_known_decide_nothing() -> None:
    with pytest.raises(Undetermined):
        throttle.is_unbounded(stage_of("!ImportValue settings"))
