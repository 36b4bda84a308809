"""What a route calls, and what is mapped on the way there and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.model.element import Element

if TYPE_CHECKING:
    from apigw_lint.model.domain import VpcLink
    from apigw_lint.model.function import LambdaFunction

PROXIES = ("AWS_PROXY", "HTTP_PROXY")


class Integration(Element):
    """An integration, with enumerations in upper case whatever the dialect. `timeout` is in milliseconds; None is the default.

    `function` is the function of the model that `uri` calls, `qualifier` its alias or version. `uri_reference` is a bare
    reference that a v2 IntegrationUri may be.
    """

    type: str | None = None
    uri: str | None = None
    verb: str | None = None  # the HTTP method that the backend is called with
    credentials: str | None = None
    connection_type: str | None = None  # None means INTERNET
    connection_id: str | None = None
    connection: VpcLink | None = None
    target: str | None = None  # integrationTarget: a listener behind a VPC link
    subtype: str | None = None
    payload_version: str | None = None
    passthrough: str | None = None
    content_handling: str | None = None
    timeout: int | None = None
    transfer_mode: str | None = None
    cache_key_parameters: list[str] | None = None
    cache_namespace: str | None = None
    skip_verification: bool | None = None  # tlsConfig.insecureSkipVerification
    verified_server_name: str | None = None  # tlsConfig.serverNameToVerify
    template_selection: str | None = None
    has_tls: bool = False
    function: LambdaFunction | None = None
    qualifier: str | None = None
    request_mappings: list[ParameterMapping] = []
    request_templates: list[Template] = []
    responses: list[IntegrationResponse] = []
    answer_mappings: list[ParameterMapping] = []  # response parameters of an HTTP API, for any status
    unknown_fields: list[UnknownField] = []
    mappings_known: bool = True
    responses_known: bool = True

    @property
    def is_proxy(self) -> bool:
        return self.type in PROXIES

    @property
    def is_streaming(self) -> bool:
        return bool(self.transfer_mode == "STREAM")

    @property
    def on_internet(self) -> bool:
        """An HTTP backend reached over the internet."""
        return self.type in ("HTTP", "HTTP_PROXY") and self.connection_type in (None, "INTERNET")


class ParameterMapping(Element):
    """One entry of request or response parameters: `key` is what is set, `value` where it comes from.

    `name` is the header, query or path name that a REST key sets, "" when the key has another form.
    """

    key: str | None = None
    value: str | None = None

    @property
    def name(self) -> str:
        parts = self.key.split(".", 3) if isinstance(self.key, str) else []
        return parts[3] if len(parts) == 4 else ""


class Template(Element):
    """A mapping template (VTL) for a content type."""

    content_type: str | None = None
    text: str | None = None


class IntegrationResponse(Element):
    """What becomes of an answer of the backend. `pattern` is None for the default response."""

    pattern: str | None = None
    is_default: bool = False
    status: str | None = None
    content_handling: str | None = None
    mappings_known: bool = True
    header_mappings: list[ParameterMapping] = []
    templates: list[Template] = []
    unknown_fields: list[UnknownField] = []


class UnknownField(Element):
    """A key that the thing it stands in does not have."""

    name: str = ""
    suggestion: str | None = None
    inside: str = ""

    def __str__(self) -> str:
        return self.name


def static_text(value: Any) -> str | None:
    """The text of a static mapping value ('...' in inner single quotes); None for anything else."""
    if isinstance(value, str) and len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1]
    return None
