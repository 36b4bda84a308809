"""What mappings read of an authorizer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.analysis import access
from apigw_lint.checks.access.route import name_of
from apigw_lint.model.api import HTTP, REST, WEBSOCKET
from apigw_lint.model.hit import hit
from apigw_lint.model.value import certainly
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.api import Route
    from apigw_lint.model.hit import Hits
    from apigw_lint.source.place import Place

EXPRESSION = Pattern(r"\bcontext\.authorizer\.[\w.-]*\w")
CLAIMS = "context.authorizer.claims."
TESTED = Pattern(r"#(?:else)?if\s*\([^)]*context\.authorizer")
BOILERPLATE = (
    "authorizer-principal-id"  # of the console's pass-through template, which says so whether there is one or not
)


def undefined(route: Route) -> Hits:
    """A mapping of what an authorizer says, where none speaks."""
    integration = route.integration
    if route.verb == "OPTIONS" or integration is None or integration.type == "MOCK":
        return
    guard = _guard(route)
    if guard is None or _told_before(route):
        return
    for place, text in _texts(route):
        for match in EXPRESSION.finditer(text):
            if not access.is_guarded(guard):
                yield hit(place, "open", name=name_of(route), expression=match[0])
                return
            if guard.auth == "CUSTOM" and match[0].startswith(CLAIMS) and route.api.kind == REST:
                yield hit(place, "claims", name=name_of(route), expression=match[0])
                return


def _told_before(route: Route) -> bool:
    """Whether an earlier route has the same integration, and the same to be said of it."""
    first = next(
        one
        for one in route.api.routes
        if one is route or (one.integration is route.integration and certainly(lambda one=one: one.auth == route.auth))
    )
    return first is not route


def _guard(route: Route) -> Route | None:
    """The route whose authorizer fills the context: of a WebSocket API `$connect`."""
    if route.api.kind != WEBSOCKET:
        return None if route.api.kind == HTTP and route.auth == "AWS_IAM" else route
    return next((one for one in route.api.routes if certainly(lambda one=one: one.key == "$connect")), None)


def _texts(route: Route) -> Iterator[tuple[Place, str]]:
    """The known texts of the request's mappings, without those that look first whether there is anything."""
    for mapping in route.integration.request_mappings:  # type: ignore[union-attr]
        if isinstance(mapping.value, str):
            yield mapping.at("value"), mapping.value
    for template in route.integration.request_templates:  # type: ignore[union-attr]
        text = template.text
        if isinstance(text, str) and not TESTED.search(text) and BOILERPLATE not in text:
            yield template.at("text"), text
