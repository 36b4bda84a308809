"""Every rule is put to every element that it is about; what they answer becomes findings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.finding.comments import without
from apigw_lint.finding.finding import Finding, Fix, RelatedPlace
from apigw_lint.finding.join import told_once
from apigw_lint.finding.message import fill
from apigw_lint.guard import attempt
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, Partial, Undetermined
from apigw_lint.model.walk import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

    from apigw_lint.finding.ignore import Ignore
    from apigw_lint.finding.run import Notice
    from apigw_lint.model.api import Api
    from apigw_lint.model.element import Element
    from apigw_lint.model.hit import Hit, Hits
    from apigw_lint.model.stack import Stack
    from apigw_lint.rulebook.rule import Rule
    from apigw_lint.settings import Settings

    Question = tuple[Rule, Callable[[Any], Hits]]

ASIDE = ("witness", "meant", "written")
"""Facts that show or mend a finding and do not tell it from others: another would do as well."""
NOTHING = "None"  # how a template shows a fact that is not there
EVERY_KIND = frozenset(("rest", "http"))  # the kinds that a document of unknown kind may have
NO_KIND: frozenset[str] = frozenset()  # of an element that belongs to no API


class Answers(NamedTuple):
    """`undetermined` counts, by rule, the elements for which a question was dropped because a value is unknown."""

    findings: list[Finding]
    notices: list[Notice]
    undetermined: dict[str, int]


class Questions:
    """Some rules, by the class of element that they are put to, each with what else it asks for."""

    def __init__(self, rules: Iterable[Rule], settings: Settings) -> None:
        self.yielding: dict[str, tuple[str, ...]] = {}
        self._by_class: dict[type[Element], list[Question]] = {}
        self._by_kinds: dict[tuple[type[Element], frozenset[str]], list[Question]] = {}
        for rule in rules:
            asks_more = "settings" in getattr(rule.ask, "__annotations__", ())
            ask = partial(rule.ask, settings=settings) if asks_more else rule.ask
            for visits in rule.visits:
                self._by_class.setdefault(visits, []).append((rule, ask))
            if rule.yields:
                self.yielding[rule.name] = rule.yields

    def about(self, stack: Stack) -> Iterator[tuple[Rule, Callable[[Any], Hits], Iterator[Element]]]:
        """Each rule and its question with elements of a stack that it is put to."""
        for (visits, kinds), elements in _visited(stack, self._by_class).items():
            for rule, ask in self._of(visits, kinds):
                yield rule, ask, iter(elements)

    def _of(self, visits: type[Element], kinds: frozenset[str]) -> list[Question]:
        """The questions for a class of element that hold for some kinds of API."""
        found = self._by_kinds.get((visits, kinds))
        if found is None:
            found = [one for one in self._by_class[visits] if not one[0].applies or kinds.issubset(one[0].applies)]
            self._by_kinds[visits, kinds] = found
        return found


def ask(stack: Stack, questions: Questions) -> Answers:
    """Put questions to a stack."""
    answers = Answers([], [], {})
    ahead = questions.about(stack)
    now = next(ahead, None)
    element: Element

    def put() -> None:
        nonlocal now, element
        while now:
            rule, ask, elements = now
            for element in elements:
                try:
                    for hit in ask(element):
                        answers.findings.append(_finding(rule, element, hit))
                except Undetermined:
                    answers.undetermined[rule.name] = answers.undetermined.get(rule.name, 0) + 1
            now = next(ahead, None)

    def what() -> tuple[str, str]:
        rule = now[0].name if now else ""
        return f"rule '{rule}' on {element.path}", element.place.document.path

    while not attempt(put, what, answers.notices):
        pass  # a rule that fails on an element goes on with the next
    return answers._replace(findings=told_once(answers.findings, questions.yielding))


def _visited(
    stack: Stack, wanted: Container[type[Element]]
) -> dict[tuple[type[Element], frozenset[str]], list[Element]]:
    """The elements of a stack by each of their classes that is wanted, and by the kinds of API that a rule must hold for."""
    visited: dict[tuple[type[Element], frozenset[str]], list[Element]] = {}
    classes: dict[type, list[type[Element]]] = {}
    kinds: dict[Api | None, frozenset[str]] = {None: NO_KIND}
    for element in walk(stack):
        own, api = type(element), element.api
        if own not in classes:
            classes[own] = [one for one in own.__mro__ if one in wanted]
        if api not in kinds:
            kinds[api] = EVERY_KIND if api.kind is UNKNOWN else frozenset((api.kind,))
        for one in classes[own]:
            visited.setdefault((one, kinds[api]), []).append(element)
    return visited


def _finding(rule: Rule, element: Element, hit: Hit) -> Finding:
    names = {type(element).__name__.lower(): element, **hit.facts}
    return finding(rule, hit, names, (hit.about or element).path)


def finding(rule: Rule, hit: Hit, names: Mapping[str, Any], path: str) -> Finding:
    """The finding that a hit becomes, in the words of the rule's page."""
    template = rule.messages[hit.case]
    names = _Names(names)
    message, arguments = fill(template, names)
    if hit.at.via:
        message = f"{message.removesuffix('.')} ({hit.at.via})."
    facts = tuple(sorted((key, shown(value)) for key, value in hit.facts.items() if key not in ASIDE))
    return Finding(
        rule=rule.name,
        severity=rule.severity,
        message=message,
        place=hit.at.on_one_line(),
        related=tuple(RelatedPlace(one.place.on_one_line(), one.word) for one in hit.related),
        template=template,
        arguments=arguments,
        path=path,
        facts=facts if hit.case is None else (("case", hit.case), *facts),
        fix=_fix(rule, hit, names) if hit.case in rule.fixes and not hit.at.via else None,
    )


def _fix(rule: Rule, hit: Hit, names: Mapping[str, Any]) -> Fix | None:
    """The fix of a hit; None when a fact that it needs is not there."""
    before, after, safe = rule.fixes[hit.case]
    try:
        (old, _), (new, filled) = fill(before, names), fill(after, names)
    except KeyError:
        return None
    return None if NOTHING in filled else Fix(hit.at, old, new, safe)


def housekeeping(ignores: Iterable[Ignore], rules: Iterable[Rule], settings: Settings) -> Iterator[Finding]:
    """What is to be said of the ignores themselves, by the rules of the house that run."""
    enabled = {rule.name: rule for rule in rules}
    for ignore in ignores:
        said = {
            "ignore-form-invalid": (ignore.fault,) if ignore.fault else (),
            "ignore-name-unknown": ignore.unknown,
            "ignore-target-unused": ignore.unused(enabled),
            "ignore-reason-missing": () if ignore.reason or not settings.require_reason else ignore.names,
        }
        for name, targets in said.items():
            for target in targets if name in enabled else ():
                place = ignore.place
                written = place.document.text[place.start : place.end]
                found = hit(place, name=target, written=written, meant=without(written, target))
                yield finding(enabled[name], found, found.facts, place.document.path)


class _Names(dict[str, Any]):
    """Facts under their names, ready for a message."""

    def __getitem__(self, key: str) -> Any:
        value = super().__getitem__(key)
        return shown(value) if isinstance(value, (list, tuple, Partial)) or value is UNKNOWN else value


def shown(value: Any) -> str:
    """A fact as a message shows it: lists with commas, unknown pieces as `${...}`."""
    if isinstance(value, (list, tuple)):
        return ", ".join(shown(item) for item in value)
    return "(unknown)" if value is UNKNOWN else str(value)


def sort(findings: Iterable[Finding]) -> list[Finding]:
    """By file, place and rule; the same finding once.

    What is written once and holds for several elements, under `Globals` or an anchor, is found with each of them. Of these
    findings the one stays that always holds, and then the one whose element comes first by name.
    """
    unique: dict[Any, Finding] = {}
    for one in sorted(findings, key=lambda one: (one.when is not None, one.path)):
        unique.setdefault((one.rule, one.place, one.template, one.facts), one)
    return sorted(unique.values(), key=lambda one: one.order)
