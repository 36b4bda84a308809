"""Which stages a usage plan covers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.model.value import UNKNOWN, Partial, Undetermined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.stage import PlanStage, Stage, UsagePlan


def covering(stage: Stage) -> Iterator[tuple[UsagePlan, PlanStage]]:
    """The usage plans of the model that cover a stage. Raises Undetermined when one may or may not do so."""
    for plan in stage.stack.usage_plans:
        if not plan.stages_known:
            raise Undetermined
        for covered in plan.stages:
            if covers(covered, stage):
                yield plan, covered


def covers(covered: PlanStage, stage: Stage) -> bool:
    """Whether a stage of a plan is this stage; raises Undetermined when that cannot be known."""
    return _is_api(covered, stage) and is_named(covered.stage, stage)


def is_named(value: Any, stage: Stage) -> bool:
    """Whether a value is the name of this stage, written out or by a reference to what makes the stage."""
    reference = value.reference if isinstance(value, Partial) else None
    if reference is None:
        return bool(value == stage.name)
    if _refers(reference.target, reference.attribute, stage):
        return True
    if any(_refers(reference.target, reference.attribute, other) for other in stage.stack.stages):
        return False
    return bool(value == stage.name)


def _refers(target: str, attribute: str | None, stage: Stage) -> bool:
    """SAM lets a stage be called `Api.Stage` besides its logical id."""
    made_by_sam = stage.origin == "sam" and stage.api is not None
    aliases = {f"{stage.api.label}.Stage"} if made_by_sam and stage.api else set()
    return target == stage.label or f"{target}.{attribute or ''}".rstrip(".") in aliases


def _is_api(covered: PlanStage, stage: Stage) -> bool:
    if covered.api is not None:
        return covered.api is stage.api
    if covered.api_id is UNKNOWN:
        raise Undetermined
    if stage.api is None or stage.api.origin != "outside":
        return False  # the id of an API of the model is written nowhere
    return str(covered.api_id) == stage.api.label
