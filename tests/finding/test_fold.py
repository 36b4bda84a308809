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
        (lambda A, B: True, None),
        (lambda A, B: A, "when A is true"),
        (lambda A, B: not B, "when B is false"),
        (lambda A, B: A and not B, "when A is true and B is false"),
        (lambda A, B: A or B, "when A is true or B is true"),
        (lambda A, B: A == B, "when A is true and B is true or A is false and B is false"),
    ],
)
def test_a_finding_says_when_it_holds(holds: Callable[..., bool], words: str | None) -> None:
    assert whens(holds, "AB") == words


def test_what_cannot_be_together_needs_no_words() -> None:
    def exclusive(truths: Mapping[str, object]) -> bool:
        return not (truths.get("A") and truths.get("B"))

    assert whens(lambda A, B: A and not B, "AB", exclusive) == "when A is true"
    assert whens(lambda A, B: not A and not B, "AB", exclusive) == "when A is false and B is false"


def test_the_same_findings_twice_in_one_scenario_stay_two() -> None:
    told = [Told([finding(), finding()], {"A": True}), Told([finding()], {"A": False})]
    assert [one.when for one in fold(told, lambda _: True)] == [None, "when A is true"]


def test_one_place_with_two_messages_is_two_findings() -> None:
    told = [Told([finding("40 s")], {"A": True}), Told([finding("50 s")], {"A": False})]
    assert [(one.message, one.when) for one in fold(told, lambda _: True)] == [
        ("40 s", "when A is true"),
        ("50 s", "when A is false"),
    ]


def test_a_condition_that_was_not_asked_everywhere_is_said_where_it_was() -> None:
    told = [Told([finding()], {"A": True, "B": True}), Told([], {"A": True, "B": False}), Told([], {"A": False})]
    assert fold(told, lambda _: True)[0].when == "when A is true and B is true"


def test_regions_are_told() -> None:
    told = [
        Told([finding()], {"AWS::Region": "eu-west-1", "A": True}),
        Told([], {"AWS::Region": "eu-west-1", "A": False}),
        Told([finding(), finding("n")], {"AWS::Region": "us-east-1", "A": True}),
        Told([finding("n")], {"AWS::Region": "us-east-1", "A": False}),
    ]
    assert [(one.message, one.when) for one in fold(told, lambda _: True)] == [
        ("m", "when A is true"),
        ("n", "in us-east-1"),
    ]


def test_a_region_and_a_condition() -> None:
    told = [
        Told([finding()] if region == "eu-west-1" and truth else [], {"AWS::Region": region, "A": truth})
        for region in ("eu-west-1", "us-east-1")
        for truth in (True, False)
    ]
    assert fold(told, lambda _: True)[0].when == "in eu-west-1 when A is true"


def test_one_scenario_is_told_as_it_is() -> None:
    findings = [finding(), finding("n")]
    assert fold([Told(findings, {"A": True})], lambda _: True) == findings


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
