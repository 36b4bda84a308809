"""Custom domains and the network around an API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.model.element import Element

if TYPE_CHECKING:
    from apigw_lint.model.api import Api
    from apigw_lint.model.policy import Policy


class DomainName(Element):
    """A custom domain. `generation` is "v1", "v2" (AWS::ApiGatewayV2) or "private" (DomainNameV2).

    Certificates: `certificate_arn` serves edge domains (v1) and private ones, `regional_certificate_arn` Regional ones.
    """

    generation: str = "v1"
    origin: str = "written"
    exported: bool = False
    name: str | None = None
    endpoint_types: list[str] | None = None
    certificate_arn: str | None = None
    regional_certificate_arn: str | None = None
    ownership_certificate_arn: str | None = None
    certificate: Certificate | None = None
    regional_certificate: Certificate | None = None
    security_policy: str | None = None
    access_mode: str | None = None
    routing_mode: str | None = None
    mutual_tls: MutualTls | None = None
    policy: Policy | None = None
    mappings: list[Mapping] = []
    routing_rules: list[RoutingRule] = []
    records: list[Record] = []  # held by the stack

    @property
    def title(self) -> str:
        return self.named(self.name)

    @property
    def endpoint_type(self) -> Any:
        """EDGE, REGIONAL or PRIVATE; "BOTH" while a domain migrates. v1 domains are EDGE by default, v2 ones REGIONAL."""
        if self.generation == "private":
            return "PRIVATE"
        if self.endpoint_types:
            return self.endpoint_types[0] if len(self.endpoint_types) == 1 else "BOTH"
        return "EDGE" if self.generation == "v1" else "REGIONAL"


class MutualTls(Element):
    truststore: str | None = None
    version: str | None = None


class Certificate(Element):
    """A certificate of AWS Certificate Manager declared in the model. `authority` is a private CA's ARN."""

    domain: str | None = None
    alternatives: list[str] | None = None
    authority: str | None = None


class Mapping(Element):
    """A base path mapping ("v1") or API mapping ("v2"). `base_path` None or "" is the root."""

    generation: str = "v1"
    origin: str = "written"
    domain: DomainName | None = None
    domain_name: str | None = None
    api: Api | None = None
    api_id: str | None = None
    stage: str | None = None
    base_path: str | None = None


class RoutingRule(Element):
    priority: int | None = None
    headers: list[Any] = []  # (name glob, value glob) pairs
    header_conditions: int = 0
    path_conditions: int = 0
    api: Api | None = None
    api_id: str | None = None


class Record(Element):
    """A Route 53 alias record. Names and zones are as written: a reference shows which attribute of which domain is used."""

    name: str | None = None
    type: str | None = None
    alias_name: str | None = None
    alias_zone: str | None = None
    domain: DomainName | None = None


class VpcLink(Element):
    """A VPC link. `generation` is 1 (network load balancer, REST and WebSocket) or 2."""

    generation: int = 1
    name: str | None = None
    exported: bool = False
    used: bool = False


class VpcEndpoint(Element):
    """An interface VPC endpoint. `apis` are the private APIs that name it."""

    service: str | None = None
    private_dns: bool | None = None
    policy: Policy | None = None
    apis: list[Api] = []
