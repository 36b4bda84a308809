"""Quick create: the integration, the route and the stage that an HTTP API makes for its Target [API v2 CreateApi]."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects.cloudformation import integration, stage, v2
from apigw_lint.dialects.view import ABSENT, View, fill, put
from apigw_lint.model.api import HTTP, Api, Route
from apigw_lint.model.authorizer import Authorizer
from apigw_lint.model.integration import Integration
from apigw_lint.model.stage import Stage
from apigw_lint.model.value import UNKNOWN, Partial

if TYPE_CHECKING:
    from apigw_lint.dialects.cloudformation.template import Template

DEFAULT = "$default"
OVERRIDES = "AWS::ApiGatewayV2::ApiGatewayManagedOverrides"


def create(template: Template) -> None:
    """What the APIs with a target make by themselves, unless overrides are for an API that is not known.

    A target that is not read may as well not be there.
    """
    overrides = [(template.referred(view["ApiId"], Api), view) for _, view in template.of_type(OVERRIDES)]
    for logical_id, view in template.of_type("AWS::ApiGatewayV2::Api"):
        owner, target = template.element(logical_id), view["Target"]
        is_made = bool(target) and not target.opaque and all(on for on, _ in overrides)
        if is_made and isinstance(owner, Api) and owner.kind is HTTP:
            changes = next((one for on, one in overrides if on is owner), ABSENT)
            route(template, owner, view, changes)
            default_stage(template, owner, view, changes["Stage"])


def route(template: Template, owner: Api, view: View, changes: View) -> None:
    found = Route(view["Target"].place, DEFAULT)
    key = view["RouteKey"].text() if view["RouteKey"] else DEFAULT
    found.key = UNKNOWN if key is None else key
    change = changes["Route"]
    fill(found, change, auth="AuthorizationType", scopes="AuthorizationScopes", target="Target")
    found.auth_stated = found.written("auth")
    found.authorizer = template.referred(change["AuthorizerId"], Authorizer)
    found.integration = called(template, owner, view, changes["Integration"]) if found.target is None else UNKNOWN
    on = v2.standing(owner, found, view["Target"])
    found.within(on)
    on.routes.append(found)


def called(template: Template, owner: Api, view: View, change: View) -> Integration:
    """The integration with the target: a function's proxy, or that of a URL."""
    found = Integration(view["Target"].place, f"{owner.label} Target")
    put(found, "uri", view["Target"])
    put(found, "credentials", view["CredentialsArn"])
    found.type = kind(found.uri)
    found.payload_version = UNKNOWN
    fill(found, change, timeout="TimeoutInMillis", payload_version="PayloadFormatVersion", verb="IntegrationMethod")
    integration.finish(template, found, ABSENT)
    found.within(owner)
    owner.shared_integrations.append(found)
    return found


def kind(uri: Any) -> Any:
    """HTTP_PROXY for a URL, else AWS_PROXY; UNKNOWN where it may be either."""
    head = uri if isinstance(uri, str) else uri.head if isinstance(uri, Partial) else ""
    if head.startswith("http"):
        return "HTTP_PROXY"
    reference = uri.reference if isinstance(uri, Partial) else None
    return "AWS_PROXY" if head.startswith("arn:") or (reference and reference.attribute == "Arn") else UNKNOWN


def default_stage(template: Template, owner: Api, view: View, change: View) -> None:
    """The stage that is deployed by itself; one that the template makes under the same name is another's matter."""
    if any(not isinstance(one.name, str) or one.name == DEFAULT for one in owner.stages):
        return
    found = Stage(view["Target"].place, DEFAULT, origin="quick", name=DEFAULT, auto_deploy=True)
    stage.join(template, found, owner, owner.label)
    fill(found, change, auto_deploy="AutoDeploy")
    stage.fill_v2_stage(found, change, "AccessLogSettings", "StageVariables")
