"""Permissions: whether API Gateway may call a function, and who else may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import arn
from apigw_lint.analysis import permission as analysis
from apigw_lint.analysis.caller import is_called, sources
from apigw_lint.model.api import HTTP
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, certainly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.analysis.caller import Caller
    from apigw_lint.analysis.permission import Verdict
    from apigw_lint.model.function import LambdaFunction, LambdaPermission
    from apigw_lint.model.hit import Hits

SHOWN = 10  # callers that stand beside a finding
LIMITS = ("source_account", "organisation", "url_auth_type")


def missing(function: LambdaFunction) -> Hits:
    """API Gateway calls a function that no statement lets it call."""
    if function.exported:
        return
    for verdict in _verdicts(function, "missing"):
        callers = [one for one in verdict.callers if not _of_sam_http(one)]
        if callers:
            yield hit(
                callers[0].place,
                about=function,
                function=function.label,
                witness=callers[0].name,
                related=_beside(callers[1:]),
            )


def alias_mismatched(function: LambdaFunction) -> Hits:
    """The permission is put on another alias than the one that is called."""
    for verdict in _verdicts(function, "alias"):
        caller, nearest = verdict.callers[0], verdict.nearest
        if nearest is not None:
            yield hit(
                nearest.at("function_name"),
                related=_beside(verdict.callers),
                called=_qualified(function, caller.qualifier),
                given=_qualified(function, nearest.qualifier),
                witness=caller.name,
            )


def source_mismatched(function: LambdaFunction) -> Hits:
    """The permission is for other calls than those that are made."""
    for verdict in _verdicts(function, "source"):
        caller, nearest = verdict.callers[0], verdict.nearest
        if nearest is not None:
            yield hit(
                nearest.at("source_arn"),
                related=_beside(verdict.callers),
                function=function.label,
                source=nearest.source_arn,
                witness=caller.name,
                call=caller.shown,
            )


def _verdicts(function: LambdaFunction, fault: str) -> Iterator[Verdict]:
    return (verdict for verdict in analysis.verdicts(function) if verdict.fault == fault)


def _of_sam_http(caller: Caller) -> bool:
    """Whether it is an authorizer that SAM makes for an HTTP API: of that `sam-permission-missing` speaks."""
    return caller.api.kind == HTTP and caller.source is caller.owner and caller.owner.origin == "sam"


def _beside(callers: list[Caller]) -> tuple[Any, ...]:
    return tuple((caller.place, "calls it") for caller in callers[:SHOWN])


def _qualified(function: LambdaFunction, qualifier: Any) -> str:
    return function.label if qualifier is None else f"{function.label}:{qualifier}"


def source_unrestricted(permission: LambdaPermission) -> Hits:
    """A permission for every API of every account."""
    if permission.origin == "sam" or permission.principal != analysis.GATEWAY or _limited(permission):
        return
    if permission.source_arn is None:
        yield hit(permission.at("principal"), "missing", function=_function(permission))
    elif certainly(_names_nobody, permission.source_arn):
        yield hit(permission.at("source_arn"), "wild", function=_function(permission), source=permission.source_arn)


def _limited(permission: LambdaPermission) -> bool:
    return any(getattr(permission, name) is not None for name in LIMITS)


def _names_nobody(source: Any) -> bool:
    """Whether a source leaves account and API open."""
    if source == "*":
        return True
    parts = arn.parse(source)
    return parts is not None and parts.account in ("", "*") and parts.resource.startswith("*")


def _function(permission: LambdaPermission) -> Any:
    """The function as the template names it."""
    if permission.function is not None:
        return permission.function.label
    name: Any = permission.function_name
    return "the function" if name is None or name is UNKNOWN else name


def principal_public(permission: LambdaPermission) -> Hits:
    """A function behind an API that everybody may call directly."""
    if permission.principal != "*" or permission.source_arn is not None or _limited(permission):
        return
    if permission.function is not None and is_called(permission.function):
        yield hit(permission.at("principal"), function=permission.function.label)


def principal_mismatched(permission: LambdaPermission) -> Hits:
    """A permission that is meant for API Gateway and never applies to it."""
    principal: Any = permission.principal
    if principal is not None and certainly(_other_service, permission):
        yield hit(permission.at("principal"), "principal", function=_function(permission), principal=principal)
    elif principal == analysis.GATEWAY and not analysis.allows_invoke(permission.action):
        yield hit(permission.at("action"), "action", function=_function(permission), action=permission.action)


def _other_service(permission: LambdaPermission) -> bool:
    principal: Any = permission.principal
    if principal in (analysis.GATEWAY, "*") or principal.startswith("arn:"):
        return False
    if isinstance(principal, str) and principal.isdigit():
        return False
    return analysis.names_execute_api(permission)


def grant_wildcard(permission: LambdaPermission) -> Hits:
    """A permission for more than API Gateway needs."""
    if permission.origin == "sam" or not (analysis.is_for_gateway(permission)):
        return
    function = _function(permission)
    if certainly(lambda: permission.action is not None and "*" in permission.action):
        yield hit(permission.at("action"), "action", function=function, action=permission.action)
    if permission.principal == "*" and (permission.source_arn is not None or _limited(permission)):
        yield hit(permission.at("principal"), "principal", function=function)
    if certainly(_any_api, permission.source_arn):
        yield hit(permission.at("source_arn"), "source", function=function, source=permission.source_arn)


def _any_api(source: Any) -> bool:
    """Whether a source names an account and leaves the API open."""
    parts = arn.parse(source)
    if parts is None or parts.service != "execute-api" or not parts.resource.startswith("*"):
        return False
    account: Any = parts.account
    return not isinstance(account, str) or account not in ("", "*")


def unused(permission: LambdaPermission) -> Hits:
    """A permission for an API that does not call the function."""
    function = permission.function
    if permission.origin == "sam" or function is None or not analysis.is_for_gateway(permission):
        return
    api = analysis.api_named(permission)
    if api is None or not api.routes_known or api.exported or not api.routes:
        return
    for one in sources(api):
        if one.function is function or (one.function is None and "lambda" in str(one.uri)):
            return
    if not any(route.integration is UNKNOWN for route in api.routes):
        yield hit(permission.at("source_arn"), function=function.label, api=api.label)
