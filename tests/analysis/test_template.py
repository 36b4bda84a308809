"""What a mapping template says without being run."""

from __future__ import annotations

from typing import Any

import pytest

from apigw_lint.analysis import template
from apigw_lint.model.value import UNKNOWN, Reference, join

NAME = Reference("Name")


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ('{"statusCode": 200}', True),
        ("{statusCode: $code}", True),
        ("$input.json('$')", True),
        ("{}", False),
        ("## statusCode", False),
        ("#* statusCode *# {}", False),
        (UNKNOWN, True),
        (join(["{", NAME, "}"]), True),
        (None, False),
    ],
)
def test_whether_a_mock_learns_its_status(text: Any, may: bool) -> None:
    assert template.may_give_status(text) is may


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ('{"statusCode": 200}', ["200"]),
        ("#if($x) {statusCode: 204} #else {'statusCode': '404'} #end", ["204", "404"]),
        ('{"statusCode": $code}', None),
        ('#if($x) {"statusCode": 200} #else {"statusCode": $code} #end', None),
        ("{}", None),
        (join(['{"statusCode": 200}', NAME]), None),
    ],
)
def test_the_statuses_that_a_mock_says(text: Any, statuses: list[str] | None) -> None:
    assert template.statuses(text) == statuses


@pytest.mark.parametrize(
    ("text", "rounds"),
    [
        ("#foreach($i in [1..2000])$i#end", 2000),
        ("#foreach( $i in [ 0 .. 9 ] )#end #foreach($j in [20..-5])#end", 26),
        ("#foreach($item in $input.path('$'))#end", 0),
        ("## #foreach($i in [1..2000])", 0),
        (join(["#foreach($i in [1..2000])", NAME, "#end"]), 2000),
    ],
)
def test_the_rounds_of_a_loop(text: Any, rounds: int) -> None:
    assert template.rounds(text) == rounds
