"""The way to the backend: VPC links, and whether the traffic is encrypted and the backend verified."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import uri as uris
from apigw_lint.checks.integration.caller import name_of, sound
from apigw_lint.model.api import HTTP, REST, WEBSOCKET
from apigw_lint.model.hit import hit
from apigw_lint.model.integration import Integration
from apigw_lint.model.value import Undetermined, certainly

if TYPE_CHECKING:
    from apigw_lint.model.api import Api
    from apigw_lint.model.hit import Hits

LISTENER, CLOUD_MAP = "elasticloadbalancing", "servicediscovery"
HTTP_TYPES = ("HTTP", "HTTP_PROXY")


def link_invalid(integration: Integration) -> Hits:
    """A private integration of which a part is missing or does not fit the others; one hit for an integration."""
    if not sound(integration):
        return
    if integration.connection_type == "VPC_LINK":
        yield from _private(integration)
        return
    if integration.connection_type not in (None, "INTERNET"):
        return
    field = next((name for name in ("connection_id", "target") if integration.written(name)), None)
    if field:
        yield hit(integration.at(field), "internet", field=FIELDS[field])
    elif certainly(lambda: integration.api.kind == HTTP):
        service = _service(integration.uri)
        if service in (LISTENER, CLOUD_MAP):
            yield hit(integration.at("uri"), "listener", uri=integration.uri)


FIELDS = {"connection_id": "connectionId", "target": "integrationTarget"}


def _private(integration: Integration) -> Hits:
    at = integration.at("connection_type")
    if integration.type not in HTTP_TYPES:
        yield hit(integration.at("type"), "type", type=integration.type)
    elif integration.connection_id is None and integration.connection is None:
        yield hit(at, "id", route=name_of(integration))
    elif integration.target is not None and integration.type != "HTTP_PROXY":
        yield hit(integration.at("target"), "target", type=integration.type)
    elif certainly(lambda: integration.api.kind != HTTP) and CLOUD_MAP in (
        _service(integration.uri),
        _service(integration.target),
    ):
        yield hit(integration.at("target", "uri"), "cloudmap")
    elif certainly(_is_called_by_url, integration):
        yield hit(integration.at("uri"), "url", uri=integration.uri)
    else:
        yield from _generation(integration)


def _is_called_by_url(integration: Integration) -> bool:
    """Whether an HTTP API is to reach a VPC by a URL, and not by the ARN of a listener or a service."""
    uri: Any = integration.uri
    return integration.api.kind == HTTP and uri is not None and uri.lower().startswith(("http://", "https://"))


def _generation(integration: Integration) -> Hits:
    """A link of the model whose generation its API cannot use ([DG apigateway-vpc-links-v2])."""
    link = integration.connection
    if link is None:
        return
    kind: Any = integration.api.kind
    at = integration.at("connection_id")
    related = ((link.place, "the VPC link"),)
    if kind == REST and link.generation == 2 and integration.target is None:
        yield hit(at, "target-missing", related=related, link=link.label)
    elif kind == HTTP and link.generation == 1:
        yield hit(at, "first", related=related, link=link.label)
    elif kind == WEBSOCKET and link.generation == 2:
        yield hit(at, "second", related=related, link=link.label)


def _service(uri: Any) -> str | None:
    """The service of an ARN where it is certain."""
    if uri is None:
        return None
    try:
        parts = uris.fields(uri)
    except Undetermined:
        return None
    return parts[2] if parts and isinstance(parts[2], str) else None


def plaintext(integration: Integration) -> Hits:
    """An HTTP backend that is called over the internet without encryption."""
    uri: Any = integration.uri
    if sound(integration) and integration.on_internet and uri is not None and uri.lower().startswith("http://"):
        yield hit(integration.at("uri"), uri=uri)


def private_plaintext(api: Api) -> Hits:
    """Traffic behind VPC links that is not encrypted: `http://`, on HTTP APIs no server name to verify. One hit for a backend."""
    backends: dict[tuple[str, str], list[Integration]] = {}
    own = [route.integration for route in api.routes]
    for one in dict.fromkeys(one for one in [*api.shared_integrations, *own] if isinstance(one, Integration)):
        case = "url" if certainly(_is_plain, one) else "listener" if certainly(_is_unnamed, one) else None
        if case:
            backends.setdefault((case, _backend(str(one.uri))), []).append(one)
    for (case, backend), (first, *others) in backends.items():
        related = tuple((other.at("uri"), "this one too") for other in others)
        yield hit(first.at("uri"), case, related=related, backend=backend, witness=first.uri)


def _is_plain(integration: Integration) -> bool:
    return (
        _is_private(integration)
        and not certainly(_is_called_by_url, integration)
        and bool(integration.uri.lower().startswith("http://"))  # type: ignore[union-attr]
    )


def _is_unnamed(integration: Integration) -> bool:
    return (
        _is_private(integration)
        and bool(integration.api.kind == HTTP)
        and not integration.has_tls
        and not _may_be_encrypted(integration.uri)
    )


def _is_private(integration: Integration) -> bool:
    return sound(integration) and integration.connection_type == "VPC_LINK" and integration.uri is not None


def _backend(uri: str) -> str:
    """The host of a URL; the whole of anything else."""
    scheme, _, rest = uri.partition("://")
    return rest.split("/")[0].lower() if rest else scheme


def _may_be_encrypted(uri: Any) -> bool:
    """Whether a URL says https, or a service registry decides; raises Undetermined for a reference to an unread thing."""
    return bool(uri.startswith("https://")) or _service(uri) != LISTENER


def unverified(integration: Integration) -> Hits:
    """An HTTP backend whose certificate is taken from anybody."""
    if sound(integration) and integration.type in HTTP_TYPES and integration.skip_verification is True:
        yield hit(integration.at("skip_verification"), route=name_of(integration))
