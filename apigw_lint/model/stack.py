"""What is deployed together: the resources of one template, or one document that stands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.model.element import Element
from apigw_lint.model.value import UNKNOWN

if TYPE_CHECKING:
    from apigw_lint.model.api import Api
    from apigw_lint.model.authorizer import Authorizer
    from apigw_lint.model.declaration import Declaration
    from apigw_lint.model.definition import DuplicateKey, MissingFile, UnreadableFile
    from apigw_lint.model.domain import Certificate, DomainName, Mapping, Record, RoutingRule, VpcEndpoint, VpcLink
    from apigw_lint.model.function import LambdaFunction, LambdaPermission, Role
    from apigw_lint.model.policy import Policy
    from apigw_lint.model.sam import SamEvent, SamGlobal
    from apigw_lint.model.stage import (
        AccountSettings,
        ApiKey,
        Deployment,
        LogDestination,
        Stage,
        UsagePlan,
        WebAclAssociation,
    )


class Stack(Element):
    """The top of the model. `dialect` is "sam", "cloudformation", "cdk", "openapi", "policy" or "file".

    `region` is the stack's Region: given for the run, or fixed by literal ARNs; else UNKNOWN. `complete` is False when a macro or a
    transform that is not read could add resources; `rewritten` says that one could change those that are written. `exported` holds
    the logical ids that outputs, nested stacks or custom resources hand on, so that others may use them.
    """

    dialect: str = "cloudformation"
    region: str = UNKNOWN
    complete: bool = True
    rewritten: bool = False
    exported: frozenset[str] = frozenset()
    apis: list[Api] = []
    outside_apis: list[Api] = []  # APIs that resources name and the files do not hold
    stages: list[Stage] = []
    deployments: list[Deployment] = []
    usage_plans: list[UsagePlan] = []
    api_keys: list[ApiKey] = []
    accounts: list[AccountSettings] = []
    web_acls: list[WebAclAssociation] = []
    log_destinations: list[LogDestination] = []
    domains: list[DomainName] = []
    mappings: list[Mapping] = []
    loose_rules: list[RoutingRule] = []  # of a domain that is not in the model
    certificates: list[Certificate] = []
    records: list[Record] = []
    vpc_links: list[VpcLink] = []
    vpc_endpoints: list[VpcEndpoint] = []
    vpcs: frozenset[str] = frozenset()  # logical ids
    functions: list[LambdaFunction] = []
    permissions: list[LambdaPermission] = []
    roles: list[Role] = []
    policies: list[Policy] = []  # stand-alone documents
    loose_authorizers: list[Authorizer] = []  # of an API that is not in the model
    events: list[SamEvent] = []
    sam_globals: list[SamGlobal] = []
    duplicates: list[DuplicateKey] = []
    unreadable: list[UnreadableFile] = []
    missing_files: list[MissingFile] = []
    declarations: list[Declaration] = []

    @property
    def is_ours(self) -> bool:
        """Whether anything of API Gateway is in it."""
        own = (
            self.apis,
            self.outside_apis,
            self.stages,
            self.deployments,
            self.usage_plans,
            self.api_keys,
            self.accounts,
        )
        return any((*own, self.domains, self.mappings, self.vpc_links, self.policies, self.unreadable, self.events))

    @property
    def path(self) -> str:
        return self.label
