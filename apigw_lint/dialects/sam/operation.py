"""The operations that SAM writes for events."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from apigw_lint.dialects.sam.draft import INTEGRATION, Draft, Operation
from apigw_lint.dialects.sam.event import HTTP_EVENT, MACHINE, Event, word
from apigw_lint.dialects.sam.nodes import made, put
from apigw_lint.source.node import MISSING, Node

if TYPE_CHECKING:
    from apigw_lint.dialects.cloudformation.template import Template
    from apigw_lint.dialects.view import View

BUFFERED = "2015-03-31/functions/${%s}/invocations"
STREAMED = "2021-11-15/functions/${%s}/response-streaming-invocations"
PARAMETER = re.compile(r"method\.request\.(querystring|path|header)\.(.+)")
START_EXECUTION = "arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution"
VALIDATORS = "x-amazon-apigateway-request-validators"


def raw(view: View, key: str) -> Node:
    """The entry of a mapping as it is written, functions and all; MISSING when it is not there."""
    return view.node[key] if view[key] and not view.opaque else MISSING


def enter(template: Template, draft: Draft, event: Event) -> Operation | None:
    """Add the operation of an event to a draft; None where SAM leaves the one that is there."""
    assert event.path is not None and event.verb is not None
    there = draft.operations.get((event.path, event.verb))
    if event.kind == HTTP_EVENT and there and there.integrated:
        return None
    machine = template.type_of(event.owner) == MACHINE
    node = made(
        event.place, {INTEGRATION: machine_integration(event) if machine else function_integration(template, event)}
    )
    if not there:
        put(node, "responses", made(event.place, {}))
    if event.kind == HTTP_EVENT and event.path == "$default":
        put(node, "isDefaultRoute", made(event.place, True))
    operation = draft.add(
        event.path, event.verb, node, event.view["Path"].place if event.view["Path"] else event.type_place, event.place
    )
    operation.event = event
    operation.generated = True
    return operation


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
    known = draft.root[VALIDATORS]
    validators = Node(dict(known.items()), known.document, known.start, known.end) if known.is_map else made(at, {})
    if name not in validators:
        put(validators, name, made(at, {key: bool(flag) for key, flag in flags.items()}), at)
    put(draft.root, VALIDATORS, validators, at)
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
