"""A definition while it is read: its root, what it names, and where its references lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects.view import ABSENT, View
from apigw_lint.model.value import UNKNOWN
from apigw_lint.source.nearest import closest
from apigw_lint.source.node import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.api import Api, Model, RequestValidator
    from apigw_lint.model.authorizer import SecurityScheme
    from apigw_lint.model.integration import Integration
    from apigw_lint.source.node import Node

LONGEST = 32  # references that lead to references, before they count as unknown


class Reading:
    """What the parts of a definition need from each other. `old` says that it is written in OpenAPI 2.0.

    The names that a definition gives are in `schemes`, `models`, `validators` and `integrations`; a name that is not there is
    looked up with `named`, which answers UNKNOWN where something unread could supply it.
    """

    def __init__(self, api: Api, root: View) -> None:
        self.api = api
        self.root = root
        self.old = "openapi" not in root and (
            "swagger" in root or "definitions" in root or "securityDefinitions" in root
        )
        self.schemes: dict[str, SecurityScheme] = {}
        self.models: dict[str, Model] = {}
        self.validators: dict[str, RequestValidator] = {}
        self.integrations: dict[str, Integration] = {}
        self.open: set[str] = set()  # the kinds of names to which something unread could add
        self._targets: dict[tuple[str, str], View] = {}
        self._others: dict[str, View] = {}  # by path, the roots of files that references lead to

    def container(self, kind: str, old: str, new: str) -> Iterator[tuple[str, View]]:
        """The named things of one kind, at the place of either version; notes when there may be more."""
        for view in (self.root[old], self.root["components"][new]):
            yield from view.items()
            if not view.known or (view and not view.is_map and view.node.data is not None):
                self.open.add(kind)

    def named(self, kind: str, name: str) -> Any:
        """The thing of that name; None when the definition has none, UNKNOWN when that cannot be said."""
        found = getattr(self, kind).get(name)
        return UNKNOWN if found is None and kind in self.open else found

    def resolve(self, view: View) -> View:
        """What a view refers to, when it is a reference; absent when that is nothing, opaque when it is not in this document."""
        for _ in range(LONGEST):
            reference = view["$ref"] if view.is_map else ABSENT
            if not reference:
                return view
            target = reference.value()
            view = self.target(target, reference.node) if isinstance(target, str) else view.unread()
        return view.unread()

    def target(self, reference: str, written: Node = MISSING) -> View:
        """What stands at a JSON pointer such as `#/definitions/Pet`, in the file that it is written in or the one that it names."""
        here = written.document.path if written.document.path in self._others else ""
        key = here, reference
        if key not in self._targets:
            self._targets[key] = ABSENT  # what leads back to itself leads nowhere
            self._targets[key] = self._follow(reference, self._others.get(here, self.root), written)
        return self._targets[key]

    def suggestion(self, reference: str) -> str | None:
        """The reference that was probably meant by one that leads nowhere."""
        above, _, name = reference.rpartition("/")
        beside = self.target(above) if above.startswith("#") else ABSENT
        for place in (
            above,
            "#/definitions",
            "#/components/schemas",
            "#/components/parameters",
            "#/components/responses",
        ):
            if name in self.target(place).node:
                return f"{place}/{name}"
        near = closest(name, [key for key, _ in beside.items()])
        return f"{above}/{near}" if near else None

    def _follow(self, reference: str, view: View, written: Node) -> View:
        file, _, pointer = reference.partition("#")
        if file:
            view = self._other(file, written)
        for step in pointer.split("/")[1:]:
            name = _unescaped(step)
            view = _item(view, name) if view.is_list else self._entry(view, name)
            if not view:
                return ABSENT
        return view

    def _other(self, file: str, written: Node) -> View:
        """The root of another file of the project; opaque when it is not known."""
        includes = self.root.scope.includes
        document = includes.refer(written.place, file) if includes and written else None
        if document is None or document.root is None:
            return self.root.unread()
        return self._others.setdefault(document.path, View(self.root.scope, document.root))

    def _entry(self, view: View, name: str) -> View:
        if view.is_map and "$ref" in view.node and name not in view.node:
            view = self.resolve(view)
        found = view[name]
        return found if found or view.known else view.unread()


def _item(view: View, index: str) -> View:
    elements = view.elements()
    return elements[int(index)] if index.isdecimal() and int(index) < len(elements) else ABSENT


def _unescaped(step: str) -> str:
    """A step of a JSON pointer as the key that it means."""
    if "%" in step:
        from urllib.parse import unquote

        step = unquote(step)
    return step.replace("~1", "/").replace("~0", "~")
