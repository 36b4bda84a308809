"""What can only be joined when everything is read: functions to callers, links to integrations, web ACLs to stages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects.cloudformation import function, integration, quick
from apigw_lint.dialects.cloudformation.template import same
from apigw_lint.model.domain import VpcLink
from apigw_lint.model.integration import Integration
from apigw_lint.model.value import Partial, Reference

if TYPE_CHECKING:
    from apigw_lint.dialects.cloudformation.template import Template
    from apigw_lint.model.api import Api
    from apigw_lint.model.authorizer import Authorizer
    from apigw_lint.model.stack import Stack
    from apigw_lint.model.stage import Stage, WebAclAssociation


def everything(template: Template) -> None:
    quick.create(template)
    template.stack.vpcs = frozenset(logical_id for logical_id, _ in template.of_type("AWS::EC2::VPC"))
    settle_stages(template.stack)
    apis = [*template.stack.apis, *template.stack.outside_apis]
    for api in apis:
        for one in integrations(api):
            join_function(template, one)
            if one.connection is None:
                link = template.mentioned(one.connection_id, VpcLink)
                one.connection = link[0] if link else None
            if one.connection:
                one.connection.used = True
        for authorizer in api.authorizers:
            join_function(template, authorizer)
    for association in template.stack.web_acls:
        protect(association, template.stack.stages)
    for endpoint in template.stack.vpc_endpoints:
        endpoint.apis = [api for api in apis if names(api.vpc_endpoint_ids, endpoint.label)]


def join_function(template: Template, found: Integration | Authorizer) -> None:
    """Join the function that an integration's or authorizer's `uri` mentions, or calls by its name."""
    if found.function is None:
        integration.join_function(template, found)
    if found.function is None:
        function.join_named(template, found, found.uri)


def settle_stages(stack: Stack) -> None:
    """A stage that a deployment names and a resource makes is one stage, with the settings of the resource."""
    for stage in [one for one in stack.stages if one.origin in ("deployment", "canary")]:
        beside = stage.api.stages if stage.api else []
        if any(other.origin in ("resource", "sam") and same(other.name, stage.name) for other in beside):
            stack.stages.remove(stage)
            beside.remove(stage)


def integrations(api: Api) -> list[Integration]:
    """Every integration of an API that is known: those of its routes and those that stand beside them."""
    own = [route.integration for route in api.routes]
    return [one for one in [*api.shared_integrations, *own] if isinstance(one, Integration)]


def protect(association: WebAclAssociation, stages: list[Stage]) -> None:
    """Hand a web ACL to the stages that its resource ARN may mean: `.../restapis/API/stages/STAGE`."""
    for stage in stages:
        if may_mean(association.resource_arn, stage):
            stage.web_acls.append(association)


def may_mean(arn: Any, stage: Stage) -> bool:
    """Whether an ARN could be that of the stage. A text that refers to another API, or names another stage, cannot."""
    if not isinstance(arn, Partial):
        return not isinstance(arn, str) or (isinstance(stage.name, str) and arn.endswith(f"/stages/{stage.name}"))
    targets = {piece.target for piece in arn.pieces if isinstance(piece, Reference)}
    if stage.label in targets or "/restapis/" not in str(arn):
        return True
    api = stage.api.label if stage.api else None
    named = str(arn).rpartition("/stages/")[2]
    return api in targets and ("$" in named or not isinstance(stage.name, str) or named == stage.name)


def names(ids: Any, logical_id: str) -> bool:
    """Whether a list of VPC endpoint ids refers to an endpoint of the template."""
    return isinstance(ids, list) and any(
        isinstance(one, Partial) and one.reference and one.reference.target == logical_id for one in ids
    )
