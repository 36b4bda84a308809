"""Deployments: what they hold, when they are made, and what is made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis.log import logging
from apigw_lint.model.api import REST
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, Partial, certainly
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.api import Api, Route
    from apigw_lint.model.hit import Hit, Hits
    from apigw_lint.model.stack import Stack
    from apigw_lint.model.stage import AccountSettings, Canary, Deployment, Stage

DIGEST = Pattern(r"[0-9a-fA-F]{6,}$|\d{4,}$|[vV]\d+$")  # at the end of a logical id: a digest, a date, a version
SHOWN = 3


def dependency_missing(deployment: Deployment) -> Hits:
    """A deployment that may be taken before some method or route of its API is there."""
    api = deployment.api
    if (
        api is None
        or deployment.made_by_tool
        or api.body
        or api.body_location
        or api.origin in ("sam", "implicit", "body")
    ):
        return
    missed = [route for route in api.routes if not _is_reached(route, deployment)]
    if missed:
        names = ", ".join(f"'{route.label}'" for route in missed[:SHOWN])
        more = f" and {len(missed) - SHOWN} more" if len(missed) > SHOWN else ""
        related = tuple((route.place, "not waited for") for route in missed[:SHOWN])
        yield hit(
            deployment.place,
            related=related,
            deployment=deployment.label,
            methods=f"{names}{more}",
            missed=[route.label for route in missed],
        )


def _is_reached(route: Route, deployment: Deployment) -> bool:
    return route.label in deployment.depends_on or deployment.label == route.label


def snapshot_stale(deployment: Deployment) -> Hits:
    """A deployment that stays as it is when its API changes."""
    api = deployment.api
    if deployment.made_by_tool or deployment.stack.dialect == "cdk" or DIGEST.search(deployment.label):
        return
    if deployment.description is UNKNOWN or isinstance(deployment.description, Partial):
        return
    if api is not None and any(certainly(lambda stage=stage: stage.auto_deploy) for stage in api.stages):
        return
    yield hit(deployment.place, deployment=deployment.label)


def stage_conflicting(api: Api) -> Hits:
    """Deployments and stages that cannot both be made."""
    for deployment in api.deployments:
        yield from _nameless(deployment)
        if deployment.stage_name is not None and api.kind == REST:
            yield from _made_twice(deployment, api)
    for stage in api.stages:
        found = stage.deployment
        if found is not None and found.api is not api and found.api and "outside" not in (found.api.origin, api.origin):
            related = ((found.place, "the deployment"),)
            at = stage.at("deployment_id")
            yield hit(at, "other", related=related, about=stage, deployment=found.label, api=found.api.label)


def _nameless(deployment: Deployment) -> Iterator[Hit]:
    for field, name in (("has_stage_description", "StageDescription"), ("has_canary", "DeploymentCanarySettings")):
        if getattr(deployment, field) and deployment.stage_name is None:
            yield hit(deployment.at(field), "nameless", about=deployment, name=name)


def _made_twice(deployment: Deployment, api: Api) -> Iterator[Hit]:
    """A deployment that comes after the stage, or brings a canary, is put on the stage that is there."""
    if deployment.has_canary:
        return
    for stage in api.stages:
        later = stage.label in deployment.depends_on
        if (
            stage.origin == "resource"
            and not later
            and certainly(lambda stage=stage: stage.name == deployment.stage_name)
        ):
            related = ((deployment.at("stage_name"), "made here as well"),)
            yield hit(
                stage.at("name"), "twice", related=related, about=stage, name=stage.name, deployment=deployment.label
            )


def stage_missing(stage: Stage) -> Hits:
    """A stage on which nothing is deployed."""
    if stage.origin != "resource" or stage.deployment_id is not None or stage.api is None:
        return
    if stage.api.kind == REST:
        yield hit(stage.place, "rest", stage=stage.label)
    elif (
        not stage.auto_deploy
        and stage.api.target is None
        and not any(_publishes(one, stage) for one in _deployments(stage))
    ):
        yield hit(stage.place, "auto", stage=stage.label)


def canary_duplicate(canary: Canary) -> Hits:
    """A canary of what the stage serves anyway."""
    stage: Any = canary.owner
    ids = canary.deployment_id, stage.deployment_id
    if None not in ids and ids[0] == ids[1] and not canary.variables:
        related = ((stage.at("deployment_id"), "what the stage serves"),)
        yield hit(canary.at("deployment_id"), related=related, about=stage, stage=stage.title)


def _deployments(stage: Stage) -> Iterator[Deployment]:
    yield from (one for one in stage.stack.deployments if one.stage_name is not None)


def _publishes(deployment: Deployment, stage: Stage) -> bool:
    """Whether a deployment names the stage, or may do so."""
    name: Any = deployment.stage_name
    if isinstance(name, str) and isinstance(stage.name, str):
        return name == stage.name
    reference = name.reference if isinstance(name, Partial) else None
    return reference is None or reference.target == stage.label or not _is_stage(reference.target, stage.stack)


def _is_stage(label: str, stack: Stack) -> bool:
    return any(stage.label == label for stage in stack.stages)


def account_dependency_missing(account: AccountSettings) -> Hits:
    """Stages that log and may be made before the account has its logging role. The CDK orders them by itself."""
    if account.role_arn is None or account.stack.dialect == "cdk":
        return
    for stage in logging(account.stack):
        if account.label not in stage.depends_on:
            related = ((account.place, "the account's settings"),)
            facts = {"stage": stage.title, "account": account.label, "resource": _maker(stage)}
            yield hit(stage.place, related=related, about=stage, **facts)


def _maker(stage: Stage) -> str:
    """The logical id under which a template makes a stage: that of the API for SAM's own."""
    return stage.api.label if stage.origin == "sam" and stage.api else stage.label


def body_conflicting(api: Api) -> Hits:
    """An API that is defined twice; one hit, on the first resource by name beside its body."""
    first, *others = sorted(api.overlapping, key=str) or (None,)
    if first is not None:
        yield _conflict(api, first, others)


def _conflict(api: Api, first: Any, others: list[Any]) -> Hit:
    related = [(api.at("body", "body_location"), "the definition")]
    related += [(one.place, "beside it too") for one in others]
    return hit(first.place, related=tuple(related), about=first, resource=first.label, api=api.label)
