"""Security schemes and the authorizers that they carry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects.openapi import words
from apigw_lint.dialects.openapi.settings import kinds
from apigw_lint.dialects.view import View, fill
from apigw_lint.model.api import HTTP
from apigw_lint.model.authorizer import Authorizer, SecurityRequirement, SecurityScheme
from apigw_lint.model.value import UNKNOWN

if TYPE_CHECKING:
    from apigw_lint.dialects.openapi.reading import Reading
    from apigw_lint.model.element import Element

FIELDS = {
    "type": "type",
    "uri": "authorizerUri",
    "credentials": "authorizerCredentials",
    "validation": "identityValidationExpression",
    "ttl": "authorizerResultTtlInSeconds",
    "payload_version": "authorizerPayloadFormatVersion",
    "simple_responses": "enableSimpleResponses",
    "provider_arns": "providerARNs",
}
LOCATIONS = {"header": "header", "query": "querystring"}


def read_schemes(reading: Reading) -> None:
    """The security schemes of a definition with their authorizers, and the requirements at its root."""
    for name, written in reading.container("schemes", "securityDefinitions", "securitySchemes"):
        scheme = _scheme(reading, name, reading.resolve(written), written)
        scheme.within(reading.api)
        reading.api.security_schemes.append(scheme)
        reading.schemes[name] = scheme
    if "schemes" in reading.open or not reading.root.known:
        reading.api.schemes_known = False
    required = requirements(reading.api, reading.root["security"])
    if isinstance(required, list):
        reading.api.root_security = required


def _scheme(reading: Reading, name: str, view: View, written: View) -> SecurityScheme:
    scheme = SecurityScheme(written.key_place, name)
    fill(scheme, view, type="type", location="in", name="name", authtype=words.AUTHTYPE, open_id_url="openIdConnectUrl")
    if not view.is_map or not view.known:
        scheme.type = scheme.authtype = scheme.authorizer = UNKNOWN
        return scheme
    extension = view[words.AUTHORIZER]
    if not extension or extension.node.data is None:
        return scheme
    scheme.places["authorizer"] = extension.key_place
    if not extension.is_map:
        scheme.authorizer = UNKNOWN
        return scheme
    scheme.authorizer = _authorizer(reading, scheme, extension)
    return scheme


def _authorizer(reading: Reading, scheme: SecurityScheme, view: View) -> Authorizer:
    found = Authorizer(view.key_place, scheme.label, name=scheme.label, scheme=scheme)
    fill(found, view, **FIELDS)
    if isinstance(found.type, str):
        found.type = found.type.upper()
    jwt = view["jwtConfiguration"]
    found.has_jwt_configuration = bool(jwt)
    fill(found, jwt, issuer="issuer", audience="audience")
    if not jwt.known or (jwt and not jwt.is_map):
        found.issuer = found.audience = UNKNOWN
    _sources(reading, found, view["identitySource"])
    if not view.known:
        for field in (*FIELDS, "identity_sources", "issuer", "audience"):
            if not found.written(field):
                setattr(found, field, UNKNOWN)
    found.within(reading.api)
    reading.api.authorizers.append(found)
    return found


def _sources(reading: Reading, found: Authorizer, view: View) -> None:
    """The identity sources as written. Where a REST definition writes none, the scheme's own header or query parameter is it.

    [DG api-gateway-swagger-extensions-authorizer]
    """
    if view and (view.opaque or view.node.data not in (None, "")):
        found.places["identity_sources"] = view.place
        value = view.texts() if view.is_list else view.text()
        found.identity_sources = _split(value)
        return
    scheme = found.scheme
    if scheme is None or HTTP in kinds(reading.api) or not isinstance(found.type, str) or found.type == "JWT":
        if len(kinds(reading.api)) > 1 and (not isinstance(found.type, str) or found.type == "REQUEST"):
            found.identity_sources = UNKNOWN
        return
    if isinstance(scheme.name, str) and isinstance(scheme.location, str) and scheme.name.lower() != "unused":
        location = LOCATIONS.get(scheme.location.lower())
        if location:
            found.identity_sources = [f"method.request.{location}.{scheme.name}"]
            found.places["identity_sources"] = scheme.at("name")


def _split(value: Any) -> Any:
    """The sources in a text with commas, or in a list."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value if isinstance(value, list) else UNKNOWN


def requirements(owner: Element, view: View) -> Any:
    """The entries of a `security` list; None when it is not written, UNKNOWN when it is not a readable list."""
    if not view or view.node.data is None:
        return None
    if not view.is_list or not view.known:
        return UNKNOWN
    found = [_requirement(owner, entry) for entry in view.elements()]
    return UNKNOWN if None in found else found


def _requirement(owner: Element, view: View) -> SecurityRequirement | None:
    if not view.is_map or not view.known:
        return None
    found = SecurityRequirement(view.place, schemes={})
    for name, scopes in view.items():
        found.schemes[name] = scopes.texts() or [] if scopes.is_list else []
        found.places[name] = scopes.key_place
    found.label = "+".join(found.schemes)
    found.within(owner)
    return found
