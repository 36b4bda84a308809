"""A page on another site calls a route: each step that its browser takes, until one fails.

A browser asks with OPTIONS before it sends PUT, PATCH or DELETE, a header outside its safe list, or a body that no form could send;
it sends what the answer allows, and hands the page an answer only if that allows its origin (Fetch standard, CORS protocol).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import cors
from apigw_lint.model.api import HTTP
from apigw_lint.model.value import Undetermined, certainly

if TYPE_CHECKING:
    from apigw_lint.analysis.cors import Grant
    from apigw_lint.model.api import Api, Resource, Route
    from apigw_lint.model.integration import ParameterMapping

UNANSWERED, REFUSED, BROKEN, NO_ORIGIN, NO_METHOD, NO_HEADER, UNREADABLE = STEPS = (
    "unanswered", "refused", "broken", "no-origin", "no-method", "no-header", "unreadable"
)  # fmt: skip
PREFLIGHTED = ("PUT", "PATCH", "DELETE")
SIMPLE = ("GET", "HEAD", "POST")
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain")
# Browsers send these without asking, or forbid scripts to set them. Of Content-Type it depends on the value.
UNASKED = frozenset(
    [
        "accept", "accept-language", "content-language", "content-type", "origin", "host", "cookie", "user-agent", "referer",
        "connection", "content-length",
    ]
)  # fmt: skip
SIGNED = ["authorization", "x-amz-date"]
HEADER_SOURCES = ("method.request.header.", "$request.header.", "route.request.header.")


class Browser:
    """A browser that shows a page of another site, and an API that the page calls."""

    def __init__(self, api: Api) -> None:
        self.greedy = [one for one in api.resources if certainly(_is_greedy, one) and certainly(one.answers, "OPTIONS")]
        configured = api.cors is not None and certainly(lambda: api.kind == HTTP)
        self.everywhere = configured or any(certainly(_takes_the_rest, route) for route in api.routes)

    def first_failure(self, route: Route) -> str | None:
        """The first step that certainly fails, one of STEPS; None when none certainly does."""
        fails = (
            self.unanswered, self.refused, self.broken, self.lacks_origin, self.lacks_method, self.lacks_header, unreadable
        )  # fmt: skip
        return next((step for step, one in zip(STEPS, fails, strict=True) if certainly(one, route)), None)

    def unanswered(self, route: Route) -> bool:
        """Nothing takes the preflight."""
        return needs_preflight(route) and not self.takes_preflight(resource_of(route))

    def takes_preflight(self, resource: Resource) -> bool:
        """Whether OPTIONS on a path is answered: by OPTIONS or ANY there, by what takes the rest, by the settings of an HTTP API."""
        if self.everywhere or resource.answers("OPTIONS"):
            return True
        return any(_covers(one.full_path, resource.full_path) for one in self.greedy)

    def refused(self, route: Route) -> bool:
        """The preflight is asked for what browsers never send with it."""
        resource = resource_of(route)
        taker = resource.route("OPTIONS") or resource.route("ANY")
        return needs_preflight(route) and taker is not None and not taker.is_open

    def broken(self, route: Route) -> bool:
        """The preflight answers 500."""
        preflight = cors.options(resource_of(route))
        return needs_preflight(route) and preflight is not None and cannot_answer(preflight)

    def lacks_origin(self, route: Route) -> bool:
        """The preflight allows no origin."""
        granted = cors.grant(resource_of(route))
        return needs_preflight(route) and granted is not None and not granted.origins

    def lacks_method(self, route: Route) -> bool:
        """The preflight does not allow the verb. Verbs are compared with their case."""
        granted = _grant_of(route)
        return granted is not None and route.verb in PREFLIGHTED and not granted.allows("methods", route.verb)

    def lacks_header(self, route: Route) -> bool:
        """The preflight does not allow a header that the route requires."""
        return bool(missing_headers(route))


def missing_headers(route: Route) -> list[str]:
    """The headers that a route requires and its preflight does not allow, in lower case."""
    granted = _grant_of(route)
    if granted is None:
        return []
    listed = granted.headers if granted.headers is None else [name.lower() for name in granted.headers]
    grant = granted._replace(headers=listed)
    return [name for name in required_headers(route) if not grant.allows("headers", name)]


def _grant_of(route: Route) -> Grant | None:
    """What the preflight of a browser's route allows. Signed routes of HTTP APIs are for machines, whatever CORS says."""
    if route.verb == "OPTIONS" or (route.api.kind == HTTP and route.auth == "AWS_IAM"):
        return None
    return cors.grant(resource_of(route))


def unreadable(route: Route) -> bool:
    """The preflight allows an origin and the answer itself does not, though it could."""
    integration = route.integration
    preflight = cors.options(resource_of(route))
    if route.verb == "OPTIONS" or integration is None or integration.type not in ("AWS", "HTTP") or preflight is None:
        return False
    granted = cors.answered(preflight)
    if granted is None or granted.origins is None or cors.overridden(integration):
        return False
    return unreadable_response(route) is not None or other_origin(route) is not None


def other_origin(route: Route) -> ParameterMapping | None:
    """The Allow-Origin of a successful answer that lets in none of those whom the preflight does."""
    preflight = cors.options(resource_of(route))
    granted = cors.answered(preflight) if preflight is not None else None
    if granted is None or route.integration is None or not route.integration.responses_known:
        return None
    for response in route.integration.responses:
        for mapping in cors.response_mappings(response) if certainly(cors.succeeds, response) else ():
            if mapping.name.lower() == cors.ORIGIN and cors.strangers(mapping.value, granted.origins):
                return mapping
    return None


def unreadable_response(route: Route) -> Any:
    """The first successful response of a non-proxy integration that allows no origin."""
    if route.integration is None or not route.integration.responses_known:
        return None
    for response in route.integration.responses:
        names = [mapping.name.lower() for mapping in cors.response_mappings(response)]
        if certainly(cors.succeeds, response) and cors.ORIGIN not in names:
            return response
    return None


def cannot_answer(preflight: Route) -> bool:
    """With every type binary a mock cannot read its template unless both sides convert to text [DG how-to-cors]."""
    integration, types = preflight.integration, preflight.api.binary_media_types
    if integration is None or integration.type != "MOCK" or types is None:
        return False
    if not any(kind.replace("~1", "/") == "*/*" for kind in types):
        return False
    sides: list[Any] = [integration, *integration.responses]
    return any(side.content_handling != "CONVERT_TO_TEXT" for side in sides)


def needs_preflight(route: Route) -> bool:
    """Whether a browser certainly asks before it calls the route from another site."""
    if route.verb in PREFLIGHTED:
        return True
    return route.verb in SIMPLE and bool(required_headers(route))


def required_headers(route: Route) -> list[str]:
    """The headers that a caller must send and a browser asks leave for, in lower case."""
    names = ["x-api-key"] if certainly(_wants_key, route) else []
    if certainly(lambda: route.auth == "AWS_IAM"):
        names += SIGNED
    elif certainly(lambda: route.authorizer is not None):
        names += _identity_headers(route.authorizer)
    for one in route.all_parameters:
        if certainly(lambda one=one: one.location == "header" and one.required) and isinstance(one.name, str):
            names.append(one.name.lower())
    names = [name for name in dict.fromkeys(names) if name not in UNASKED]
    return [*names, "content-type"] if only_json(route) else names


def _wants_key(route: Route) -> bool:
    """Whether a caller sends an API key in its header; authorizers may hand keys over instead."""
    return bool(route.api_key_required) and route.api.api_key_source in (None, "HEADER") and route.api.kind != HTTP


def _identity_headers(authorizer: Any) -> list[str]:
    """The request headers among an authorizer's identity sources, in lower case; none when they are not known."""
    try:
        sources = [source for source in authorizer.identity_sources or () if isinstance(source, str)]
    except Undetermined:
        return []
    return [
        source.removeprefix(prefix).lower()
        for source in sources
        for prefix in HEADER_SOURCES
        if source.startswith(prefix)
    ]


def only_json(route: Route) -> bool:
    """Whether a body is declared, and no form can send any of its content types."""
    if route.verb not in ("POST", "PUT", "PATCH") or not route.parameters_known:
        return False
    types = [one.content_type for one in route.request_models]
    return bool(types) and not any(
        kind is None or kind.partition(";")[0].strip().lower() in FORM_TYPES for kind in types
    )


def resource_of(route: Route) -> Any:
    """The path that a route stands on."""
    return route.owner


def _takes_the_rest(route: Route) -> bool:
    return route.key == "$default"


def _is_greedy(resource: Resource) -> bool:
    return resource.full_path is not None and resource.full_path.endswith("+}")


def _covers(greedy: Any, path: Any) -> bool:
    """Whether a path that ends in a greedy variable takes requests for another path."""
    return path is not None and bool(path.startswith(greedy[: greedy.rindex("/") + 1]))
