"""The stages and deployments that SAM makes for its APIs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.dialects.cloudformation import stage as plain
from apigw_lint.dialects.sam.draft import given
from apigw_lint.dialects.sam.event import ANY
from apigw_lint.dialects.view import View, fill, put
from apigw_lint.model.stage import Deployment, Stage

if TYPE_CHECKING:
    from apigw_lint.dialects.sam.event import Event
    from apigw_lint.dialects.sam.template import SamTemplate
    from apigw_lint.model.api import Api

EXTRA = "Stage"
DEFAULT = "$default"


def rest_stages(template: SamTemplate, api: Api, view: View) -> Stage:
    """The stage of StageName; and, where OpenApiVersion is not set, the one that the deployment makes besides."""
    name = view["StageName"]
    main = made(template, api, stage_id(api.label, name), name)
    plain.fill_rest_stage(main, view)
    deployment = Deployment(api.place, f"{api.label}Deployment", api=api, made_by_tool=True, used=True)
    deployment.depends_on = template.depends_on(api.label)
    plain.enter(template, deployment)
    main.deployment = deployment
    names = [f"{api.label}.Deployment", deployment.label]
    if not given(view["OpenApiVersion"]):
        deployment.stage_name = EXTRA
        extra = Stage(api.place, deployment.label, origin="sam-extra", name=EXTRA)
        plain.join(template, extra, api, deployment.label)
        extra.deployment = deployment
    for one in names:
        template.add(one, deployment)
    return main


def made(template: SamTemplate, api: Api, label: str, name: View) -> Stage:
    """A stage of SAM, to be referred to by the logical id that it gets or as `Api.Stage`."""
    found = Stage(name.place if name else api.place, label, origin="sam")
    plain.join(template, found, api, label)
    put(found, "name", name)
    for one in (label, f"{api.label}.Stage"):
        template.add(one, found)
    return found


def http_stage(template: SamTemplate, api: Api, view: View, events: list[Event]) -> Stage:
    name = view["StageName"]
    found = made(template, api, stage_id(api.label, name, DEFAULT), name)
    if not given(name):
        found.name = DEFAULT
    found.auto_deploy = True
    plain.fill_v2_stage(found, view, "AccessLogSettings", "StageVariables")
    for event in events:
        event_settings(found, event)
    return found


def event_settings(found: Stage, event: Event) -> None:
    """RouteSettings of an event, over those that the API has for its route."""
    settings = event.view["RouteSettings"]
    if not settings or event.path is None or event.verb is None:
        return
    key = (
        event.path
        if event.verb == ANY and event.path == DEFAULT
        else f"{'ANY' if event.verb == ANY else event.verb.upper()} {event.path}"
    )
    there = next((one for one in found.method_settings if one.label == key), None)
    if there is None:
        plain.route_settings(found, settings, key, is_default=False)
    else:
        fill(there, settings, **plain.ROUTE_SETTINGS)


def stage_id(api: str, name: View, default: str = "") -> str:
    """The logical id that SAM gives to a stage: of its name only when that is plain text."""
    text = name.node.data if isinstance(name.node.data, str) and not name.node.tag else "" if given(name) else default
    if text == DEFAULT:
        return f"{api}ApiGatewayDefaultStage"
    return f"{api}{text}Stage" if not text or text.isalnum() else f"{api}Stage{digest(text)}"


def digest(text: str) -> str:
    """The ten characters by which SAM tells names apart."""
    from hashlib import sha1

    return sha1(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:10]
