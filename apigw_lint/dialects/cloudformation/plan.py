"""What acts on stages: usage plans, keys, the account's settings, web ACLs, and where logs go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.dialects.cloudformation.template import target_of
from apigw_lint.dialects.view import View, fill, put
from apigw_lint.model.api import Api
from apigw_lint.model.function import Role
from apigw_lint.model.stage import (
    AccountSettings,
    ApiKey,
    LogDestination,
    MethodSettings,
    PlanStage,
    UsagePlan,
    WebAclAssociation,
)
from apigw_lint.model.value import UNKNOWN, Partial

if TYPE_CHECKING:
    from apigw_lint.dialects.cloudformation.template import Template


def usage_plan(template: Template, logical_id: str, view: View) -> UsagePlan:
    plan = UsagePlan(view.key_place, logical_id, exported=template.is_exported(logical_id))
    put(plan, "name", view["UsagePlanName"])
    throttle, quota = view["Throttle"], view["Quota"]
    fill(plan, throttle, rate="RateLimit", burst="BurstLimit")
    fill(plan, quota, quota_limit="Limit", quota_offset="Offset", quota_period="Period")
    for field, written in (("has_throttle", throttle), ("has_quota", quota)):
        if written:
            setattr(plan, field, True)
            plan.places[field] = written.key_place
    plan.depends_on = template.depends_on(logical_id)
    plan.stages_known = view["ApiStages"].known
    for one in view["ApiStages"].elements():
        plan_stage(template, plan, one)
    plan.within(template.stack)
    template.stack.usage_plans.append(plan)
    return plan


def plan_stage(template: Template, plan: UsagePlan, view: View) -> None:
    api_id, stage = view["ApiId"], view["Stage"]
    found = PlanStage(view.place, f"{api_id.text()} {stage.text()}")
    fill(found, view, api_id="ApiId", stage="Stage")
    found.api = template.referred(api_id, Api)
    found.stage_reference = isinstance(stage.value(), Partial)
    for key, limit in view["Throttle"].items():
        settings = MethodSettings(limit.key_place, key, resource_path=key)
        fill(settings, limit, rate="RateLimit", burst="BurstLimit")
        settings.within(found)
        found.limits.append(settings)
    plan.stages_known = plan.stages_known and view.is_map
    found.within(plan)
    plan.stages.append(found)


def api_key(template: Template, logical_id: str, view: View) -> ApiKey:
    key = ApiKey(view.key_place, logical_id, exported=template.is_exported(logical_id))
    fill(key, view, value="Value", enabled="Enabled")
    plan_keys = [one["KeyId"].value() for _, one in template.of_type("AWS::ApiGateway::UsagePlanKey")]
    used = logical_id in map(target_of, plan_keys) or bool(view["StageKeys"])
    unread = any(target_of(one) is None and not isinstance(one, str) for one in plan_keys)
    key.in_plan = True if used else UNKNOWN if unread else False
    key.within(template.stack)
    template.stack.api_keys.append(key)
    return key


def account(template: Template, logical_id: str, view: View) -> AccountSettings:
    found = AccountSettings(view.key_place, logical_id)
    put(found, "role_arn", view["CloudWatchRoleArn"])
    found.role = template.referred(view["CloudWatchRoleArn"], Role)
    found.within(template.stack)
    template.stack.accounts.append(found)
    return found


def web_acl_association(template: Template, logical_id: str, view: View) -> WebAclAssociation:
    found = WebAclAssociation(view.key_place, logical_id)
    put(found, "resource_arn", view["ResourceArn"])
    acl = target_of(view["WebACLArn"].value())
    if acl and template.type_of(acl) == "AWS::WAFv2::WebACL":
        put(found, "acl_scope", template.properties(acl)["Scope"])
    found.within(template.stack)
    template.stack.web_acls.append(found)
    return found


def log_group(template: Template, logical_id: str, view: View) -> LogDestination:
    return log_destination(template, logical_id, view, "log group", "LogGroupName")


def stream(template: Template, logical_id: str, view: View) -> LogDestination:
    return log_destination(template, logical_id, view, "stream", "DeliveryStreamName")


def log_destination(template: Template, logical_id: str, view: View, kind: str, name: str) -> LogDestination:
    found = LogDestination(view.key_place, logical_id, kind=kind)
    put(found, "name", view[name])
    found.within(template.stack)
    template.stack.log_destinations.append(found)
    return found


READERS = {
    "AWS::Logs::LogGroup": log_group,
    "AWS::KinesisFirehose::DeliveryStream": stream,
    "AWS::ApiGateway::UsagePlan": usage_plan,
    "AWS::ApiGateway::ApiKey": api_key,
    "AWS::ApiGateway::Account": account,
    "AWS::WAFv2::WebACLAssociation": web_acl_association,
    "AWS::WAFRegional::WebACLAssociation": web_acl_association,
}
