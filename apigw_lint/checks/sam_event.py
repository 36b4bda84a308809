"""Events of SAM functions, where SAM refuses what they ask for or makes no route of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.model.api import HTTP, REST
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, certainly
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.sam import SamApi, SamConnect, SamEvent

PROPERTY = {"Api": "RestApiId", "HttpApi": "ApiId"}
WANTED = {"Api": "AWS::Serverless::Api", "HttpApi": "AWS::Serverless::HttpApi"}
OTHERS = ("AWS::Serverless::Api", "AWS::Serverless::HttpApi", "AWS::Serverless::WebSocketApi")
AUTH_TYPES = ("AWS_IAM", "CUSTOM", "NONE")
LIKE_A_KEY = Pattern(r"method\.request\.(querystring|path|header)\.")


def mismatched(event: SamEvent) -> Hits:
    """An event that names no API, though the template has exactly one of its kind."""
    if event.names_api or event.type not in PROPERTY:
        return
    kind = REST if event.type == "Api" else HTTP
    explicit = [
        api for api in event.stack.apis if api.sam is not None and api.origin != "implicit" and api.kind == kind
    ]
    if len(explicit) == 1:
        yield hit(
            event.place,
            related=((explicit[0].place, "the API"),),
            api=explicit[0].label,
            route=event.route.key if event.route else event.label,
        )


def undefined(event: SamEvent) -> Hits:
    """An event whose API is none that SAM finds: it follows a Ref to an API of the event's kind in the same template."""
    at, key = event.at("reference"), PROPERTY.get(event.type)
    if event.reference_function is not None:
        yield hit(at, "function" if event.reference_function else "form", key=key, function=event.reference_function)
    elif event.reference is None:
        return
    elif event.reference_type == "":
        yield hit(at, "missing", key=key, name=event.reference)
    elif event.reference_type in OTHERS and event.reference_type != WANTED[event.type] and not _defines(event):
        yield hit(
            at, "kind", name=event.reference, kind=event.reference_type, type=event.type, wanted=WANTED[event.type]
        )


def _defines(event: SamEvent) -> bool:
    """Whether the API that is named has a definition of its own, into which SAM may write either kind of event."""
    named = next((api for api in event.stack.apis if api.label == event.reference), None)
    return named is None or (event.type == "HttpApi" and bool(named.body or named.body_location))


def invalid(event: SamEvent) -> Hits:
    """What SAM refuses of an event for what its API does, or does not, say."""
    if event.missing:
        yield hit(event.at("missing"), "half", missing=event.missing)
    if event.bare_version is not None:
        yield hit(event.at("bare_version"), "version", value=event.bare_version)
    sam = event.api.sam if event.api is not None and event.api is not UNKNOWN else None
    if sam is None or sam.definition_uri:
        return
    if event.type == "HttpApi":
        if event.auth and "Authorizer" not in event.auth and certainly(lambda: sam.default_authorizer is None):
            yield hit(event.at("auth"), "default", api=sam.label)
    else:
        yield from _of_rest(event, sam)


def _of_rest(event: SamEvent, sam: SamApi) -> Hits:
    overrides = certainly(lambda: event.overrides is True)
    if overrides and not any(name in event.auth for name in ("Authorizer", "ApiKeyRequired", "ResourcePolicy")):
        yield hit(event.at("overrides"), "override")
        return
    if not (overrides or not sam.definition_body or certainly(lambda: sam.merge_definitions is True)):
        return
    if "AuthorizationScopes" in event.auth and "Authorizer" not in event.auth:
        yield hit(event.at("auth/AuthorizationScopes"), "scopes")
    if event.api_key_refused and certainly(lambda: not sam.api_key_required):
        yield hit(event.at("api_key_refused"), "key", api=sam.label)
    if sam.definition_body and not certainly(lambda: sam.merge_definitions is True):
        return
    for name in event.loose_flags:
        yield hit(event.at(f"loose_flags/{name}"), "flag", name=name)
    for key in event.parameter_keys:
        if not LIKE_A_KEY.match(key):
            yield hit(event.at(f"parameter_keys/{key}"), "parameter", key=key)


def authtype_invalid(connect: SamConnect) -> Hits:
    """`Auth` of a WebSocket API in a form that SAM refuses."""
    kind = connect.type
    if kind is None:
        yield hit(connect.place, "missing")
    elif kind is UNKNOWN or not isinstance(kind, str):
        return
    elif kind not in AUTH_TYPES:
        yield hit(connect.at("type"), "unknown", type=kind)
    elif kind != "CUSTOM":
        for name in connect.others[:1]:
            related = tuple((connect.at(f"others/{other}"), "this too") for other in connect.others[1:])
            yield hit(connect.at(f"others/{name}"), "ignored", name=name, type=kind, related=related)
        if not connect.others and not connect.connects:
            yield hit(connect.place, "connect")
