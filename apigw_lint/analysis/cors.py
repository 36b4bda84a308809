"""What is said to browsers: the answer to the preflight of a path, and the headers that routes set or declare for pages.

On REST APIs an OPTIONS method answers the preflight, most often a mock [DG how-to-cors]; on HTTP APIs the gateway does, from the
API's CORS configuration [DG http-api-cors].
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.model.api import HTTP
from apigw_lint.model.integration import static_text
from apigw_lint.model.value import UNKNOWN, Undetermined, certainly
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.api import Api, Resource, Route
    from apigw_lint.model.integration import Integration, IntegrationResponse, ParameterMapping
    from apigw_lint.source.place import Place

PREFIX = "access-control-"
ORIGIN = f"{PREFIX}allow-origin"
CREDENTIALS = f"{PREFIX}allow-credentials"
HEADERS = {
    "origins": ORIGIN,
    "methods": f"{PREFIX}allow-methods",
    "headers": f"{PREFIX}allow-headers",
    "expose": f"{PREFIX}expose-headers",
}
OVERRIDE = Pattern(r"responseoverride\.header", re.I)


class Grant(NamedTuple):
    """What a preflight allows. Each list is None when it is not said, UNKNOWN when it is not known; so is `credentials`.

    `place` is where all of it stands, `places` where each part does. `preflight` is the OPTIONS route of a REST API.
    """

    place: Place
    places: dict[str, Place]
    origins: Any = None
    methods: Any = None
    headers: Any = None
    expose: Any = None
    credentials: Any = None
    preflight: Route | None = None

    def at(self, name: str) -> Place:
        return self.places.get(name, self.place)

    def allows(self, name: str, wanted: str) -> bool:
        """Whether a list has an entry, or `*`. That browsers read `*` as a name beside credentials is a fault of its own."""
        listed = getattr(self, name)
        return listed is not None and (wanted in listed or "*" in listed)


def grant(resource: Resource) -> Grant | None:
    """What the preflight of a path allows; None when nothing answers one, or a backend does."""
    api: Api = resource.api
    if api.kind == HTTP:
        return configured(api)
    preflight = options(resource)
    return answered(preflight) if preflight is not None else None


def options(resource: Resource) -> Route | None:
    """The OPTIONS route of a path."""
    return next((route for route in resource.routes if certainly(_is_options, route)), None)


def _is_options(route: Route) -> bool:
    return route.verb == "OPTIONS"


def configured(api: Api) -> Grant | None:
    """What the CORS configuration of an HTTP API allows. Methods and headers that it does not list are UNKNOWN."""
    cors = api.cors
    if cors is None:
        return None
    places = {name: cors.at(name) for name in ("origins", "methods", "headers", "expose", "credentials")}
    methods, headers = (UNKNOWN if listed is None else listed for listed in (cors.methods, cors.headers))
    return Grant(cors.place, places, cors.origins, methods, headers, cors.expose, cors.credentials)


def answered(preflight: Route) -> Grant | None:
    """What an OPTIONS method answers by itself; None for a proxy, whose backend answers.

    Raises Undetermined when headers may come from where nobody can read them.
    """
    integration = preflight.integration
    if integration is None or integration.is_proxy:
        return None
    if not integration.responses_known or overridden(integration):
        raise Undetermined
    found: dict[str, ParameterMapping] = {}
    for mapping in mappings(integration):
        found.setdefault(mapping.name.lower(), mapping)
    places = {part: found[header].at("value") for part, header in HEADERS.items() if header in found}
    lists = {part: _listed(found.get(header)) for part, header in HEADERS.items()}
    credentials = _listed(found.get(CREDENTIALS))
    if credentials is not None and credentials is not UNKNOWN:
        credentials = credentials == ["true"]
    return Grant(preflight.place, places, **lists, credentials=credentials, preflight=preflight)


def overridden(integration: Integration) -> bool:
    """Whether a template of an answer sets headers of its own ([DG apigateway-override-request-response-parameters])."""
    return any(
        not isinstance(template.text, str) or OVERRIDE.search(template.text) is not None
        for response in integration.responses
        for template in response.templates
        if template.text is not None
    )


def mappings(integration: Integration) -> Iterator[ParameterMapping]:
    """The CORS headers that an integration's responses set, those of the default and successful answers first."""
    for response in sorted(integration.responses, key=lambda one: not (one.is_default or certainly(succeeds, one))):
        yield from response_mappings(response)


def response_mappings(response: IntegrationResponse) -> Iterator[ParameterMapping]:
    """The CORS headers that one response sets. Raises Undetermined when it may set others."""
    for mapping in response.header_mappings:
        if mapping.name.lower().startswith(PREFIX):
            yield mapping
    if not response.mappings_known:
        raise Undetermined


def succeeds(response: IntegrationResponse) -> bool:
    """Whether the client sees a 2xx status."""
    return response.status is not None and response.status.startswith("2")


def _listed(mapping: ParameterMapping | None) -> Any:
    """The entries of a header value; None when it is not set."""
    return None if mapping is None else _entries(mapping.value)


def _entries(value: Any) -> Any:
    """The entries of a static value; UNKNOWN for one that is mapped from somewhere, or has quotes in it."""
    text = static_text(value)
    if text is None or "'" in text:
        return UNKNOWN
    return [part.strip() for part in text.split(",") if part.strip()]


def strangers(value: Any, granted: Any) -> bool:
    """Whether a static Allow-Origin names none of the origins that a preflight lets in, so that no page passes both.

    What is no origin at all is the matter of `cors-value-invalid`.
    """
    origins = _entries(value)
    if origins is UNKNOWN or granted is None or granted is UNKNOWN:
        return False
    sites, allowed = ({_site(one) for one in listed} for listed in (origins, granted))
    return bool(sites) and not sites & allowed and "" not in sites | allowed


def _site(origin: str) -> str:
    """An origin without a path; empty for what is none, `*` included."""
    scheme, found, rest = origin.lower().partition("://")
    return f"{scheme}://{rest.partition('/')[0]}" if found else ""


def sets_origin(route: Route) -> bool:
    """Whether a route's own responses set or declare an allowed origin."""
    return ORIGIN in route.response_header_names


def has_evidence(resource: Resource) -> bool:
    """Whether something on a path shows that browsers on other sites call it."""
    return any(certainly(_serves_browsers, route) for route in resource.routes)


def _serves_browsers(route: Route) -> bool:
    return route.is_preflight or sets_origin(route)


def api_has_evidence(api: Api) -> bool:
    """Whether something of a REST API shows that browsers on other sites call it."""
    return any(certainly(_allows_origin, one) for one in api.gateway_responses) or any(map(has_evidence, api.resources))


def _allows_origin(response: Any) -> bool:
    return response.header(ORIGIN) is not None
