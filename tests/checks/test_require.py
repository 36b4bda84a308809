"""The declarative check: what counts as wanted, where a fault stands, and what stays undecided."""

from __future__ import annotations

from typing import Any

import pytest

from apigw_lint.checks.require import requirement
from apigw_lint.model.api import Api
from apigw_lint.model.stage import AccessLog, MethodSettings, Stage
from apigw_lint.model.value import UNKNOWN, Reference, Undetermined, join
from apigw_lint.source.document import Document
from apigw_lint.source.place import Place

TEXT = "stage\n  name\n  log\n    destination\n  settings\n    rate\n"
DOCUMENT = Document("template.yaml", TEXT)


def place(word: str) -> Place:
    start = TEXT.index(word)
    return Place(DOCUMENT, start, start + len(word))


def stage(**fields: Any) -> Stage:
    made = Stage(place("stage"), "Prod", **fields)
    made.places = {name: place(name) for name in fields if name in TEXT}
    return made


def hits(element: Any, require: Any, where: Any = None) -> list[tuple[int, str, str, str]]:
    found = requirement(where or {}, require)(element)
    return [(one.at.span.line, one.facts["field"], one.facts["found"], one.facts["wanted"]) for one in found]


@pytest.mark.parametrize(
    ("value", "wanted", "holds"),
    [
        ("prod", "prod", True),
        ("prod", "test", False),
        (None, "prod", False),
        (None, None, True),
        ("prod", {"present": True}, True),
        (None, {"present": True}, False),
        ([], {"present": True}, False),
        (UNKNOWN, {"present": True}, True),
        (UNKNOWN, {"present": False}, False),
        ("a", {"in": ["a", "b"]}, True),
        (None, {"in": ["a", "b"]}, False),
        (None, {"in": ["a", None]}, True),
        ("a", {"not_in": ["a", "b"]}, False),
        (None, {"not_in": ["a", "b"]}, True),
        (["c", "a"], {"not_in": ["a", "b"]}, False),
        (["a", "b"], {"in": ["a", "b", "c"]}, True),
        (1, {"in": [True]}, False),
        (True, {"in": [1]}, False),
        ("prod", {"matches": "^p"}, True),
        ("prod", {"matches": "^d"}, False),
        (None, {"matches": "^d"}, False),
        (3, {"at_least": 3}, True),
        (2.5, {"at_least": 3}, False),
        (3, {"at_most": 3}, True),
        (4, {"at_most": 3}, False),
        (None, {"at_most": 3}, False),
        (4, {"at_least": 3, "at_most": 5}, True),
        (6, {"at_least": 3, "at_most": 5}, False),
        (join(["p-", UNKNOWN]), {"in": ["q-1"]}, False),
        (join(["p-", UNKNOWN]), {"not_in": ["q-1"]}, True),
    ],
)
def test_what_counts_as_wanted(value: Any, wanted: Any, holds: bool) -> None:
    assert (hits(stage(name=value), {"name": wanted}) == []) is holds


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (UNKNOWN, "prod"),
        (UNKNOWN, {"in": [True]}),
        (UNKNOWN, {"not_in": ["a"]}),
        (UNKNOWN, {"matches": "a"}),
        (UNKNOWN, {"at_most": 1}),
        (["a", UNKNOWN], {"in": ["a"]}),
        (join(["p-", UNKNOWN]), {"in": ["p-1"]}),
        (join(["p-", Reference("Stage")]), {"matches": "^p-"}),
        ("many", {"at_most": 1}),
        (True, {"at_least": 1}),
    ],
)
def test_what_only_the_stack_knows_stays_undecided(value: Any, wanted: Any) -> None:
    with pytest.raises(Undetermined):
        hits(stage(name=value), {"name": wanted})


def test_a_missing_field_stands_on_its_element() -> None:
    assert hits(stage(), {"access_log": {"present": True}}) == [(1, "access_log", "nothing", "present")]


def test_a_field_of_a_nested_element_stands_where_it_is_written() -> None:
    log = AccessLog(place("log"), destination="here")
    log.places["destination"] = place("destination")
    one = stage(access_log=log)
    assert hits(one, {"access_log.destination": {"matches": "^arn:"}}) == [
        (4, "access_log.destination", "here", "text that matches ^arn:")
    ]
    log.places.clear()
    assert hits(one, {"access_log.destination": {"matches": "^arn:"}})[0][0] == 3


def test_a_path_through_a_property_and_through_nothing() -> None:
    default = MethodSettings(place("settings"), is_default=True, rate=0)
    default.places["rate"] = place("rate")
    assert hits(stage(method_settings=[default]), {"default_settings.rate": {"at_least": 1}}) == [
        (6, "default_settings.rate", "0", "at least 1")
    ]
    assert hits(stage(), {"default_settings.rate": {"at_least": 1}}) == [
        (1, "default_settings.rate", "nothing", "at least 1")
    ]


def test_a_path_through_something_unknown_stays_undecided() -> None:
    with pytest.raises(Undetermined):
        hits(stage(access_log=UNKNOWN), {"access_log.destination": {"present": True}})


def test_where_chooses_the_elements() -> None:
    where = {"origin": {"not_in": ["sam-extra"]}}
    assert hits(stage(origin="sam-extra"), {"tracing": True}, where) == []
    assert len(hits(stage(origin="resource"), {"tracing": True}, where)) == 1


def test_one_condition_that_is_known_not_to_hold_decides() -> None:
    where = {"name": "prod", "origin": "sam"}
    assert hits(stage(name=UNKNOWN, origin="resource"), {"tracing": True}, where) == []
    with pytest.raises(Undetermined):
        hits(stage(name=UNKNOWN, origin="sam"), {"tracing": True}, where)


def test_a_field_that_is_known_to_be_wrong_is_told_beside_one_that_is_unknown() -> None:
    told = []
    with pytest.raises(Undetermined):
        for one in requirement({}, {"name": "prod", "tracing": True})(stage(name=UNKNOWN, tracing=False)):
            told.append((one.facts["field"], one.facts["found"], one.facts["wanted"]))
    assert told == [("tracing", "false", "true")]


def test_an_element_shows_by_its_name() -> None:
    one = stage(api=Api(place("name"), "Pets"))
    assert hits(one, {"api": {"present": False}}) == [(2, "api", "Pets", "absent")]
