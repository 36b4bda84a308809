"""Parameter mappings: their grammar, what they read, and those that never happen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import mapping as mappings
from apigw_lint.analysis.every import every
from apigw_lint.checks.integration.caller import generated, name_of, routes, sound
from apigw_lint.model.api import REST, WEBSOCKET
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, Partial

if TYPE_CHECKING:
    from apigw_lint.model.api import Route
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.integration import Integration, ParameterMapping
    from apigw_lint.source.place import Place

CORS = "access-control-"
INVOCATION_TYPE = "integration.request.header.x-amz-invocation-type"


def expression_invalid(integration: Integration) -> Hits:
    """Mapping keys and values that have not the grammar of their kind of API."""
    if not sound(integration):
        return
    if integration.subtype is None:
        yield from every(_request_fault, integration.request_mappings)
    yield from every(_answer_fault, integration.answer_mappings)
    set_here = [one for answer in integration.responses for one in answer.header_mappings]
    if set_here and integration.api.kind == REST and not integration.is_proxy:
        yield from every(_answer_fault, set_here)


def _request_fault(mapping: ParameterMapping) -> Hits:
    yield from _fault(mapping, of_response=False)


def _answer_fault(mapping: ParameterMapping) -> Hits:
    yield from _fault(mapping, of_response=True)


def _fault(mapping: ParameterMapping, *, of_response: bool) -> Hits:
    kind: Any = mapping.api.kind
    case = mappings.key_fault(kind, mapping, of_response=of_response)
    side = "response" if of_response else "request"
    if case:
        form = "reserved" if case == "reserved" else f"{_family(kind)}-{side}-key"
        yield hit(mapping.at("key"), form, about=mapping, key=mapping.key)
        return
    if of_response and mapping.name.lower().startswith(CORS):
        return
    case = mappings.value_fault(kind, mapping, of_response=of_response)
    if case:
        form = f"{_family(kind)}-{side}-value" if case == "value" else case
        yield hit(mapping.at("value"), form, about=mapping, value=mapping.value)


def _family(kind: Any) -> str:
    return "rest" if kind in (REST, WEBSOCKET) else "http"


def source_undefined(integration: Integration) -> Hits:
    """Request parameters that a mapping or a cache key reads and the method does not declare; each name once."""
    if generated(integration):
        return
    sources = {(one.location, one.name): one for one in mappings.sources(integration)}
    for route in routes(integration):
        if route.origin != "sam":
            yield from every(
                lambda source, route=route: _undeclared(route, source),  # type: ignore[misc]
                reversed(list(sources.values())),
            )


def _undeclared(route: Route, source: mappings.Source) -> Hits:
    if not mappings.declares(route, source.location, source.name) and not _in_path(route, source):
        yield hit(source.place, name=source.name, location=source.location, route=route.key)


def _in_path(route: Route, source: mappings.Source) -> bool:
    """Whether it is a variable in the path of a definition: deployed definitions do without its declaration, unless it is greedy."""
    return (
        route.api.definition is not None and source.location == "path" and f"{{{source.name}}}" in str(route.route_path)
    )


def proxy_ignored(integration: Integration) -> Hits:
    """Mappings of a Lambda proxy that never happen; one hit for an integration, at the first."""
    if not sound(integration) or integration.type != "AWS_PROXY":
        return
    found = _ignored(integration)
    if found:
        (place, case, what), *others = found
        related = tuple((at, "this neither") for at, _, _ in others)
        yield hit(place, case, related=related, what=what, route=name_of(integration))


def _ignored(integration: Integration) -> list[tuple[Place, str, Any]]:
    found: list[tuple[Place, str, Any]] = []
    for one in integration.request_mappings:
        if isinstance(one.key, str) and one.key.lower() == INVOCATION_TYPE:
            found.append((one.at("key"), "asynchronous", one.name))
    found += [(one.at("text"), "request", one.content_type) for one in integration.request_templates if _says(one.text)]
    for answer in integration.responses:
        for header in answer.header_mappings:
            if not header.name.lower().startswith(CORS):
                found.append((header.at("key"), "header", header.name or header.key))
        found += [(one.at("text"), "response", one.content_type) for one in answer.templates if _says(one.text)]
    return found


def _says(text: Any) -> bool:
    """Whether a template is more than the empty residue of an export."""
    if text is UNKNOWN or isinstance(text, Partial):
        return True
    return isinstance(text, str) and text.strip() not in ("", "null", "__passthrough__")
