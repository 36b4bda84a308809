"""A node as a scenario sees it: branches taken, values evaluated, places kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects import functions
from apigw_lint.dialects.include import INCLUDE, included, together
from apigw_lint.dialects.scope import OPAQUE, Scope
from apigw_lint.model.value import UNKNOWN, Partial
from apigw_lint.source.node import MISSING, Node
from apigw_lint.source.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.element import Element

TRUE, FALSE = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}
CHOOSING = frozenset(("Fn::If", "Fn::FindInMap", INCLUDE))  # functions that lead to another node
DEEPEST = 32  # how many functions may stand in each other before the value counts as unknown


class View:
    """One value of a document in one scenario. Falsy when it is not written, or is AWS::NoValue.

    `opaque`: it is written, but what it holds is unknown; `calls`: it is what a function gives. `key_place` is where its key stands,
    else where it stands itself.
    """

    __slots__ = ("_key", "_whole", "calls", "node", "opaque", "scope", "trail")

    def __init__(self, scope: Scope, node: Node, whole: Node | Place | None = None, key: str = "") -> None:
        """`whole` is the mapping that holds the value under `key`, or the place that stands for its key."""
        self.scope = scope
        self._whole = whole
        self._key = key
        self.trail: list[str] = []
        self.node = node
        self.opaque = node is OPAQUE
        self.calls = False
        data = node.data
        if node.tag or (type(data) is dict and (len(data) == 1 or INCLUDE in data)):  # else it calls nothing
            self._evaluate(node)

    def _evaluate(self, node: Node) -> None:
        called = functions.call(node)
        if called is None and INCLUDE not in node:
            return
        if called is not None and called[0] not in CHOOSING and called[1].data != "AWS::NoValue":
            self.calls = True
            return
        found = self._resolved(node)
        if found is OPAQUE:
            self.opaque = True
            self.node = Node(UNKNOWN, node.document, node.start, node.end)
        else:
            self.node = found
            self.calls = functions.call(found) is not None

    def __bool__(self) -> bool:
        return self.node is not MISSING

    def __getitem__(self, key: str) -> View:
        node = self.node
        data = node.data
        if type(data) is not dict:
            return self.unread() if self.opaque else ABSENT
        if self.calls:
            return self.unread()
        found = data.get(key, MISSING)
        if found is not MISSING:
            return View(self.scope, found, node, key)
        return self.unread() if INCLUDE in data else ABSENT

    def __contains__(self, key: str) -> bool:
        return bool(self[key])

    def unread(self) -> View:
        """Something at this place of which nothing is known."""
        view = View(self.scope, OPAQUE, self.key_place)
        view.node = Node(UNKNOWN, self.node.document, self.node.start, self.node.end)
        return view

    def items(self) -> Iterator[tuple[str, View]]:
        """The entries that are there; nothing when the mapping is unknown."""
        if self.is_map:
            whole = self.node
            for key, node in whole.items():
                entry = View(self.scope, node, whole, key)
                if entry.node is not MISSING and key != INCLUDE:
                    yield key, entry

    def elements(self) -> list[View]:
        """The items of a list; a single value counts as a list of one where API Gateway takes it so."""
        if self.is_list:
            return [view for item in self.node.elements() if (view := View(self.scope, item))]
        return []

    @property
    def is_map(self) -> bool:
        return type(self.node.data) is dict and not self.calls

    @property
    def is_list(self) -> bool:
        return self.node.is_list and not self.node.tag

    @property
    def known(self) -> bool:
        """Nothing unread could add to this mapping or list."""
        node = self.node
        if node is MISSING:
            return True
        return not (self.opaque or self.calls or INCLUDE in node or self.is_single)

    @property
    def is_null(self) -> bool:
        """It is written, as null."""
        node = self.node
        return node.data is None and not node.tag and node is not MISSING

    @property
    def is_single(self) -> bool:
        """A single value is written here, not null: where a mapping or list is wanted, nothing is known of what is meant."""
        return self.node.is_scalar and self.node.data is not None

    @property
    def _written(self) -> Place | None:
        """Where the key is written."""
        whole = self._whole
        return whole.key_place(self._key) if isinstance(whole, Node) else whole

    @property
    def key_place(self) -> Place:
        place = self._written or self.node.place
        return Place(place.document, place.start, place.end, self.via) if self.trail else place

    @property
    def place(self) -> Place:
        """The tightest place of the value: the scalar itself, else its key."""
        node = self.node
        if (
            node.is_scalar
            and node is not MISSING
            and (self._whole is None or node.document.text.find("\n", node.start, node.end) < 0)
        ):
            return Place(node.document, node.start, node.end, self.via)
        return self.key_place

    @property
    def via(self) -> str | None:
        return self.trail[0] if self.trail else None

    def value(self) -> Any:
        """The value of a scalar or function; None when it is absent or null; UNKNOWN for a mapping or a list."""
        node = self.node
        if node is MISSING or (node.data is None and not node.tag):
            return None
        return UNKNOWN if self.opaque else self.scope.value(node, self.trail)

    def text(self) -> Any:
        """As text: `2.0` and `3.10` stay what is written."""
        value = self.value()
        if value is None or isinstance(value, (str, Partial)):
            return value
        if isinstance(value, (bool, int, float)):
            return self.node.text if self.node.is_scalar and not self.node.tag else functions.text(value)
        return UNKNOWN

    def raw(self) -> Any:
        """As text with placeholders kept: mapping templates have variables of their own."""
        plain = self.node.is_scalar and not self.node.tag and not self.opaque
        return self.node.text if plain else self.text()

    def number(self) -> Any:
        """As a number; UNKNOWN for what is none."""
        value = self.value()
        if value is None or value is UNKNOWN or (isinstance(value, (int, float)) and not isinstance(value, bool)):
            return value
        try:
            return int(value) if isinstance(value, str) and value.strip().lstrip("-").isdigit() else float(value)
        except (TypeError, ValueError):
            return UNKNOWN

    def boolean(self) -> Any:
        value = self.value()
        if value is None or isinstance(value, bool):
            return value
        word = str(value).lower() if isinstance(value, (str, int)) else ""
        return True if word in TRUE else False if word in FALSE else UNKNOWN

    def texts(self) -> Any:
        """As a list of texts; a single text counts as a list of one; UNKNOWN when it is neither."""
        if not self or (self.node.data is None and not self.node.tag):
            return None
        if self.is_list:
            elements = self.elements()
            texts = [element.text() for element in elements]
            self.trail += [step for element in elements for step in element.trail]
            return [UNKNOWN if text is None else text for text in texts]
        value = self.value()
        if isinstance(value, list):
            return [functions.text(item) for item in value]
        return [functions.text(value)] if isinstance(value, (str, int, float)) else UNKNOWN

    def plain(self) -> Any:
        """The whole value as plain data: dicts, lists and scalars, with UNKNOWN and Partial where it is not known."""
        if self.is_map:
            known = {key: entry.plain() for key, entry in self.items()}
            return known if self.known else UNKNOWN
        if self.is_list:
            return [element.plain() for element in self.elements()]
        return self.value()

    def _resolved(self, node: Node, depth: int = 0) -> Node:
        """Follow Fn::If, FindInMap and NoValue to the node that stands for this one."""
        called = functions.call(node)
        if not called:
            return self._completed(node, depth) if INCLUDE in node else node
        name, argument = called
        if depth > DEEPEST:
            return OPAQUE
        if name == "Ref" and argument.data == "AWS::NoValue":
            return MISSING
        if name == "Fn::If":
            return self._branch(argument, depth)
        if name == "Fn::FindInMap":
            found = functions.mapped(self.scope, argument, self.trail)
            return node if found is None else self._resolved(found, depth + 1)
        return self._included(argument, depth) if name == INCLUDE else node

    def _completed(self, node: Node, depth: int) -> Node:
        """A mapping into which a file is included beside keys of its own; what cannot be read stays written in it."""
        other = self._included(node[INCLUDE], depth)
        return node if other is OPAQUE else together(node, other)

    def _included(self, argument: Node, depth: int) -> Node:
        """The root of the file that AWS::Include names."""
        found = included(self.scope, argument)
        return OPAQUE if found is None else self._resolved(found, depth + 1)

    def _branch(self, argument: Node, depth: int) -> Node:
        branches = argument.elements()
        truth = self.scope.truth(branches[0].text or "") if len(branches) == 3 else None
        return OPAQUE if truth is None else self._resolved(branches[1 if truth else 2], depth + 1)


ABSENT = View(Scope(), MISSING)

KINDS = {"str": "text", "int": "number", "float": "number", "bool": "boolean", "list[str]": "texts"}
_readings: dict[tuple[type[Element], str], str] = {}


def fill(element: Element, view: View, **properties: str) -> None:
    """Set each field from the property of that name, as its annotation reads it, and remember where it is written."""
    node = view.node
    hidden = view.opaque or view.calls or INCLUDE in node or view.is_single
    written = node.data if view.is_map else ()
    for field, name in properties.items():
        if hidden or name in written:
            put(element, field, view.unread() if view.is_single else view[name])


def put(element: Element, field: str, view: View) -> None:
    """Set one field from a view, in the type of the field's annotation."""
    if not view:
        return
    value = getattr(view, _reading(type(element), field))()
    if value is not None:
        setattr(element, field, value)
        element.places[field] = view.place


def _reading(kind: type[Element], field: str) -> str:
    """The method of a view that reads a field of a kind of element."""
    found = _readings.get((kind, field))
    if found is None:
        annotation = next(
            vars(base)["__annotations__"][field]
            for base in kind.__mro__
            if field in vars(base).get("__annotations__", ())
        )
        found = _readings[kind, field] = KINDS[annotation.removesuffix(" | None")]
    return found
