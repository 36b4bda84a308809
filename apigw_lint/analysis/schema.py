"""The schemas of models: their parts, their size, and which of them a request validator checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.model.api import Model
from apigw_lint.model.value import Partial, certainly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.api import Api, ModelUse, Route

NAMED = ("properties", "patternProperties", "definitions")
NESTED = ("items", "additionalProperties", "not", "allOf", "anyOf", "oneOf")


def subschemas(schema: Any, pointer: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """A schema and all that it holds, each with its pointer: "" or "properties/id/", with the slash at its end."""
    if not isinstance(schema, dict):
        return
    yield pointer, schema
    for key in NAMED:
        group = schema.get(key)
        for name, one in group.items() if isinstance(group, dict) else ():
            yield from subschemas(one, f"{pointer}{key}/{name}/")
    for key in NESTED:
        value = schema.get(key)
        yield from subschemas(value, f"{pointer}{key}/")
        for index, one in enumerate(value) if isinstance(value, list) else ():
            yield from subschemas(one, f"{pointer}{key}/{index}/")


def size(value: Any) -> int:
    """The characters that a value takes as compact JSON; what is unknown takes none."""
    if isinstance(value, str):
        return len(value) + 2
    if isinstance(value, Partial):
        return sum(map(len, value.known)) + 2
    if isinstance(value, dict):
        return 2 + sum(len(key) + 4 + size(one) for key, one in value.items())
    if isinstance(value, list):
        return 2 + sum(1 + size(one) for one in value)
    return len(str(value)) if isinstance(value, (int, float)) else 0


def model_of(use: ModelUse) -> Model | None:
    """The model of the files that is chosen, by reference or by its name; None when it is not there, or not known."""
    model: Any = use.model
    if isinstance(model, Model):
        return model
    name: Any = use.name
    named = (one for one in use.api.models if isinstance(one.name, str) and one.name == name)
    return next(named, None) if isinstance(name, str) else None


def checks_body(route: Route) -> bool:
    """Whether the body of a request is validated; raises Undetermined when that cannot be known."""
    return route.validator is not None and bool(route.validator.validates_body)


def checks_parameters(route: Route) -> bool:
    """Whether required parameters are validated; raises Undetermined when that cannot be known."""
    return route.validator is not None and bool(route.validator.validates_parameters)


def checked_models(api: Api) -> list[Model]:
    """The models that some request is certainly validated against, those that they refer to included."""
    by_name = {model.name: model for model in api.models if isinstance(model.name, str)}
    routes = [route for route in api.routes if certainly(checks_body, route)]
    ahead = [model for route in routes for use in route.request_models if (model := model_of(use)) is not None]
    found: dict[int, Model] = {}
    while ahead:
        model = ahead.pop(0)
        if id(model) not in found:
            found[id(model)] = model
            ahead += [by_name[name] for name in model.uses if name in by_name]
    return list(found.values())
