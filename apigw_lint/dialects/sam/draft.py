"""The definition of an API while SAM adds to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.dialects.sam.event import ANY
from apigw_lint.dialects.sam.nodes import copied, grown, made, put
from apigw_lint.dialects.view import View
from apigw_lint.source.node import Node
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.dialects.sam.event import Event
    from apigw_lint.dialects.scope import Scope
    from apigw_lint.source.place import Place

INTEGRATION = "x-amazon-apigateway-integration"
OPENAPI_3 = Pattern(r"3(\.\d)?(\.\d)?")
NO_OPERATIONS = ("summary", "description", "parameters")


class Operation:
    """One operation of a draft. `event` is the event that made it; `generated` says that SAM wrote it.

    `auth_unknown` and `key_unknown`: a value that only the deployed stack knows decides on them.
    """

    __slots__ = ("auth_unknown", "event", "generated", "key_unknown", "node", "path", "scope", "verb")

    def __init__(self, scope: Scope, path: str, verb: str, node: Node) -> None:
        self.scope = scope
        self.path = path
        self.verb = verb
        self.node = node
        self.event: Event | None = None
        self.generated = False
        self.auth_unknown = False
        self.key_unknown = False

    @property
    def integrated(self) -> bool:
        return given(View(self.scope, self.node[INTEGRATION]))

    @property
    def requirements(self) -> list[Node]:
        """The entries of its `security` list."""
        return [view.node for view in View(self.scope, self.node["security"]).elements()]

    @requirements.setter
    def requirements(self, entries: list[Node]) -> None:
        old = self.node["security"]
        at = old.place if old else self.node.place
        place = self.node.key_place("security") if old else at
        put(self.node, "security", Node(list(entries), at.document, at.start, at.end), place)

    def require(self, requirement: Node) -> None:
        """Add a requirement of its own; the list stands where the first one does."""
        if not self.node["security"]:
            put(self.node, "security", made(requirement.place, []))
        self.requirements = [*self.requirements, requirement]


class Draft:
    """A definition that can be added to: what is changed is copied, all else stays as it was read.

    `root` is the definition. `operations` are those that are known, by path and key; what stands under an intrinsic function
    that is not settled is left alone.
    """

    def __init__(self, view: View) -> None:
        self.scope = view.scope
        self.root = copied(view.node)
        self.operations: dict[tuple[str, str], Operation] = {}
        self.paths = copied(view["paths"].node) if view["paths"].is_map else made(view.place, {})
        if view["paths"].is_map:
            put(self.root, "paths", self.paths, view.node.key_place("paths"))
        for path, item in view["paths"].items():
            if item.is_map:
                self._enter(path, copied(item.node), view["paths"].node.key_place(path))

    def _enter(self, path: str, item: Node, at: Place) -> None:
        put(self.paths, path, item, at)
        for verb, view in [*View(self.scope, item).items()]:
            if verb not in NO_OPERATIONS and view.is_map:
                put(item, verb, copied(view.node), item.key_place(verb))
                self.operations[path, verb] = Operation(self.scope, path, verb, item[verb])

    def add(self, operation: Operation, path_at: Place, verb_at: Place) -> None:
        """Enter an operation. Of one that is there, what the new one does not say stays."""
        path, verb, node = operation.path, operation.verb, operation.node
        if self.root["paths"] is not self.paths:
            put(self.root, "paths", self.paths, path_at)
        item = self.paths[path]
        if not View(self.scope, item).is_map:
            item = made(path_at, {})
            put(self.paths, path, item, path_at)
        there = item[verb]
        for key, entry in there.items():
            if key not in node:
                put(node, key, entry, there.key_place(key))
        put(item, verb, node, item.key_place(verb) if there else verb_at)
        self.operations[path, verb] = operation

    def verbs(self, path: str) -> list[str]:
        """The keys of a path item, in order."""
        return [verb for verb, _ in self.paths[path].items()]

    def each_path(self) -> Iterator[tuple[str, Node]]:
        """The paths whose items are known."""
        for path, item in [*self.paths.items()]:
            if View(self.scope, item).is_map:
                yield path, item

    @property
    def is_openapi_3(self) -> bool:
        text = View(self.scope, self.root["openapi"]).text()
        return not self.root["swagger"] and isinstance(text, str) and bool(OPENAPI_3.match(text))

    def schemes(self, at: Place) -> Node:
        """Where security schemes are entered."""
        if self.is_openapi_3:
            return grown(grown(self.root, "components", at), "securitySchemes", at)
        return grown(self.root, "securityDefinitions", at)

    def models(self, at: Place) -> Node:
        """Where models are entered."""
        return (
            grown(grown(self.root, "components", at), "schemas", at)
            if self.is_openapi_3
            else grown(self.root, "definitions", at)
        )


def verb_name(key: str) -> str:
    """The verb of a route for the key of an operation."""
    return "ANY" if key.lower() == ANY else key.upper()


def given(view: View) -> bool:
    """Whether something is written that is not empty, known or not."""
    return bool(view) and (view.opaque or bool(view.node.tag) or bool(view.node.data))
