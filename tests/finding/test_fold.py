from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apigw_lint.finding.finding import Finding
from apigw_lint.finding.fold import Told, fold
from apigw_lint.source.document import Document
from apigw_lint.source.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DOCUMENT = Document("template.yaml", "x" * 100)


def finding(message: str = "m", start: int = 0) -> Finding:
    return Finding("a-rule", "warning", message, Place(DOCUMENT, start, start + 1))


def whens(
    holds: Callable[..., bool], names: str, possible: Callable[[Mapping[str, object]], bool] = lambda _: True
) -> str | None:
    """In which words a finding is told that holds where `holds` says, over all possible truths of the names."""
    rows = [dict(zip(names, row, strict=True)) for row in product([True, False], repeat=len(names))]
    told = [Told([finding()] if holds(**row) else [], row) for row in rows if possible(row)]
    (found,) = fold(told, possible)
    return found.when


@pytest.mark.parametrize(
    ("holds", "words"),
    [
        (lambda a, b: True, None),
        (lambda a, b: a, "when a is true"),
        (lambda a, b: not b, "when b is false"),
        (lambda a, b: a and not b, "when a is true and b is false"),
        (lambda a, b: a or b, "when a is true or b is true"),
        (lambda a, b: a == b, "when a is true and b is true or a is false and b is false"),
    ],
)
def test_a_finding_says_when_it_holds(holds: Callable[..., bool], words: str | None) -> None:
    assert whens(holds, "ab") == words


def test_what_cannot_be_together_needs_no_words() -> None:
    def exclusive(truths: Mapping[str, object]) -> bool:
        return not (truths.get("a") and truths.get("b"))

    assert whens(lambda a, b: a and not b, "ab", exclusive) == "when a is true"
    assert whens(lambda a, b: not a and not b, "ab", exclusive) == "when a is false and b is false"


def test_the_same_findings_twice_in_one_scenario_stay_two() -> None:
    told = [Told([finding(), finding()], {"a": True}), Told([finding()], {"a": False})]
    assert [one.when for one in fold(told, lambda _: True)] == [None, "when a is true"]


def test_one_place_with_two_messages_is_two_findings() -> None:
    told = [Told([finding("40 s")], {"a": True}), Told([finding("50 s")], {"a": False})]
    assert [(one.message, one.when) for one in fold(told, lambda _: True)] == [
        ("40 s", "when a is true"),
        ("50 s", "when a is false"),
    ]


def test_the_name_that_an_element_has_in_a_scenario_tells_no_finding_from_another() -> None:
    prod, dev = (
        finding(f"Stage '{name}' is open.")._replace(template="Stage '{stage.title}' is open.")
        for name in ("prod", "dev")
    )
    told = [Told([prod], {"IsProd": True}), Told([dev], {"IsProd": False})]
    assert [(one.message, one.when) for one in fold(told, lambda _: True)] == [("Stage 'prod' is open.", None)]


def test_another_fact_is_another_finding() -> None:
    slow, slower = (
        finding(f"{limit} s")._replace(template="{limit} s", facts=(("limit", limit),)) for limit in ("40", "50")
    )
    told = [Told([slow], {"a": True}), Told([slower], {"a": False})]
    assert [(one.message, one.when) for one in fold(told, lambda _: True)] == [
        ("40 s", "when a is true"),
        ("50 s", "when a is false"),
    ]


def test_a_condition_that_was_not_asked_everywhere_is_said_where_it_was() -> None:
    told = [Told([finding()], {"a": True, "b": True}), Told([], {"a": True, "b": False}), Told([], {"a": False})]
    assert fold(told, lambda _: True)[0].when == "when a is true and b is true"


def test_regions_are_told() -> None:
    told = [
        Told([finding()], {"AWS::Region": "eu-west-1", "a": True}),
        Told([], {"AWS::Region": "eu-west-1", "a": False}),
        Told([finding(), finding("n")], {"AWS::Region": "us-east-1", "a": True}),
        Told([finding("n")], {"AWS::Region": "us-east-1", "a": False}),
    ]
    assert [(one.message, one.when) for one in fold(told, lambda _: True)] == [
        ("m", "when a is true"),
        ("n", "in us-east-1"),
    ]


def test_a_region_and_a_condition() -> None:
    told = [
        Told([finding()] if region == "eu-west-1" and truth else [], {"AWS::Region": region, "a": truth})
        for region in ("eu-west-1", "us-east-1")
        for truth in (True, False)
    ]
    assert fold(told, lambda _: True)[0].when == "in eu-west-1 when a is true"


def test_one_scenario_is_told_as_it_is() -> None:
    findings = [finding(), finding("n")]
    assert fold([Told(findings, {"a": True})], lambda _: True) == findings


@given(st.lists(st.booleans(), min_size=16, max_size=16).filter(any))
def test_the_words_mean_exactly_the_scenarios(holds: list[bool]) -> None:
    rows = [dict(zip("ABCD", row, strict=True)) for row in product([True, False], repeat=4)]
    told = [Told([finding()] if one else [], row) for one, row in zip(holds, rows, strict=True)]
    (found,) = fold(told, lambda _: True)
    for one, row in zip(holds, rows, strict=True):
        assert one == (found.when is None or said(found.when, row))


def said(words: str, row: Mapping[str, bool]) -> bool:
    """Whether the words hold in a scenario."""
    terms = words.removeprefix("when ").split(" or ")
    return any(
        all(row[part.split()[0]] == (part.split()[2] == "true") for part in term.split(" and ")) for term in terms
    )


def test_many_conditions_are_told_by_the_one_that_decides() -> None:
    names = [f"C{number}" for number in range(40)]
    told = []
    for flipped in [None, *names]:
        row = {name: name != flipped for name in names}
        told.append(Told([finding()] if row["C7"] else [], row))
    assert fold(told, lambda _: True)[0].when == "when C7 is true"
