"""A definition into an API, and a document of its own into a stack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.dialects.openapi import definition, integration, paths, schemas, security, settings
from apigw_lint.dialects.openapi.evidence import kind_of, recognises
from apigw_lint.dialects.openapi.reading import Reading
from apigw_lint.dialects.scope import Scope
from apigw_lint.dialects.view import View
from apigw_lint.model.api import Api
from apigw_lint.model.stack import Stack
from apigw_lint.model.value import UNKNOWN

if TYPE_CHECKING:
    from apigw_lint.dialects.include import Includes
    from apigw_lint.source.document import Document
    from apigw_lint.source.node import Node
    from apigw_lint.source.place import Place


def read(document: Document, root: Node, region: str | None = None, includes: Includes | None = None) -> Stack | None:
    """The stack of a document that no template reads, with its one API; None when the document is not API Gateway's.

    `includes` opens the files that it refers to.
    """
    if not recognises(root):
        return None
    scope = Scope(root, region=region, template=False)
    scope.includes = includes
    view = View(scope, root)
    stack = Stack(root.place, document.path, dialect="openapi", region=region or UNKNOWN)
    api = Api(_start(root), document.path, kind=kind_of(view), origin="document")
    api.within(stack)
    stack.apis.append(api)
    build(api, view)
    return stack


def build(api: Api, view: View) -> None:
    """Fill an API from the root of its definition, whose scope is that of a definition.

    What the API's own resource has set stays; routes, models and the like are added to those that are there.
    """
    reading = Reading(api, view)
    definition.describe(reading)
    settings.read_settings(reading)
    schemas.read_models(reading)
    security.read_schemes(reading)
    integration.read_shared(reading)
    paths.read_paths(reading)


def _start(root: Node) -> Place:
    """The version key, which is as good a name for the document as any."""
    return next((root.key_place(key) for key in ("openapi", "swagger", "info", "paths") if key in root), root.place)
