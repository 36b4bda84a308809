"""The definition as a document: its versions, its size, and what stands in it at which level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.dialects.openapi.anatomy import Anatomy
from apigw_lint.dialects.openapi.structure import examine
from apigw_lint.dialects.view import put
from apigw_lint.model.definition import Definition

if TYPE_CHECKING:
    from apigw_lint.dialects.openapi.reading import Reading


def describe(reading: Reading) -> None:
    """Give the API its definition."""
    root = reading.root
    key = next((key for key in ("openapi", "swagger") if key in root), None)
    found = Definition(root[key].key_place if key else root.key_place)
    found.version_key = key
    if key:
        put(found, "version", root[key])
    found.both_version_keys = root.known and "openapi" in root and "swagger" in root
    found.inline = root.scope.template and root.node.document is root.scope.root.document
    if not found.inline and reading.api.origin != "document":
        found.handed_over = "include" if root.scope.template else "file"
    found.has_paths = "paths" in root or not root.known
    found.within(reading.api)
    reading.api.definition = found
    if "$ref" in root.node:  # the file that it names says the rest
        reading.api.routes_known = reading.api.settings_known = False
    Anatomy(reading, found).take()
    examine(reading, found)
