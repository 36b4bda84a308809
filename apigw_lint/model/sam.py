"""SAM's own words, where a rule is about them and not about what they generate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.model.element import Element

if TYPE_CHECKING:
    from apigw_lint.model.api import Api, Route


class SamApi(Element):
    """What a SAM API says that the API it generates no longer shows."""

    default_authorizer: str | None = None
    api_key_required: bool | None = None
    authorizer_on_preflight: bool | None = None
    api_key_on_preflight: bool | None = None
    open_api_version: str | None = None
    definition_body: bool = False
    definition_uri: bool = False
    merge_definitions: bool | None = None
    authorizer_names: list[str] | None = None
    inline_only: list[str] = []  # properties that need an inline definition
    endpoint_shape: str = "text"  # text, map, untyped-map (no Type), list, unknown
    endpoint_ids_twice: bool = False  # both VPCEndpointIds and VpcEndpointIds
    vpc_entries: list[SamVpcEntry] = []


class SamVpcEntry(Element):
    """One entry of SourceVpcWhitelist or SourceVpcBlacklist."""

    value: str | None = None
    intrinsic: bool = False


class SamEvent(Element):
    """An event of a function that becomes a route. `type` is Api, HttpApi or WebSocket; `names_api`: it says which API it means."""

    type: str = ""
    api: Api | None = None
    route: Route | None = None
    names_api: bool = False
    authorizer_name: str | None = None
