"""Schemas of a definition: its models, and which of them requests and responses choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects import functions
from apigw_lint.dialects.view import View
from apigw_lint.model.api import Model, ModelUse
from apigw_lint.model.value import UNKNOWN
from apigw_lint.source.node import MISSING

if TYPE_CHECKING:
    from apigw_lint.dialects.openapi.reading import Reading
    from apigw_lint.dialects.scope import Scope
    from apigw_lint.model.element import Element
    from apigw_lint.source.node import Node

LOCAL = ("#/definitions/", "#/components/schemas/")


def read_models(reading: Reading) -> None:
    """The schemas under `definitions` or `components.schemas`."""
    for name, view in reading.container("models", "definitions", "schemas"):
        found = _model(view, name)
        found.name = name
        found.places["name"] = view.key_place
        found.within(reading.api)
        reading.api.models.append(found)
        reading.models[name] = found


def use(reading: Reading, owner: Element, content_type: Any, schema: View) -> ModelUse:
    """The choice of a schema for a content type. A schema without a name belongs to the choice itself."""
    label = content_type if isinstance(content_type, str) else "?"
    reference = schema["$ref"] if schema.is_map else View(schema.scope, MISSING)
    found = ModelUse(reference.place if reference else schema.key_place, label, content_type=content_type)
    target = reference.value()
    if isinstance(target, str) and target.startswith(LOCAL):
        found.name = target.rpartition("/")[2]
        found.places["name"] = reference.place
        found.model = reading.named("models", found.name)
    elif reference or not schema.is_map:
        found.name = found.model = UNKNOWN
    else:
        found.model = _model(schema, "")
        found.model.within(found)
    found.within(owner)
    return found


def _model(view: View, name: str) -> Model:
    model = Model(view.key_place, name, dialect="openapi")
    model.places["schema"] = view.key_place
    model.schema = _plain(view.scope, view.node, "", model) if view.known else UNKNOWN
    return model


def _plain(scope: Scope, node: Node, pointer: str, model: Model) -> Any:
    """A schema as plain data; where its keywords stand and which models it refers to go to the model."""
    if functions.call(node):
        view = View(scope, node)
        if view.opaque or functions.call(view.node):
            return view.value()
        node = view.node
    if node.is_map:
        return UNKNOWN if "Fn::Transform" in node else _entries(scope, node, pointer, model)
    if node.is_list:
        items = [_plain(scope, item, f"{pointer}/{index}", model) for index, item in enumerate(node.elements())]
        return [item for item in items if item is not MISSING]
    return node if node is MISSING else scope.value(node)


def _entries(scope: Scope, node: Node, pointer: str, model: Model) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, entry in node.items():
        below = f"{pointer}/{key}" if pointer else key
        value = _plain(scope, entry, below, model)
        if value is MISSING:
            continue
        model.places[below] = entry.place if entry.is_scalar else node.key_place(key)
        found[key] = value
        if key == "$ref" and isinstance(value, str) and value.startswith(LOCAL):
            model.uses.append(value.rpartition("/")[2])
    return found
