"""Every rule is put to every element that it is about; what they answer becomes findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.finding.finding import Finding, Fix, RelatedPlace
from apigw_lint.finding.message import fill
from apigw_lint.guard import attempt
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, Partial, Undetermined
from apigw_lint.model.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from apigw_lint.finding.ignore import Ignore
    from apigw_lint.finding.run import Notice
    from apigw_lint.model.element import Element
    from apigw_lint.model.hit import Hit
    from apigw_lint.model.stack import Stack
    from apigw_lint.rulebook.rule import Rule
    from apigw_lint.settings import Settings

ASIDE = ("witness", "meant")  # facts that show or mend a finding and do not tell it from others: another would do as well
NOTHING = "None"  # how a template shows a fact that is not there
EVERY_KIND = {"rest", "http"}  # the kinds that a document of unknown kind may have


class Answers(NamedTuple):
    """`undetermined` counts, by rule, the elements for which a question was dropped because a value is unknown."""

    findings: list[Finding]
    notices: list[Notice]
    undetermined: dict[str, int]


def ask(stack: Stack, rules: Iterable[Rule], settings: Settings) -> Answers:
    """Put the rules to a stack."""
    answers = Answers([], [], {})
    elements = [(element, _kind(element)) for element in walk(stack)]
    visited: dict[type[Element], list[tuple[Element, Any]]] = {}
    for rule in rules:
        if rule.visits not in visited:
            visited[rule.visits] = [one for one in elements if isinstance(one[0], rule.visits)]
        more = (settings,) if "settings" in getattr(rule.ask, "__annotations__", ()) else ()
        for element, kind in visited[rule.visits]:
            if _applies(rule, kind):
                _answer(rule, element, more, answers)
    return answers


def _kind(element: Element) -> Any:
    """The kind of the API that an element belongs to; None when it belongs to none."""
    api = element.api
    return None if api is None else api.kind


def _applies(rule: Rule, kind: Any) -> bool:
    """Whether a rule holds for elements of APIs of this kind; an unknown kind needs a rule that holds for each."""
    if kind is None or not rule.applies:
        return True
    return set(rule.applies) >= EVERY_KIND if kind is UNKNOWN else kind in rule.applies


def _answer(rule: Rule, element: Element, more: tuple[Settings, ...], answers: Answers) -> None:
    def put() -> None:
        try:
            answers.findings.extend(_finding(rule, element, hit) for hit in rule.ask(element, *more))
        except Undetermined:
            answers.undetermined[rule.name] = answers.undetermined.get(rule.name, 0) + 1

    attempt(put, lambda: f"rule '{rule.name}' on {element.path}", element.place.document.path, answers.notices)


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
    (old, _), (new, filled) = fill(before, names), fill(after, names)
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
                facts = {"name": target}
                yield finding(enabled[name], hit(ignore.place, name=target), facts, ignore.place.document.path)


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
    """By file, place and rule; the same finding once."""
    unique: Mapping[Any, Finding] = {(one.order, one.facts): one for one in findings}
    return sorted(unique.values(), key=lambda one: one.order)
