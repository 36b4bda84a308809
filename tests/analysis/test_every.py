"""One element that cannot be judged does not silence the others, and is not forgotten."""

from __future__ import annotations

import pytest

from apigw_lint.analysis.every import every
from apigw_lint.model.hit import Hits, hit
from apigw_lint.model.value import UNKNOWN, Undetermined
from apigw_lint.source.document import Document
from apigw_lint.source.place import Place

HERE = Place(Document("a.yaml", "a"), 0, 1)


def large(number: int) -> Hits:
    if number > 1:
        yield hit(HERE, number=number)


def test_the_others_are_asked_and_the_doubt_is_said_in_the_end() -> None:
    asked = every(large, [2, UNKNOWN, 1, 3])
    assert [next(asked).facts["number"], next(asked).facts["number"]] == [2, 3]
    with pytest.raises(Undetermined):
        next(asked)


def test_without_doubt_nothing_is_raised() -> None:
    assert len(list(every(large, [1, 2, 3]))) == 2
