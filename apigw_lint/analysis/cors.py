"""What a browser on another site would meet: the preflight of a path, and what it allows.

A browser asks with OPTIONS before it sends PUT, PATCH or DELETE, a header outside its safe list, or a body that no form could send
(Fetch standard, CORS protocol). On REST APIs an OPTIONS method answers, most often a mock; on HTTP APIs the gateway does, from the
API's CORS configuration [DG http-api-cors].
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.model.api import HTTP
from apigw_lint.model.integration import static_text
from apigw_lint.model.value import UNKNOWN, Undetermined, certainly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.api import Api, Resource, Route
    from apigw_lint.model.integration import Integration, ParameterMapping
    from apigw_lint.source.place import Place

PREFLIGHTED = ("PUT", "PATCH", "DELETE")
SIMPLE = ("GET", "HEAD", "POST")
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain")
# Browsers send these without asking, or forbid scripts to set them.
NEVER_ASKED = frozenset(
    [
        "accept",
        "accept-language",
        "content-language",
        "content-type",
        "origin",
        "host",
        "cookie",
        "user-agent",
        "referer",
        "connection",
    ]
)
ORIGIN = "access-control-allow-origin"


class Grant(NamedTuple):
    """What a preflight allows. Each is a list of texts, None when it is not said, UNKNOWN when it is not known.

    `places` holds where each is written; `route` is the OPTIONS route of a REST API.
    """

    origins: Any
    methods: Any
    headers: Any
    expose: Any
    credentials: Any
    places: dict[str, Place]
    route: Route | None = None

    def at(self, name: str) -> Place | None:
        return self.places.get(name)


def grant(resource: Resource) -> Grant | None:
    """What the preflight of a path allows; None when nothing answers one that could be read."""
    api: Api = resource.api
    if api.kind == HTTP:
        return configured(api)
    preflight = next((route for route in resource.routes if certainly(lambda: route.verb == "OPTIONS")), None)
    return answered(preflight) if preflight is not None else None


def configured(api: Api) -> Grant | None:
    """What the CORS configuration of an HTTP API allows."""
    cors = api.cors
    if cors is None:
        return None
    if cors.everything:
        return Grant(
            ["*"], ["*"], ["*"], None, None, {"origins": cors.place, "methods": cors.place, "headers": cors.place}
        )
    places = {name: cors.at(name) for name in ("origins", "methods", "headers", "expose", "credentials")}
    return Grant(cors.origins, cors.methods, cors.headers, cors.expose, cors.credentials, places)


def answered(preflight: Route) -> Grant | None:
    """What an OPTIONS method answers by itself. A proxy's backend answers, which nobody can read here."""
    integration = preflight.integration
    if integration is None or integration.is_proxy:
        return None
    if not integration.responses_known:
        raise Undetermined
    found: dict[str, ParameterMapping] = {}
    for mapping in header_mappings(integration):
        found.setdefault(mapping.name.lower().removeprefix("access-control-"), mapping)
    lists = {name: _listed(found.get(key)) for name, key in HEADERS.items()}
    credentials = lists.pop("credentials")
    places = {name: found[key].at("value") for name, key in HEADERS.items() if key in found}
    return Grant(**lists, credentials=_truth(credentials), places=places, route=preflight)


HEADERS = {
    "origins": "allow-origin",
    "methods": "allow-methods",
    "headers": "allow-headers",
    "expose": "expose-headers",
    "credentials": "allow-credentials",
}


def header_mappings(integration: Integration) -> Iterator[ParameterMapping]:
    """The CORS headers that an integration's responses set, the default and successful answers first."""
    responses = sorted(integration.responses, key=lambda one: not (one.is_default or certainly(_success, one)))
    for response in responses:
        for mapping in response.header_mappings:
            if certainly(lambda mapping=mapping: mapping.name.lower().startswith("access-control-")):
                yield mapping


def _success(response: Any) -> bool:
    return bool(response.status.startswith("2"))


def _listed(mapping: ParameterMapping | None) -> Any:
    """The entries of a static header value; UNKNOWN for one that is mapped from somewhere."""
    if mapping is None:
        return None
    text = static_text(mapping.value)
    if text is None:
        return UNKNOWN
    return [part.strip() for part in text.split(",") if part.strip()]


def _truth(listed: Any) -> Any:
    return listed if listed is None or listed is UNKNOWN else listed == ["true"]


def sets_origin(route: Route) -> bool:
    """Whether a route's own responses set or declare an allowed origin."""
    return ORIGIN in route.response_header_names


def has_evidence(resource: Resource) -> bool:
    """Whether anything on a path shows that browsers call it."""
    return any(route.is_preflight or sets_origin(route) for route in resource.routes)


def api_has_evidence(api: Api) -> bool:
    """Whether anything of a REST API shows that browsers call it."""
    responses = any(
        certainly(lambda one=one: one.header("Access-Control-Allow-Origin") is not None)
        for one in api.gateway_responses
    )
    return responses or any(certainly(has_evidence, resource) for resource in api.resources)


def takes_preflight(resource: Resource) -> bool:
    """Whether OPTIONS on a path is routed: by OPTIONS or ANY there, or by a greedy path beside or above it."""
    if resource.answers("OPTIONS"):
        return True
    path = resource.full_path
    return any(
        other.answers("OPTIONS")
        for other in resource.api.resources
        if other is not resource and covers(other.full_path, path)
    )


def covers(greedy: Any, path: Any) -> bool:
    """Whether a path that ends in a greedy variable takes requests for another path."""
    if greedy is None or path is None:
        return False
    return bool(greedy.endswith("+}")) and bool(path.startswith(greedy[: greedy.rindex("/") + 1]))


def required_headers(route: Route) -> list[str]:
    """The headers that a caller must send and a browser asks leave for, in lower case and the order of their reasons."""
    names: list[str] = []
    if route.api_key_required and route.api.api_key_source in (None, "HEADER"):
        names.append("x-api-key")
    if route.auth == "AWS_IAM":
        names += ["authorization", "x-amz-date"]
    elif route.authorizer is not None:
        names += identity_headers(route.authorizer)
    names += [one.name.lower() for one in route.parameters if one.location == "header" and one.required]
    return [name for name in dict.fromkeys(names) if name not in NEVER_ASKED]


def identity_headers(authorizer: Any) -> list[str]:
    """The request headers among an authorizer's identity sources, in lower case."""
    found = []
    for source in authorizer.identity_sources or ():
        for prefix in ("method.request.header.", "$request.header.", "route.request.header."):
            if source.startswith(prefix):
                found.append(source[len(prefix) :].lower())
    return found


def needs_preflight(route: Route) -> bool:
    """Whether a browser certainly asks before it calls the route from another site."""
    if route.verb in PREFLIGHTED:
        return True
    if route.verb not in SIMPLE:
        return False
    return bool(required_headers(route)) or (route.verb == "POST" and _only_json(route))


def _only_json(route: Route) -> bool:
    """Whether every declared request content type is one that no form can send."""
    types = [one.content_type for one in route.request_models]
    return bool(types) and not any(kind is None or kind.partition(";")[0].strip() in FORM_TYPES for kind in types)
