"""Throttling: what keeps one API, or one caller, from using up the account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.analysis import throttle
from apigw_lint.analysis.plan import covers
from apigw_lint.analysis.setting import for_all
from apigw_lint.model.hit import hit
from apigw_lint.model.stage import Stage
from apigw_lint.model.value import certainly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.api import Api
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.stack import Stack
    from apigw_lint.model.stage import MethodSettings, UsagePlan


def stage_unbounded(api: Api) -> Hits:
    """Stages on which some route has no limit but the account's; one hit for the API.

    The second stage that SAM makes is left to `sam-stage-duplicate`.
    """
    named = [stage for stage in api.stages if stage.origin != "sam-extra" and stage.name is not None]
    stages = [stage for stage in named if certainly(throttle.is_unbounded, stage)]
    if stages:
        first, *others = stages
        settings = first.default_settings
        at = settings.place if settings and settings.place.document is first.place.document else first.place
        related = tuple((other.place, "this stage too") for other in others)
        yield hit(at, related=related, witness=first.title)


def rate_excessive(stack: Stack) -> Hits:
    """Limits, or sums of them, above what the account has in the Region; and plans above their stage."""
    quotas = dict(zip(("rate", "burst"), throttle.quota(stack), strict=True))
    for one in _settings(stack):
        for field, most in quotas.items():
            if certainly(_above, one, field, most):
                yield hit(one.at(field), field, about=one, limit=getattr(one, field), quota=throttle.shown(most, stack))
                break
    for field, most in quotas.items():
        yield from _sum(stack, field, most)
    for plan in stack.usage_plans:
        yield from _above_stage(plan)


def _settings(stack: Stack) -> Iterator[MethodSettings | UsagePlan]:
    for stage in stack.stages:
        yield from stage.method_settings
    for plan in stack.usage_plans:
        yield plan
        for covered in plan.stages:
            yield from covered.limits


def _above(one: MethodSettings | UsagePlan, field: str, most: float) -> bool:
    value = getattr(one, field)
    return value is not None and value > most


def _sum(stack: Stack, field: str, most: int) -> Hits:
    """The default limits of all stages together, without those that are too much alone."""
    terms = []
    for stage in stack.stages:
        default = next((one for one in stage.method_settings if certainly(lambda one=one: one.is_default)), None)
        if default is not None and certainly(_above, default, field, 0) and not _above(default, field, most):
            terms.append((getattr(default, field), stage, default.at(field)))
    total = sum(value for value, *_ in terms)
    if total > most:
        *others, (*_, at) = terms
        largest = sorted(terms, key=lambda one: (-one[0], str(one[1])))
        sums = " + ".join(f"{value:,.10g} ({one.name})" for value, one, _ in largest) + f" = {total:,.10g}"
        related = tuple((place, "added to it") for *_, place in others)
        quota = throttle.shown(most, stack)
        yield hit(at, f"{field}-sum", related=related, arithmetic=sums, quota=quota)


def _above_stage(plan: UsagePlan) -> Hits:
    """A plan that allows one client more than its stages allow all of them together."""
    for stage in plan.stack.stages:
        if plan.rate is None or not any(certainly(covers, covered, stage) for covered in plan.stages):
            continue
        rates = [one.rate for one in stage.method_settings if one.rate is not None]
        if for_all(stage, "rate")[0] is not None and plan.rate > max(rates):
            related = ((stage.place, "the stage"),)
            yield hit(plan.at("rate"), "plan", related=related, limit=plan.rate, stage=stage.title, most=max(rates))
            return


def limit_unreachable(stack: Stack) -> Hits:
    """A limit of nothing, on a stage, a route or the clients of a plan."""
    for one in _settings(stack):
        for field in ("rate", "burst"):
            if certainly(_is_nothing, one, field) and not certainly(_is_overruled, one, field):
                yield hit(one.at(field), about=one, name=field, limit=getattr(one, field))
                break


def _is_nothing(one: MethodSettings | UsagePlan, field: str) -> bool:
    value = getattr(one, field)
    return value is not None and value <= 0


def _is_overruled(one: MethodSettings | UsagePlan, field: str) -> bool:
    """Whether these are the settings for every method of a stage, and every route has a limit of its own beside them."""
    stage, api = one.owner, one.api
    if not isinstance(stage, Stage) or not one.is_default or not api.routes_known or not api.routes:  # type: ignore[union-attr]
        return False
    limits = [
        getattr(throttle.effective(stage, route), f"{field}s")[-2] for route in api.routes if not route.is_preflight
    ]
    return all(limit.value > 0 for limit in limits)
