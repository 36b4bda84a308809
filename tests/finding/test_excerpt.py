"""A line cut in three counts its columns in every unit."""

from __future__ import annotations

from apigw_lint.finding.excerpt import excerpt, surroundings
from apigw_lint.source.document import Document
from apigw_lint.source.place import Place


def at(text: str, token: str) -> Place:
    start = text.index(token)
    return Place(Document("t.yaml", text), start, start + len(token))


def test_columns_in_three_units() -> None:
    cut = excerpt(at('é: 1\r\n"😀😀é": [1]\r\n', 'é": [1]'))
    assert (cut.line, cut.before, cut.token, cut.after) == (2, '"😀😀', 'é": [1]', "")
    assert cut.columns == (4, 11)
    assert cut.utf16_columns == (6, 13)
    assert cut.byte_columns == (10, 18)


def test_a_block_is_cut_at_the_end_of_its_first_line() -> None:
    cut = excerpt(at("a:\n  b: 1  \n  c: 2\n", "b: 1  \n  c: 2"))
    assert (cut.line, cut.token, cut.after) == (2, "b: 1", "  ")


def test_a_place_without_extent_or_at_a_line_end() -> None:
    document = Document("t.yaml", "a:\r\nb:")
    assert excerpt(Place(document, 2, 2)).columns == (3, 3)
    assert excerpt(Place(document, 3, 4)).columns == (3, 3)
    assert excerpt(Place(document, 6, 6))[:3] == (2, "b:", "")
    assert excerpt(Place(Document("t.yaml", ""), 0, 0)) == (1, "", "", "")


def test_surroundings_end_with_the_file() -> None:
    document = Document("t.yaml", "1\n2\n3\n4\n5")
    assert surroundings(document, 1, 2, 100) == (1, 3, "1\n2\n3")
    assert surroundings(document, 5, 1, 100) == (4, 5, "4\n5")
    assert surroundings(document, 3, 2, 4) is None
