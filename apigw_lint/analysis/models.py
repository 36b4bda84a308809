"""Which models an API uses, directly or through others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.model.value import UNKNOWN, Partial, Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.api import Api, Model, ModelUse


def unused(api: Api) -> list[Model]:
    """The models that nothing of the API reaches; none where something unread could."""
    uses = list(_uses(api))
    if any(use.model is UNKNOWN or (use.name is UNKNOWN and use.model is None) for use in uses):
        return []
    reached = [use.model for use in uses if use.model is not None]
    names = {use.name for use in uses if isinstance(use.name, str)} | set(_elsewhere(api))
    reached += [one for one in api.models if one.name in names or one.label in names]
    for one in reached:  # grows while it is walked
        reached += [other for other in api.models if other not in reached and _refers(one, other)]
    return [one for one in api.models if one not in reached]


def _uses(api: Api) -> Iterator[ModelUse]:
    for route in api.routes:
        yield from route.request_models
        for response in route.responses:
            yield from response.models


def _elsewhere(api: Api) -> Iterator[str]:
    """The schemas of a definition that something else than its schemas refers to: parameters, headers, shared responses."""
    references = api.definition.references if api.definition else []
    counts: dict[str, int] = {}
    for one in references:
        name = one.target.rpartition("/")[2]
        counts[name] = counts.get(name, 0) + 1
    for model in api.models:
        for name in model.uses:
            counts[name] = counts.get(name, 0) - 1
    return (name for name, count in counts.items() if count > 0)


def _refers(one: Model, other: Model) -> bool:
    return other.label in one.uses or any(_names(other, text) for text in _texts(one.schema))


def _texts(schema: Any) -> Iterator[Any]:
    """The references in a schema; a model resource refers to another by its address, `.../models/Pet`."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key == "$ref":
                yield value
            yield from _texts(value)
    elif isinstance(schema, list):
        for item in schema:
            yield from _texts(item)


def _names(model: Model, reference: Any) -> bool:
    """Whether a reference leads to a model, or may do so. A name that CloudFormation makes up is told by a Ref alone."""
    if isinstance(reference, Partial):
        if any(isinstance(piece, Reference) and piece.target == model.label for piece in reference.pieces):
            return True
        if model.name is None:
            return False
        return not isinstance(model.name, str) or not reference.tail or reference.tail.endswith(f"/{model.name}")
    return reference is UNKNOWN or (isinstance(reference, str) and reference.rpartition("/")[2] == model.name)
