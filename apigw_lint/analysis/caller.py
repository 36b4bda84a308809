"""Who calls a function: the routes and authorizers of the APIs in the files, and as what they call it.

API Gateway calls a function as `arn:PARTITION:execute-api:REGION:ACCOUNT:API/STAGE/VERB/PATH`, of a WebSocket API `API/STAGE/ROUTE`,
of an authorizer `API/authorizers/ID` [DG configure-api-gateway-lambda-authorization].
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.model.api import WEBSOCKET
from apigw_lint.model.integration import Integration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.api import Api, Route
    from apigw_lint.model.authorizer import Authorizer
    from apigw_lint.model.function import LambdaFunction
    from apigw_lint.source.place import Place

ANYTHING = "\ue000"  # stands in a call for a text that may be anything
CONNECT, DISCONNECT, DEFAULT = PREDEFINED = ("$connect", "$disconnect", "$default")
"""The keys of a WebSocket API's own routes; no message reaches another that begins so [DG websocket-api-develop-routes]."""


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
    if route.api.kind == WEBSOCKET or route.key == DEFAULT:
        asked = isinstance(route.key, str) and (route.key in PREDEFINED or not route.key.startswith("$"))
        return (ANYTHING, str(route.key)) if asked else None
    if not isinstance(route.verb, str) or not isinstance(route.route_path, str) or not route.route_path.startswith("/"):
        return None
    verb = ANYTHING if route.verb == "ANY" else route.verb
    return ANYTHING, verb, route.route_path.strip("/")


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
