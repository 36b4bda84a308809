"""Fields of an integration that do not exist, have values that do not exist, or do nothing where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.checks.integration.caller import generated, sound
from apigw_lint.model.api import HTTP, REST
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, Partial
from apigw_lint.source.nearest import alike, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.hit import Hits
    from apigw_lint.model.integration import Integration, UnknownField
    from apigw_lint.source.place import Place

INSIDE = ("integration", "tlsConfig", "responses")
HANDLING = ("CONVERT_TO_BINARY", "CONVERT_TO_TEXT")
VALUES = {
    "passthrough": ("passthroughBehavior", ("WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER")),
    "content_handling": ("contentHandling", HANDLING),
    "connection_type": ("connectionType", ("INTERNET", "VPC_LINK")),
    "transfer_mode": ("responseTransferMode", ("BUFFERED", "STREAM")),
}


def unknown(unknown_field: UnknownField) -> Hits:
    """A key inside an integration that is none of its fields."""
    if unknown_field.inside in INSIDE:
        hint = f"; did you mean '{unknown_field.suggestion}'?" if unknown_field.suggestion else "."
        yield hit(
            unknown_field.place,
            name=unknown_field.name,
            inside=unknown_field.inside,
            hint=hint,
            meant=unknown_field.suggestion,
        )


def value_unknown(integration: Integration) -> Hits:
    """Values that are not in the list of their field."""
    if generated(integration):
        return
    for field, (name, allowed) in VALUES.items():
        value = getattr(integration, field)
        if _is_other(value, allowed):
            hint = nearest(str(value), allowed) or "."
            yield hit(
                integration.at(field),
                field=name,
                value=value,
                allowed=allowed,
                hint=hint,
                meant=alike(str(value), allowed),
            )
    for answer in integration.responses:
        if _is_other(answer.content_handling, HANDLING):
            at = answer.at("content_handling")
            value = answer.content_handling
            yield hit(
                at,
                about=answer,
                field="contentHandling",
                value=value,
                allowed=HANDLING,
                hint=".",
                meant=alike(str(value), HANDLING),
            )


def _is_other(value: Any, allowed: tuple[str, ...]) -> bool:
    """Whether a value is certainly none of those allowed; an empty one says nothing."""
    if value is None or value is UNKNOWN or value == "":
        return False
    if isinstance(value, Partial):
        return not any(value.may_be(one) for one in allowed)
    return value not in allowed


class _Idle(NamedTuple):
    """A field that is written and does nothing, and why: the case of the page."""

    place: Place
    name: str
    case: str


def ignored(integration: Integration) -> Hits:
    """Fields that do nothing on their kind of API or type."""
    if not sound(integration):
        return
    idle = _on_rest(integration) if integration.api.kind == REST else ()
    if integration.api.kind == HTTP:
        idle = _on_http(integration)
    for one in idle:
        yield hit(one.place, one.case, field=one.name, type=integration.type)


def _on_rest(integration: Integration) -> Iterator[_Idle]:
    if integration.payload_version is not None and integration.payload_version == "2.0":
        yield _Idle(integration.at("payload_version"), "payloadFormatVersion", "payload")
    if integration.subtype is not None:
        yield _Idle(integration.at("subtype"), "integrationSubtype", "rest")
    if _said(integration.verified_server_name):
        yield _Idle(integration.at("verified_server_name"), "serverNameToVerify", "rest")
    if _said(integration.skip_verification) and integration.type not in ("HTTP", "HTTP_PROXY"):
        yield _Idle(integration.at("skip_verification"), "insecureSkipVerification", "type")


def _said(value: Any) -> bool:
    """Whether a field is certainly written: one of a mapping that could not be read is not."""
    return value is not None and value is not UNKNOWN


def _on_http(integration: Integration) -> Iterator[_Idle]:
    if integration.request_templates:
        yield _Idle(integration.request_templates[0].place, "requestTemplates", "http")
    if integration.cache_key_parameters:
        yield _Idle(integration.at("cache_key_parameters"), "cacheKeyParameters", "http")
    if integration.content_handling is not None:
        yield _Idle(integration.at("content_handling"), "contentHandling", "http")
    if integration.skip_verification is not None and integration.skip_verification is True:
        yield _Idle(integration.at("skip_verification"), "insecureSkipVerification", "http")
