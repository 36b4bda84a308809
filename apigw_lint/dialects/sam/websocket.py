"""AWS::Serverless::WebSocketApi: routes with a function each, and authorization on `$connect`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects.cloudformation import integration as plain_integration
from apigw_lint.dialects.cloudformation import method, rest
from apigw_lint.dialects.cloudformation import stage as plain_stage
from apigw_lint.dialects.cloudformation.function import invoked
from apigw_lint.dialects.sam import domain, stage
from apigw_lint.dialects.sam.draft import given
from apigw_lint.dialects.sam.event import word
from apigw_lint.dialects.sam.forms import forms
from apigw_lint.dialects.sam.grant import grant
from apigw_lint.dialects.sam.nodes import made
from apigw_lint.dialects.sam.operation import raw
from apigw_lint.dialects.view import View, fill, put
from apigw_lint.model.api import WEBSOCKET, Api, Resource, Route
from apigw_lint.model.authorizer import Authorizer
from apigw_lint.model.integration import Integration
from apigw_lint.model.sam import SamApi, SamConnect
from apigw_lint.model.value import UNKNOWN, Partial, Reference

if TYPE_CHECKING:
    from apigw_lint.dialects.sam.template import SamTemplate
    from apigw_lint.model.stage import Stage

URI = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function}/invocations"
CONNECT = "$connect"
AUTH_TYPES = ("AWS_IAM", "CUSTOM", "NONE")
DEFAULT_NAME = "default"


def websocket_api(template: SamTemplate, logical_id: str, view: View) -> Api:
    api = Api(view.key_place, logical_id, kind=WEBSOCKET, origin="sam", exported=template.is_exported(logical_id))
    api.within(template.stack)
    template.stack.apis.append(api)
    template.add(logical_id, api)
    fill(
        api,
        view,
        name="Name",
        route_selection="RouteSelectionExpression",
        api_key_selection="ApiKeySelectionExpression",
        ip_address_type="IpAddressType",
        default_endpoint_disabled="DisableExecuteApiEndpoint",
        fail_on_warnings="FailOnWarnings",
    )
    main = stage_of(template, api, view)
    authorizer = authorizer_of(template, api, view["Auth"])
    routes = view["Routes"]
    api.routes_known = routes.known
    for key, one in routes.items():
        api_route(template, api, key, one, main)
    connect(api, view["Auth"])
    secure(api, view["Auth"], authorizer)
    domain.http_domain(template, api, main, view["Domain"])
    said = SamApi(api.place, api.label)
    domain.words(said, view["Domain"])
    forms(said, view, WEBSOCKET)
    said.within(api)
    api.sam = said
    return api


def stage_of(template: SamTemplate, api: Api, view: View) -> Stage:
    name = view["StageName"]
    plain = (
        name.node.data if isinstance(name.node.data, str) and not name.node.tag else "" if given(name) else DEFAULT_NAME
    )
    label = "Default" if plain == DEFAULT_NAME else plain
    found = stage.made(template, api, f"{api.label}{label}Stage", name)
    if not given(name):
        found.name = DEFAULT_NAME
    found.auto_deploy = True
    plain_stage.fill_v2_stage(found, view, "AccessLogSettings", "StageVariables")
    return found


def api_route(template: SamTemplate, api: Api, key: str, view: View, main: Stage) -> None:
    """A route with its integration, and the permission to call its function."""
    on = Resource(view.key_place, key)
    on.within(api)
    api.resources.append(on)
    found = Route(view.key_place, key, key=key, origin="sam")
    found.places["key"] = view.key_place
    fill(
        found,
        view,
        api_key_required="ApiKeyRequired",
        model_selection="ModelSelectionExpression",
        operation_name="OperationName",
        response_selection="RouteResponseSelectionExpression",
    )
    method.parameters(found, view["RequestParameters"], "route.request.")
    found.request_models = method.model_uses(template, view["RequestModels"], found)
    found.within(on)
    on.routes.append(found)
    found.integration = UNKNOWN if view.opaque else integration(template, found, view)
    arn = view["FunctionArn"]
    if given(arn):
        name = main.name if isinstance(main.name, str) else "*"
        permission = grant(
            template, arn.place, f"{api.label}{key}Permission", {"Fn::GetAtt": [api.label, "ApiId"]}, f"/{name}/{key}"
        )
        permission.function_name = arn.value()
        invoked(template, permission, permission.function_name)


def integration(template: SamTemplate, route: Route, view: View) -> Integration:
    found = Integration(view.key_place, route.label, type="AWS_PROXY")
    put(found, "timeout", view["IntegrationTimeout"])
    arn = view["FunctionArn"]
    if arn:
        found.uri = uri(template, view, "FunctionArn")
        found.places["uri"] = arn.place
        plain_integration.join_function(template, found)
    found.within(route)
    return found


def uri(template: SamTemplate, view: View, name: str) -> Any:
    """The ARN by which API Gateway calls a function."""
    return View(template.scope, made(view[name].place, {"Fn::Sub": [URI, {"Function": raw(view, name)}]})).value()


def authorizer_of(template: SamTemplate, api: Api, auth: View) -> Authorizer | None:
    """The Lambda authorizer that AuthType CUSTOM asks for."""
    if word(auth["AuthType"]) != "CUSTOM":
        return None
    found = Authorizer(auth.key_place, f"{api.label}ConnectAuthorizer", type="REQUEST", origin="sam")
    found.name = found.label
    fill(found, auth, name="Name", credentials="InvokeRole")
    rest.sources(found, auth["IdentitySource"])
    if given(auth["AuthArn"]):
        found.uri = uri(template, auth, "AuthArn")
        found.places["uri"] = auth["AuthArn"].place
        plain_integration.join_function(template, found)
        if not given(auth["InvokeRole"]):
            permission = grant(
                template,
                auth["AuthArn"].place,
                f"{api.label}AuthorizerPermission",
                {"Ref": api.label},
                "/authorizers/*",
            )
            permission.function_name = auth["AuthArn"].value()
            invoked(template, permission, permission.function_name)
    found.within(api)
    api.authorizers.append(found)
    return found


def connect(api: Api, auth: View) -> None:
    """`Auth` as SAM checks it."""
    if not auth.is_map or not given(auth):
        return
    found = SamConnect(auth.key_place, api.label)
    put(found, "type", auth["AuthType"])
    found.others = [name for name in auth.node.keys if name != "AuthType"]
    for name in found.others:
        found.places[f"others/{name}"] = auth.node.key_place(name)
    found.connects = not api.routes_known or any(one.key == CONNECT for one in api.routes)
    found.within(api)
    api.sam_connect = found


def secure(api: Api, auth: View, authorizer: Authorizer | None) -> None:
    """Authorization takes place when a client connects."""
    route = next((one for one in api.routes if one.key == CONNECT), None)
    kind = auth["AuthType"].text()
    if route is None or not auth:
        return
    refused = isinstance(kind, str) and kind not in AUTH_TYPES
    route.auth = UNKNOWN if auth.opaque or refused else kind
    route.auth_stated = True
    if authorizer is not None:
        route.authorizer = authorizer
        route.authorizer_name = Partial((Reference(authorizer.label, plain=True),))  # type: ignore[assignment]
    if auth["AuthType"]:
        route.places["auth"] = auth["AuthType"].place


READERS = {"AWS::Serverless::WebSocketApi": websocket_api}
