"""SAM's own words, where a rule is about them and not about what they generate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.model.element import Element
from apigw_lint.model.value import UNKNOWN

if TYPE_CHECKING:
    from apigw_lint.model.api import Api, Route

OF_THE_OTHER = {
    "jwt": (
        "AuthorizerPayloadFormatVersion",
        "EnableFunctionDefaultPermissions",
        "EnableSimpleResponses",
        "FunctionArn",
        "FunctionInvokeRole",
        "Identity",
    ),
    "function": ("AuthorizationScopes", "IdentitySource"),
}
"""What SAM refuses in an authorizer of an HTTP API, by what decides there."""


class SamApi(Element):
    """What a SAM API says that the API it generates no longer shows."""

    default_authorizer: str | None = None
    iam_enabled: bool | None = None  # EnableIamAuthorizer, which makes AWS_IAM an authorizer of an HTTP API
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
    response_keys: list[tuple[str, str]] = []  # (type, key) of GatewayResponses that SAM does not know
    misshapen: list[tuple[str, str]] = []  # (property, the form that SAM wants)
    misplaced: list[
        tuple[str, str]
    ] = []  # (property of an authorizer, what decides there: jwt, function, or gone for neither)
    zone_missing: bool = False  # Domain.Route53 names no hosted zone
    lost: list[str] = []  # properties of the resource whose place SAM's implicit API takes
    policy_dropped: bool = False  # ResourcePolicy is written as a policy document, of which SAM reads nothing


class SamVpcEntry(Element):
    """One entry of SourceVpcWhitelist or SourceVpcBlacklist."""

    value: str | None = None
    intrinsic: bool = False


class SamGlobal(Element):
    """A section of Globals, or a property of one when it has a `name`, that is about APIs."""

    section: str = ""
    name: str | None = None


class SamConnect(Element):
    """`Auth` of a SAM WebSocket API. `others` are the properties beside AuthType; `connects`: the API has a $connect route."""

    type: str | None = None
    others: list[str] = []
    connects: bool = True


class SamEvent(Element):
    """An event of a function that becomes a route. `type` is Api, HttpApi or WebSocket; `names_api`: it says which API it means.

    How it says that: `reference_function` is the intrinsic function that stands there, when it is no Ref, and "" for a list or a map;
    `reference` the name that a Ref or a plain text gives, and `reference_type` the type of the resource of that name ("" when there
    is none). `auth` holds what its Auth writes, each thing that is not empty.
    """

    type: str = ""
    api: Api | None = None
    route: Route | None = None
    names_api: bool = False
    reference_function: str | None = None
    reference: str | None = None
    reference_type: str = UNKNOWN
    missing: str | None = None  # Path or Method, where only the other of the two is written
    bare_version: str | None = None  # PayloadFormatVersion as a number or a truth
    authorizer_name: str | None = None
    auth: list[str] = []
    overrides: bool | None = None
    api_key_refused: bool = False  # ApiKeyRequired: false
    parameter_keys: list[str] = []
    loose_flags: list[str] = []  # of RequestModel, when they are not true or false
    policy_dropped: bool = False
