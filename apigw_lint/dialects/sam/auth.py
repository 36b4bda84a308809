"""`Auth` of a SAM API, and what it and the events' own `Auth` make of the operations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects.sam.authorizer import scheme
from apigw_lint.dialects.sam.draft import INTEGRATION, Draft, Operation
from apigw_lint.dialects.sam.event import word
from apigw_lint.dialects.sam.nodes import made, put
from apigw_lint.dialects.sam.operation import raw
from apigw_lint.model.api import HTTP
from apigw_lint.model.value import UNKNOWN, certainly

if TYPE_CHECKING:
    from apigw_lint.dialects.view import View
    from apigw_lint.source.node import Node

IAM, NONE = "AWS_IAM", "NONE"
KEY, NO_KEY = "api_key", "api_key_false"
CALLER = "arn:aws:iam::*:user/*"
SIGV4 = {"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "awsSigv4"}


class ApiAuth:
    """What `Auth` says. `default` is the name of the default authorizer, UNKNOWN when it is not one that the API declares."""

    def __init__(self, view: View, kind: str) -> None:
        self.view = view
        self.kind = kind
        self.authorizers = dict(view["Authorizers"].items())
        self.complete = view.known and view["Authorizers"].known
        self.iam_enabled = kind != HTTP or view["EnableIamAuthorizer"].boolean() is True
        written = view["DefaultAuthorizer"]
        name = word(written)
        self.default: Any = (
            None if not written or written.value() is None else name if name and self.declares(name) else UNKNOWN
        )
        if view.opaque:
            self.default = UNKNOWN
        self.on_preflight = switch(view["AddDefaultAuthorizerToCorsPreflight"])
        self.key_required = UNKNOWN if view.opaque else flag(view["ApiKeyRequired"], default=False)
        self.key_on_preflight = switch(view["AddApiKeyRequiredToCorsPreflight"])

    def declares(self, name: str) -> bool:
        """Whether an authorizer of this name is there to be used."""
        return name in self.authorizers or (name == IAM and self.iam_enabled)

    def requirement(self, name: str, at: Any, scopes: Node | None = None) -> Node:
        """A security requirement for an authorizer, with its own scopes unless others are given."""
        own = self.authorizers.get(name)
        if name == NONE or (name == IAM and self.kind == HTTP):
            return made(at, {name: []})
        scopes = scopes or (raw(own, "AuthorizationScopes") if own else None) or made(at, [])
        return made(at, {name: scopes})


def flag(view: View, *, default: bool) -> Any:
    value = view.boolean()
    return default if value is None else value


def switch(view: View) -> Any:
    """What SAM makes of a switch that is on by default: any text turns it on, `'false'` and a parameter of that value too
    [SAM src swagger.py]."""
    if not view:
        return True
    if view.opaque:
        return UNKNOWN
    return not certainly(lambda: view.value() == "") if view.calls else bool(view.node.data)


def event_auth(operation: Operation, auth: ApiAuth) -> None:
    """What an event's own `Auth` asks of its operation."""
    event = operation.event
    if event is None:
        return
    view = event.view["Auth"]
    if view.opaque:
        operation.auth_unknown = operation.key_unknown = True
        return
    authorizer = view["Authorizer"]
    name = word(authorizer)
    if auth.kind == HTTP and view.node.data and not authorizer:
        authorizer, name = auth.view["DefaultAuthorizer"], word(auth.view["DefaultAuthorizer"])
    if name == NONE or (name and auth.declares(name)):
        operation.require(auth.requirement(name, authorizer.place, raw(view, "AuthorizationScopes")))
    elif authorizer:
        operation.auth_unknown = True
    key = view["ApiKeyRequired"].boolean()
    if key is UNKNOWN:
        operation.key_unknown = True
    elif key is not None and auth.kind != HTTP:
        operation.require(made(view["ApiKeyRequired"].place, {KEY if key else NO_KEY: []}))
    if operation.generated:
        credentials(operation, view, auth)


def credentials(operation: Operation, view: View, auth: ApiAuth) -> None:
    """REST APIs call the function as the caller on IAM routes, unless InvokeRole says otherwise."""
    by_default = auth.default is not UNKNOWN and auth.default == IAM and not (view and view.node.data)
    if auth.kind == HTTP or not (word(view["Authorizer"]) == IAM or by_default):
        return
    chosen = view["InvokeRole"] or auth.view["InvokeRole"]
    holder = view if view["InvokeRole"] else auth.view
    role = word(chosen)
    if role == NONE or (chosen and chosen.value() is None):
        return
    integration = operation.node[INTEGRATION]
    if not chosen or role == "CALLER_CREDENTIALS":
        at = (
            chosen.place
            if chosen
            else view["Authorizer"].place
            if view["Authorizer"]
            else auth.view["DefaultAuthorizer"].place
        )
        put(integration, "credentials", made(at, CALLER))
    else:
        put(integration, "credentials", raw(holder, "InvokeRole"), chosen.key_place)


def secure(draft: Draft, auth: ApiAuth) -> None:
    """Apply the default authorizer and the required key to every operation, and declare the schemes that are used."""
    for operation in draft.operations.values():
        if operation.integrated:
            (default_http if auth.kind == HTTP else default_rest)(operation, auth)
            if auth.kind != HTTP:
                default_key(operation, auth)
        unmark(operation)
    declare(draft, auth)


def default_rest(operation: Operation, auth: ApiAuth) -> None:
    """Every operation takes the default authorizer that names no other; preflights unless they are excepted."""
    if auth.default is None or (operation.verb == "options" and auth.on_preflight is False):
        return
    if any(names(one) & {NONE, IAM, *auth.authorizers} for one in operation.requirements):
        return
    if auth.default is UNKNOWN or (operation.verb == "options" and auth.on_preflight is UNKNOWN):
        operation.auth_unknown = True
        return
    at = auth.view["DefaultAuthorizer"].place
    operation.require(auth.requirement(auth.default, at))


def default_http(operation: Operation, auth: ApiAuth) -> None:
    if auth.default is None or operation.verb == "options" or operation.requirements:
        return
    if auth.default is UNKNOWN:
        operation.auth_unknown = True
        return
    operation.require(auth.requirement(auth.default, auth.view["DefaultAuthorizer"].place))


def default_key(operation: Operation, auth: ApiAuth) -> None:
    """Every operation asks for the key that does not except itself; on preflights the API's word counts alone."""
    if auth.key_required is False:
        return
    if operation.verb == "options" and auth.key_on_preflight is False:
        keep(operation, {KEY, NO_KEY})
        return
    if any(names(one) & {KEY, NO_KEY} for one in operation.requirements):
        return
    if auth.key_required is UNKNOWN or (operation.verb == "options" and auth.key_on_preflight is UNKNOWN):
        operation.key_unknown = True
        return
    operation.require(made(auth.view["ApiKeyRequired"].place, {KEY: []}))


def names(requirement: Node) -> set[str]:
    return {name for name, _ in requirement.items()}


def unmark(operation: Operation) -> None:
    """Take out the words for "none", which no definition has."""
    keep(operation, {NONE, NO_KEY})


def keep(operation: Operation, less: set[str]) -> None:
    """Take out the requirements that have one of these names."""
    kept = [one for one in operation.requirements if not names(one) & less]
    if len(kept) != len(operation.requirements):
        operation.requirements = kept


def declare(draft: Draft, auth: ApiAuth) -> None:
    """The security schemes of SAM's authorizers, of IAM and of the key, where they are used."""
    used = {
        name: one.place
        for operation in draft.operations.values()
        for one in operation.requirements
        for name in names(one)
    }
    added: dict[str, Node] = {name: scheme(view, auth.kind) for name, view in auth.authorizers.items()}
    if IAM in used and IAM not in added and auth.iam_enabled:
        added[IAM] = made(used[IAM], SIGV4)
    if KEY in used:
        added[KEY] = made(used[KEY], {"type": "apiKey", "name": "x-api-key", "in": "header"})
    if not added:
        return
    schemes = draft.schemes(next(iter(added.values())).place)
    for name, node in added.items():
        if name in auth.authorizers or name not in schemes:
            put(schemes, name, node, auth.authorizers[name].key_place if name in auth.authorizers else node.place)
