"""Whether a statement of a function's policy lets API Gateway make a call.

A `*` of a source spans slashes. The path of a call is that of the resource, so a variable is covered by its own name in braces as well
as by `*` [GH aws/serverless-application-model#540].
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.analysis import arn
from apigw_lint.analysis.caller import ANYTHING, Caller, callers
from apigw_lint.model.value import UNKNOWN, Partial, Reference, Undetermined, certainly

if TYPE_CHECKING:
    from apigw_lint.model.api import Api
    from apigw_lint.model.function import LambdaFunction, LambdaPermission

GATEWAY = "apigateway.amazonaws.com"
INVOKE = "lambda:invokefunction"
NO_STAGES = ("test-invoke-stage", "authorizers")  # the first is the console's alone


def is_for_gateway(permission: LambdaPermission) -> bool:
    """Whether a permission means API Gateway: by its principal, or by the service in its source."""
    return certainly(lambda: permission.principal == GATEWAY) or certainly(names_execute_api, permission)


def names_execute_api(permission: LambdaPermission) -> bool:
    parts = arn.parse(permission.source_arn)
    return parts is not None and bool(parts.service == "execute-api")


def permissions(function: LambdaFunction) -> list[LambdaPermission]:
    """The statements about API Gateway and a function. Raises Undetermined when one that is not read may be among them."""
    found = []
    for one in function.stack.permissions:
        if one.function is None and _may_name(one, function):
            raise Undetermined
        if one.function is function:
            if not isinstance(one.principal, str):
                raise Undetermined
            if is_for_gateway(one) or one.principal == "*":
                found.append(one)
    return found


def _may_name(permission: LambdaPermission, function: LambdaFunction) -> bool:
    """Whether the name in a permission could be that of a function. A literal is only the name that the function is given."""
    name: Any = permission.function_name
    if isinstance(name, str):
        return function.name is not None and not isinstance(function.name, str)
    return True


def is_usable(permission: LambdaPermission) -> bool:
    """Whether principal and action are those of API Gateway's calls."""
    return permission.principal in (GATEWAY, "*") and allows_invoke(permission.action)


def allows_invoke(action: Any) -> bool:
    """Whether an action covers lambda:InvokeFunction; one that is not known counts as one that does."""
    return action is None or not isinstance(action, str) or matches(action.lower(), INVOKE)


def same_qualifier(permission: LambdaPermission, caller: Caller) -> bool:
    """Whether a permission is put on the alias or version that is called; what is not known counts as the same."""
    one, other = permission.qualifier, caller.qualifier
    return one is UNKNOWN or other is UNKNOWN or isinstance(one, Partial) or isinstance(other, Partial) or one == other


def covers(permission: LambdaPermission, caller: Caller) -> bool:
    """Whether the source of a permission covers a call, or may do so: only a certain no is False."""
    source = _source(permission)
    if isinstance(source, bool):
        return source
    api, rest = source
    if any(isinstance(piece, str) and "*" in piece for piece in api):  # which spans what follows as well
        whole = "*" if rest is None else f"*/{rest}"
        return any(matches(whole, f"/{call}") or _covers_path(rest, call) for call in _calls(caller))
    return _may_be(api, caller.api) and any(_covers_path(rest, call) for call in _calls(caller))


@lru_cache(maxsize=1024)
def _source(permission: LambdaPermission) -> bool | tuple[list[Any], str | None]:
    """The pieces of the API's id in a source and the pattern behind it; True when it covers everything or is not known, False when
    it covers no call."""
    if permission.source_arn is None:
        return True
    try:
        parts = arn.parse(permission.source_arn)
        if parts is None:
            return bool(permission.source_arn == "*")
        if parts.service not in ("execute-api", "*") or _other_account(permission, parts.account):
            return False
    except Undetermined:
        return True
    return _split(parts.resource)


def _other_account(permission: LambdaPermission, account: Any) -> bool:
    given: Any = permission.source_account
    literal = isinstance(given, str) and isinstance(account, str) and account not in ("", "*")
    return literal and given != account


def _split(resource: Any) -> tuple[list[Any], str | None]:
    """The pieces of the API's id, and what follows as a pattern in which all that is not known is a `*`; None when there
    is nothing."""
    pieces = list(resource.pieces) if isinstance(resource, Partial) else [resource]
    for index, piece in enumerate(pieces):
        if isinstance(piece, str) and "/" in piece:
            head, _, tail = piece.partition("/")
            rest = [tail, *pieces[index + 1 :]]
            return [*pieces[:index], *([head] if head else [])], "".join(
                one if isinstance(one, str) else "*" for one in rest
            )
    return pieces, None


def _may_be(pieces: list[Any], api: Api) -> bool:
    """Whether an id could be that of the API: not when it names another API of the model."""
    if len(pieces) == 1 and isinstance(pieces[0], Reference):
        target = pieces[0].target
        others = (*api.stack.apis, *api.stack.outside_apis)
        return target == api.label or not any(one.label == target for one in others)
    return True


def api_named(permission: LambdaPermission) -> Api | None:
    """The API of the model that the source of a permission names."""
    parts = arn.parse(permission.source_arn)
    if parts is None or parts.service != "execute-api":
        return None
    pieces, _ = _split(parts.resource)
    if len(pieces) != 1 or not isinstance(pieces[0], Reference):
        return None
    return next((api for api in permission.stack.apis if api.label == pieces[0].target), None)


def _calls(caller: Caller) -> list[str]:
    """The calls as texts: one for each stage, where all stages are known."""
    if caller.call[0] != ANYTHING:
        return ["/".join(caller.call)]
    api = caller.api
    stages = [stage.name for stage in api.stack.stages if stage.api is api]
    known = stages and not api.exported and all(isinstance(name, str) for name in stages)
    names = [str(name) for name in stages] if known else [ANYTHING]
    return ["/".join([name, *caller.call[1:]]) for name in names]


def _covers_path(pattern: str | None, call: str) -> bool:
    """Whether a pattern covers a call. Where the stages are not known any name of a stage will do."""
    if pattern is None:
        return False
    if matches(pattern, call) or matches(pattern.rstrip("/"), call.rstrip("/")):
        return True
    stage, slash, rest = pattern.partition("/")
    named, _, called = call.partition("/")
    if "*" not in stage and named == ANYTHING and stage not in NO_STAGES and slash:
        return matches(rest, called) or _verb_matches(rest, called)
    return matches(stage, named) and bool(slash) and _verb_matches(rest, called)


def _verb_matches(pattern: str, call: str) -> bool:
    """Whether a pattern covers a call of a route that takes every verb, whichever verb it names, or the word ANY."""
    verb, slash, path = pattern.partition("/")
    called, more, called_path = call.partition("/")
    return (
        called == ANYTHING and bool(more) and (matches(path, called_path) if slash else verb == "*" or not called_path)
    )


def matches(pattern: str, text: str) -> bool:
    """Whether a pattern with `*` and `?` covers a text; `*` spans slashes, and only `*` covers ANYTHING."""
    if "*" not in pattern and "?" not in pattern:
        return pattern == text
    return _compiled(pattern).fullmatch(text) is not None


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = (
        "[^\ue000]" if one == "?" else ".*" if one == "*" else re.escape(one) for one in re.split(r"([*?])", pattern)
    )
    return re.compile("".join(parts), re.S)


class Verdict(NamedTuple):
    """Why API Gateway may not make some calls of a function: `fault` is "missing", "alias" or "source"; `nearest` is the permission
    that was probably meant, None when there is none."""

    fault: str
    callers: list[Caller]
    nearest: LambdaPermission | None


@lru_cache(maxsize=256)
def verdicts(function: LambdaFunction) -> list[Verdict]:
    """What keeps API Gateway from calling a function, the calls with the same fault together."""
    calls = list(callers(function))
    if not calls or not function.stack.complete:
        return []
    given = permissions(function)
    usable = sorted((one for one in given if is_usable(one)), key=str)
    if given and not usable:
        return []  # principal or action is wrong, which is said of the permission itself
    found: dict[str, list[Caller]] = {}
    for caller in calls:
        fault = _fault(caller, usable)
        if fault is not None:
            found.setdefault(fault, []).append(caller)
    for affected in found.values():
        affected.sort(key=lambda one: str(one.name))
    return [Verdict(fault, affected, _nearest(affected[0], usable)) for fault, affected in found.items()]


def _nearest(caller: Caller, usable: list[LambdaPermission]) -> LambdaPermission | None:
    """The permission that was probably meant for a call: one that covers it, one for its API, or any."""
    of_api = [one for one in usable if certainly(lambda one=one: api_named(one) is caller.api)]
    return next((one for one in (*(one for one in usable if covers(one, caller)), *of_api, *usable)), None)


def _fault(caller: Caller, usable: list[LambdaPermission]) -> str | None:
    if not usable:
        return "missing"
    same = [one for one in usable if same_qualifier(one, caller)]
    if not same:
        return "alias"
    return None if any(covers(one, caller) for one in same) else "source"
