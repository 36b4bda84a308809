"""`x-amazon-apigateway-integration`: what an operation calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects.openapi import words
from apigw_lint.dialects.openapi.settings import is_map_or_absent
from apigw_lint.dialects.view import View, fill, put
from apigw_lint.model.integration import Integration, IntegrationResponse, ParameterMapping, Template, UnknownField
from apigw_lint.model.value import UNKNOWN
from apigw_lint.source.nearest import closest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apigw_lint.dialects.openapi.reading import Reading
    from apigw_lint.model.api import Route
    from apigw_lint.model.element import Element

FIELDS = {
    "type": "type",
    "uri": "uri",
    "verb": "httpMethod",
    "credentials": "credentials",
    "connection_type": "connectionType",
    "connection_id": "connectionId",
    "target": "integrationTarget",
    "subtype": "integrationSubtype",
    "payload_version": "payloadFormatVersion",
    "passthrough": "passthroughBehavior",
    "content_handling": "contentHandling",
    "timeout": "timeoutInMillis",
    "transfer_mode": "responseTransferMode",
    "cache_key_parameters": "cacheKeyParameters",
    "cache_namespace": "cacheNamespace",
}
TLS = {"skip_verification": "insecureSkipVerification", "verified_server_name": "serverNameToVerify"}
ENUMERATIONS = ("type", "verb", "connection_type", "passthrough", "content_handling", "transfer_mode")
KNOWN = (*FIELDS.values(), "requestParameters", "requestTemplates", "responses", "tlsConfig")
SPELT = {"integrationhttpmethod": "httpMethod", "integrationresponses": "responses"}  # CloudFormation's words
KNOWN_RESPONSE = ("statusCode", "responseParameters", "responseTemplates", "contentHandling")


def read_shared(reading: Reading) -> None:
    """Integrations under the components of a document, which operations of HTTP APIs refer to."""
    view = reading.root["components"][words.INTEGRATIONS]
    for name, one in view.items():
        if not one.is_map:
            reading.open.add("integrations")
            continue
        found = _integration(one, name)
        found.within(reading.api)
        reading.api.shared_integrations.append(found)
        reading.integrations[name] = found
    if not view.known or not is_map_or_absent(view):
        reading.open.add("integrations")


def read_integration(reading: Reading, route: Route, operation: View) -> None:
    """The integration of an operation, written there or named by a reference."""
    view = operation[words.INTEGRATION]
    if not view or view.node.data is None:
        if not operation.known:
            route.integration = UNKNOWN
        return
    route.places["integration"] = view.key_place
    reference = view["$ref"] if view.is_map else view
    if not view.is_map or not view.known:
        route.integration = UNKNOWN if not view.is_map else _own(route, view)
    elif reference:
        route.integration = _shared(reading, route, reference)
    else:
        route.integration = _own(route, view)


def _own(route: Route, view: View) -> Integration:
    found = _integration(view, "")
    found.within(route)
    return found


def _shared(reading: Reading, route: Route, reference: View) -> Any:
    """The integration that a reference names; None when there is none. One in another place of the document is the route's own."""
    target = reference.value()
    if not isinstance(target, str):
        return UNKNOWN
    route.places["integration"] = reference.place
    above, _, name = target.rpartition("/")
    if above == f"#/components/{words.INTEGRATIONS}":
        return reading.named("integrations", name)
    view = reading.resolve(reading.target(target))
    return _own(route, view) if view.is_map else UNKNOWN if view else None


def _integration(view: View, label: str) -> Integration:
    found = Integration(view.key_place, label)
    fill(found, view, **FIELDS)
    upper(found, ENUMERATIONS)
    tls = view["tlsConfig"]
    fill(found, tls, **TLS)
    found.has_tls = bool(tls)
    if not tls.known:
        found.skip_verification = found.verified_server_name = UNKNOWN
    mappings(found, view["requestParameters"], found.request_mappings)
    templates(found, view["requestTemplates"], found.request_templates)
    found.mappings_known = all(_readable(one) for one in (view, view["requestParameters"], view["requestTemplates"]))
    responses(found, view["responses"])
    by_status = view["responseParameters"]  # of an HTTP API: by status code, then as in a response
    for _, one in by_status.items():
        mappings(found, one, found.answer_mappings)
    found.responses_known = all(_readable(one) for one in (view, view["responses"])) and not by_status
    found.unknown_fields = unknown_fields(found, view, KNOWN, "integration")
    found.unknown_fields += unknown_fields(found, tls, TLS.values(), "tlsConfig")
    if by_status and all(key.isdecimal() for key, _ in by_status.items()):
        found.unknown_fields = [one for one in found.unknown_fields if one.name != "responseParameters"]
    if not view.known:
        _open(found)
    return found


def _readable(view: View) -> bool:
    return view.known and is_map_or_absent(view)


def _open(found: Integration) -> None:
    """Something unread adds to the integration: what is not written is unknown."""
    for field in (*FIELDS, *TLS):
        if not found.written(field):
            setattr(found, field, UNKNOWN)
    found.mappings_known = found.responses_known = False


def upper(element: Element, fields: Iterable[str]) -> None:
    """Bring enumerations to the upper case that the model has for every dialect."""
    for field in fields:
        value = getattr(element, field)
        if isinstance(value, str):
            setattr(element, field, value.upper())


def mappings(owner: Element, view: View, into: list[ParameterMapping]) -> None:
    """Request or response parameters: what is set from where."""
    for key, value in view.items():
        found = ParameterMapping(value.place, key, key=key)
        put(found, "value", value)
        found.places["key"] = value.key_place
        found.within(owner)
        into.append(found)


def templates(owner: Element, view: View, into: list[Template]) -> None:
    """Mapping templates by content type, as written: what looks like a placeholder in them is VTL."""
    for content_type, text in view.items():
        found = Template(text.key_place, content_type, content_type=content_type, text=text.raw())
        found.places["text"] = text.place
        found.within(owner)
        into.append(found)


def responses(owner: Integration, view: View) -> None:
    """Integration responses by the pattern that selects them."""
    for pattern, one in view.items():
        found = IntegrationResponse(one.key_place, pattern, is_default=pattern == "default")
        found.pattern = None if found.is_default else pattern
        found.places["pattern"] = one.key_place
        fill(found, one, status="statusCode", content_handling="contentHandling")
        upper(found, ("content_handling",))
        mappings(found, one["responseParameters"], found.header_mappings)
        templates(found, one["responseTemplates"], found.templates)
        found.mappings_known = _readable(one) and _readable(one["responseParameters"])
        if not one.known or not one.is_map:
            found.status = UNKNOWN
        found.unknown_fields = unknown_fields(found, one, KNOWN_RESPONSE, "responses")
        found.within(owner)
        owner.responses.append(found)


def unknown_fields(owner: Element, view: View, known: Iterable[str], inside: str) -> list[UnknownField]:
    """The keys that the thing does not have. Vendor keys of others, functions and references are none of its fields."""
    names = tuple(known)
    found = []
    for key, entry in view.items():
        if key in names or key == "$ref" or key.startswith(("x-", "Fn::")):
            continue
        meant = SPELT.get(key.lower())
        suggestion = meant if meant in names else closest(key, names)
        one = UnknownField(entry.key_place, key, name=key, suggestion=suggestion, inside=inside)
        one.within(owner)
        found.append(one)
    return found
