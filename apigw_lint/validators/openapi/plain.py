"""A definition as plain data, with what only the deployed stack knows left open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from apigw_lint.source.node import Node

    Steps = tuple[str, ...]

ABSENT = object()
TRANSFORM = "Fn::Transform"  # puts what a macro makes beside the other keys
NO_VALUE = "AWS::NoValue"
CONTAINERS = frozenset(
    ("components", "content", "definitions", "enum", "headers", "info", "items", "parameters", "paths", "properties", "required",
     "responses", "schema", "schemas", "security", "securityDefinitions", "securitySchemes", "servers", "tags")
)  # fmt: skip
"""Keys under which no text stands: a function there is left out, elsewhere it is taken for a text."""


class Plain:
    """The data of a definition. `open` holds the paths of what is not known: left out, or with a text in its place."""

    def __init__(self, root: Node) -> None:
        self.open: set[Steps] = set()
        self.data: Any = self._of(root, ())

    def _of(self, node: Node, path: Steps) -> Any:
        called = _call(node)
        if called:
            return self._function(*called, path)
        if node.is_map:
            found = {key: self._of(value, (*path, key)) for key, value in node.items()}
            if TRANSFORM in found:
                self.open.add((*path, TRANSFORM))
            return {key: value for key, value in found.items() if value is not ABSENT and key != TRANSFORM}
        if node.is_list:
            items = [self._of(item, (*path, str(at))) for at, item in enumerate(node.elements())]
            return [item for item in items if item is not ABSENT]
        known = node.data is None or isinstance(node.data, (bool, int, float, str))
        return node.data if known else node.text

    def _function(self, name: str, argument: Node, path: Steps) -> Any:
        """A function of CloudFormation: of `Fn::If` its first branch that is a value, of the others that there is a value."""
        if name == "Fn::If":
            branches = [one for one in argument.elements()[1:] if not _is_nothing(one)]
            if branches:
                self.open.add(path)
                return self._of(branches[0], path)
        if name == TRANSFORM or (path[-1:] and path[-1] in CONTAINERS) or _nothing(name, argument):
            self.open.add(path)
            return ABSENT
        self.open.add(path)
        return "text"


def _call(node: Node) -> tuple[str, Node] | None:
    """Name and argument of a function of CloudFormation, in either of its forms; None for anything else."""
    if node.tag and node.tag.startswith("!"):
        name = node.tag[1:]
        return (name if name in ("Ref", "Condition") else f"Fn::{name}"), node
    if node.is_map and len(node.data) == 1:
        (name, argument) = next(iter(node.items()))
        if name == "Ref" or name.startswith("Fn::"):
            return name, argument
    return None


def _nothing(name: str, argument: Node) -> bool:
    return name == "Ref" and argument.text == NO_VALUE


def _is_nothing(node: Node) -> bool:
    called = _call(node)
    return called is not None and _nothing(*called)
