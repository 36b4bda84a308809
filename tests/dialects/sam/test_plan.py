from __future__ import annotations

from tests.dialects.sam.reading import api, read, written


def shop(plan: str, label: str = "Shop") -> str:
    return f"  {label}: {{Type: AWS::Serverless::Api, Properties: {{StageName: live, Auth: {{UsagePlan: {plan}}}}}}}\n"


def test_a_plan_of_its_own_covers_the_stage() -> None:
    stack = read(
        "Resources:\n"
        + shop(
            "{CreateUsagePlan: PER_API, UsagePlanName: mine, Throttle: {RateLimit: 5}, Quota: {Limit: 9, Period: DAY}}"
        )
    )
    (plan,) = stack.usage_plans
    assert (plan.label, plan.origin, plan.name, plan.rate, plan.quota_limit) == ("ShopUsagePlan", "sam", "mine", 5, 9)
    assert [(one.api, one.stage_reference) for one in plan.stages] == [(api(stack), True)]
    assert [(one.label, one.in_plan) for one in stack.api_keys] == [("ShopApiKey", True)]
    assert written(plan.place) == "UsagePlan"


def test_a_shared_plan_covers_every_stage() -> None:
    stack = read("Resources:\n" + shop("{CreateUsagePlan: SHARED}") + shop("{CreateUsagePlan: SHARED}", "Other"))
    (plan,) = stack.usage_plans
    assert [one.api.label for one in plan.stages] == ["Shop", "Other"]
    assert len(stack.api_keys) == 1


def test_none_makes_no_plan() -> None:
    assert read("Resources:\n" + shop("{CreateUsagePlan: NONE}")).usage_plans == []
