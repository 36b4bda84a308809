"""Places."""

from __future__ import annotations

from apigw_lint.source.document import Document
from apigw_lint.source.place import Place

BLOCK = Document("a.yaml", "api:\r\n  type: rest  \r\n  name: x\r\n")


def test_a_place_tells_line_and_column_of_both_ends() -> None:
    assert Place(BLOCK, 8, 31).span == ("a.yaml", 2, 3, 3, 10)


def test_a_block_on_one_line_ends_before_the_blanks_of_its_first_line() -> None:
    place = Place(BLOCK, 8, 31).on_one_line()
    assert BLOCK.text[place.start : place.end] == "type: rest"
    assert Place(BLOCK, 0, 3).on_one_line() == Place(BLOCK, 0, 3)


def test_what_stands_on_one_line_is_the_whole_place_blanks_and_all() -> None:
    tab = Document("a.yaml", "api:\n\ttype: rest\n")
    assert Place(tab, 5, 6).on_one_line().span == ("a.yaml", 2, 1, 2, 2)


def test_an_empty_place_at_the_end_of_the_text_stays_there() -> None:
    assert Place(BLOCK, len(BLOCK.text), len(BLOCK.text)).on_one_line().span == ("a.yaml", 4, 1, 4, 1)
