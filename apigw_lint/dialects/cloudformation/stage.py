"""Stages, deployments, usage plans, keys, the account and web ACLs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects.view import View, fill, put
from apigw_lint.model.stage import (
    AccessLog,
    Canary,
    Deployment,
    MethodSettings,
    Stage,
)
from apigw_lint.model.value import UNKNOWN

if TYPE_CHECKING:
    from apigw_lint.dialects.cloudformation.template import Template
    from apigw_lint.model.api import Api

SETTINGS = {
    "resource_path": "ResourcePath",
    "verb": "HttpMethod",
    "rate": "ThrottlingRateLimit",
    "burst": "ThrottlingBurstLimit",
    "log_level": "LoggingLevel",
    "data_trace": "DataTraceEnabled",
    "metrics": "MetricsEnabled",
    "caching": "CachingEnabled",
    "cache_ttl": "CacheTtlInSeconds",
    "cache_encrypted": "CacheDataEncrypted",
}
ROUTE_SETTINGS = {
    "rate": "ThrottlingRateLimit",
    "burst": "ThrottlingBurstLimit",
    "log_level": "LoggingLevel",
    "data_trace": "DataTraceEnabled",
    "metrics": "DetailedMetricsEnabled",
}
EVERY_PATH = ("/*", "*")


def rest_stage(template: Template, logical_id: str, view: View) -> Stage:
    stage = Stage(view.key_place, logical_id)
    join(template, stage, template.api(view["RestApiId"]), logical_id)
    fill_rest_stage(stage, view)
    put(stage, "name", view["StageName"])
    put(stage, "deployment_id", view["DeploymentId"])
    stage.deployment = template.referred(view["DeploymentId"], Deployment)
    if stage.deployment:
        stage.deployment.used = True
    return stage


def fill_rest_stage(stage: Stage, view: View) -> None:
    """What a stage, and a deployment's StageDescription, say alike."""
    fill(
        stage,
        view,
        cache_enabled="CacheClusterEnabled",
        cache_size="CacheClusterSize",
        tracing="TracingEnabled",
        client_certificate="ClientCertificateId",
        documentation_version="DocumentationVersion",
    )
    access_log(stage, view["AccessLogSetting"])
    variables(stage, view["Variables"])
    canary(stage, view["CanarySetting"])
    method_settings(stage, view["MethodSettings"])
    stage.settings_known = stage.settings_known and view.known


def join(template: Template, stage: Stage, api: Api, logical_id: str) -> None:
    """Hand a stage to its stack and its API."""
    stage.api = api
    stage.exported = template.is_exported(logical_id)
    stage.depends_on = template.depends_on(logical_id) | template.depends_on(api.label)
    stage.within(template.stack)
    template.stack.stages.append(stage)
    api.stages.append(stage)


def access_log(stage: Stage, view: View) -> None:
    if not view:
        return
    stage.places["access_log"] = view.key_place
    if not view.is_map or not view.known:
        stage.access_log = UNKNOWN
        return
    found = AccessLog(view.key_place)
    fill(found, view, destination="DestinationArn", format="Format")
    found.within(stage)
    stage.access_log = found


def variables(owner: Any, view: View) -> None:
    """Stage variables, and a canary's overrides, by name."""
    if view:
        owner.places["variables"] = view.key_place
        owner.variables = {key: value.text() for key, value in view.items()} if view.known else UNKNOWN
        owner.places.update({f"variables/{key}": value.place for key, value in view.items()})


def canary(stage: Stage, view: View) -> None:
    if not view:
        return
    stage.places["canary"] = view.key_place
    found = Canary(view.key_place)
    fill(found, view, percent="PercentTraffic", deployment_id="DeploymentId", use_stage_cache="UseStageCache")
    variables(found, view["StageVariableOverrides"])
    found.within(stage)
    stage.canary = found


def method_settings(stage: Stage, view: View) -> None:
    for one in view.elements():
        if not one.is_map:
            stage.settings_known = False
            continue
        path = one["ResourcePath"].text()
        verb = one["HttpMethod"].text()
        settings = MethodSettings(one.place, f"{path} {verb}")
        fill(settings, one, **SETTINGS)
        settings.is_default = for_all(path, verb)
        stage.settings_known = stage.settings_known and one.known
        settings.within(stage)
        stage.method_settings.append(settings)
    if view and not (view.is_list or view.node.data is None):
        stage.settings_known = False


def for_all(path: Any, verb: Any) -> Any:
    """Whether a method setting means every path and every verb."""
    if any(value is None or (isinstance(value, str) and value not in EVERY_PATH) for value in (path, verb)):
        return False
    return True if isinstance(path, str) and isinstance(verb, str) else UNKNOWN


def v2_stage(template: Template, logical_id: str, view: View) -> Stage:
    stage = Stage(view.key_place, logical_id)
    join(template, stage, template.api(view["ApiId"], UNKNOWN), logical_id)
    fill(
        stage,
        view,
        name="StageName",
        auto_deploy="AutoDeploy",
        deployment_id="DeploymentId",
        client_certificate="ClientCertificateId",
    )
    stage.deployment = template.referred(view["DeploymentId"], Deployment)
    if stage.deployment:
        stage.deployment.used = True
    fill_v2_stage(stage, view, "AccessLogSettings", "StageVariables")
    return stage


def fill_v2_stage(stage: Stage, view: View, log: str, names: str) -> None:
    """What an HTTP or WebSocket stage says, in CloudFormation and in SAM."""
    access_log(stage, view[log])
    variables(stage, view[names])
    if view["DefaultRouteSettings"]:
        route_settings(stage, view["DefaultRouteSettings"], "default", is_default=True)
    for key, one in view["RouteSettings"].items():
        route_settings(stage, one, key, is_default=False)
    stage.settings_known = stage.settings_known and view.known and view["RouteSettings"].known


def route_settings(stage: Stage, view: View, label: str, *, is_default: bool) -> None:
    settings = MethodSettings(view.key_place, label, is_default=is_default, route_key=None if is_default else label)
    fill(settings, view, **ROUTE_SETTINGS)
    stage.settings_known = stage.settings_known and view.known and view.is_map
    settings.within(stage)
    stage.method_settings.append(settings)


def deployment(template: Template, logical_id: str, view: View) -> Deployment:
    found = Deployment(view.key_place, logical_id, exported=template.is_exported(logical_id))
    found.api = template.api(view["RestApiId"])
    fill(found, view, stage_name="StageName", description="Description")
    found.depends_on = template.depends_on(logical_id)
    found.has_stage_description = bool(view["StageDescription"])
    found.has_canary = bool(view["DeploymentCanarySettings"])
    for field, name in (("has_stage_description", "StageDescription"), ("has_canary", "DeploymentCanarySettings")):
        if view[name]:
            found.places[field] = view[name].key_place
    enter(template, found)
    if view["StageName"]:
        found.used = True
        stage = Stage(view["StageName"].place, logical_id, origin="deployment")
        join(template, stage, found.api, logical_id)
        put(stage, "name", view["StageName"])
        stage.deployment = found
        fill_rest_stage(stage, view["StageDescription"])
        canary(stage, view["DeploymentCanarySettings"])
        if view["StageDescription"] and not view["StageDescription"].is_map:
            stage.settings_known = False
        default_settings(stage, view["StageDescription"])
        if found.has_canary:
            stands_elsewhere(stage)
    return found


def stands_elsewhere(stage: Stage) -> None:
    """A canary goes to a stage that is there already [DG create-canary-deployment]: what this one does not say, that one may."""
    stage.origin = "canary"
    stage.settings_known = False
    for field in ("access_log", "cache_enabled", "tracing", "client_certificate", "variables"):
        if not stage.written(field):
            setattr(stage, field, UNKNOWN)


def default_settings(stage: Stage, view: View) -> None:
    """A stage description gives the settings of every method beside those of single ones."""
    names = {field: name for field, name in SETTINGS.items() if name not in ("ResourcePath", "HttpMethod")}
    if any(view[name] for name in names.values()):
        settings = MethodSettings(view.key_place, "default", is_default=True)
        fill(settings, view, **names)
        settings.within(stage)
        stage.method_settings.insert(0, settings)


def v2_deployment(template: Template, logical_id: str, view: View) -> Deployment:
    found = Deployment(view.key_place, logical_id, exported=template.is_exported(logical_id))
    found.api = template.api(view["ApiId"], UNKNOWN)
    fill(found, view, stage_name="StageName", description="Description")
    found.used = found.stage_name is not None
    found.depends_on = template.depends_on(logical_id)
    enter(template, found)
    return found


def enter(template: Template, found: Deployment) -> None:
    found.within(template.stack)
    template.stack.deployments.append(found)
    if found.api:
        found.api.deployments.append(found)


READERS = {
    "AWS::ApiGateway::Stage": rest_stage,
    "AWS::ApiGatewayV2::Stage": v2_stage,
    "AWS::ApiGateway::Deployment": deployment,
    "AWS::ApiGatewayV2::Deployment": v2_deployment,
}
