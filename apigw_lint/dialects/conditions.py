"""The conditions and rules of a template, read as formulas over its parameters and pseudo parameters.

[CFN intrinsic-function-reference-conditions, rules-section-structure]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects import functions
from apigw_lint.dialects.comparisons import Comparisons, canonical, joined
from apigw_lint.dialects.formula import TRUE, Class, Formula, Solver, Trial, all_of, any_of, negation
from apigw_lint.source.node import Node

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from apigw_lint.dialects.scope import Scope

DEEPEST = 100  # how deep conditions may stand in each other, references followed, before they count as unread


class Conditions:
    """What the conditions of a template can be together.

    `scope` holds the values that are given for the run. A condition that is not defined, or refers to itself, has no formula.
    """

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.names: dict[str, Formula | None] = {}
        self._comparisons = Comparisons(scope)
        self._open: list[str] = []
        self._depth = 0
        for name, _ in scope.root["Conditions"].items():
            self._named(name)
        self._rules = [self._rule(rule) for _, rule in scope.root["Rules"].items()]
        self._solver = Solver(self._comparisons.domains())
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

    def named(self, variable: str) -> Collection[str]:
        """The texts that comparisons name beside a parameter."""
        return self._comparisons.compared.get(variable, ())

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
        equal = self._comparisons.equal
        match name, [_listed(one) or one for one in argument.elements()]:
            case "Fn::Equals", [one, other] if not (isinstance(one, list) or isinstance(other, list)):
                return equal(one, other)
            case "Fn::Contains", [list() as items, Node() as value]:
                return any_of([equal(one, value) for one in items])
            case "Fn::EachMemberEquals", [list() as items, Node() as value]:
                return all_of([equal(one, value) for one in items])
            case "Fn::EachMemberIn", [list() as items, list() as others]:
                return all_of([any_of([equal(one, other) for other in others]) for one in items])
        return self._comparisons.unread(canonical(node))

    def _rule(self, node: Node) -> Formula:
        """A rule of the template: when its condition holds, so do its assertions. What cannot be read demands nothing."""
        assertions = [self._formula(one["Assert"]) for one in node["Assertions"].elements()]
        when = self._formula(node["RuleCondition"]) if node["RuleCondition"] else TRUE
        if when is None:
            return TRUE
        return any_of([negation(when), all_of([one for one in assertions if one is not None])])


def _listed(node: Node) -> list[Node] | None:
    """The items of a list that is written out and not empty."""
    return node.elements() if not node.tag else None


def _grouped(formulas: list[Formula]) -> dict[str, str]:
    """By variable, the name of its group: variables of different groups never meet in a formula."""
    return joined([sorted(formula.over) for formula in formulas])
