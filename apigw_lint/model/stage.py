"""Stages, deployments, and the plans, keys and settings that act on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.model.element import Element
from apigw_lint.model.value import UNKNOWN

if TYPE_CHECKING:
    from apigw_lint.model.api import Api
    from apigw_lint.model.function import Role


class Stage(Element):
    """A stage. `origin` is "resource", "deployment" (made by a Deployment's StageName), "canary" (there before a Deployment puts a canary on
    it, and written nowhere else), "sam", or "sam-extra" (SAM's second stage).

    `api` is None when it is not in the model. `settings_known`: no unread setting could supply what seems to be missing.
    `depends_on` holds every resource that it or its API reaches by DependsOn, Ref, GetAtt or Sub.
    """

    api: Api | None = None
    origin: str = "resource"
    exported: bool = False
    depends_on: frozenset[str] = frozenset()
    name: str | None = None
    deployment: Deployment | None = None
    deployment_id: str | None = None
    auto_deploy: bool | None = None
    access_log: AccessLog | None = None
    variables: dict[str, Any] | None = None
    cache_enabled: bool | None = None
    cache_size: str | None = None
    tracing: bool | None = None
    client_certificate: str | None = None
    documentation_version: str | None = None
    canary: Canary | None = None
    settings_known: bool = True
    method_settings: list[MethodSettings] = []
    web_acls: list[WebAclAssociation] = []  # held by the stack

    @property
    def title(self) -> str:
        return self.named(self.name)

    @property
    def default_settings(self) -> MethodSettings | None:
        """The settings for every method: `/*` with `*`, or a v2 stage's default route settings."""
        return next((one for one in self.method_settings if one.is_default), None)

    @property
    def is_default(self) -> bool:
        return bool(self.name == "$default")


class MethodSettings(Element):
    """Settings of a stage for one method or route, or for all of them. Rates are requests per second, `ttl` seconds.

    `resource_path` is as written (`/~1pets`), `route_key` that of a v2 stage. `is_default` covers every method.
    """

    resource_path: str | None = None
    verb: str | None = None
    route_key: str | None = None
    is_default: bool = False
    rate: float | None = None
    burst: int | None = None
    log_level: str | None = None
    data_trace: bool | None = None
    metrics: bool | None = None
    caching: bool | None = None
    cache_ttl: int | None = None
    cache_encrypted: bool | None = None


class AccessLog(Element):
    destination: str | None = None
    format: str | None = None


class LogDestination(Element):
    """A log group or a delivery stream of the model. `kind` is "log group" or "stream"."""

    kind: str = "log group"
    name: str | None = None


class Canary(Element):
    """A canary release. `percent` of traffic, 0 to 100."""

    percent: float | None = None
    deployment_id: str | None = None
    use_stage_cache: bool | None = None
    variables: dict[str, Any] | None = None


class Deployment(Element):
    """A deployment. `label` is its logical id, `depends_on` every resource that it reaches by DependsOn, Ref, GetAtt or Sub.

    `made_by_sam`: SAM or the CDK wrote it, with a new logical id for every change.
    """

    api: Api | None = None
    stage_name: str | None = None
    has_stage_description: bool = False
    has_canary: bool = False
    description: str | None = None
    depends_on: frozenset[str] = frozenset()
    made_by_tool: bool = False
    exported: bool = False
    used: bool = False  # a stage or canary of the model points to it


class UsagePlan(Element):
    """A usage plan. `stages_known` is False when an unread value could add a stage."""

    name: str | None = None
    rate: float | None = None
    burst: int | None = None
    quota_limit: int | None = None
    quota_offset: int | None = None
    quota_period: str | None = None
    has_quota: bool = False
    has_throttle: bool = False
    origin: str = "written"
    exported: bool = False
    stages_known: bool = True
    depends_on: frozenset[str] = frozenset()
    stages: list[PlanStage] = []


class PlanStage(Element):
    """A stage that a usage plan covers. `stage_reference`: the stage is named by a reference, not by text."""

    api: Api | None = None
    api_id: str | None = None
    stage: str | None = None
    stage_reference: bool = False
    limits: list[MethodSettings] = []


class ApiKey(Element):
    """An API key. `in_plan` is UNKNOWN when a plan key's key id is unknown."""

    value: str | None = None
    enabled: bool | None = None
    in_plan: bool = UNKNOWN
    exported: bool = False


class AccountSettings(Element):
    """The account's API Gateway settings: the role that writes logs."""

    role_arn: str | None = None
    role: Role | None = None


class WebAclAssociation(Element):
    """An AWS WAF web ACL on a stage. `acl_scope` is REGIONAL or CLOUDFRONT when the ACL is in the model."""

    resource_arn: str | None = None
    acl_scope: str | None = None
