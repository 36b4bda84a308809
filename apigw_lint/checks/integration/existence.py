"""Routes without an integration, and with one that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis.extensions import PREFIX
from apigw_lint.model.hit import hit
from apigw_lint.model.integration import Integration
from apigw_lint.model.value import UNKNOWN, Partial, Reference

if TYPE_CHECKING:
    from apigw_lint.model.api import Api, Route
    from apigw_lint.model.hit import Hits

TARGET = "integrations/"
INTEGRATION = f"{PREFIX}integration"


def missing(api: Api) -> Hits:
    """Routes that call nothing; one hit for the API when none of them calls anything.

    A document of its own without any integration is a draft that something else will complete.
    """
    routes = api.routes
    empty = [route for route in routes if _calls_nothing(route)]
    if not empty or (api.standalone and len(empty) == len(routes)) or _may_be_websocket(api):
        return
    for route in empty:
        if route.integration_slip:
            at = route.at("integration_slip")
            yield hit(at, "meant", about=route, route=route.key, name=route.integration_slip, meant=INTEGRATION)
    empty = [route for route in empty if not route.integration_slip]
    if len(empty) > 1 and len(empty) == len(routes) and api.origin != "outside":
        related = tuple((route.place, "this route") for route in empty)
        yield hit(api.place, "all", related=related, name=api.label, count=len(empty))
        return
    for route in empty:
        yield hit(route.at("key"), "some" if api.kind is UNKNOWN else api.kind, about=route, route=route.key)


def _may_be_websocket(api: Api) -> bool:
    """Whether it is outside the files and of no kind that shows."""
    return api.kind is UNKNOWN and api.origin == "outside"


def _calls_nothing(route: Route) -> bool:
    return route.integration is None and not route.written("integration") and route.target is None and not route.event


def target_undefined(route: Route) -> Hits:
    """A target that is no integration of the route's API, and a reference to a component that does not exist."""
    if route.written("integration") and route.integration is None:
        yield hit(route.at("integration"), "reference", key=route.key)
        return
    target: Any = route.target
    if target is None:
        return
    found: Any = route.integration
    joined = isinstance(found, Integration)
    bare = isinstance(target, Partial) and target.reference is not None
    if (joined and bare) or not target.startswith(TARGET):
        yield hit(route.at("target"), "form", target=target)
    elif joined and found.api is not route.api and "outside" not in (found.api.origin, route.api.origin):
        at = route.at("target")
        yield hit(at, "other", related=((found.place, "the integration"),), target=target, api=found.api.label)
    elif not joined and _refers_to_something_else(route, target):
        yield hit(route.at("target"), "form", target=target)


def _refers_to_something_else(route: Route, target: Any) -> bool:
    """Whether what stands for the id refers to a function or an API of the stack."""
    others = {one.label for one in (*route.stack.functions, *route.stack.apis)}
    pieces = target.pieces if isinstance(target, Partial) else ()
    return any(isinstance(piece, Reference) and piece.target in others for piece in pieces)
