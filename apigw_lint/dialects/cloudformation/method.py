"""Methods of a REST API: AWS::ApiGateway::Method."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects.cloudformation import integration
from apigw_lint.dialects.cloudformation.rest import is_root, overlap
from apigw_lint.dialects.cloudformation.template import target_of
from apigw_lint.dialects.view import View, fill, put
from apigw_lint.model.api import MethodResponse, Model, ModelUse, Parameter, RequestValidator, Resource, Route
from apigw_lint.model.authorizer import Authorizer
from apigw_lint.model.value import UNKNOWN, Reference, join

if TYPE_CHECKING:
    from apigw_lint.dialects.cloudformation.template import Template


def method(template: Template, logical_id: str, view: View) -> Route:
    api = template.api(view["RestApiId"])
    where = view["ResourceId"]
    on = template.element(target_of(where.value()) or "")
    if not isinstance(on, Resource):
        on = template.resource_of(api, "/" if is_root(where.value()) else UNKNOWN, view)
    route = Route(view.key_place, logical_id)
    fill(
        route,
        view,
        verb="HttpMethod",
        auth="AuthorizationType",
        scopes="AuthorizationScopes",
        api_key_required="ApiKeyRequired",
        operation_name="OperationName",
        validator_name="RequestValidatorId",
        authorizer_name="AuthorizerId",
    )
    route.route_path = on.full_path
    route.verb = route.verb.upper() if isinstance(route.verb, str) else route.verb
    route.key = _key(route, on.full_path)
    route.auth_stated = route.written("auth")
    route.authorizer = template.referred(view["AuthorizerId"], Authorizer)
    route.validator = template.referred(view["RequestValidatorId"], RequestValidator)
    parameters(route, view["RequestParameters"], "method.request.")
    route.request_models = model_uses(template, view["RequestModels"], route)
    responses(template, route, view["MethodResponses"])
    if view["Integration"]:
        integration.method_integration(template, route, view["Integration"])
    route.within(on)
    on.routes.append(route)
    overlap(api, logical_id, "AWS::ApiGateway::Method", view)
    return route


def _key(route: Route, path: Any) -> Any:
    """Verb and path; where nothing of the path is known, the method's logical id tells it from others."""
    verb = "?" if route.verb is None else route.verb
    if path is not None and path is not UNKNOWN:
        return join([verb, " ", path])
    itself = Reference(route.label)
    return join([itself] if route.verb is None else [verb, " ", itself])


LOCATIONS = {"querystring": "query", "path": "path", "header": "header"}


def parameters(route: Route, view: View, prefix: str) -> None:
    """The keys of RequestParameters; what has another form keeps its key and no location. A route may have `Required` below."""
    for key, value in view.items():
        found = Parameter(value.key_place, key, key=key)
        required = value["Required"] if value.is_map and prefix == "route.request." else value
        put(found, "required", required)
        found.odd_value = _odd(required)
        found.places["odd_value"] = required.place
        location, _, name = key.removeprefix(prefix).partition(".")
        if key.startswith(prefix) and location in LOCATIONS and name:
            found.location, found.name = LOCATIONS[location], name
        route.parameters.append(found)
        found.within(route)
    if view and not view.known:
        route.parameters_known = False


def _odd(required: View) -> str | None:
    """What is written where a boolean must be; None for a boolean, for its text, and for what is unknown."""
    if required.is_map or required.is_list:
        return "a mapping" if required.is_map else "a list"
    text = required.text()
    return text if isinstance(text, str) and text and required.boolean() is UNKNOWN else None


def model_uses(template: Template, view: View, owner: Any) -> list[ModelUse]:
    uses = []
    for content_type, name in view.items():
        use = ModelUse(name.place, content_type, content_type=content_type, model=template.referred(name, Model))
        put(use, "name", name)
        use.within(owner)
        uses.append(use)
    return uses


def responses(template: Template, route: Route, view: View) -> None:
    for one in view.elements():
        response = MethodResponse(one.place, str(one["StatusCode"].text()) if one["StatusCode"] else "")
        put(response, "status", one["StatusCode"])
        headers = one["ResponseParameters"]
        response.headers = (
            [key.removeprefix("method.response.header.") for key, _ in headers.items()] if headers.known else UNKNOWN
        )
        response.models = model_uses(template, one["ResponseModels"], response)
        response.within(route)
        route.responses.append(response)
    route.responses_known = view.known


READERS = {"AWS::ApiGateway::Method": method}
