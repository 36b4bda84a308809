"""What a template takes from other files of its project."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from apigw_lint.source.node import Node
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from apigw_lint.dialects.scope import Scope
    from apigw_lint.dialects.view import View
    from apigw_lint.source.document import Document
    from apigw_lint.source.files import Files
    from apigw_lint.source.place import Place
    from apigw_lint.source.read_error import ReadError

INCLUDE = "Fn::Transform"
ASSET = Pattern(r"[0-9a-f]{64}\.\w+")
DEEPEST = 8  # files that include each other in a row


class Missing(NamedTuple):
    """A location that names no file of the project, and the property that it stands in."""

    place: Place
    target: str
    property: str


class Taken:
    """What a document takes from other files of its project, in all of its scenarios, by path.

    `documents` are those that were read, `places` the first place at which each file is included, be it readable or not, and
    `referred` the first at which a reference leads into one.
    """

    __slots__ = ("documents", "places", "referred")

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.places: dict[str, Place] = {}
        self.referred: dict[str, Place] = {}


class Includes:
    """The files that one document takes in, directly or through others, in one scenario, and what went wrong with them.

    `taken` is added to.
    """

    def __init__(self, files: Files, taken: Taken) -> None:
        self.files = files
        self.taken = taken
        self.missing: dict[Place, Missing] = {}
        self.unreadable: dict[str, ReadError] = {}
        self._above: dict[str, set[str]] = {}

    def open(self, place: Place, location: str, property: str) -> Document | None:
        """The document at a location that is written at a place; None when it is not known. No file includes itself.

        A file that is not there is told for a property, and not without one.
        """
        here = place.document
        found = self.files.beside(here, location)
        if found.missing and property:
            self.missing[place] = Missing(place, location, property)
        if found.error is not None:
            self.taken.places.setdefault(found.path, place)
            self.unreadable[found.path] = found.error
        above = {here.path, *self._above.get(here.path, ())}
        if found.document is None or found.path in above or len(above) > DEEPEST:
            return None
        self._above.setdefault(found.path, set()).update(above)
        self.taken.places.setdefault(found.path, place)
        self.taken.documents[found.path] = found.document
        return found.document

    def refer(self, place: Place, location: str) -> Document | None:
        """The document that a reference leads to, which may well lead back; None when it is not known."""
        found = self.files.beside(place.document, location)
        if found.document is not None:
            self.taken.referred.setdefault(found.path, place)
            self.taken.documents[found.path] = found.document
        return found.document


def included(scope: Scope, argument: Node) -> Node | None:
    """The root of the file that a transform includes; None for another transform, or a file that is not known.

    [CFN transform-aws-include]: the file is a piece of the template, and functions in it are called.
    """
    location = argument["Parameters"]["Location"]
    if not scope.template or argument["Name"].text != "AWS::Include":
        return None
    document = opened(scope, location, "AWS::Include")
    return document.root if document else None


def opened(scope: Scope, location: Node, property: str) -> Document | None:
    """The document that a value names."""
    value = scope.value(location) if location else None
    if scope.includes is None or not isinstance(value, str):
        return None
    return scope.includes.open(location.place, value, property)


def definition(view: View, property: str) -> View | None:
    """What stands in the file that a property names, as it is handed over; None when it is not known."""
    document = (_asset(view) or opened(view.scope, view.node, property)) if view else None
    root = document.root if document else None
    return None if root is None else type(view)(view.scope.as_it_is(), root)


def _asset(view: View) -> Document | None:
    """The file of a cloud assembly that an object of the CDK's bucket is uploaded from: its name holds the object's key."""
    key = view["Key"].text() if view.is_map else None
    if view.scope.includes is None or not isinstance(key, str) or not ASSET.fullmatch(key):
        return None
    return view.scope.includes.open(view["Key"].place, f"asset.{key}", "")


def together(node: Node, other: Node) -> Node:
    """A mapping with the entries of an included one, which replace its own of the same name [GH aws-sam-cli#803]."""
    if not other.is_map:
        return node
    own = {key: value for key, value in node.items() if key != INCLUDE}
    result = Node({**own, **dict(other.items())}, node.document, node.start, node.end)
    result.keys = {**node.keys, **other.keys}
    return result
