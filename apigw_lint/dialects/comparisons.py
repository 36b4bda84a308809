"""When two values of a template are the same, as a formula over its parameters and pseudo parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects import functions
from apigw_lint.dialects.formula import FALSE, TRUE, Class, Formula, Rest, Trial, variable
from apigw_lint.model.value import UNKNOWN, Undetermined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from apigw_lint.dialects.scope import Scope
    from apigw_lint.source.node import Node


class Waiting(Exception):
    """A comparison needs the class of a variable that is not chosen yet."""


class Comparisons:
    """The comparisons of a template, and the classes into which they part what its parameters may be.

    `compared` holds, by variable, the texts that comparisons name, in order. A comparison that cannot be read is a variable of
    its own, true or false, and its name begins with a question mark.
    """

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.compared: dict[str, dict[str, None]] = {}
        self._alike: list[list[str]] = []

    def domains(self) -> dict[str, list[Class]]:
        """The classes of every variable, when all comparisons are read."""
        self._share()
        return {name: self._domain(name, texts) for name, texts in self.compared.items()}

    def unread(self, key: str) -> Formula:
        """A truth of its own, the same wherever the same is written."""
        self.compared.setdefault(f"?{key}", {})
        return variable(f"?{key}")

    def equal(self, one: Node, other: Node) -> Formula:
        """Two values are the same. Texts that a variable is compared with become classes of it."""
        over = {name: None for side in (one, other) for name in self._variables(side)}
        texts = [functions.plain(self.scope, side) for side in (one, other) if not any(self._variables(side))]
        if not over:
            unknown = any(not isinstance(text, str) for text in texts)
            return self.unread(_pair(one, other)) if unknown else TRUE if texts[0] == texts[1] else FALSE
        for name in over:
            named = dict.fromkeys(text for text in texts if isinstance(text, str))
            self.compared.setdefault(name, {}).update({**named, **self._keys_for(name, one, other)})
        self._alike.append(list(over))
        unread = self.unread(_pair(one, other))

        def ask(trial: Trial) -> bool | str:
            try:
                answer = self._compare(self._class(one, trial), self._class(other, trial))
            except Waiting as waiting:
                return str(waiting)
            return unread.ask(trial) if answer is None else answer

        return Formula(ask, frozenset(over) | unread.over)

    def _keys_for(self, name: str, *sides: Node) -> dict[str, None]:
        """The keys of a mapping that a variable chooses from."""
        keys: dict[str, None] = {}
        for side in sides:
            for argument in _lookups(side):
                at = self.scope.root["Mappings"]
                for step in argument.elements()[:3]:
                    called = functions.call(step)
                    if called and called[0] == "Ref" and called[1].data == name:
                        keys.update(dict.fromkeys(key for key, _ in at.items()))
                    at = at[str(functions.plain(self.scope, step))]
        return keys

    def _variables(self, node: Node) -> Iterator[str]:
        """The parameters and pseudo parameters in a value that are not given for the run."""
        for name in functions.names_in(node):
            if self.scope.varies(name):
                yield name

    def _class(self, node: Node, trial: Trial) -> Any:
        """The value of a side in a trial: a text, the rest of a variable with its name, or UNKNOWN."""
        given: dict[str, Any] = {}
        for name in self._variables(node):
            if name not in trial:
                raise Waiting(name)
            given[name] = trial[name] if isinstance(trial[name], str) else UNKNOWN
        called = functions.call(node)
        if called and called[0] == "Ref" and given:
            (name,) = given
            return trial[name] if isinstance(trial[name], str) else (name, trial[name])
        return functions.plain(self.scope.with_given(given), node)

    def _compare(self, one: Any, other: Any) -> bool | None:
        """Whether two classes are the same value; None when that depends on more than the classes."""
        if isinstance(one, tuple) and isinstance(other, tuple):
            return True if one[0] == other[0] else None if _may_meet(one[1].values, other[1].values) else False
        for rest, text in ((one, other), (other, one)):
            if isinstance(rest, tuple):
                if not isinstance(text, str):
                    return None
                inside = rest[1].values is None or text in rest[1].values
                return None if inside and text not in self.compared[rest[0]] else False
        try:
            return None if one is UNKNOWN or other is UNKNOWN else bool(one == other)
        except Undetermined:
            return None

    def _share(self) -> None:
        """Variables that are compared with each other are told apart by the texts of all of them."""
        group = joined(self._alike)
        shared: dict[str, dict[str, None]] = {}
        for name, top in group.items():
            shared.setdefault(top, {}).update(self.compared[name])
        for name, top in group.items():
            self.compared[name] = shared[top]

    def _domain(self, name: str, texts: Mapping[str, None]) -> list[Class]:
        """The classes of a variable: each text that it is compared with and may be, and the rest if there is any."""
        if not texts and name.startswith("?"):
            return [True, False]
        allowed = self.scope.allowed(name)
        if not allowed:
            return [*texts, Rest()]
        rest = tuple(one for one in allowed if one not in texts)
        named = [one for one in texts if one in allowed]
        return [*named, *([rest[0]] if len(rest) == 1 else [Rest(rest)] if rest else [])]


def _may_meet(one: tuple[str, ...] | None, other: tuple[str, ...] | None) -> bool:
    """Whether two variables may have a value in common; None stands for any value."""
    return one is None or other is None or not set(one).isdisjoint(other)


def canonical(node: Node) -> str:
    """A value as text that is the same for the long and the short form."""
    called = functions.call(node)
    if called and called[1] is node:
        inner = canonical_items(node)
        return f"{called[0]}({inner})"
    if called:
        return f"{called[0]}({canonical(called[1]) if called[1].tag else canonical_items(called[1])})"
    return canonical_items(node)


def canonical_items(node: Node) -> str:
    if node.is_map:
        return "{" + ",".join(f"{key}:{canonical(value)}" for key, value in node.items()) + "}"
    if node.is_list:
        return "[" + ",".join(map(canonical, node.elements())) + "]"
    return repr(node.text)


def _pair(one: Node, other: Node) -> str:
    return " = ".join(sorted((canonical(one), canonical(other))))


def _lookups(node: Node) -> Iterator[Node]:
    """The arguments of every FindInMap in a value."""
    called = functions.call(node)
    if called and called[0] == "Fn::FindInMap":
        yield called[1]
    for child in [*(entry for _, entry in node.items()), *node.elements()]:
        yield from _lookups(child)


def joined(rows: list[list[str]]) -> dict[str, str]:
    """By name, one name for all those that rows join, directly or through others."""
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while above.setdefault(name, name) != name:
            above[name] = name = above[above[name]]
        return name

    for row in rows:
        for name in row:
            above[top(name)] = top(row[0])
    return {name: top(name) for name in above}
