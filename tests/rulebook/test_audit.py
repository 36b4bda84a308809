"""The long look at a page: paths through the model, matchers, and messages that can be filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from apigw_lint.model.stage import Stage
from apigw_lint.rulebook.audit import audit, misled
from apigw_lint.rulebook.page import Page, PageError
from apigw_lint.rulebook.question import element_class

if TYPE_CHECKING:
    from apigw_lint.rulebook.rule import Rule


def rule(matter: str) -> Rule:
    return audit(Page("x.md", "stage-trace-missing", "stage", f"---\nseverity: note\n{matter}---\n"))


@pytest.mark.parametrize(
    "path",
    [
        "name",
        "access_log.destination",
        "default_settings.rate",
        "api.endpoint_type",
        "method_settings",
        "label",
        "api.policy.version",
    ],
)
def test_a_path_that_leads_to_a_field(path: str) -> None:
    assert misled(Stage, path) is None


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("nam", "Stage has no field `nam`; did you mean `name`?"),
        ("access_log.destinatio", "AccessLog has no field `destinatio`; did you mean `destination`?"),
        ("name.length", "`name.length` goes on after `name`, which holds no element"),
        ("method_settings.rate", "`method_settings.rate` goes on after `method_settings`, which holds no element"),
        ("variables.x", "`variables.x` goes on after `variables`, which holds no element"),
        ("within", "Stage has no field `within`"),
    ],
)
def test_a_path_that_goes_astray(path: str, why: str) -> None:
    assert (misled(Stage, path) or "").startswith(why)


@pytest.mark.parametrize(
    ("matter", "why"),
    [
        ("each: Stag\nrequire: {name: a}\nmessage: a\n", "3: `Stag` is no element of the model; did you mean `Stage`?"),
        ("each: Stage\nrequire: {nam: a}\nmessage: a\n", "4: Stage has no field `nam`; did you mean `name`?"),
        (
            "each: Stage\nwhere: {nam: a}\nrequire: {name: a}\nmessage: a\n",
            "4: Stage has no field `nam`; did you mean `name`?",
        ),
        (
            "each: Stage\nrequire: {name: {matchs: a}}\nmessage: a\n",
            "4: `name: matchs` is no matcher; did you mean `matches`?",
        ),
        ("each: Stage\nrequire: {name: {matches: '['}}\nmessage: a\n", "4: `name: matches` takes a regular expression"),
        ("each: Stage\nrequire: {name: {present: 1}}\nmessage: a\n", "4: `name: present` takes true or false"),
        ("each: Stage\nrequire: {name: {in: a}}\nmessage: a\n", "4: `name: in` takes a list of values"),
        ("each: Stage\nrequire: {name: {at_most: a}}\nmessage: a\n", "4: `name: at_most` takes a number"),
        (
            "each: Stage\nrequire: {name: a}\nmessage: '{stage.nam}'\n",
            "5: Stage has no field `nam`; did you mean `name`?",
        ),
        (
            "each: Stage\nrequire: {name: a}\nmessage: '{fund}'\n",
            "5: nothing fills `{fund}`; there are field, found, wanted and the fields of `stage`",
        ),
        (
            "each: Stage\nrequire: {name: a}\nmessage: '{found'\n",
            "5: the braces of a message do not pair: expected '}' before end of string",
        ),
        ("check: nowhere.nothing\nmessage: a\n", "3: there is no module of checks `nowhere`"),
        (
            "check: require.requiremen\nmessage: a\n",
            "3: `require` has no check `requiremen`; did you mean `requirement`?",
        ),
        (
            "check: require.requirement\nmessage: a\n",
            "3: the first parameter of `require.requirement` names no element of the model",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused(matter: str, why: str) -> None:
    with pytest.raises(PageError) as caught:
        rule(matter)
    assert str(caught.value) == f"x.md:{why}"


def test_a_declared_rule_visits_the_class_that_it_names() -> None:
    found = rule(
        "each: DomainName\nrequire: {name: {present: true}}\nmessage: '{domainname.label}: {field}, {found}, {wanted}'\n"
    )
    assert found.visits == (element_class("DomainName"),)
    assert found.messages == {None: "{domainname.label}: {field}, {found}, {wanted}"}


def test_a_python_check_visits_what_its_annotation_names() -> None:
    from apigw_lint.checks import timeout

    found = rule("check: timeout.excessive\nmessages: {a: b}\n")
    assert found.visits == (element_class("Integration"),)
    assert found.ask is timeout.excessive


def test_a_python_check_visits_every_class_that_its_annotation_names(monkeypatch: pytest.MonkeyPatch) -> None:
    def both(one: Api | Stage) -> None: ...  # type: ignore[name-defined]  # noqa: F821
    def slip(one: Api | Sage) -> None: ...  # type: ignore[name-defined]  # noqa: F821

    for check in (both, slip):
        monkeypatch.setattr(f"apigw_lint.checks.timeout.{check.__name__}", check, raising=False)
    assert rule("check: timeout.both\nmessage: a\n").visits == (element_class("Api"), element_class("Stage"))
    with pytest.raises(PageError, match="names no element of the model"):
        rule("check: timeout.slip\nmessage: a\n")


def test_a_rule_that_the_house_reports_is_never_asked() -> None:
    found = rule("by: suppression\nmessage: a\n")
    assert found.visits == ()
    assert list(found.ask(None)) == []


@pytest.mark.parametrize(
    ("fix", "why"),
    [
        ('fix: "{found}"', "a fix is like"),
        ('fix: "{found} -> "', "a fix is like"),
        ('unsafe: {other: "{found} -> true"}', "there is no case `other`"),
        ('fix: "{foun} -> true"', "nothing fills `{foun}`"),
        ("fix: 3", "`fix` is a text, or a map of texts by case"),
    ],
)
def test_a_fix_that_is_none(fix: str, why: str) -> None:
    with pytest.raises(PageError, match=r"x\.md:") as raised:
        rule(f'each: Stage\nrequire: {{tracing: true}}\nmessage: "off"\n{fix}\n')
    assert why in str(raised.value)


@pytest.mark.parametrize(
    ("fix", "parts"),
    [
        ('fix: "{found} -> true"', ("{found}", "true", True)),
        ('unsafe: "Properties.TracingEnabled: true"', ("Properties.TracingEnabled:", "true", False)),
        ('fix: "DependsOn + {found}"', ("DependsOn +", "{found}", True)),
    ],
)
def test_the_parts_of_a_fix(fix: str, parts: tuple[str, str, bool]) -> None:
    assert rule(f'each: Stage\nrequire: {{tracing: true}}\nmessage: "off"\n{fix}\n').fixes == {None: parts}
