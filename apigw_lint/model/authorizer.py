"""Who checks callers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.model.element import Element

if TYPE_CHECKING:
    from apigw_lint.model.function import LambdaFunction


class Authorizer(Element):
    """An authorizer. `type` is TOKEN, REQUEST, COGNITO_USER_POOLS or JWT; `ttl` in seconds, None when not written.

    `identity_sources` are as written, split at commas. `scheme_name` and `scheme_location` are those of the security scheme that
    carries it in a document. `is_default`: SAM's default authorizer of its API. `origin` is "sam" for SAM's Auth.
    """

    name: str | None = None
    type: str | None = None
    origin: str = "written"
    uri: str | None = None
    credentials: str | None = None
    identity_sources: list[str] | None = None
    validation: str | None = None
    ttl: int | None = None
    provider_arns: list[str] | None = None
    issuer: str | None = None
    audience: list[str] | None = None
    has_jwt_configuration: bool = False
    payload_version: str | None = None
    simple_responses: bool | None = None
    function: LambdaFunction | None = None
    qualifier: str | None = None
    default_scopes: list[str] | None = None
    default_permissions: bool | None = None  # SAM EnableFunctionDefaultPermissions
    is_default: bool = False
    scheme: SecurityScheme | None = None  # held by the API

    @property
    def is_lambda(self) -> bool:
        return self.type in ("TOKEN", "REQUEST")


class SecurityScheme(Element):
    """A security scheme of a definition. `authorizer` is what its extension declares."""

    type: str | None = None
    location: str | None = None
    name: str | None = None
    authtype: str | None = None
    open_id_url: str | None = None
    origin: str = "written"
    authorizer: Authorizer | None = None

    @property
    def is_api_key(self) -> bool:
        """The scheme that asks for an API key: the `x-api-key` header without an authorizer."""
        name: Any = self.name
        return self.type == "apiKey" and self.authorizer is None and name is not None and name.lower() == "x-api-key"

    @property
    def is_sigv4(self) -> bool:
        authtype: Any = self.authtype
        return authtype is not None and authtype.lower() == "awssigv4"

    @property
    def enforceable(self) -> bool:
        """Whether API Gateway checks anything because of it."""
        return self.authorizer is not None or self.is_sigv4 or self.is_api_key


class SecurityRequirement(Element):
    """One entry of a `security` list: the schemes that must all hold, with their scopes."""

    schemes: dict[str, list[str]] = {}
