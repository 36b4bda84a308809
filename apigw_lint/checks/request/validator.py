"""Request validators: names that do not exist, and validators with nothing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis.schema import checks_parameters
from apigw_lint.model.api import RequestValidator
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, Partial
from apigw_lint.source.nearest import closest

if TYPE_CHECKING:
    from apigw_lint.model.api import Api, Parameter, Route
    from apigw_lint.model.hit import Hits
    from apigw_lint.source.place import Place

WITH_BODY = ("POST", "PUT", "PATCH")
DECLARED = ("query", "header")


def reference_undefined(api: Api) -> Hits:
    """Names of validators that the API does not have; one hit for a name, with all its uses."""
    if api.origin == "outside":
        return
    yield from _names_undefined(api)
    for route in api.routes:
        chosen: Any = route.validator
        if isinstance(chosen, RequestValidator) and chosen.api is not api:
            at = route.at("validator_name")
            yield hit(at, "other", about=route, related=((chosen.place, "the validator"),), name=chosen.label)
        elif chosen is None and _other_resource(route.validator_name):
            yield hit(route.at("validator_name"), "none", about=route, name=route.validator_name)


def _names_undefined(api: Api) -> Hits:
    if api.origin == "resources" or not api.settings_known:
        return
    uses: dict[str, list[Place]] = {}
    names = [one.name for one in api.validators if isinstance(one.name, str)]
    if isinstance(api.default_validator, str) and api.written("default_validator") and _is_taken(api):
        uses[api.default_validator] = [api.at("default_validator")]
    for route in api.routes:
        name: Any = route.validator_name
        if isinstance(name, str) and route.validator is None:
            uses.setdefault(name, []).append(route.at("validator_name"))
    for name, places in uses.items():
        if name not in names:
            meant = closest(name, names, 0.6)
            related = tuple((place, "and here") for place in places[1:])
            yield hit(places[0], "meant" if meant else "plain", related=related, name=name, meant=meant)


def _is_taken(api: Api) -> bool:
    """Whether a method takes the choice of the root for want of its own, or may: a definition without methods is added to."""
    return not api.routes or any(route.validator_name is None for route in api.routes)


def _other_resource(value: Any) -> bool:
    """Whether a value refers to a resource of the template that is no validator."""
    reference = value.reference if isinstance(value, Partial) else None
    return reference is not None and reference.plain and reference.attribute is None and "::" not in reference.target


def effect_missing(route: Route) -> Hits:
    """A validator that is chosen for a method and has nothing to check there."""
    validator = route.validator
    if validator is None or not route.written("validator_name") or route.origin == "sam":
        return
    at = route.at("validator_name")
    name = validator.name if isinstance(validator.name, str) else validator.label
    if not validator.validates_body and not validator.validates_parameters:
        if route.api.default_validator is None:
            yield hit(at, "idle", name=name, route=route.key)
    elif not validator.validates_parameters and route.verb in WITH_BODY:
        if not route.parameters_known or route.request_models:
            return
        yield hit(at, "body", name=name, route=route.key)


def validator_missing(route: Route) -> Hits:
    """A method that declares what it takes, and validates none of it."""
    if route.validator is not None or route.validator_name is not None or route.api.default_validator is not None:
        return
    if route.verb in ("OPTIONS", "ANY") or route.verb is None or not route.api.settings_known:
        return
    integration: Any = route.integration
    if integration is None or integration.type in (None, "MOCK"):
        return
    required = [one for one in route.all_parameters if one.location in DECLARED and one.required]
    if route.request_models or required:
        yield hit(route.at("verb", "key"), route=route.key)


def check_ignored(route: Route) -> Hits:
    """Parameters of which more is asked than that they are there."""
    if route.validator is None or not checks_parameters(route):
        return
    asked = [one for one in route.all_parameters if _asks_more(one)]
    cookies = [one for one in route.all_parameters if one.location == "cookie" and one.required]
    for case, found in (("value", asked), ("cookie", cookies)):
        if found:
            related = tuple((one.place, "and this one") for one in found[1:])
            names = [str(one.name) for one in found]
            words = sorted({word for one in found for word in one.schema_keywords})
            yield hit(found[0].place, case, related=related, names=names, keywords=words, route=route.key)
            return


def _asks_more(parameter: Parameter) -> bool:
    if parameter.location not in ("query", "header", "path"):
        return False
    return set(parameter.schema_keywords) > {"format"} or (
        parameter.location != "path" and bool(parameter.schema_keywords)
    )


def key_invalid(parameter: Parameter) -> Hits:
    """A key of RequestParameters that names no place in a request, or has no boolean; WebSocket routes have no path."""
    key: Any = parameter.key
    if key is None:
        return
    kind: Any = parameter.api.kind
    if kind is UNKNOWN:
        return
    nowhere = parameter.location is None or (kind == "websocket" and parameter.location == "path")
    if nowhere and kind in ("rest", "websocket"):
        yield hit(parameter.place, kind, key=key)
    elif parameter.odd_value is not None:
        yield hit(parameter.at("odd_value"), "value", key=key, value=parameter.odd_value)
