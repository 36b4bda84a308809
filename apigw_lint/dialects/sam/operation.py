"""The operations that SAM writes for events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects.openapi import words
from apigw_lint.dialects.sam.draft import INTEGRATION, Draft, Operation
from apigw_lint.dialects.sam.event import DEFAULT_PATH, HTTP_EVENT, MACHINE, Event, word
from apigw_lint.dialects.sam.nodes import copied, grown, made, put
from apigw_lint.dialects.view import View
from apigw_lint.source.node import MISSING, Node
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from apigw_lint.dialects.cloudformation.template import Template

BUFFERED = "2015-03-31/functions/${%s}/invocations"
STREAMED = "2021-11-15/functions/${%s}/response-streaming-invocations"
VARIABLE = Pattern("{(.*?)}")
PARAMETER = Pattern(r"method\.request\.(querystring|path|header)\.(.+)")
START_EXECUTION = "arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution"
VALIDATORS = "x-amazon-apigateway-request-validators"


def raw(view: View, key: str) -> Node:
    """The entry of a mapping as it is written, functions and all; MISSING when it is not there."""
    return view.node[key] if view[key] and not view.opaque else MISSING


def entries(view: View, key: str) -> list[Node]:
    """The items of a list as they are written, without those that are not there."""
    return [item for item in view[key].node.elements() if view[key].is_list and View(view.scope, item)]


def written(template: Template, draft: Draft, event: Event, path: str, verb: str) -> Operation:
    """The operation that SAM writes for an event."""
    machine = template.type_of(event.owner) == MACHINE
    node = made(
        event.place, {INTEGRATION: machine_integration(event) if machine else function_integration(template, event)}
    )
    if (path, verb) not in draft.operations:
        put(node, "responses", made(event.place, {}))
    if event.kind == HTTP_EVENT and path == DEFAULT_PATH:
        put(node, "isDefaultRoute", made(event.place, True))
    operation = Operation(draft.scope, path, verb, node)
    operation.event = event
    operation.generated = True
    return operation


def enter(draft: Draft, operation: Operation, event: Event) -> None:
    """Put an event's operation in its place."""
    path, method = event.view["Path"], event.view["Method"]
    known = operation.verb.lower() in (*words.VERBS, words.ANY_METHOD)
    draft.add(operation, path.place if path else event.type_place, event.place if known or not method else method.place)


def adjust(operation: Operation, event: Event) -> None:
    """What an event says of an integration that is there already."""
    view = View(operation.scope, operation.node[INTEGRATION])
    if view.is_map:
        integration = copied(view.node)
        take(integration, "timeoutInMillis", event.view, "TimeoutInMillis")
        take(integration, "payloadFormatVersion", event.view, "PayloadFormatVersion")
        put(operation.node, INTEGRATION, integration, operation.node.key_place(INTEGRATION))


def path_parameters(operation: Operation, event: Event) -> None:
    """SAM declares the variables in the path of an HTTP API's route."""
    names = VARIABLE.findall(operation.path)
    if names:
        declared = [made(event.place, {"name": name, "in": "path", "required": True}) for name in names]
        others = [one for one in operation.node["parameters"].elements() if one["name"].text not in names]
        put(operation.node, "parameters", made(event.place, [*others, *declared]))


def function_integration(template: Template, event: Event) -> Node:
    """AWS_PROXY to the function, or to the alias that SAM publishes."""
    alias = template.properties(event.owner)["AutoPublishAlias"]
    target = f"{event.owner}.{'Alias' if alias else 'Arn'}"
    mode = event.view["ResponseTransferMode"]
    streamed = word(mode) == "RESPONSE_STREAM"
    form = (STREAMED if streamed else BUFFERED) % target
    uri = {"Fn::Sub": f"arn:${{AWS::Partition}}:apigateway:${{AWS::Region}}:lambda:path/{form}"}
    node = made(event.place, {"type": "aws_proxy", "httpMethod": "POST", "uri": uri})
    if streamed:
        put(node, "responseTransferMode", made(mode.place, "STREAM"))
    elif mode and word(mode) is None:
        put(node, "responseTransferMode", raw(event.view, "ResponseTransferMode"))
    take(node, "timeoutInMillis", event.view, "TimeoutInMillis")
    if event.kind == HTTP_EVENT:
        put(node, "payloadFormatVersion", made(event.place, "2.0"))
        take(node, "payloadFormatVersion", event.view, "PayloadFormatVersion")
    return node


def machine_integration(event: Event) -> Node:
    """The start of a state machine with the request as its input."""
    text = '{"input": "$util.escapeJavaScript($input.json(\'$\'))", "stateMachineArn": "${%s}"}'
    role = {"Fn::GetAtt": [f"{event.owner}{event.name}Role", "Arn"]}
    data: dict[str, Any] = {
        "type": "aws",
        "httpMethod": "POST",
        "uri": {"Fn::Sub": START_EXECUTION},
        "credentials": role,
        "requestTemplates": {"application/json": {"Fn::Sub": text % event.owner}},
        "responses": {"200": {"statusCode": "200"}, "400": {"statusCode": "400"}},
    }
    return made(event.place, data)


def take(node: Node, key: str, view: View, name: str) -> None:
    """Enter a property of an event under the key that a definition has for it."""
    if view[name]:
        put(node, key, raw(view, name), view[name].key_place)


def requests(draft: Draft, operation: Operation) -> None:
    """RequestModel and RequestParameters of an event."""
    event = operation.event
    if event is None:
        return
    model = event.view["RequestModel"]
    name = word(model["Model"])
    if name:
        _model(draft, operation, model, name.lower())
        _validator(draft, operation, model)
    for entry in event.view["RequestParameters"].elements():
        for key, settings in entry.items() if entry.is_map else [(word(entry) or "", entry)]:
            _parameter(operation, key, entry, settings)


def _model(draft: Draft, operation: Operation, view: View, name: str) -> None:
    at = view["Model"].place
    if draft.is_openapi_3:
        schema = {"schema": {"$ref": f"#/components/schemas/{name}"}}
        body = made(at, {"content": {"application/json": schema}})
        take(body, "required", view, "Required")
        put(operation.node, "requestBody", body, at)
    else:
        parameter = made(at, {"in": "body", "name": name, "schema": {"$ref": f"#/definitions/{name}"}})
        take(parameter, "required", view, "Required")
        _append(operation, "parameters", parameter)


def _validator(draft: Draft, operation: Operation, view: View) -> None:
    """The validator that ValidateBody and ValidateParameters choose."""
    body, parameters = view["ValidateBody"], view["ValidateParameters"]
    if not body and not parameters:
        return
    at = (body or parameters).place
    flags = {"validateRequestBody": body.boolean(), "validateRequestParameters": parameters.boolean()}
    if not all(isinstance(flag, bool) or flag is None for flag in flags.values()):
        return
    name = {
        (True, True): "body-and-params",
        (True, False): "body-only",
        (False, True): "params-only",
        (False, False): "no-validation",
    }[bool(flags["validateRequestBody"]), bool(flags["validateRequestParameters"])]
    validators = grown(draft.root, VALIDATORS, at)
    if name not in validators:
        put(validators, name, made(at, {key: bool(flag) for key, flag in flags.items()}), at)
    put(operation.node, "x-amazon-apigateway-request-validator", made(at, name), at)


def _parameter(operation: Operation, key: str, entry: View, settings: View) -> None:
    match = PARAMETER.match(key)
    if not match:
        return
    at = settings.key_place if entry.is_map else entry.place
    location, name = match.groups()
    data = {"in": {"querystring": "query"}.get(location, location), "name": name, "type": "string"}
    parameter = made(at, {**data, "required": location == "path"})
    take(parameter, "required", settings, "Required")
    _append(operation, "parameters", parameter)
    if settings["Caching"].boolean() is True:
        _append_to(operation.node[INTEGRATION], "cacheKeyParameters", made(at, key))


def _append(operation: Operation, key: str, item: Node) -> None:
    _append_to(operation.node, key, item)


def _append_to(node: Node, key: str, item: Node) -> None:
    there = node[key]
    items = [*there.elements(), item]
    put(node, key, Node(items, item.document, item.start, item.end), node.key_place(key) if there else item.place)
