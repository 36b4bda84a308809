"""What an integration calls, with which method, and as whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import uri as uris
from apigw_lint.checks.integration.caller import TYPES, generated, name_of, proxied_service, sound
from apigw_lint.model.api import HTTP, REST
from apigw_lint.model.hit import hit
from apigw_lint.model.integration import PROXIES
from apigw_lint.model.value import Partial, Undetermined, certainly
from apigw_lint.source.nearest import alike, nearest
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.integration import Integration

VERBS = ("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "ANY")
BLANKS = (" ", "\t", "\n")
LISTENERS = ("elasticloadbalancing", "servicediscovery")
CALLER = Pattern(r"arn:[^:]+:iam::\\?\*:user/\\?\*")
# A word alone in a stand-alone document is filled in before the import, as the AWS Solutions Constructs ask for.
PLACEHOLDER = Pattern(r"\w+")
ROLE = Pattern(r"arn:[^:]+:iam::[^:]*:role/.+")


def type_invalid(integration: Integration) -> Hits:
    """A type that does not exist, that HTTP APIs do not have, or that cannot call what the URI names."""
    if generated(integration):
        return
    kind = integration.type
    if kind is None:
        yield hit(integration.at("type"), "absent", route=name_of(integration))
    elif not any(kind == one for one in TYPES):
        yield hit(
            integration.at("type"),
            "unknown",
            type=kind,
            hint=nearest(str(kind), TYPES) or ".",
            meant=alike(str(kind), TYPES),
        )
    elif kind in PROXIES:
        name = proxied_service(integration)
        if name:
            yield hit(integration.at("type"), "service", service=name)
    elif integration.api.kind == HTTP:
        yield hit(integration.at("type"), "http", type=kind)


def uri_invalid(integration: Integration) -> Hits:
    """A URI that is missing, or has not the form that its type asks for."""
    if not sound(integration):
        return
    uri = integration.uri
    if uri is None:
        if integration.type != "MOCK" and integration.subtype is None:
            yield hit(integration.place, "absent", type=integration.type, route=name_of(integration))
        return
    misspelt = uris.misspelt_variable(uri)
    if misspelt:
        name = re.sub(r"\W", "", misspelt.partition(".")[2])
        yield hit(integration.at("uri"), "variable", variable=misspelt, meant=f"${{stageVariables.{name}}}")
    elif integration.type in ("HTTP", "HTTP_PROXY"):
        yield from _http(integration)
    elif integration.type in ("AWS", "AWS_PROXY"):
        yield from _aws(integration)


def _http(integration: Integration) -> Hits:
    uri: Any = integration.uri
    if uri.lower().startswith(("http://", "https://", "${stagevariables.")):
        port = uris.port_fault(uri)
        if port:
            yield hit(integration.at("uri"), "port", port=port)
    elif not (uri.startswith("arn:") and integration.api.kind == HTTP):
        yield hit(integration.at("uri"), "url", uri=uri, type=integration.type)
    else:
        parts = uris.fields(uri)
        if parts is None or not any(parts[2] == one for one in LISTENERS):
            yield hit(integration.at("uri"), "listener", uri=uri)


def _aws(integration: Integration) -> Hits:
    uri: Any = integration.uri
    at = integration.at("uri")
    if certainly(uris.is_function, uri):
        if integration.api.kind == REST:
            yield hit(at, "function", uri=uri)
        elif certainly(uri.endswith, uris.OPERATIONS):
            yield hit(at, "lambda", uri=uri)
        return
    if isinstance(uri, Partial) and uri.reference:
        raise Undetermined
    if integration.api.origin == "document" and isinstance(uri, str) and PLACEHOLDER.fullmatch(uri):
        raise Undetermined
    called = uris.service(uri)
    if called is None or called.is_misspelt or not called.resource.startswith(("path/", "action/")):
        yield hit(at, "service" if integration.type == "AWS" else "lambda", uri=uri)
    elif called.is_lambda and uris.lambda_fault(called.resource):
        if certainly(uri.endswith, BLANKS):
            yield hit(at, "blank", route=name_of(integration))
        else:
            yield hit(at, "lambda", uri=uri)


def variable_undefined(integration: Integration) -> Hits:
    """`{x}` in the URI of a REST integration that no request mapping fills."""
    if not sound(integration) or integration.uri is None:
        return
    names = uris.variables(integration.uri)
    filled = {mapping.key for mapping in integration.request_mappings if isinstance(mapping.key, str)}
    missing = [name for name in names if f"integration.request.path.{name}" not in filled]
    if missing and not integration.mappings_known:
        raise Undetermined
    for name in missing:
        source, target = f"method.request.path.{name}", f"integration.request.path.{name}"
        yield hit(integration.at("uri"), name=name, source=source, target=target)


def verb_invalid(integration: Integration) -> Hits:
    """The HTTP method that the backend is called with: needed, a real one, and POST for Lambda."""
    if not sound(integration) or integration.type == "MOCK":
        return
    verb = integration.verb
    if verb is None:
        if integration.api.kind == REST:
            yield hit(integration.place, "absent", route=name_of(integration))
    elif not any(verb == one for one in VERBS):
        yield hit(integration.at("verb"), "unknown", verb=verb)
    elif verb != "POST" and _invokes(integration):
        yield hit(integration.at("verb"), "lambda", verb=verb)


def _invokes(integration: Integration) -> bool:
    """Whether a function is called, as AWS_PROXY does even where the URI is not known."""
    try:
        return uris.calls_lambda(integration)
    except Undetermined:
        if integration.type == "AWS_PROXY":
            return True
        raise


def credentials_invalid(integration: Integration) -> Hits:
    """A service called without a role, or with something that is none; callers who pass on their own are another rule's."""
    if not sound(integration):
        return
    given: Any = integration.credentials
    if given is None or (isinstance(given, str) and not given):
        yield from _no_credentials(integration)
    elif isinstance(given, str) and "$" not in given and not (ROLE.fullmatch(given) or CALLER.fullmatch(given)):
        yield hit(integration.at("credentials"), "role", credentials=given)


def _no_credentials(integration: Integration) -> Hits:
    if integration.subtype is not None:
        if integration.api.kind == HTTP:
            yield hit(integration.place, "absent", service=integration.subtype)
    elif integration.type == "AWS" and integration.uri is not None and not uris.calls_lambda(integration):
        called = uris.service(integration.uri)
        if called and isinstance(called.service, str):
            yield hit(integration.at("uri"), "absent", service=called.service)
