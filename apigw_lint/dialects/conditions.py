"""The conditions and rules of a template, read as formulas over its parameters and pseudo parameters.

[CFN intrinsic-function-reference-conditions, rules-section-structure]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects import functions
from apigw_lint.dialects.formula import (
    FALSE,
    TRUE,
    Class,
    Formula,
    Rest,
    Solver,
    Trial,
    all_of,
    any_of,
    negation,
    variable,
)
from apigw_lint.model.value import UNKNOWN, Undetermined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from apigw_lint.dialects.scope import Scope
    from apigw_lint.source.node import Node

DEEPEST = 100  # how deep conditions may stand in each other, references followed, before they count as unread


class Waiting(Exception):
    """A comparison needs the class of a variable that is not chosen yet."""


class Conditions:
    """What the conditions of a template can be together.

    `scope` holds the values that are given for the run. A condition that is not defined, or refers to itself, has no formula.
    """

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.names: dict[str, Formula | None] = {}
        self.compared: dict[str, dict[str, None]] = {}  # by variable, the texts that comparisons name, in order
        self._alike: list[list[str]] = []
        self._open: list[str] = []
        self._depth = 0
        for name, _ in scope.root["Conditions"].items():
            self._named(name)
        self._rules = [self._rule(rule) for _, rule in scope.root["Rules"].items()]
        self._share()
        self._solver = Solver({name: self._domain(name, texts) for name, texts in self.compared.items()})
        self._group = _grouped([*filter(None, self.names.values()), *self._rules])
        self._answers: dict[Any, bool] = {}
        if not self._solver.possible([(rule, True) for rule in self._rules], {}):
            self._rules = []  # nothing of this template can be deployed: what it says besides is still worth reading

    def possible(self, truths: Mapping[str, bool], known: Mapping[str, Class] | None = None) -> bool:
        """Whether the named conditions can have these truths together, with some variables `known`."""
        groups: dict[str, dict[str, bool]] = {}
        for name, truth in truths.items():
            formula = self.names.get(name)
            for one in [next(iter(formula.over), "")] if formula else []:
                groups.setdefault(self._group.get(one, ""), {})[name] = truth
        for one in known or ():
            groups.setdefault(self._group.get(one, ""), {})
        return all(self._possible(group, truths, known or {}) for group, truths in groups.items())

    def classes(self, name: str, truths: Mapping[str, bool]) -> list[Class]:
        """The classes that a parameter can be in when the named conditions have these truths; none when it is not compared."""
        return [one for one in self._solver.domains.get(name, ()) if self.possible(truths, {name: one})]

    def _possible(self, group: str, truths: Mapping[str, bool], known: Mapping[str, Class]) -> bool:
        mine = {name: one for name, one in known.items() if self._group.get(name, "") == group}
        key = (group, frozenset(truths.items()), frozenset(mine.items()))
        if key not in self._answers:
            demands = [(formula, truth) for name, truth in truths.items() if (formula := self.names[name])]
            demands += [(rule, True) for rule in self._rules if self._group.get(next(iter(rule.over), ""), "") == group]
            self._answers[key] = self._solver.possible(demands, mine)
        return self._answers[key]

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

    def _named(self, name: str) -> Formula | None:
        if name not in self.names:
            node = self.scope.root["Conditions"][name]
            if not node or name in self._open:
                return None
            self._open.append(name)
            self.names[name] = self._memorised(name, self._formula(node))
            self._open.pop()
        return self.names[name]

    @staticmethod
    def _memorised(name: str, formula: Formula | None) -> Formula | None:
        """Evaluated once in a trial, however many conditions refer to it."""
        if formula is None:
            return None

        def ask(trial: Trial) -> bool | str:
            if name not in trial.memo:
                trial.memo[name] = formula.ask(trial)
            return trial.memo[name]

        return Formula(ask, formula.over)

    def _formula(self, node: Node) -> Formula | None:
        """The formula of a condition; None when it leads back to a condition that is being read, to none, or too deep."""
        self._depth += 1
        formula = self._read(node) if self._depth <= DEEPEST else None
        self._depth -= 1
        return formula

    def _read(self, node: Node) -> Formula | None:
        called = functions.call(node)
        if called is None and len(node.data if node.is_map else ()) == 1 and "Condition" in node:
            called = "Condition", node["Condition"]
        name, argument = called or ("", node)
        if name == "Condition":
            return self._named(argument.text or "")
        if name in ("Fn::And", "Fn::Or", "Fn::Not"):
            parts = [self._formula(part) for part in argument.elements()]
            whole = [part for part in parts if part is not None]
            if not whole or len(whole) != len(parts):
                return None
            return negation(whole[0]) if name == "Fn::Not" else (all_of if name == "Fn::And" else any_of)(whole)
        return self._comparison(node, name, argument)

    def _comparison(self, node: Node, name: str, argument: Node) -> Formula:
        """Equals, the functions of rules over lists that are written out, and anything else as a truth of its own."""
        items = argument.elements()
        if name == "Fn::Equals" and len(items) == 2:
            return self._equal(*items)
        if name == "Fn::Contains" and len(items) == 2 and items[0].is_list and not items[0].tag:
            return any_of([self._equal(one, items[1]) for one in items[0].elements()])
        if name == "Fn::EachMemberEquals" and len(items) == 2 and items[0].is_list and not items[0].tag:
            return all_of([self._equal(one, items[1]) for one in items[0].elements()])
        if name == "Fn::EachMemberIn" and len(items) == 2 and all(one.is_list and not one.tag for one in items):
            ones, others = items[0].elements(), items[1].elements()
            return all_of([any_of([self._equal(one, other) for other in others]) for one in ones])
        return self._free(canonical(node))

    def _free(self, key: str) -> Formula:
        self.compared.setdefault(f"?{key}", {})
        return variable(f"?{key}")

    def _rule(self, node: Node) -> Formula:
        """A rule of the template: when its condition holds, so do its assertions. What cannot be read demands nothing."""
        assertions = [self._formula(one["Assert"]) for one in node["Assertions"].elements()]
        when = self._formula(node["RuleCondition"]) if node["RuleCondition"] else TRUE
        if when is None:
            return TRUE
        return any_of([negation(when), all_of([one for one in assertions if one is not None])])

    def _equal(self, one: Node, other: Node) -> Formula:
        """Two values are the same. Texts that a variable is compared with become classes of it."""
        over = {name: None for side in (one, other) for name in self._variables(side)}
        sides = [functions.plain(self.scope, side) for side in (one, other)]
        if not over:
            if isinstance(sides[0], str) and isinstance(sides[1], str):
                return TRUE if sides[0] == sides[1] else FALSE
            return self._free(_pair(one, other))
        texts = {
            text: None
            for side in sides
            if isinstance(side, str) and side in self._written(one, other)
            for text in [side]
        }
        for name in over:
            self.compared.setdefault(name, {}).update(texts)
            self.compared[name].update(self._keys_for(name, one, other))
        self._alike.append(list(over))
        unread = self._free(_pair(one, other))

        def ask(trial: Trial) -> bool | str:
            try:
                answer = self._compare(self._class(one, trial), self._class(other, trial))
            except Waiting as waiting:
                return str(waiting)
            return unread.ask(trial) if answer is None else answer

        return Formula(ask, frozenset(over) | unread.over)

    def _written(self, *sides: Node) -> set[str]:
        """The texts that stand in a comparison as they are."""
        return {
            value
            for side in sides
            if not any(self._variables(side)) and isinstance(value := functions.plain(self.scope, side), str)
        }

    def _share(self) -> None:
        """Variables that are compared with each other are told apart by the texts of all of them."""
        group = _joined(self._alike)
        shared: dict[str, dict[str, None]] = {}
        for name, top in group.items():
            shared.setdefault(top, {}).update(self.compared[name])
        for name, top in group.items():
            self.compared[name] = shared[top]

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
        if isinstance(one, str) and isinstance(other, str):
            return one == other
        if isinstance(one, str):
            one, other = other, one
        if not isinstance(one, tuple):
            try:
                return None if one is UNKNOWN or other is UNKNOWN or isinstance(other, tuple) else bool(one == other)
            except Undetermined:
                return None
        values = one[1].values
        if isinstance(other, str):
            return False if other in self.compared[one[0]] or (values and other not in values) else None
        if not isinstance(other, tuple):
            return None
        if one[0] == other[0]:
            return True
        apart = values is not None and other[1].values is not None and not set(values) & set(other[1].values)
        return False if apart else None


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


def _grouped(formulas: list[Formula]) -> dict[str, str]:
    """By variable, the name of its group: variables of different groups never meet in a formula."""
    return _joined([sorted(formula.over) for formula in formulas])


def _joined(rows: list[list[str]]) -> dict[str, str]:
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
