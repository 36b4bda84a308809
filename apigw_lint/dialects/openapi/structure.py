"""The structure of a definition, as far as API Gateway has to find its way in it.

Only what holds other things, and what a thing cannot be without: OpenAPI asks for more, which the import does not. What is a
reference or a function may be anything, and what is empty holds nothing that could be lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.dialects import functions
from apigw_lint.dialects.openapi import words
from apigw_lint.model.definition import KINDS, PLAIN, Malformed
from apigw_lint.source.nearest import closest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from apigw_lint.dialects.openapi.reading import Reading
    from apigw_lint.model.definition import Definition
    from apigw_lint.source.node import Node
    from apigw_lint.source.place import Place

ENTRY = ""  # a step into a list, whose entries have no names


class Form(NamedTuple):
    """What stands somewhere: a map, a list or a text (`kind`), and the forms of its known keys, or of every key or item (`others`).

    `required` are keys that it cannot be without, `words` the texts that a key may have. `truth`: true and false will do too.
    """

    kind: str
    fields: Mapping[str, str] = {}
    others: str = ""
    required: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = {}
    truth: bool = False


SCHEMA = {
    "properties": "schemas", "patternProperties": "schemas", "items": "items", "additionalProperties": "schema", "not": "schema",
    "allOf": "alternatives", "anyOf": "alternatives", "oneOf": "alternatives", "enum": "values", "required": "required",
}  # fmt: skip
OPERATION = {
    "parameters": "parameters",
    "requestBody": "body",
    "responses": "responses",
    "security": "requirements",
    "operationId": "text",
}
OLD_OPERATION = {**OPERATION, "consumes": "texts", "produces": "texts"}
SHARED = {
    "schemas": "schemas",
    "parameters": "named parameters",
    "responses": "responses",
    "requestBodies": "bodies",
    "headers": "headers",
    "securitySchemes": "schemes",
}
PARAMETER = {"name": "text", "in": "text", "schema": "schema"}
PLACES = ("query", "header", "path", "cookie")
OLD_PLACES = ("query", "header", "path", "body", "formData")
FORMS = {
    "root": Form("map", {"info": "info", "paths": "paths", "components": "components"}),
    "old root": Form(
        "map",
        {
            "info": "info",
            "paths": "paths",
            "definitions": "schemas",
            "parameters": "named parameters",
            "responses": "responses",
            "securityDefinitions": "schemes",
            "consumes": "texts",
            "produces": "texts",
        },
    ),
    "components": Form("map", SHARED),
    "paths": Form("map", others="path"),
    "path": Form("map", {"parameters": "parameters", **dict.fromkeys((*words.VERBS, words.ANY_METHOD), "operation")}),
    "operation": Form("map", OPERATION),
    "old operation": Form("map", OLD_OPERATION),
    "parameters": Form("list", others="parameter"),
    "named parameters": Form("map", others="parameter"),
    "parameter": Form("map", PARAMETER, required=("name", "in"), words={"in": PLACES}),
    "old parameter": Form("map", PARAMETER, required=("name", "in"), words={"in": OLD_PLACES}),
    "bodies": Form("map", others="body"),
    "body": Form("map", {"content": "content"}),
    "content": Form("map", others="media"),
    "media": Form("map", {"schema": "schema"}),
    "responses": Form("map", others="response"),
    "response": Form("map", {"headers": "headers", "content": "content", "schema": "schema"}),
    "headers": Form("map", others="header"),
    "header": Form("map", {"schema": "schema"}),
    "requirements": Form("list", others="requirement"),
    "requirement": Form("map", others="scopes"),
    "scopes": Form("list"),
    "schemes": Form("map", others="scheme"),
    "scheme": Form("map", {"type": "text", "name": "text", "in": "text"}),
    "schemas": Form("map", others="schema"),
    "schema": Form("map", SCHEMA, truth=True),
    "alternatives": Form("list", others="schema"),
    "items": Form("map", SCHEMA, truth=True),
    "values": Form("list"),
    "required": Form("list", truth=True),
    "info": Form("map", {"title": "text", "description": "text"}),
    "texts": Form("list", others="text"),
    "text": Form("text"),
}
"""[OAS 2.0, OAS 3.0.4]; `required: true` in a property has a rule of its own."""
REPLACED = {"root": "old root", "operation": "old operation", "parameter": "old parameter"}  # in OpenAPI 2.0


def examine(reading: Reading, definition: Definition) -> None:
    """Find what is not built as OpenAPI builds it."""
    root = reading.root
    if root.known and root.is_map:
        walk = _Walk(root.node, definition, old=reading.old)
        definition.malformed.extend(walk.below(root.node, "root", root.key_place, ()))


class _Walk:
    """Through a definition, along what its forms know."""

    def __init__(self, root: Node, definition: Definition, *, old: bool) -> None:
        self._forms = {**FORMS, **{name: FORMS[other] for name, other in REPLACED.items()}} if old else FORMS
        self._root = root
        self._definition = definition

    def below(self, node: Node, name: str, place: Place, trail: tuple[str, ...]) -> Iterator[Malformed]:
        """What is wrong with a value and with what it holds. `place` is that of its key, or of the value in a list."""
        form = self._forms[name]
        data: Any = node.data
        kind = KINDS.get(type(data))
        if kind is None or node.tag or data in ({}, []) or (kind == "map" and ("$ref" in data or functions.call(node))):
            return
        if kind == form.kind == "map":
            yield from (
                self._entries(node, form.others, trail) if form.others else self._fields(node, form, place, trail)
            )
        elif kind == form.kind:
            for item in data if form.others else ():
                yield from self.below(item, form.others, item.place, (*trail, ENTRY))
        elif (
            not (kind in PLAIN and form.kind == "text")
            and not (kind == "boolean" and form.truth)
            and not (name == "items" and kind == "list")
        ):
            at = node.place if node.is_scalar else place
            yield from self._found("shape", at, trail, found=kind, wanted=[form.kind])

    def _entries(self, node: Node, name: str, trail: tuple[str, ...]) -> Iterator[Malformed]:
        """The values of a map whose keys are names. A schema may have any name."""
        for key, value in node.items():
            if name == "schema" or not key.startswith(("x-", "Fn::")):
                yield from self.below(value, name, node.key_place(key), (*trail, key))

    def _fields(self, node: Node, form: Form, place: Place, trail: tuple[str, ...]) -> Iterator[Malformed]:
        for key, name in form.fields.items():
            if key in node:
                yield from self.below(node[key], name, node.key_place(key), (*trail, key))
        missing = [key for key in form.required if key not in node]
        if missing and not any(key.startswith("Fn::") for key in node.keys):
            yield from self._found("missing", place, trail, wanted=missing)
        for key, allowed in form.words.items():
            word = node[key].data
            if isinstance(word, str) and word not in allowed and not functions.call(node[key]):
                facts: dict[str, Any] = {"found": word, "wanted": list(allowed), "meant": closest(word, allowed)}
                yield from self._found("word", node[key].place, (*trail, key), **facts)

    def _found(self, fault: str, place: Place, trail: tuple[str, ...], **facts: Any) -> Iterator[Malformed]:
        """What is wrong, where the author has written it: a definition may hold what SAM puts in."""
        root = self._root
        if place.document is root.document and root.start <= place.start < root.end:
            keys = [step for step in trail if step != ENTRY]
            found = Malformed(place, "/".join((*keys, fault)), fault=fault, key=keys[-1] if keys else "", **facts)
            found.entry = trail[-1:] == (ENTRY,)
            found.within(self._definition)
            yield found
