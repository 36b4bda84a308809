"""The usage plans and keys that SAM makes for its APIs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.dialects.cloudformation import plan as plain
from apigw_lint.dialects.sam.event import word
from apigw_lint.model.stage import ApiKey, PlanStage, Stage, UsagePlan
from apigw_lint.model.value import Partial, Reference

if TYPE_CHECKING:
    from apigw_lint.dialects.sam.template import SamTemplate
    from apigw_lint.dialects.view import View
    from apigw_lint.model.api import Api

SHARED, PER_API = "SHARED", "PER_API"


def usage_plan(template: SamTemplate, api: Api, main: Stage, view: View) -> None:
    """A plan of the API's own, or the one that all share, covering its stage; and the key that goes with it."""
    kind = word(view["CreateUsagePlan"])
    if kind not in (SHARED, PER_API):
        return
    prefix = "Serverless" if kind == SHARED else api.label
    label = f"{prefix}UsagePlan"
    plan = template.stack_plan(label)
    if plan is None:
        plan = plain.usage_plan(template, label, view)
        plan.origin = "sam"
        template.add(label, plan)
        key(template, f"{prefix}ApiKey", view)
    if kind == PER_API:
        template.add(f"{api.label}.UsagePlan", plan)
    cover(plan, api, main, view)


def key(template: SamTemplate, label: str, view: View) -> None:
    found = ApiKey(view.key_place, label, enabled=True, in_plan=True, exported=template.is_exported(label))
    found.within(template.stack)
    template.stack.api_keys.append(found)
    template.add(label, found)


def cover(plan: UsagePlan, api: Api, main: Stage, view: View) -> None:
    found = PlanStage(view.key_place, f"{api.label} {main.label}", api=api, stage_reference=True)
    found.api_id = Partial((Reference(api.label, plain=True),))  # type: ignore[assignment]
    found.stage = Partial((Reference(main.label, plain=True),))  # type: ignore[assignment]
    found.within(plan)
    plan.stages.append(found)
