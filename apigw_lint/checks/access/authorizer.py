"""Authorizers: what their kind has, what it needs, and what it never reads."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from apigw_lint.model.api import HTTP, REST, WEBSOCKET
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, Partial, Reference, certainly
from apigw_lint.source.nearest import alike
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from apigw_lint.model.api import Api, Route
    from apigw_lint.model.authorizer import Authorizer
    from apigw_lint.model.hit import Hits

COGNITO = "COGNITO_USER_POOLS"
TYPES = {REST: ("TOKEN", "REQUEST", COGNITO), HTTP: ("REQUEST", "JWT"), WEBSOCKET: ("REQUEST",)}
AUTH_TYPES = {REST: ("CUSTOM", COGNITO), HTTP: ("CUSTOM", "JWT"), WEBSOCKET: ("CUSTOM",)}
FITS = {"CUSTOM": ("TOKEN", "REQUEST"), COGNITO: (COGNITO,), "JWT": ("JWT",)}
KINDS = {REST: "REST", HTTP: "HTTP", WEBSOCKET: "WebSocket"}
DEFAULT_TTL, LONGEST_TTL = 300, 3600  # seconds [boto v1 CreateAuthorizerRequest]
LONG_URI = Pattern(r"arn:[^:]+:apigateway:[^:]*:lambda:path/+2015-03-31/functions/.+/invocations\Z")
VERSIONS = ("1.0", "2.0")  # of the payload that a function gets
SOURCES = {
    REST: ("method.request.", "context.", "stageVariables."),
    HTTP: ("$request.", "$context.", "$stageVariables."),
    WEBSOCKET: ("route.request.", "context.", "stageVariables."),
}
HEADERS = {REST: "method.request.header.", HTTP: "$request.header.", WEBSOCKET: "route.request.header."}
BARE = Pattern(r"[A-Za-z0-9_-]+\Z")
PLACEHOLDER = Pattern(r".*[<{]")  # what stands for something that is still to be filled in
ROOTS = ("method.", "route.", "request.", "context.", "stageVariables.")
REQUEST_OF = {"method.request.": REST, "$request.": HTTP, "route.request.": WEBSOCKET}


def type_mismatched(api: Api) -> Hits:
    """Types that the kind of API does not have, and routes whose type is not that of their authorizer."""
    for authorizer in api.authorizers:
        if certainly(_strange, authorizer):
            kinds = " or ".join(TYPES[api.kind])
            yield hit(
                authorizer.at("type"),
                "authorizer",
                about=authorizer,
                kind=KINDS[api.kind],
                type=authorizer.type,
                kinds=kinds,
            )
    for route in api.routes:
        if certainly(_strange_route, route):
            yield hit(route.at("auth"), "route", about=route, kind=KINDS[api.kind], auth=route.auth)
        elif certainly(_unfit, route):
            authorizer = route.authorizer  # type: ignore[assignment]
            beside = ((authorizer.at("type"), "the authorizer"),)
            facts = {"auth": route.auth, "type": authorizer.type, "authorizer": authorizer.label}
            yield hit(route.at("auth"), "fit", about=route, related=beside, **facts)


def _strange(authorizer: Authorizer) -> bool:
    return authorizer.type is not None and authorizer.type not in TYPES[authorizer.api.kind]


def _strange_route(route: Route) -> bool:
    """A type that another kind of API has. What none has is the schema's matter."""
    return route.auth in FITS and route.auth not in AUTH_TYPES[route.api.kind]


def _unfit(route: Route) -> bool:
    if route.authorizer is None or route.auth not in FITS or certainly(_strange, route.authorizer):
        return False
    return route.authorizer.type is not None and route.authorizer.type not in FITS[route.auth]


def field_invalid(authorizer: Authorizer) -> Hits:
    """Fields in a form that API Gateway does not take."""
    kind = authorizer.api.kind
    name = authorizer.label
    if certainly(_strange, authorizer):
        return
    if authorizer.is_lambda:
        if authorizer.uri is None:
            yield hit(authorizer.place, "uri-missing", name=name)
        elif function := _named(authorizer.uri):
            yield hit(authorizer.at("uri"), "name", name=name, function=function)
        elif certainly(_wrong_uri, authorizer.uri):
            yield hit(authorizer.at("uri"), "uri", name=name)
        if kind == HTTP:
            yield from _payload(authorizer)
    if certainly(lambda: authorizer.ttl is not None and not 0 <= authorizer.ttl <= LONGEST_TTL):
        yield hit(authorizer.at("ttl"), "ttl", name=name, ttl=authorizer.ttl)
    yield from _sources(authorizer)


def _wrong_uri(uri: Any) -> bool:
    """Whether the URI of a Lambda authorizer is certainly not the long form, which every kind of API wants."""
    if isinstance(uri, Partial):
        if uri.reference is not None:
            return uri.reference.attribute in ("Arn", "Alias")
        return not uri.endswith("/invocations") or not uri.startswith("arn:")
    return isinstance(uri, str) and not LONG_URI.match(uri)


def _named(uri: Any) -> str | None:
    """The function whose name, which its Ref gives, stands in a URI where its ARN belongs."""
    pieces = uri.pieces if isinstance(uri, Partial) else ()
    for before, piece in pairwise(pieces):
        if isinstance(before, str) and before.endswith("/functions/") and isinstance(piece, Reference) and piece.atom:
            return piece.target
    return None


def _payload(authorizer: Authorizer) -> Hits:
    version: Any = authorizer.payload_version
    if version is None:
        yield hit(authorizer.place, "payload-missing", name=authorizer.label)
    elif certainly(lambda: version not in VERSIONS):
        yield hit(
            authorizer.at("payload_version"),
            "payload",
            name=authorizer.label,
            version=version,
            meant=alike(f"{version}.0", VERSIONS),
        )
    elif certainly(lambda: version == "1.0" and authorizer.simple_responses):
        yield hit(authorizer.at("simple_responses"), "simple", name=authorizer.label)


def _sources(authorizer: Authorizer) -> Hits:
    """Identity sources of another kind of API, and several where one is taken."""
    sources = authorizer.identity_sources
    if sources is None or sources is UNKNOWN:
        return
    kind = authorizer.api.kind
    for source in sources:
        if certainly(lambda source=source: _of_another_kind(source, kind)):
            form = SOURCES[kind][0]
            yield hit(authorizer.at("identity_sources"), "source", name=authorizer.label, source=source, form=form)
            return
        if certainly(lambda source=source: isinstance(source, str) and bool(BARE.match(source))):
            form = f"{HEADERS[kind]}{source}"
            yield hit(authorizer.at("identity_sources"), "bare", name=authorizer.label, source=source, form=form)
            return
        if certainly(lambda source=source: _stray(source)):
            form = f"{HEADERS[kind]}NAME"
            yield hit(authorizer.at("identity_sources"), "stray", name=authorizer.label, source=source, form=form)
            return
    if len(sources) > 1 and authorizer.type in ("TOKEN", COGNITO, "JWT"):
        yield hit(authorizer.at("identity_sources"), "sources", name=authorizer.label, type=authorizer.type)


def _of_another_kind(source: Any, kind: str) -> bool:
    if source.startswith(SOURCES[kind]):
        return False
    return any(source.startswith(prefix) for prefix in REQUEST_OF) or source.startswith(("$method.", "request."))


def _stray(source: Any) -> bool:
    """Whether a source begins like nothing that any kind of API has in a request."""
    if not isinstance(source, str) or not source or PLACEHOLDER.match(source):
        return False
    return not source.lstrip("$").startswith(ROOTS)


class _Field:
    """A field, how messages call it, and for which types and kinds of API it is read."""

    def __init__(
        self, name: str, word: str, types: tuple[str, ...], kinds: tuple[str, ...] = (REST, HTTP, WEBSOCKET)
    ) -> None:
        self.name = name
        self.word = word
        self.types = types
        self.kinds = kinds


LAMBDA = ("TOKEN", "REQUEST")
FIELDS = (
    _Field("validation", "identity validation expression", ("TOKEN", COGNITO), (REST,)),
    _Field("provider_arns", "user pools", (COGNITO,)),
    _Field("uri", "function URI", LAMBDA),
    _Field("credentials", "credentials", LAMBDA),
    _Field("issuer", "JWT configuration", ("JWT",)),
    _Field("audience", "JWT configuration", ("JWT",)),
    _Field("payload_version", "payload format version", LAMBDA, (HTTP,)),
    _Field("simple_responses", "simple responses", LAMBDA, (HTTP,)),
    _Field("ttl", "cache TTL", ("TOKEN", "REQUEST", COGNITO, "JWT"), (REST, HTTP)),
)


def field_ignored(authorizer: Authorizer) -> Hits:
    """Fields that an authorizer of its type never reads; one hit for each, whatever it stands for."""
    kind = authorizer.api.kind
    if authorizer.type is None or authorizer.type not in TYPES[kind]:
        return
    told = set()
    for field in FIELDS:
        value = getattr(authorizer, field.name)
        read = authorizer.type in field.types and kind in field.kinds
        if read or not authorizer.written(field.name) or field.word in told or certainly(_empty, value):
            continue
        told.add(field.word)
        yield hit(
            authorizer.at(field.name),
            name=authorizer.label,
            field=field.word,
            kind=KINDS[kind],
            type=authorizer.type,
        )


def _empty(value: Any) -> bool:
    return value is None or value in ("", [], False)


def identity_missing(authorizer: Authorizer) -> Hits:
    """No identity source where one is needed. SAM adds the header Authorization where one header is all there can be."""
    if authorizer.identity_sources or authorizer.api.kind == WEBSOCKET:
        return
    if authorizer.origin == "sam" and authorizer.type != ("JWT" if authorizer.api.kind == HTTP else "REQUEST"):
        return
    if authorizer.api.kind == HTTP:
        if authorizer.type == "JWT":
            yield hit(authorizer.place, "token", name=authorizer.label, type=authorizer.type)
        elif authorizer.type == "REQUEST" and authorizer.ttl:
            yield hit(authorizer.at("ttl"), "cached", name=authorizer.label, ttl=authorizer.ttl)
    elif authorizer.type in ("TOKEN", COGNITO):
        yield hit(authorizer.place, "token", name=authorizer.label, type=authorizer.type)
    elif authorizer.type == "REQUEST" and authorizer.ttl != 0:
        ttl = DEFAULT_TTL if authorizer.ttl is None else authorizer.ttl
        yield hit(authorizer.place, "cached", name=authorizer.label, ttl=ttl)


def cache_weak(authorizer: Authorizer) -> Hits:
    """Answers that are kept for long, or for routes that were never asked about."""
    ttl = authorizer.ttl
    if not authorizer.is_lambda or not ttl or authorizer.api.kind == WEBSOCKET:
        return
    if DEFAULT_TTL < ttl <= LONGEST_TTL and not authorizer.at("ttl").via:
        yield hit(authorizer.at("ttl"), "long", name=authorizer.label, ttl=ttl)
    elif authorizer.api.kind == HTTP and authorizer.simple_responses and _shared(authorizer):
        yield hit(authorizer.at("ttl"), "routes", name=authorizer.label, ttl=ttl)


def _shared(authorizer: Authorizer) -> bool:
    """Whether several routes use it, and nothing tells them apart."""
    routes = [route for route in authorizer.api.routes if route.authorizer is authorizer]
    return len(routes) > 1 and not any("$context.routeKey" in source for source in authorizer.identity_sources or ())
