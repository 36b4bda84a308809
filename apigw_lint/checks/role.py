"""Roles that API Gateway assumes: whether it may, and whether they are of use to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.analysis import role as analysis
from apigw_lint.model.hit import hit

if TYPE_CHECKING:
    from apigw_lint.model.function import Role
    from apigw_lint.model.hit import Hits

SHOWN = 10  # uses that stand beside a finding


def trust_missing(role: Role) -> Hits:
    """A role that API Gateway is told to assume and may not."""
    if analysis.trusts_gateway(role):
        return
    uses = list(analysis.uses(role))
    if uses:
        beside = tuple((one.source.at("credentials"), "assumes it") for one in uses[:SHOWN])
        yield hit(role.at("trusted"), name=role.label, witness=uses[0].name, related=beside)


def action_missing(role: Role) -> Hits:
    """A role that does not allow what API Gateway does with it; one hit for each action."""
    told = set()
    for use in analysis.uses(role):
        if use.action is not None and use.action not in told and not analysis.may_allow(role, use.action):
            told.add(use.action)
            beside = ((role.place, "the role"),)
            yield hit(
                use.source.at("credentials"),
                name=role.label,
                action=use.action,
                user=use.name,
                about=role,
                related=beside,
            )
