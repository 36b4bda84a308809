"""Values of CORS headers and settings: what the import takes, what browsers take, and whom they let in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import cors
from apigw_lint.analysis.every import every
from apigw_lint.model.api import HTTP, REST, WEBSOCKET
from apigw_lint.model.hit import hit
from apigw_lint.model.integration import static_text
from apigw_lint.model.value import UNKNOWN, certainly
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.api import Api, Cors, Route
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.integration import IntegrationResponse, ParameterMapping

EXPRESSION = Pattern(r"(integration\.response\.|context\.|stageVariables\.|method\.request\.)")
SITE = Pattern(r"[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#,\s]+")
ANY_SITE = ("https://*", "http://*")
MISSPELT = {
    "access-control-allow-header": "Access-Control-Allow-Headers",
    "access-control-allow-method": "Access-Control-Allow-Methods",
    "access-control-allow-origins": "Access-Control-Allow-Origin",
    "access-control-allow-credential": "Access-Control-Allow-Credentials",
    "access-control-expose-header": "Access-Control-Expose-Headers",
}
LONGEST_AGE = 86_400  # seconds, the most that an HTTP API takes ([APIv2 apis-apiid])
REFLECTED = "method.request.header.origin"
OWN_ORIGIN = Pattern(r"responseoverride\.header\.access-control-allow-origin", re.I)
READS_ORIGIN = Pattern(r"\$input\.params\(\)\.header\.(get\(['\"])?origin|\$input\.params\(['\"]origin", re.I)
TESTS = Pattern(r"#if|#elseif|\.contains\(|\.matches\(", re.I)


def invalid(api: Api) -> Hits:
    """CORS headers of REST responses, and settings of HTTP APIs, that are refused or that no browser accepts."""
    yield from every(_header_invalid, _own_mappings(api))
    if api.cors is None or api.cors is UNKNOWN:
        return
    if api.cors.source == "sam-rest":
        yield from every(_sam_origin_invalid, [(api.cors, origin) for origin in api.cors.origins or ()])
    elif api.kind == HTTP:
        yield from every(_setting_invalid, [(api.cors, origin) for origin in api.cors.origins or ()])
        age = api.cors.max_age
        if age is not None and not -1 <= age <= LONGEST_AGE:
            yield hit(api.cors.at("max_age"), "range", about=api.cors, value=age)


def _own_mappings(api: Api) -> Iterator[ParameterMapping]:
    """The CORS headers that the author wrote; SAM's own come from its `Cors`."""
    for route in api.routes:
        if route.origin != "sam":
            for response in _responses(route):
                yield from (one for one in response.header_mappings if one.name.lower().startswith(cors.PREFIX))


def _responses(route: Route) -> list[IntegrationResponse]:
    """The integration responses of a route that can be read."""
    integration: Any = route.integration
    return [] if integration is None or integration is UNKNOWN else integration.responses


def _header_invalid(mapping: ParameterMapping) -> Hits:
    name, value = mapping.name, mapping.value
    meant = MISSPELT.get(name.lower())
    if meant:
        yield hit(mapping.at("key"), "name", about=mapping, name=name, meant=meant)
    elif isinstance(value, str):
        text = static_text(value)
        if text is not None:
            case = _fault(name.lower(), text)
            if case:
                site = SITE.match(text)
                plain = text.replace("'", "")
                yield hit(mapping.at("value"), case, about=mapping, value=plain, written=value, meant=site and site[0])
        elif not EXPRESSION.match(value):
            meant = None if _fault(name.lower(), value) else f"'{value}'"
            yield hit(mapping.at("value"), "unquoted", about=mapping, name=name, value=value, meant=meant)


def _fault(header: str, text: str) -> str | None:
    """Which case of the page a static header value is; None for a good one."""
    if "'" in text:
        return "quotes"
    if header == cors.ORIGIN:
        return _origin_fault(text)
    if header == cors.CREDENTIALS and text not in ("true", "false"):
        return "credentials"
    if header == f"{cors.PREFIX}max-age" and not re.fullmatch(r"-?\d+", text.strip()):
        return "age"
    return None


def _origin_fault(text: str) -> str | None:
    """What is wrong with an allowed origin: it is a scheme, a host and perhaps a port, nothing else."""
    if text in ("*", "null", "", *ANY_SITE) or "$" in text:
        return None
    if "," in text or " " in text.strip():
        return "several"
    if "://" not in text:
        return "scheme"
    return None if SITE.fullmatch(text) else "path"


def _sam_origin_invalid(listed: tuple[Cors, Any]) -> Hits:
    """An origin in the inner quotes that SAM wants; of missing ones another rule speaks.

    SAM's own guide leaves out the scheme in its example, so a bare host may stand for anything there.
    """
    settings, written = listed
    text = static_text(written) if isinstance(written, str) else None
    case = _origin_fault(text) if text is not None and "'" not in text else None
    if case in ("several", "path"):
        yield hit(settings.at("origins"), case, about=settings, value=text, written=written, meant=None)


def _setting_invalid(listed: tuple[Cors, Any]) -> Hits:
    settings, origin = listed
    case = _origin_fault(origin) if isinstance(origin, str) else None
    if case:
        yield hit(settings.at("origins"), case, about=settings, value=origin, written=origin, meant=None)


def credentials_wildcard(api: Api) -> Hits:
    """Credentials together with `*`, which browsers refuse as an origin and read as a name elsewhere."""
    if api.kind == HTTP:
        granted = cors.configured(api) if api.cors is not UNKNOWN else None
        if granted is not None and granted.credentials is True:
            for part, word in PARTS.items():
                if certainly(lambda part=part: "*" in (getattr(granted, part) or ())):
                    yield hit(granted.at(part), "origin" if part == "origins" else "list", about=api.cors, part=word)
        return
    seen = set()
    for one in every(_wildcards, api.routes):
        if one.at not in seen:
            seen.add(one.at)
            yield one


PARTS = {"origins": "origin", "methods": "methods", "headers": "headers", "expose": "exposed headers"}
HEADER_PARTS = {header: PARTS[part] for part, header in cors.HEADERS.items()}


def _wildcards(route: Route) -> Hits:
    for response in _responses(route):
        headers = _headers(response)
        credentials = headers.get(cors.CREDENTIALS)
        if credentials is None or static_text(credentials.value) != "true":
            continue
        for header, word in HEADER_PARTS.items():
            if route.origin == "sam" and header == cors.ORIGIN:
                continue  # SAM refuses it
            if header in headers and static_text(headers[header].value) == "*":
                case = "origin" if header == cors.ORIGIN else "list"
                yield hit(headers[header].at("value"), case, about=route, part=word)


def _headers(response: IntegrationResponse) -> dict[str, ParameterMapping]:
    return {one.name.lower(): one for one in response.header_mappings}


def origin_unrestricted(api: Api) -> Hits:
    """Every origin is sent back as allowed, with credentials."""
    if api.kind == HTTP:
        settings = api.cors
        if settings is not None and settings.credentials is True:
            listed = [origin for origin in settings.origins or () if isinstance(origin, str) and origin in ANY_SITE]
            if listed:
                yield hit(settings.at("origins"), "site", about=settings, value=listed[0])
        return
    yield from every(_reflecting, api.routes)


def _reflecting(route: Route) -> Hits:
    for response in _responses(route):
        headers = _headers(response)
        credentials, origin = headers.get(cors.CREDENTIALS), headers.get(cors.ORIGIN)
        if credentials is None or static_text(credentials.value) != "true":
            continue
        if origin is not None and isinstance(origin.value, str) and origin.value.lower() == REFLECTED:
            yield hit(origin.at("value"), "reflected", about=route)
        for template in response.templates:
            text = template.text
            if (
                isinstance(text, str)
                and OWN_ORIGIN.search(text)
                and READS_ORIGIN.search(text)
                and not TESTS.search(text)
            ):
                yield hit(template.at("text"), "reflected", about=route)


def origin_wildcard(api: Api) -> Hits:
    """`*` for the readers of answers that are kept from others; one hit for each place that says it."""
    for resource in api.resources:
        guarded = [route for route in resource.routes if certainly(_guarded, route)]
        granted = cors.grant(resource) if guarded and certainly(cors.grant, resource) else None
        if (
            granted is None
            or granted.origins is None
            or granted.credentials is True
            or not certainly(lambda granted=granted: "*" in granted.origins)
        ):
            continue
        yield hit(granted.at("origins"), about=granted.preflight or api, related=((guarded[0].place, "is protected"),))


def _guarded(route: Route) -> bool:
    return route.verb != "OPTIONS" and not route.is_open


def header_ignored(api: Api) -> Hits:
    """CORS headers set where nobody reads them: the responses of a Lambda proxy, and those of an HTTP API with CORS settings."""
    if api.kind == REST:
        yield from every(_proxy_headers, api.routes)
    elif api.kind == HTTP and api.cors is not None:
        for route in api.routes:
            yield from _overruled(route, api.cors)


def _proxy_headers(route: Route) -> Hits:
    if route.integration is not None and route.integration.type == "AWS_PROXY":
        found = [one for one in cors.mappings(route.integration) if one.value is not None]
        if found:
            yield hit(found[0].at("key"), "proxy", about=route, name=found[0].name, route=route.key)


def _overruled(route: Route, settings: Cors) -> Hits:
    values = {header: getattr(settings, part) for part, header in cors.HEADERS.items()}
    for response in _responses(route):
        for one in response.header_mappings:
            listed, text = values.get(one.name.lower()), static_text(one.value)
            if (
                listed is not None
                and text is not None
                and sorted(part.strip() for part in text.split(",")) != sorted(listed)
            ):
                yield hit(one.at("key"), "settings", about=route, related=((settings.place, "decides"),), name=one.name)
                return


def kind_ignored(api: Api) -> Hits:
    """The CORS settings of HTTP APIs on an API of another kind."""
    settings: Any = api.cors
    if settings is None or settings is UNKNOWN:
        return
    if settings.source == "document" and api.kind == REST:
        yield hit(settings.place, "rest", about=settings)
    elif api.kind == WEBSOCKET:
        yield hit(settings.place, "websocket", about=settings)
