"""One edit of limits, plans and keys: the rule that it is about speaks, at its line, and no other does."""

from __future__ import annotations

import pytest

from tests.mutations.mutation import mutate

EDITS = [
    ("stage-rest", "          ThrottlingRateLimit: 200\n", "", ["stage-throttle-unbounded: - ResourcePath: /*"]),
    ("stage-http", "        ThrottlingRateLimit: 200\n        ThrottlingBurstLimit: 100\n      RouteSettings:\n        GET /orders: {ThrottlingRateLimit: 20, ThrottlingBurstLimit: 10}\n", "",
     ["stage-throttle-unbounded: DefaultRouteSettings:"]),
    ("stage-websocket", "        ThrottlingRateLimit: 200\n", "", ["stage-throttle-unbounded: DefaultRouteSettings:"]),
    ("stage-sam", "          ThrottlingRateLimit: 200\n          ThrottlingBurstLimit: 100\n", "", []),
    ("stage-rest", "ThrottlingRateLimit: 200", "ThrottlingRateLimit: 20000",
     ["throttle-rate-excessive: ThrottlingRateLimit: 20000"]),
    ("stage-rest", "{RateLimit: 50, BurstLimit: 20}", "{RateLimit: 500, BurstLimit: 20}",
     ["throttle-rate-excessive: Throttle: {RateLimit: 500, BurstLimit: 20}"]),
    ("stage-rest", "ThrottlingBurstLimit: 100", "ThrottlingBurstLimit: 0",
     ["throttle-limit-unreachable: ThrottlingBurstLimit: 0"]),
    ("stage-rest", "ThrottlingRateLimit: 20\n", "ThrottlingRateLimit: 0\n",
     ["throttle-limit-unreachable: ThrottlingRateLimit: 0"]),
    ("stage-rest", "/orders/POST: {", "/orders/PUT: {",
     ["plan-target-unknown: /orders/PUT: {RateLimit: 5, BurstLimit: 2}"]),
    ("stage-rest", "Period: MONTH", "Period: YEAR", ["plan-quota-invalid: Quota: {Limit: 100000, Period: YEAR}"]),
    ("stage-sam", "Period: DAY", "Period: DAY, Offset: 1", ["plan-quota-invalid: Quota: {Limit: 1000, Period: DAY, Offset: 1}"]),
    ("stage-rest", "          Throttle:\n            /orders/POST: {RateLimit: 5, BurstLimit: 2}\n      Throttle: {RateLimit: 50, BurstLimit: 20}\n      Quota: {Limit: 100000, Period: MONTH}\n", "",
     ["plan-throttle-unbounded: Plan:"]),
    ("stage-sam", "        UsagePlan:\n          CreateUsagePlan: PER_API\n          Quota: {Limit: 1000, Period: DAY}\n          Throttle: {RateLimit: 20, BurstLimit: 10}\n", "",
     ["apikey-plan-missing: ApiKeyRequired: true"]),
    ("stage-rest", "{Enabled: true, Name: partner}", "{Enabled: true, Name: partner, Value: 3f9a1c7e5b2d8064af13}",
     ["apikey-value-plaintext: Properties: {Enabled: true, Name: partner, Value: 3f9a1c7e5b2d8064af13}"]),
    ("stage-rest", "{Enabled: true, Name: partner}", "{Name: partner}", ["apikey-state-disabled: Partner:"]),
]  # fmt: skip


@pytest.mark.parametrize(("project", "old", "new", "found"), EDITS)
def test_an_edit_of_a_limit(project: str, old: str, new: str, found: list[str]) -> None:
    assert mutate(project, old, new) == found


def test_a_key_instead_of_an_authorizer() -> None:
    old = "COGNITO_USER_POOLS\n      AuthorizerId: !Ref Users  # to create\n"
    assert mutate("stage-rest", old, "NONE\n") == ["apikey-auth-weak: ApiKeyRequired: true"]
