"""Security of a definition that API Gateway does not read, and schemes that it cannot use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import access
from apigw_lint.checks.access.route import SHOWN, named
from apigw_lint.model.api import HTTP
from apigw_lint.model.hit import hit
from apigw_lint.model.value import certainly

if TYPE_CHECKING:
    from apigw_lint.model.api import Api, Route
    from apigw_lint.model.authorizer import SecurityScheme
    from apigw_lint.model.definition import Definition
    from apigw_lint.model.hit import Hits

AUTH = "x-amazon-apigateway-auth"
OF_SCHEMES = ("x-amazon-apigateway-authorizer", "x-amazon-apigateway-authtype")


def root_ignored(api: Api) -> Hits:
    """Security at the root of a REST definition, on which operations rely."""
    routes = [route for route in api.routes if certainly(access.root_ignored, route)]
    if routes:
        beside = tuple((route.place, "open") for route in routes[:SHOWN])
        entry = api.root_security[0]
        name = next(iter(entry.schemes))
        yield hit(entry.at(name), count=len(routes), routes=named(routes), scheme=name, related=beside)


def ignored(api: Api) -> Hits:
    """Schemes that are the only guard of routes, and that nothing checks."""
    found: dict[str, list[Route]] = {}
    for route in api.routes:
        if certainly(access.ineffective, route):
            found.setdefault(access.ineffective(route)[0], []).append(route)
    for scheme in api.security_schemes:
        routes = found.get(scheme.label)
        if routes:
            beside = tuple((route.place, "open") for route in routes[:SHOWN])
            yield hit(scheme.place, "scheme", about=scheme, scheme=scheme.label, routes=named(routes), related=beside)
    if api.definition is not None:
        yield from _misplaced(api.definition)


def _misplaced(definition: Definition) -> Hits:
    """Extensions about authorization where they are not read."""
    for one in definition.extensions:
        if one.name in OF_SCHEMES and one.level == "operation":
            yield hit(one.place, "operation", about=one, extension=one.name)
        elif one.name == AUTH and one.level == "root":
            yield hit(one.place, "root", about=one, extension=one.name)


def invalid(scheme: SecurityScheme) -> Hits:
    """A scheme that carries an authorizer, or IAM, in a form that the import does not take."""
    if scheme.origin == "sam":
        return
    if certainly(_is_key_elsewhere, scheme):
        yield hit(scheme.at("location"), "key", scheme=scheme.label, location=scheme.location)
    if scheme.authorizer is None and not scheme.is_sigv4:
        return
    if scheme.api.kind == HTTP:
        yield from _invalid_http(scheme)
    else:
        yield from _invalid_rest(scheme)


def _is_key_elsewhere(scheme: SecurityScheme) -> bool:
    """Whether it asks for an API key in the query or a cookie: of a request, the header is read [DG api-gateway-api-key-source]."""
    if certainly(lambda: scheme.api.kind == HTTP):
        return False
    return scheme.is_api_key and scheme.authtype is None and scheme.location in ("query", "cookie")


def _invalid_rest(scheme: SecurityScheme) -> Hits:
    """REST APIs: `apiKey`, in the header, or the query for one source [DG api-gateway-swagger-extensions-authorizer]."""
    kind: Any = scheme.type
    if kind is None or kind.lower() != "apikey":
        yield hit(scheme.at("type"), "rest-type", scheme=scheme.label, type=kind or "nothing")
    elif scheme.location not in ("header", "query"):
        yield hit(scheme.at("location"), "rest-in", scheme=scheme.label, location=scheme.location or "nothing")
    elif certainly(_reserved, scheme):
        yield hit(scheme.at("authtype"), "authtype", scheme=scheme.label, authtype=scheme.authtype)
    elif certainly(_several_sources, scheme):
        yield hit(scheme.at("name"), "rest-name", scheme=scheme.label, name=scheme.name)


def _reserved(scheme: SecurityScheme) -> bool:
    authtype: Any = scheme.authtype
    return authtype is not None and authtype.lower().startswith("aws") and not scheme.is_sigv4


def _several_sources(scheme: SecurityScheme) -> bool:
    """Whether an authorizer with several sources hangs on a header of its own: its name must be `Unused`."""
    authorizer = scheme.authorizer
    if authorizer is None or not authorizer.identity_sources or len(authorizer.identity_sources) < 2:
        return False
    return scheme.name is None or scheme.name.lower() != "unused"


def _invalid_http(scheme: SecurityScheme) -> Hits:
    """HTTP APIs: a JWT authorizer hangs on oauth2 or openIdConnect, a Lambda authorizer on apiKey [DG http-api-open-api]."""
    if scheme.authorizer is None:
        return
    kind: Any = scheme.type
    lower = kind.lower() if kind is not None else "nothing"
    if scheme.authorizer.type == "JWT":
        if lower not in ("oauth2", "openidconnect"):
            yield hit(scheme.at("type"), "jwt-type", scheme=scheme.label, type=kind or "nothing")
        elif lower == "openidconnect" and scheme.open_id_url is None:
            yield hit(scheme.place, "jwt-url", scheme=scheme.label)
    elif scheme.authorizer.type == "REQUEST" and lower != "apikey":
        yield hit(scheme.at("type"), "request-type", scheme=scheme.label, type=kind or "nothing")
