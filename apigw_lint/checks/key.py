"""API keys: whether they work, and what they are taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis.plan import covers
from apigw_lint.model.api import HTTP
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, certainly

if TYPE_CHECKING:
    from apigw_lint.model.api import Api, Route
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.stage import ApiKey, Stage


def value_plaintext(key: ApiKey) -> Hits:
    """A key that is written out."""
    if isinstance(key.value, str) and key.value:
        yield hit(key.at("value"), key=key.label)


def plan_missing(api: Api) -> Hits:
    """An API that asks for keys and is in no usage plan, so that none can be valid; one hit, where the first route asks."""
    stages = [stage for stage in api.stages if stage.origin != "sam-extra"]
    if not stages or api.exported or any(stage.exported for stage in stages) or not api.stack.complete:
        return
    keyed = [route for route in api.routes if certainly(lambda route=route: route.api_key_required)]
    if not keyed or any(_may_be_covered(stage) for stage in stages):
        return
    first = keyed[0]
    yield hit(first.at("api_key_required"), witness=first.key)


def _may_be_covered(stage: Stage) -> bool:
    """Whether a plan covers the stage, or nobody can say that none does."""
    for plan in stage.stack.usage_plans:
        if not plan.stages_known or not plan.stages:  # of an empty plan another rule speaks
            return True
        if any(certainly(lambda covered=covered: covered.api is stage.api) for covered in plan.stages):
            return True  # and of a stage that its API does not have
        if not all(certainly(lambda covered=covered: not covers(covered, stage)) for covered in plan.stages):
            return True
    return False


def auth_weak(api: Api) -> Hits:
    """Routes on which a key is all that is asked for; one hit for each place that asks."""
    if api.policy is not None and (api.policy is UNKNOWN or certainly(lambda: api.is_private)):
        return
    asking: dict[Any, list[Route]] = {}
    for route in api.routes:
        if certainly(_is_key_alone, route):
            at = route.at("api_key_required")
            asking.setdefault((at.document.path, at.start), []).append(route)
    for routes in asking.values():
        first, *others = sorted(routes, key=str)
        names = ", ".join(f"'{route.key}'" for route in (first, *others[:2])) + (
            f" and {len(others) - 2} more" if len(others) > 2 else ""
        )
        related = tuple((route.place, "this route too") for route in others if route.place.start != first.place.start)
        yield hit(first.at("api_key_required"), related=related, about=first, routes=names)


def _is_key_alone(route: Route) -> bool:
    return (
        bool(route.api_key_required)
        and route.auth in (None, "NONE")
        and route.verb != "OPTIONS"
        and route.api.kind != HTTP
    )
