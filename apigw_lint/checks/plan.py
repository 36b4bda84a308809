"""Usage plans: what they cover, and what they allow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis.plan import covers
from apigw_lint.analysis.setting import same_path, target
from apigw_lint.model.api import HTTP
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, Partial, Undetermined, certainly
from apigw_lint.source.nearest import alike

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.api import Api
    from apigw_lint.model.hit import Hit, Hits
    from apigw_lint.model.stage import MethodSettings, PlanStage, UsagePlan

LATEST = {
    "DAY": 0,
    "WEEK": 6,
    "MONTH": 27,
}  # the offsets that a period takes, in requests or days as the service has it


def target_unknown(plan: UsagePlan) -> Hits:
    """Stages and methods of a plan that are not there, or that it covers already."""
    told: list[PlanStage] = []
    for covered in plan.stages:
        api = covered.api
        first = next((other for other in told if certainly(_same, other, covered)), None)
        if first is not None:
            yield hit(covered.at("stage"), "twice", related=((first.at("stage"), "first here"),), name=covered.stage)
        elif api is not None and certainly(lambda api=api: api.kind == HTTP):
            yield hit(covered.at("api_id"), "http", api=api.label)
        elif api is not None and certainly(_has_no_stage, api, covered):
            yield hit(covered.at("stage"), "stage", api=api.label, name=covered.stage)
        elif api is not None:
            yield from _limits(covered, api)
        told.append(covered)


def _same(one: PlanStage, other: PlanStage) -> bool:
    """Whether two entries are the same stage of the same API."""
    return _same_text(one.api_id, other.api_id) and _same_text(one.stage, other.stage)


def _same_text(one: Any, other: Any) -> bool:
    if one is UNKNOWN or other is UNKNOWN or one is None:
        return False
    return str(one) == str(other) and "${...}" not in str(one)


def _has_no_stage(api: Api, covered: PlanStage) -> bool:
    if api.origin == "outside" or api.exported or not api.stack.complete or covered.stage is None:
        return False
    if not isinstance(covered.stage, str) and not any(stage.name == covered.stage for stage in api.stages):
        raise Undetermined
    return not any(covers(covered, stage) for stage in api.stages)


def _limits(covered: PlanStage, api: Api) -> Iterator[Hit]:
    """The keys of a plan's limits for single methods, `/pets/GET`."""
    for one in covered.limits:
        if certainly(_is_unknown, one, api):
            yield hit(one.place, "method", about=one, name=one.label, api=api.label)


def _is_unknown(one: MethodSettings, api: Api) -> bool:
    path, verb = target(one)
    if not api.routes_known or not api.routes or (path is not None and ("*" in path or verb == "*")):
        return False
    return all(not (same_path(path, route) and route.verb in (verb, "ANY")) for route in api.routes)


def quota_invalid(plan: UsagePlan) -> Hits:
    """A quota that is refused."""
    if not plan.has_quota:
        return
    period: Any = plan.quota_period
    if isinstance(period, str) and period not in LATEST:
        yield hit(plan.at("quota_period"), "period", period=period, meant=alike(period, LATEST))
    elif period is None:
        yield hit(plan.at("has_quota"), "endless")
    if plan.quota_limit is None:
        yield hit(plan.at("has_quota"), "limit")
    elif certainly(lambda: plan.quota_limit < 0):  # type: ignore[operator]
        yield hit(plan.at("quota_limit"), "negative", limit=plan.quota_limit)
    if certainly(_is_off, plan):
        yield hit(plan.at("quota_offset"), "offset", offset=plan.quota_offset, period=period, latest=LATEST[period])


def _is_off(plan: UsagePlan) -> bool:
    if plan.quota_offset is None or plan.quota_period not in LATEST:
        return False
    return not 0 <= plan.quota_offset <= LATEST[plan.quota_period]


def throttle_unbounded(plan: UsagePlan) -> Hits:
    """A plan that counts calls and limits none."""
    limits = [limit for covered in plan.stages for limit in covered.limits]
    if plan.stages and not plan.has_throttle and not plan.has_quota and not limits:
        yield hit(plan.place, plan=plan.label)


def dependency_missing(plan: UsagePlan) -> Hits:
    """A plan that may be made before the stage that it names by its text."""
    for covered in plan.stages:
        for stage in plan.stack.stages:
            if (
                covered.api is not stage.api
                or isinstance(covered.stage, Partial)
                or not certainly(covers, covered, stage)
            ):
                continue
            makers = {stage.label, f"{stage.api.label}.Stage"} if stage.api else {stage.label}
            if plan.origin != "sam" and not plan.depends_on & makers:
                yield hit(
                    covered.at("stage"),
                    related=((stage.place, "the stage"),),
                    about=covered,
                    plan=plan.label,
                    name=covered.stage,
                    stage=stage.label,
                )
