"""What an event says by itself: which API it means, and what its Auth and its parameters ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.dialects import functions
from apigw_lint.dialects.sam import resource_policy
from apigw_lint.dialects.sam.draft import given
from apigw_lint.dialects.sam.event import API_PROPERTY, HTTP_EVENT, IMPLICIT, Event
from apigw_lint.dialects.view import View, put

if TYPE_CHECKING:
    from apigw_lint.dialects.sam.template import SamTemplate
    from apigw_lint.dialects.scope import Scope
    from apigw_lint.model.sam import SamEvent

TRANSFORM = "AWS::Serverless-2016-10-31"


def words(template: SamTemplate, found: SamEvent, event: Event) -> None:
    """Enter in the model what SAM reads of an event before CloudFormation evaluates any function."""
    if not event.view.is_map:
        return
    if comes_as_written(template.scope):
        reference(template, found, event)
    half(found, event)
    version(found, event)
    auth(found, event.view["Auth"])
    flags(found, event.view["RequestModel"])
    if event.kind == "Api":
        resource_policy.document(found, event.view["Auth"]["ResourcePolicy"])
    for entry in event.view["RequestParameters"].elements():
        node = entry.node
        keys = [*node.keys][:1] if entry.is_map else [node.data] if isinstance(node.data, str) and not node.tag else []
        for key in keys:
            found.parameter_keys.append(key)
            found.places[f"parameter_keys/{key}"] = node.key_place(key) if entry.is_map else entry.place


def comes_as_written(scope: Scope) -> bool:
    """Whether no other transform changes the template before SAM reads it, and every resource is there to be seen."""
    transform = scope.root["Transform"]
    names = [one.text for one in transform.elements()] if transform.is_list else [transform.text]
    return all(name in (None, TRANSFORM) for name in names) and View(scope, scope.root["Resources"]).known


def reference(template: SamTemplate, found: SamEvent, event: Event) -> None:
    """How the event names its API. SAM follows a Ref and nothing else; a file that is included is read before."""
    key = API_PROPERTY[event.kind]
    node = event.view.node[key]
    called = functions.call(node)
    if called and called[0] != "Ref":
        if called[0] != "Fn::Transform":
            found.reference_function = called[0]
    elif node.is_list or (node.is_map and not called):
        found.reference_function = ""
    else:
        name = called[1].data if called else node.data
        if not isinstance(name, str) or not name or name == IMPLICIT[event.kind]:
            return
        resources = template.scope.root["Resources"]
        found.reference = name
        found.reference_type = (resources[name]["Type"].text or "?") if name in resources else ""
    found.places["reference"] = node.place if node.is_scalar and not called else event.view.node.key_place(key)


def half(found: SamEvent, event: Event) -> None:
    """An HTTP API's event has a path and a verb, or neither and is the catch-all. A key in other letters is a name that is unknown."""
    written = [key.lower() for key in event.view.node.keys]
    missing = [name for name in ("Path", "Method") if name.lower() not in written]
    if event.kind == HTTP_EVENT and len(missing) == 1:
        found.missing = missing[0]
        found.places["missing"] = event.place


def version(found: SamEvent, event: Event) -> None:
    """The version of the payload, which SAM takes as a text or a function and CloudFormation as a number too."""
    node = event.view.node["PayloadFormatVersion"]
    if event.kind == HTTP_EVENT and isinstance(node.data, (bool, int, float)) and not node.tag:
        found.bare_version = node.text or str(node.data)
        found.places["bare_version"] = node.place


def flags(found: SamEvent, view: View) -> None:
    """The two flags of a request model, which SAM wants as true or false and in no other form, strings and functions included."""
    if not view.is_map or not given(view["Model"]):
        return
    for name in ("ValidateBody", "ValidateParameters"):
        node = view.node[name]
        if node and node.data is not None and (node.tag or not isinstance(node.data, bool)):
            found.loose_flags.append(name)
            found.places[f"loose_flags/{name}"] = node.place


def auth(found: SamEvent, view: View) -> None:
    """What Auth writes."""
    put(found, "authorizer_name", view["Authorizer"])
    put(found, "overrides", view["OverrideApiAuth"])
    if not view.is_map:
        return
    found.places["auth"] = view.key_place
    found.auth = [name for name, one in view.items() if given(one)]
    if view["ApiKeyRequired"].value() is False:
        found.api_key_refused = True
        found.places["api_key_refused"] = view["ApiKeyRequired"].place
    for name in found.auth:
        found.places[f"auth/{name}"] = view[name].key_place
