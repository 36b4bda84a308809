"""The role by which API Gateway writes to CloudWatch Logs, one for an account and Region."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis.log import logging
from apigw_lint.model.hit import hit
from apigw_lint.model.value import Partial

if TYPE_CHECKING:
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.stack import Stack
    from apigw_lint.model.stage import AccountSettings

SERVICE = "apigateway."  # what follows is the partition's


def account_missing(stack: Stack) -> Hits:
    """Stages that log, in a template that does not set the role; one hit, on the first stage."""
    first = next(logging(stack), None)
    if first is not None and not stack.accounts and stack.complete:
        yield hit(first.at("access_log"), witness=first.title)


def account_invalid(account: AccountSettings) -> Hits:
    """Account settings without a role, or with one that API Gateway cannot assume."""
    at = account.at("role_arn")
    if account.role_arn is None:
        first = next(logging(account.stack), None)
        if first is not None:
            yield hit(at, "missing", related=((first.place, "the stage that logs"),), witness=first.title)
    elif account.role is not None:
        written: Any = account.role_arn
        reference = written.reference if isinstance(written, Partial) else None
        if reference is not None and reference.attribute is None:
            yield hit(at, "name", role=account.role.label)
        elif not any(_is_gateway(one) for one in account.role.trusted or ()):
            place = account.role.at("trusted")
            yield hit(place, "trust", related=((at, "used here"),), about=account.role, role=account.role.label)


def _is_gateway(principal: Any) -> bool:
    return bool(principal == "*" or principal.startswith(SERVICE))
