"""Mapping expressions: what requests and answers are mapped from, and what may be mapped to.

REST APIs: [DG rest-api-parameter-mapping-sources]; HTTP APIs: [DG http-api-parameter-mapping]; WebSocket APIs:
[DG websocket-api-data-mapping].
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.model.api import HTTP, REST, WEBSOCKET
from apigw_lint.model.value import UNKNOWN, Undetermined
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.api import Route
    from apigw_lint.model.integration import Integration, ParameterMapping
    from apigw_lint.source.place import Place

REQUEST_KEY = Pattern(r"integration\.request\.(path|querystring|header|multivaluequerystring|multivalueheader)\.\S+")
RESPONSE_KEY = Pattern(r"method\.response\.(header|multivalueheader)\.\S+")
SOURCES = (r"\$?context\.\S+", r"\$?stageVariables\.\S+", r"'.*'")
NAME = r"[a-zA-Z0-9._$-]+"  # as the documentation has it
REQUEST_VALUES = {
    kind: Pattern(
        "|".join(
            (
                rf"{head}\.request\.(multivalue)?(querystring|header)\.{NAME}",
                *((rf"{head}\.request\.path\.{NAME}",) if kind == REST else ()),
                rf"{head}\.request\.body([.\[].*)?",
                *SOURCES,
            )
        ),
        re.S,
    )
    for kind, head in ((REST, "method"), (WEBSOCKET, "route"))
}
RESPONSE_VALUE = Pattern(
    "|".join((r"integration\.response\.(multivalue)?header\.\S+", r"integration\.response\.body([.\[].*)?", *SOURCES)),
    re.S,
)
EVERYWHERE = ("context.", "stageVariables.", "$context.", "$stageVariables.", "'")
REQUEST_HEADS = ("method.request.", "route.request.", *EVERYWHERE)
RESPONSE_HEADS = ("integration.response.", *EVERYWHERE)
HTTP_REQUEST_KEY = Pattern(r"(?:append|overwrite|remove):(?:(header|querystring)\.(\S+))|overwrite:path")
HTTP_RESPONSE_KEY = Pattern(r"(?:append|overwrite|remove):(header)\.(\S+)|overwrite:statuscode")
HTTP_VARIABLE = Pattern(r"\$\{?(request|response)\.?(\w*)")
HTTP_SOURCES = {"request": ("header", "querystring", "body", "path"), "response": ("header", "body")}
OF_REST = Pattern(r"(method\.request|integration\.(request|response)|context|stageVariables)\.[\w.$-]+")
JSON_PATH = Pattern(r"\$\{?(?:request|response)\.body(?:\S*\.\.|\S*\[\?)")
RESERVED = Pattern(
    r"access-control-.*|apigw-.*|authorization|connection|content-(encoding|length|location)|forwarded|keep-alive|origin|"
    r"proxy-authenticate|proxy-authorization|te|trailers|transfer-encoding|upgrade|x-amzn?-.*|x-forwarded-(for|host|proto)|via",
    re.I,
)
METHOD_SOURCE = Pattern(r"method\.request\.(multivalue)?(header|querystring|path)\.(\S+)")
DECLARED = {"querystring": "query", "header": "header", "path": "path"}


class Source(NamedTuple):
    """What a mapping or a cache key reads from the request: `location` is header, query or path."""

    location: str
    name: str
    place: Place


def sources(integration: Integration) -> Iterator[Source]:
    """The request parameters that the request mappings and cache keys of a REST integration read."""
    for mapping in integration.request_mappings:
        yield from _source(mapping.value, mapping.at("value"))
    keys = integration.cache_key_parameters
    for key in keys if isinstance(keys, list) else ():
        yield from _source(key, integration.at("cache_key_parameters"))


def _source(text: Any, place: Place) -> Iterator[Source]:
    match = METHOD_SOURCE.fullmatch(text) if isinstance(text, str) else None
    if match:
        yield Source(DECLARED[match[2]], match[3], place)


def declares(route: Route, location: str, name: str) -> bool:
    """Whether a method declares a parameter; header names in any case. Raises Undetermined when an unread one could be it."""
    unknown = not route.parameters_known
    for parameter in route.all_parameters:
        if parameter.location is UNKNOWN or not (parameter.name is None or isinstance(parameter.name, str)):
            unknown = True
        elif parameter.location == location and parameter.name is not None and same(location, parameter.name, name):
            return True
    if unknown:
        raise Undetermined
    return False


def same(location: str, one: str, other: str) -> bool:
    """Whether two names mean the same parameter."""
    return one == other or (location == "header" and one.lower() == other.lower())


def key_fault(kind: str, mapping: ParameterMapping, *, of_response: bool) -> str | None:
    """What is wrong with what a mapping sets: "key", "reserved" for a header that HTTP APIs keep to themselves, None for nothing."""
    key = mapping.key
    if not isinstance(key, str) or "{" in key:
        return None
    if kind == HTTP:
        match = (HTTP_RESPONSE_KEY if of_response else HTTP_REQUEST_KEY).fullmatch(key)
        if match is None:
            return "key"
        return "reserved" if match[1] == "header" and RESERVED.fullmatch(match[2]) else None
    return None if (RESPONSE_KEY if of_response else REQUEST_KEY).fullmatch(key) else "key"


def value_fault(kind: str, mapping: ParameterMapping, *, of_response: bool) -> str | None:
    """What is wrong with what a mapping reads: "value", "static" for text without its quotes, "path" for a JSON path that HTTP
    APIs do not know; None for nothing."""
    value: Any = mapping.value
    if value is None:
        return None
    if kind == HTTP:
        return _http_fault(value, "response" if of_response else "request") if isinstance(value, str) else None
    if not value.startswith(RESPONSE_HEADS if of_response else REQUEST_HEADS):
        return "value" if _looks_like_source(value) else "static"
    if not isinstance(value, str) or (RESPONSE_VALUE if of_response else REQUEST_VALUES[kind]).fullmatch(value):
        return None
    return "value"


def _http_fault(value: str, side: str) -> str | None:
    """Of HTTP APIs: variables of the other side or of no place in it, and what only REST APIs take for a variable. The rest is
    text."""
    if JSON_PATH.search(value):
        return "path"
    found = HTTP_VARIABLE.findall(value)
    strange = any(head != side or place not in HTTP_SOURCES[head] for head, place in found)
    return "value" if strange or OF_REST.fullmatch(value) else None


def _looks_like_source(value: Any) -> bool:
    """Whether text is an expression of some kind rather than static text without its quotes."""
    head = value if isinstance(value, str) else value.head
    return (
        re.match(r"\$|[a-zA-Z]+\.(request|response)\b|\w*[cC]ontext\.|stage\w*\.|integration\.|method\.", head)
        is not None
    )
