"""One walk over the whole of a definition, for what may stand anywhere in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from apigw_lint.dialects import functions
from apigw_lint.dialects.openapi.levels import EVERY, NAMES, OTHER, SHOWN, STEPS
from apigw_lint.dialects.openapi.misfits import misfits
from apigw_lint.model.definition import BodyVariable, Definition, DocumentReference, Extension, Feature, Intrinsic
from apigw_lint.model.value import UNKNOWN
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from apigw_lint.dialects.openapi.reading import Reading
    from apigw_lint.source.node import Node
    from apigw_lint.source.place import Place

# Also what is meant for an extension and misses its prefix.
EXTENSION = Pattern(r"x-(a[amzon]{1,6}|aws)-?api-?g[atewy]{3,8}(-|$)", re.I)
SAMPLES = ("example", "examples", "default", "enum")
SAMPLE, TEMPLATE = "sample", "template"  # levels where nothing is API Gateway's, and where texts are VTL
TEMPLATES = ("requestTemplates", "responseTemplates")
FUNCTIONS = frozenset(
    f"Fn::{name}" for name in (
        "And", "Base64", "Cidr", "Equals", "FindInMap", "GetAZs", "GetAtt", "If", "ImportValue", "Join", "Length", "Not", "Or",
        "Select", "Split", "Sub", "ToJsonString", "Transform",
    )
) | {"Ref", "Condition"}  # fmt: skip
FEATURES = frozenset(("callbacks", "links", "content", "servers", "in"))
IMPORTED = ("AWS::Region", "AWS::AccountId", "AWS::Partition")  # API Gateway replaces these on import


class Anatomy:
    """Collects the extensions, references, features, functions and variables of a definition, and adds up its size."""

    def __init__(self, reading: Reading, definition: Definition) -> None:
        self.reading = reading
        self.definition = definition
        self.features: dict[str, Feature] = {}
        self.known: dict[str, tuple[Any, str | None]] = {}
        root = reading.root.scope.root
        scope = reading.root.scope
        self.names = {*dict(root["Parameters"].items()), *scope.resources} if scope.template else set()

    def take(self) -> None:
        """Walk over the definition."""
        self._visit(self.reading.root.node, "root")

    def _visit(self, node: Node, level: str) -> None:
        data = node.data
        if node.tag or (type(data) is dict and len(data) == 1):
            called = functions.call(node)
            if called and called[0] in FUNCTIONS:
                self._function(node, *called, level)
                return
        if type(data) is dict:
            self.definition.size += 2 + len(data)
            self._entries(node, level)
        elif type(data) is list:
            self.definition.size += 2 + len(data)
            for item in data:
                self._visit(item, level)
        elif type(data) is str:
            self.definition.size += len(data) + 2
            if "${" in data and self.names:
                self._variables(node, level)
        else:
            self.definition.size += len(node.text or "null")

    def _entries(self, node: Node, level: str) -> None:
        steps = STEPS.get(level, {})
        every = steps.get(EVERY, OTHER)
        chosen = level in NAMES
        for key, entry in node.items():
            self.definition.size += len(key) + 3
            below = steps.get(key, every)
            if level == SAMPLE or (key in SAMPLES and not chosen):
                self._visit(entry, SAMPLE)
                continue
            if key[:2] in ("x-", "X-") and EXTENSION.match(key):
                self._extension(node, key, entry, level)
                below = steps.get(key, OTHER)
            elif key == "$ref" and type(entry.data) is str and not (chosen and level == "schemas"):
                self._reference(entry)
                continue
            elif key in TEMPLATES or level == TEMPLATE:
                below = TEMPLATE
            if key in FEATURES or level == "responses":
                self._feature(node, key, entry, level)
            self._visit(entry, below)

    def _extension(self, node: Node, key: str, entry: Node, level: str) -> None:
        found = Extension(node.key_place(key), key, name=key, level=SHOWN.get(level, OTHER))
        found.misfits = [*misfits(self.reading.root.scope, found, entry)]
        found.within(self.definition)
        self.definition.extensions.append(found)

    def _reference(self, node: Node) -> None:
        target: str = node.data
        self.definition.size += len(target) + 2
        found = DocumentReference(node.place, target, target=target, is_local=target.startswith("#"))
        if target not in self.known:
            view = self.reading.target(target, node)
            exists = UNKNOWN if view.opaque else bool(view)
            self.known[target] = exists, None if exists is not False else self.reading.suggestion(target)
        found.exists, found.suggestion = self.known[target]
        found.within(self.definition)
        self.definition.references.append(found)

    def _feature(self, node: Node, key: str, entry: Node, level: str) -> None:
        """OpenAPI that does not survive the import ([DG api-gateway-known-issues])."""
        place = node.key_place(key)
        if key == "callbacks" and level in ("operation", "components"):
            self._count("callbacks", place)
        elif key == "links" and level in ("response", "components"):
            self._count("links", place)
        elif key == "content" and level == "parameter":
            self._count("parameter content", place)
        elif key == "servers" and level in ("operation", "path"):
            self._count(f"{level} servers", place)
        elif key == "in" and level == "parameter" and entry.data == "cookie":
            self._count("cookie parameters", entry.place)
        elif level == "responses" and self.reading.old and "$ref" in entry:
            self._count("response references", entry["$ref"].place)

    def _count(self, name: str, place: Place) -> None:
        if name in self.features:
            self.features[name].count += 1
            return
        found = self.features[name] = Feature(place, name, name=name)
        found.within(self.definition)
        self.definition.features.append(found)

    def _function(self, node: Node, name: str, argument: Node, level: str) -> None:
        """A CloudFormation function. What it is called with is part of the document where it is a branch or a text as it is."""
        if not self.definition.inline:
            found = Intrinsic(node.place, name, name=name, short=bool(node.tag))
            found.within(self.definition)
            self.definition.intrinsics.append(found)
        if name == "Fn::If":
            for branch in argument.elements()[1:]:
                self._visit(branch, level)
        elif name not in ("Fn::Sub", "Fn::Transform", "Ref", "Condition", "Fn::GetAtt"):
            for item in argument.elements():
                self._visit(item, OTHER)

    def _variables(self, node: Node, level: str) -> None:
        for match in functions.VARIABLE.finditer(node.data):
            escaped, name = match.groups()
            target, _, _ = name.partition(".")
            named = target in self.names or (name.startswith("AWS::") and name not in IMPORTED)
            if escaped or not named:
                continue
            found = BodyVariable(node.place, name, name=name, in_template_text=level == TEMPLATE)
            found.within(self.definition)
            self.definition.variables.append(found)
