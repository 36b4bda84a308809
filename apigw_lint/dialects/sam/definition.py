"""The definition of a SAM API: written, somewhere else, or generated from events; and what SAM adds to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects import openapi
from apigw_lint.dialects.cloudformation import rest
from apigw_lint.dialects.sam import cors, resource_policy
from apigw_lint.dialects.sam.auth import ApiAuth, event_auth, secure
from apigw_lint.dialects.sam.authorizer import mark
from apigw_lint.dialects.sam.draft import Draft, given, verb_name
from apigw_lint.dialects.sam.event import DEFAULT_PATH, HTTP_EVENT
from apigw_lint.dialects.sam.nodes import copied, grown, made, put
from apigw_lint.dialects.sam.operation import adjust, enter, path_parameters, raw, requests, written
from apigw_lint.dialects.view import View
from apigw_lint.model.api import HTTP, Api, Resource, Route
from apigw_lint.model.value import UNKNOWN

if TYPE_CHECKING:
    from apigw_lint.dialects.cloudformation.template import Template
    from apigw_lint.dialects.sam.draft import Operation
    from apigw_lint.dialects.sam.event import Event

COMMON = ("key", "verb", "route_path", "origin", "auth", "auth_stated", "api_key_required", "authorizer", "integration")
PREFIXES = {"Headers": "header", "Paths": "path", "QueryStrings": "querystring"}


def define(template: Template, api: Api, view: View, events: list[Event]) -> None:
    """Read the API's definition as SAM hands it to API Gateway."""
    body, location = view["DefinitionBody"], view["DefinitionUri"]
    for field, entry in (("body", body), ("body_location", location)):
        if given(entry):
            setattr(api, field, True)
            api.places[field] = entry.key_place
    # A transform that is not read may bring paths in place of those that are written.
    if api.body and body.is_map and body.known:
        api.origin = "body"
        build(template, api, view, Draft(View(body.scope.for_definition(), body.node, body.key_place)), events)
    elif api.body or api.body_location:
        elsewhere(template, api, view)
    else:
        build(template, api, view, Draft(skeleton(api, view)), events)
        api.definition = None


def elsewhere(template: Template, api: Api, view: View) -> None:
    """A definition in a file of its own, or one that a transform brings and is not read: what SAM adds to the latter is known."""
    api.origin = "body"
    if api.body:
        build(template, api, view, Draft(skeleton(api, view)), [])
        api.definition = None
        api.policy = UNKNOWN
        rest.unread(api)
    else:
        rest.elsewhere(api, view["DefinitionUri"], "DefinitionUri")


def skeleton(api: Api, view: View) -> View:
    """The definition that SAM begins with when nothing is written."""
    version = view["OpenApiVersion"].text()
    at = api.place
    root = made(at, {"info": {"version": "1.0"}, "paths": {}})
    if api.kind == HTTP:
        put(root, "openapi", made(at, "3.0.1"))
    elif isinstance(version, str) and version.startswith("3"):
        put(root, "openapi", made(view["OpenApiVersion"].place, version))
    else:
        put(root, "swagger", made(at, "2.0"))
    return View(view.scope.for_definition(), root, at)


def build(template: Template, api: Api, view: View, draft: Draft, events: list[Event]) -> None:
    """Add to the draft what SAM adds, in its order, and read the result."""
    auth = ApiAuth(view["Auth"], api.kind)
    merged = not api.body or api.kind == HTTP or view["MergeDefinitions"].boolean() is True
    for event in events:
        join(template, draft, event, auth, merged=merged)
    policies = [one for event in events for one in event_policy(draft, view, event)]
    if api.kind == HTTP:
        cors.http_cors(draft, view["CorsConfiguration"])
    else:
        cors.preflights(draft, view["Cors"])
    secure(draft, auth)
    policy = resource_policy.Shorthand(
        draft, view["Auth"]["ResourcePolicy"], raw(view, "StageName"), [path for path, _ in draft.each_path()]
    )
    policies.append(policy)
    for one in policies:
        resource_policy.attach(draft, one)
    gateway_responses(draft, view["GatewayResponses"])
    models(draft, view["Models"])
    openapi.build(api, View(draft.scope, draft.root, api.at("body")))
    settle(api, draft, auth, events)
    if api.policy is not None and api.policy is not UNKNOWN and not api.body:
        api.policy.origin = "sam"
    if not all(one.known for one in policies):
        api.policy = UNKNOWN


def join(template: Template, draft: Draft, event: Event, auth: ApiAuth, *, merged: bool) -> None:
    """Enter an event's operation, or what it overrides of one that the author wrote."""
    assert event.path is not None and event.verb is not None
    there = draft.operations.get((event.path, event.verb))
    if there and there.generated:
        return
    if not merged:
        if there and event.view["Auth"]["OverrideApiAuth"].boolean() is True:
            there.event = event
            event_auth(there, auth)
    elif event.kind == HTTP_EVENT:
        if there and there.integrated:
            operation = there
            operation.event = event
            adjust(operation, event)
        else:
            operation = written(template, draft, event, event.path, event.verb)
            enter(draft, operation, event)
            path_parameters(operation, event)
        event_auth(operation, auth)
    else:
        operation = written(template, draft, event, event.path, event.verb)
        event_auth(operation, auth)
        requests(draft, operation)
        enter(draft, operation, event)


def event_policy(draft: Draft, view: View, event: Event) -> list[resource_policy.Shorthand]:
    """ResourcePolicy of an event, which speaks of the methods of its path, and of a stage called Stage unless the name is plain."""
    asked = event.view["Auth"]["ResourcePolicy"]
    if not given(asked) or (event.path, event.verb) not in draft.operations:
        return []
    stage = raw(view, "StageName")
    if not isinstance(stage.data, str) or stage.tag:
        stage = made(asked.key_place, "Stage")
    return [resource_policy.Shorthand(draft, asked, stage, [event.path or ""])]


def gateway_responses(draft: Draft, view: View) -> None:
    if not given(view) or not view.is_map:
        return
    responses = grown(draft.root, "x-amazon-apigateway-gateway-responses", view.key_place)
    for name, response in view.items():
        at = response.key_place
        node = made(at, {"responseParameters": {}})
        if given(response["StatusCode"]):
            put(node, "statusCode", raw(response, "StatusCode"), response["StatusCode"].key_place)
        if response["ResponseTemplates"]:
            put(node, "responseTemplates", raw(response, "ResponseTemplates"), response["ResponseTemplates"].key_place)
        for group, entries in response["ResponseParameters"].items():
            for key, entry in entries.items():
                word = f"gatewayresponse.{PREFIXES.get(group, group)}.{key}"
                put(node["responseParameters"], word, entries.node[key], entry.key_place)
        put(responses, name, node, at)


def models(draft: Draft, view: View) -> None:
    if not given(view) or not view.is_map:
        return
    schemas = draft.models(view.key_place)
    for name, schema in view.items():
        put(schemas, name.lower(), copied(schema.node) if schema.is_map else schema.node, schema.key_place)


def settle(api: Api, draft: Draft, auth: ApiAuth, events: list[Event]) -> None:
    """Say of the routes which ones SAM made, and where what is unknown decides on them."""
    mark(api, auth.authorizers, auth.default)
    routes = {(route.route_path, route.verb): route for route in api.routes if is_named(route)}
    catch_all = next((route for route in api.routes if isinstance(route.key, str) and route.key == DEFAULT_PATH), None)
    claims: dict[Any, list[Event]] = {}
    for event in events:
        claims.setdefault((event.path, event.verb), []).append(event)
    for key, operation in draft.operations.items():
        is_default = operation.path.lstrip("/") == DEFAULT_PATH
        route = catch_all if is_default else routes.get((operation.path, verb_name(operation.verb)))
        if route is not None:
            mark_route(route, operation)
            for event in claims.get(key, ()):
                claim(route, event, operation)


def is_named(route: Route) -> bool:
    return isinstance(route.verb, str) and isinstance(route.route_path, str)


def mark_route(route: Route, operation: Operation) -> None:
    if operation.generated:
        route.origin = "sam"
        route.auth_stated = operation.event is not None and bool(operation.event.view["Auth"]["Authorizer"])
    if operation.auth_unknown:
        route.auth = UNKNOWN
        route.authorizer = UNKNOWN
    if operation.key_unknown:
        route.api_key_required = UNKNOWN


def claim(route: Route, event: Event, operation: Operation) -> None:
    """Join an event and its route. A second event for the same path and verb is a route of its own."""
    if route.event is not None and operation.generated:
        first, route = route, Route(event.place, route.label)
        for field in COMMON:
            setattr(route, field, getattr(first, field))
        route.within(first.owner or first)
        owner = first.owner
        if isinstance(owner, Resource):
            owner.routes.append(route)
    route.event = event.name
    for field, name in (("verb", "Method"), ("route_path", "Path")):
        if event.view[name] and operation.generated:
            route.places[field] = event.view[name].place
    if event.element is not None:
        event.element.route = route
