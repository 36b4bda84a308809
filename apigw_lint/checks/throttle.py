"""Throttling: what keeps one API, or one caller, from using up the account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.analysis import throttle
from apigw_lint.model.hit import hit
from apigw_lint.model.value import certainly

if TYPE_CHECKING:
    from apigw_lint.model.api import Api
    from apigw_lint.model.hit import Hits


def stage_unbounded(api: Api) -> Hits:
    """Stages on which some route has no limit but the account's; one hit for the API.

    The second stage that SAM makes is left to `sam-stage-duplicate`.
    """
    named = [stage for stage in api.stages if stage.origin != "sam-extra"]
    stages = [stage for stage in named if certainly(throttle.is_unbounded, stage)]
    if stages:
        first, *others = stages
        settings = first.default_settings
        at = settings.place if settings and settings.place.document is first.place.document else first.place
        related = tuple((other.place, "this stage too") for other in others)
        yield hit(at, related=related, about=first, stage=first.name, api=api.label)
