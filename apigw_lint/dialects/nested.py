"""Nested stacks whose template is a file of the project: parameters handed down, outputs handed up.

A reference that crosses a boundary says so in its target: `Child.Api` is `Api` in the nested stack `Child`, `../Api` is one outside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects import functions
from apigw_lint.dialects.conditions import Conditions
from apigw_lint.dialects.scope import Scope
from apigw_lint.model.value import UNKNOWN, Partial, Reference
from apigw_lint.source.node import MISSING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from apigw_lint.model.element import Element
    from apigw_lint.model.stack import Stack
    from apigw_lint.source.document import Document
    from apigw_lint.source.node import Node

    Read = Callable[[Document, Scope], tuple[Stack, Scope]]

OUTSIDE = "../"
LOCATIONS = {"AWS::CloudFormation::Stack": "TemplateURL", "AWS::Serverless::Application": "Location"}


class Nested:
    """The stacks nested in one template, each read when it is first asked for. `lookup` finds an element of the template itself."""

    def __init__(self, scope: Scope, read: Read) -> None:
        self.scope = scope
        self.lookup: Callable[[str], Element | None] = lambda _: None
        self._read = read
        self._stacks: dict[str, tuple[Stack, Scope] | None] = {}

    def stacks(self) -> Iterator[Stack]:
        """The nested stacks that are known, and those nested in them."""
        for name in self.scope.resources:
            found = self._of(name)
            if found:
                yield found[0]
                if found[1].nested:
                    yield from found[1].nested.stacks()

    def element(self, target: str) -> Element | None:
        """The element that `Child.Name` means."""
        name, _, inner = target.partition(".")
        found = self._of(name)
        return found[1].nested.lookup(inner) if found and found[1].nested else None

    def own(self, target: str) -> Element | None:
        """An element of the template itself."""
        return self.lookup(target)

    def output(self, name: str, output: str) -> Any:
        """The value that a nested stack hands up; None when that is not known."""
        found = self._of(name)
        value = found[1].value(found[1].root["Outputs"][output]["Value"]) if found else UNKNOWN
        return None if value is UNKNOWN else _relabelled(value, lambda target: _up(name, target))

    def _of(self, name: str) -> tuple[Stack, Scope] | None:
        if name not in self._stacks:
            self._stacks[name] = None  # what is asked for while it is read is not known
            self._stacks[name] = self._opened(self.scope.resources.get(name, MISSING), name)
        return self._stacks[name]

    def _opened(self, resource: Node, name: str) -> tuple[Stack, Scope] | None:
        property = LOCATIONS.get(resource["Type"].text or "")
        if property is None or self.scope.includes is None or self.scope.present(name) is not True:
            return None
        asset, written = resource["Metadata"]["aws:asset:path"], resource["Properties"][property]
        location = asset if asset.text else written
        value = self.scope.value(location) if location else None
        document = self.scope.includes.open(location.place, value, property) if isinstance(value, str) else None
        if document is None or document.root is None:
            return None
        return self._read(document, self._inside(document.root, resource["Properties"]["Parameters"]))

    def _inside(self, root: Node, parameters: Node) -> Scope:
        """The scope of the nested template. What comes from a default here stands in the place of a default there."""
        given, usual = {}, {}
        for name, node in parameters.items():
            trail: list[str] = []
            value = functions.text(functions.data(self.scope, node, trail))
            if trail and isinstance(value, str):
                usual[name] = value
            else:
                given[name] = _relabelled(value, _down)
        inside = Scope(root, given=given, usual=usual, region=self.scope.region)
        inside.includes = self.scope.includes
        inside.conditions = _settled(inside)
        inside.nested = Nested(inside, self._read)
        inside.outer = self.own
        return inside


def _settled(scope: Scope) -> dict[str, bool]:
    """The conditions that the parameters handed down decide."""
    if not scope.root["Conditions"]:
        return {}
    conditions = Conditions(scope)
    ways = {name: [one for one in (True, False) if conditions.possible({name: one})] for name in conditions.names}
    return {name: way[0] for name, way in ways.items() if len(way) == 1}


def _up(name: str, target: str) -> str:
    return target.removeprefix(OUTSIDE) if target.startswith(OUTSIDE) else f"{name}.{target}"


def _down(target: str) -> str:
    return f"{OUTSIDE}{target}"


def _relabelled(value: Any, renamed: Callable[[str], str]) -> Any:
    """A value with its references renamed; pseudo parameters mean the same everywhere."""
    if not isinstance(value, Partial):
        return value
    return Partial(tuple(_renamed(piece, renamed) if isinstance(piece, Reference) else piece for piece in value.pieces))


def _renamed(piece: Reference, renamed: Callable[[str], str]) -> Reference:
    if piece.target.startswith(("AWS::", "import ")):
        return piece
    return Reference(renamed(piece.target), piece.attribute, plain=piece.plain, atom=piece.atom)
