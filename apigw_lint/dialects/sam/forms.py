"""Values that SAM refuses for their form, where its schema and CloudFormation would take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.dialects import functions
from apigw_lint.dialects.sam.words import comes_as_written
from apigw_lint.model.api import HTTP, REST
from apigw_lint.model.sam import OF_THE_OTHER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from apigw_lint.dialects.scope import Scope
    from apigw_lint.dialects.view import View
    from apigw_lint.model.sam import SamApi
    from apigw_lint.source.node import Node
    from apigw_lint.source.place import Place

    Misshapen: TypeAlias = tuple[
        str, str, Node, str
    ]  # its name, the form that SAM wants, the mapping that holds it, its key

TRUTHS = (
    "AlwaysDeploy",
    "CacheClusterEnabled",
    "DisableExecuteApiEndpoint",
    "FailOnWarnings",
    "MergeDefinitions",
    "TracingEnabled",
)
TRUTH, NUMBER = "true or false without quotes", "a number without quotes"
MAPPING = "a mapping, and no intrinsic function in its place"
TEXTS = {REST: ("CacheClusterSize", "Description", "Mode", "Name", "StageName"), HTTP: ("Description",)}
WORDS, LIST = "a text in quotes", "a list"
CORS = {REST: "a text, as in \"'*'\", or a mapping", HTTP: "true or a mapping"}
TEXT = "a plain text or a Ref to a parameter, and no other intrinsic function"


def forms(found: SamApi, view: View, kind: str) -> None:
    """Enter in the model what SAM's transform refuses before CloudFormation converts anything."""
    if not view.is_map or not comes_as_written(view.scope):
        return
    for name, wanted, holder, key in [
        *_plain(view.node),
        *_of_kind(view.node, kind),
        *_of_auth(view.node["Auth"], kind),
    ]:
        enter(found, name, wanted, holder[key], holder.key_place(key))
    if kind == HTTP:
        _misplaced(found, view.node["Auth"]["Authorizers"])
    paths = view.node["Domain"]["BasePath"]
    for number, path in enumerate([] if paths.tag else paths.elements()):
        if not _is_text(path) and not _is_parameter(view.scope, path):
            enter(found, f"BasePath[{number}]", TEXT, path, path.place)
    responses = view.node["GatewayResponses"]
    if kind == REST and not functions.call(responses):
        for name, wanted, holder, key in _of_responses(responses):
            enter(found, name, wanted, holder[key], holder.key_place(key))


def enter(found: SamApi, name: str, wanted: str, node: Node, key_place: Place) -> None:
    if node.data is not None:
        found.misshapen.append((name, wanted))
        found.places[f"misshapen/{name}"] = node.place if node.is_scalar and not node.tag else key_place


def _plain(node: Node) -> Iterator[Misshapen]:
    for name in TRUTHS:
        if _is_text(node[name]):
            yield name, TRUTH, node, name
    if _is_text(node["MinimumCompressionSize"]):
        yield "MinimumCompressionSize", NUMBER, node, "MinimumCompressionSize"


def _of_kind(node: Node, kind: str) -> Iterator[Misshapen]:
    """What one kind of API takes in another form than its schema says. CloudFormation hands numbers on as numbers [SAM #1135]."""
    for name in TEXTS.get(kind, ()):
        if _is_number(node[name]):
            yield name, WORDS, node, name
    if kind == REST and _is_number(node["Cors"]):
        yield "Cors", CORS[kind], node, "Cors"
    if kind == REST and _is_text(node["BinaryMediaTypes"]):
        yield "BinaryMediaTypes", LIST, node, "BinaryMediaTypes"
    cors = node["CorsConfiguration"]
    if kind == HTTP and (_is_text(cors) or (cors.is_list and not cors.tag)):
        yield "CorsConfiguration", CORS[kind], node, "CorsConfiguration"


def _of_auth(auth: Node, kind: str) -> Iterator[Misshapen]:
    """What is no mapping; a function that makes one is taken for one."""
    if kind == REST:
        if not _may_be_map(auth["ResourcePolicy"]):
            yield "ResourcePolicy", MAPPING, auth, "ResourcePolicy"
        return
    for name, authorizer in auth["Authorizers"].items():
        if not _may_be_map(authorizer["JwtConfiguration"]):
            yield f"{name}.JwtConfiguration", MAPPING, authorizer, "JwtConfiguration"


def _misplaced(found: SamApi, authorizers: Node) -> None:
    """What belongs to the other kind of authorizer: one that names both a token and a function is taken for that of a token."""
    for name, authorizer in authorizers.items():
        if not authorizer.is_map or functions.call(authorizer):
            continue
        decider = "jwt" if authorizer["JwtConfiguration"].data else "function" if authorizer["FunctionArn"] else None
        for key in authorizer.keys:
            said = (
                "gone" if key == "OpenIdConnectUrl" else decider if key in OF_THE_OTHER.get(decider or "", ()) else None
            )
            if said and authorizer[key].data is not None:
                found.misplaced.append((f"{name}.{key}", said))
                found.places[f"misplaced/{name}.{key}"] = authorizer.key_place(key)


def _of_responses(responses: Node) -> Iterator[Misshapen]:
    for name, response in responses.items():
        parameters = response["ResponseParameters"]
        if not _is_map(response):
            yield name, MAPPING, responses, name
        elif parameters and not _is_map(parameters):
            yield f"{name}.ResponseParameters", MAPPING, response, "ResponseParameters"
        else:
            for group, entries in parameters.items():
                if not _may_be_map(entries):
                    yield f"{name}.{group}", MAPPING, parameters, group


def _is_text(node: Node) -> bool:
    return isinstance(node.data, str) and not node.tag


def _is_number(node: Node) -> bool:
    return isinstance(node.data, (bool, int, float)) and not node.tag


def _is_parameter(scope: Scope, node: Node) -> bool:
    call = functions.call(node)
    return call is not None and call[0] == "Ref" and (call[1].text or "") in scope.root["Parameters"]


def _is_map(node: Node) -> bool:
    call = functions.call(node)
    return node.is_map and (call is None or call[0] == "Fn::Transform")


def _may_be_map(node: Node) -> bool:
    return not node or node.is_map or bool(node.tag)
