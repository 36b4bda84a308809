"""Which function API Gateway calls from where, and whether a statement of the function's policy lets it.

API Gateway calls a function as `arn:PARTITION:execute-api:REGION:ACCOUNT:API/STAGE/VERB/PATH`, of a WebSocket API `API/STAGE/ROUTE`,
of an authorizer `API/authorizers/ID` [DG configure-api-gateway-lambda-authorization]. A `*` of a permission spans slashes. The path is
that of the resource, so a variable is covered by its own name in braces as well as by `*` [GH aws/serverless-application-model#540].
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.analysis import arn
from apigw_lint.model.api import WEBSOCKET
from apigw_lint.model.integration import Integration
from apigw_lint.model.value import UNKNOWN, Partial, Reference, Undetermined, certainly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.api import Api, Route
    from apigw_lint.model.authorizer import Authorizer
    from apigw_lint.model.function import LambdaFunction, LambdaPermission
    from apigw_lint.source.place import Place

GATEWAY = "apigateway.amazonaws.com"
INVOKE = "lambda:invokefunction"
NO_STAGES = ("test-invoke-stage", "authorizers")  # the first is the console's alone
ANYTHING = "\ue000"  # stands in a call for a text that may be anything


class Caller(NamedTuple):
    """A call of a function without credentials of its own. `owner` is the route or authorizer, `call` what follows the
    API in its ARN: stage, verb and path, with ANYTHING for what varies."""

    owner: Route | Authorizer
    source: Integration | Authorizer
    api: Api
    qualifier: Any
    call: tuple[str, ...]

    @property
    def place(self) -> Place:
        return self.source.at("uri", "integration")

    @property
    def name(self) -> str:
        """As a message calls it: `GET /pets`, or the authorizer's name."""
        key = getattr(self.owner, "key", None)
        return key if isinstance(key, str) else self.owner.label

    @property
    def shown(self) -> str:
        """The call's ARN after the account, for a message."""
        return "/".join([self.api.label, *self.call]).replace(ANYTHING, "*").replace("//", "/")


def callers(function: LambdaFunction) -> Iterator[Caller]:
    """Every call of a function by API Gateway that needs a permission and is known."""
    for api in (*function.stack.apis, *function.stack.outside_apis):
        for route in api.routes:
            integration = route.integration
            if isinstance(integration, Integration) and _needs(integration, function):
                call = _call_of(route)
                if call is not None:
                    yield Caller(route, integration, api, integration.qualifier, call)
        for authorizer in api.authorizers:
            if _needs(authorizer, function):
                yield Caller(authorizer, authorizer, api, authorizer.qualifier, ("authorizers", ANYTHING))


def _needs(caller: Any, function: LambdaFunction) -> bool:
    if caller.function is not function or caller.credentials is not None:
        return False
    return "stageVariables" not in str(caller.uri)


def _call_of(route: Route) -> tuple[str, ...] | None:
    """Stage, verb and path of a route's calls; None when they are not known. The stage comes later."""
    if route.api.kind == WEBSOCKET or route.key == "$default":
        return (ANYTHING, route.key) if isinstance(route.key, str) else None
    if not isinstance(route.verb, str) or not isinstance(route.route_path, str):
        return None
    verb = ANYTHING if route.verb == "ANY" else route.verb
    return ANYTHING, verb, route.route_path.strip("/")


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
    api, rest = _split(parts.resource)
    if any(isinstance(piece, str) and "*" in piece for piece in api):  # which spans what follows as well
        whole = "*" if rest is None else f"*/{rest}"
        return any(matches(whole, f"/{call}") or _covers_path(rest, call) for call in _calls(caller))
    return _may_be(api, caller.api) and any(_covers_path(rest, call) for call in _calls(caller))


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
    return called == ANYTHING and bool(more) and (matches(path, called_path) if slash else verb == "*" or not called_path)


def matches(pattern: str, text: str) -> bool:
    """Whether a pattern with `*` and `?` covers a text; `*` spans slashes, and only `*` covers ANYTHING."""
    parts = (
        "[^\ue000]" if one == "?" else ".*" if one == "*" else re.escape(one) for one in re.split(r"([*?])", pattern)
    )
    return re.fullmatch("".join(parts), text, re.S) is not None


class Verdict(NamedTuple):
    """Why API Gateway may not make some calls of a function: `fault` is "missing", "alias" or "source"; `nearest` is the permission
    that was probably meant, None when there is none."""

    fault: str
    callers: list[Caller]
    nearest: LambdaPermission | None


def verdicts(function: LambdaFunction) -> Iterator[Verdict]:
    """What keeps API Gateway from calling a function, the calls with the same fault together."""
    calls = list(callers(function))
    if not calls or not function.stack.complete:
        return
    given = permissions(function)
    usable = [one for one in given if is_usable(one)]
    if given and not usable:
        return  # principal or action is wrong, which is said of the permission itself
    found: dict[str, list[Caller]] = {}
    for caller in calls:
        fault = _fault(caller, usable)
        if fault is not None:
            found.setdefault(fault, []).append(caller)
    for fault, affected in found.items():
        nearest = next((one for one in usable if covers(one, affected[0])), usable[0] if usable else None)
        yield Verdict(fault, affected, nearest)


def _fault(caller: Caller, usable: list[LambdaPermission]) -> str | None:
    if not usable:
        return "missing"
    same = [one for one in usable if same_qualifier(one, caller)]
    if not same:
        return "alias"
    return None if any(covers(one, caller) for one in same) else "source"


def is_called(function: LambdaFunction) -> bool:
    """Whether an API of the files calls a function."""
    apis = (*function.stack.apis, *function.stack.outside_apis)
    return any(one.function is function for api in apis for one in sources(api))


def sources(api: Api) -> Iterator[Integration | Authorizer]:
    """The integrations and authorizers of an API that are known."""
    for route in api.routes:
        if isinstance(route.integration, Integration):
            yield route.integration
    yield from api.shared_integrations
    yield from api.authorizers
