"""Which stages write logs to CloudWatch Logs, for which REST and WebSocket APIs need the account's logging role.

HTTP APIs and delivery streams do without it [DG set-up-logging].
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import arn
from apigw_lint.model.api import REST, WEBSOCKET
from apigw_lint.model.value import Partial, certainly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.stack import Stack
    from apigw_lint.model.stage import AccessLog, LogDestination, Stage

COUNTED = ("ERROR", "INFO")  # the levels at which anything is written


def logging(stack: Stack) -> Iterator[Stage]:
    """The stages of a stack that certainly need the role, in the order of the template."""
    return (stage for stage in stack.stages if certainly(needs_role, stage))


def needs_role(stage: Stage) -> bool:
    """Whether a stage writes execution logs, or access logs to a log group."""
    if stage.api is None or stage.api.kind not in (REST, WEBSOCKET):
        return False
    return any(certainly(lambda one=one: one.log_level in COUNTED) for one in stage.method_settings) or (
        stage.access_log is not None and to_log_group(stage.access_log)
    )


def to_log_group(log: AccessLog) -> bool:
    target = destination(log)
    if target is not None:
        return target.kind == "log group"
    parts = arn.parse(log.destination)
    return parts is not None and bool(parts.service == "logs")


def destination(log: AccessLog) -> LogDestination | None:
    """The log group or stream of the model that a destination wholly refers to."""
    value: Any = log.destination
    reference = value.reference if isinstance(value, Partial) else None
    if reference is None:
        return None
    return next((one for one in log.stack.log_destinations if one.label == reference.target), None)
