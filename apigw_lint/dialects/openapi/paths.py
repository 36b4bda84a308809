"""The paths of a definition into resources and their routes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.dialects.openapi import words
from apigw_lint.dialects.openapi.operation import read_operation, read_parameters
from apigw_lint.dialects.openapi.settings import is_map_or_absent
from apigw_lint.model.api import Resource
from apigw_lint.model.integration import UnknownField
from apigw_lint.source.nearest import closest

if TYPE_CHECKING:
    from apigw_lint.dialects.openapi.reading import Reading
    from apigw_lint.dialects.view import View

FIELDS = ("$ref", "summary", "description", "servers", "parameters")


def read_paths(reading: Reading) -> None:
    """Every path item with its operations. The routes are not known when something unread could add one."""
    view = reading.root["paths"]
    if not (reading.root.known and view.known and is_map_or_absent(view)):
        reading.api.routes_known = False
    for path, item in view.items():
        if not path.lower().startswith("x-"):
            _resource(reading, path, item)


def _resource(reading: Reading, path: str, written: View) -> None:
    api, view = reading.api, reading.resolve(written)
    resource = Resource(written.key_place, path)
    resource.full_path = None if path in words.DEFAULT_PATHS else written.scope.literal(path)
    resource.places["full_path"] = written.key_place
    resource.within(api)
    api.resources.append(resource)
    if not view.known or not is_map_or_absent(view):
        api.routes_known = False
    known = read_parameters(reading, resource, view["parameters"]) and view.known
    for name, entry in view.items():
        _entry(reading, resource, name, entry)
    if not known:
        for route in resource.routes:
            route.parameters_known = False


def _entry(reading: Reading, resource: Resource, name: str, view: View) -> None:
    """An operation, or a key that a path item does not have."""
    lower = name.lower()
    if lower in words.VERBS:
        read_operation(reading, resource, name.upper(), view)
    elif lower == words.ANY_METHOD:
        read_operation(reading, resource, "ANY", view)
    elif name not in FIELDS and not lower.startswith("x-"):
        suggestion = words.ANY_METHOD if lower == "any" else closest(name, words.VERBS)
        found = UnknownField(view.key_place, name, name=name, suggestion=suggestion, inside="path")
        found.within(resource)
        resource.unknown_fields.append(found)
