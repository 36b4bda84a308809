"""What stands in an extension and does not fit its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis.extensions import held, known
from apigw_lint.dialects import functions
from apigw_lint.dialects.view import FALSE, TRUE, View
from apigw_lint.model.definition import KINDS, PLAIN, Misfit
from apigw_lint.source.nearest import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.analysis.shape import Shape
    from apigw_lint.dialects.scope import Scope
    from apigw_lint.model.definition import Extension
    from apigw_lint.source.node import Node
    from apigw_lint.source.place import Place


def misfits(scope: Scope, extension: Extension, entry: Node) -> Iterator[Misfit]:
    """Everything in an extension that its schema does not allow, from the outside in. What is unknown fits."""
    if known(extension.name) is not None:
        name = extension.name.rpartition("apigateway-")[2]
        for misfit in _Comparison(scope, name).value((), entry, held(extension.name), extension.place):
            misfit.within(extension)
            yield misfit


class _Comparison:
    """Of one extension. A path is the keys that lead to a value; a place is that of its key."""

    def __init__(self, scope: Scope, extension: str) -> None:
        self.scope = scope
        self.extension = extension

    def value(self, path: tuple[str, ...], node: Node, wanted: Shape, place: Place) -> Iterator[Misfit]:
        """A value, and what is in it."""
        if (node.tag or node.is_map) and functions.call(node):
            view = View(self.scope, node)
            node = view.node
            if not view or view.opaque or functions.call(node):
                return
        kind = KINDS.get(type(node.data))
        if kind is None or not wanted.kinds:
            return
        at = node.place if kind in PLAIN else place
        if kind == "map" and "map" in wanted.kinds:
            yield from self._entries(path, node, wanted, place)
        elif kind == "list" and "list" in wanted.kinds:
            for index, item in enumerate(node.elements() if wanted.items else ()):
                yield from self.value((*path, str(index)), item, wanted.items, item.place if item.is_scalar else place)
        elif kind in PLAIN and not wanted.kinds.isdisjoint(PLAIN):
            if wanted.words or wanted.pattern or "text" not in wanted.kinds:
                yield from self._scalar(path, View(self.scope, node), wanted, at)
        else:
            yield self._misfit("shape", path, at, wanted=sorted(wanted.kinds))

    def _entries(self, path: tuple[str, ...], node: Node, wanted: Shape, place: Place) -> Iterator[Misfit]:
        for key, entry in node.items():
            below = wanted.fields.get(key, wanted.others)
            if below is not None:
                if below.kinds:
                    yield from self.value((*path, key), entry, below, node.key_place(key))
            elif key != "$ref" and not key.startswith(("x-", "Fn::")) and View(self.scope, entry):
                meant = closest(key, wanted.fields)
                yield self._misfit("field", (*path, key), node.key_place(key), wanted=[*wanted.fields], meant=meant)
        for key in wanted.required:
            if key not in node and "$ref" not in node and "Fn::Transform" not in node:
                yield self._misfit("missing", (*path, key), place)

    def _scalar(self, path: tuple[str, ...], view: View, wanted: Shape, place: Place) -> Iterator[Misfit]:
        if wanted.kinds == {"boolean"}:
            word = view.text()
            if isinstance(word, str) and word.lower() not in TRUE | FALSE:
                yield self._misfit("shape", path, place, wanted=["boolean"], value=word)
        elif "text" not in wanted.kinds:
            yield from self._number(path, view, wanted, place)
        else:
            word = view.text()
            if isinstance(word, str) and not _chosen(word, wanted):
                meant = closest(word, wanted.words or ())
                yield self._misfit("word", path, place, wanted=[*(wanted.words or ())], value=word, meant=meant)

    def _number(self, path: tuple[str, ...], view: View, wanted: Shape, place: Place) -> Iterator[Misfit]:
        text, number = view.text(), view.number()
        if not isinstance(text, str):
            return
        if not isinstance(number, (int, float)):
            yield self._misfit("shape", path, place, wanted=["number"], value=text)
        elif wanted.low is not None and wanted.high is not None and not wanted.low <= number <= wanted.high:
            yield self._misfit("range", path, place, wanted=[str(wanted.low), str(wanted.high)], value=text)

    def _misfit(self, fault: str, path: tuple[str, ...], place: Place, **facts: Any) -> Misfit:
        return Misfit(
            place, "/".join((*path, fault)), fault=fault, extension=self.extension, key=".".join(path), **facts
        )


def _chosen(word: str, wanted: Shape) -> bool:
    import re

    if wanted.words:
        return word in wanted.words or word.upper() in wanted.words
    return re.fullmatch(wanted.pattern or "", word) is not None
