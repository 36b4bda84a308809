"""JSON: the data that the json module reads, with places."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apigw_lint.source.read import parse
from apigw_lint.source.read_error import ReadError
from tests.source.trees import cut, nodes, plain

TEXT = st.text(alphabet='ab"\\/ \n\té😀\u2028{}[],:', max_size=8)
DATA = st.recursive(
    st.one_of(
        TEXT, st.integers(-(10**20), 10**20), st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.none()
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, Any]:
    data = draw(DATA)
    text = json.dumps(
        data,
        indent=draw(st.sampled_from([None, 0, 2, "\t"])),
        separators=draw(st.sampled_from([None, (",", ":"), (" , ", " : ")])),
        ensure_ascii=draw(st.booleans()),
    )
    blank = draw(st.sampled_from(["", " ", "\r\n", "\t\n"]))
    return blank + text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"]))) + blank, data


@settings(max_examples=300)
@given(documents())
def test_the_data_and_every_place_agree_with_the_json_module(document: tuple[str, Any]) -> None:
    text, data = document
    root = parse(text, "a.json").roots[0]
    assert plain(root) == data
    for node in nodes(root):
        assert json.loads(cut(node)) == plain(node)
        for key, (start, end) in node.keys.items():
            assert json.loads(text[start:end]) == key


def test_numbers_and_words_keep_how_they_are_written() -> None:
    root = parse('{"a": 1.50, "b": true, "c": 1e3, "d": null, "e": 1e999}', "a.json").roots[0]
    assert [root[key].text for key in "abcde"] == ["1.50", "true", "1e3", None, "1e999"]
    assert [root[key].data for key in "abcde"] == [1.5, True, 1000.0, None, "1e999"]


def test_half_a_surrogate_pair_does_not_reach_the_reports() -> None:
    assert parse('["\\ud83d\\ude00", "\\ud83d x"]', "a.json").roots[0].elements()[1].data == "\ufffd x"


def test_the_last_of_equal_keys_counts_and_each_has_its_place() -> None:
    document = parse('{"a": 1,\n "b": {"a": 1},\n "a": {"c": 2}}', "a.json")
    assert plain(document.roots[0]) == {"a": {"c": 2}, "b": {"a": 1}}
    assert [(key, here.span[1:3], first.span[1:3]) for key, here, first in document.duplicates] == [
        ("a", (3, 2), (1, 2))
    ]
    assert document.roots[0].key_place("a").span.line == 3


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ('{\n "a": 1,\n}', 2, 8, "no comma after the last entry"),
        ('{\n "a": 1\n "b": 2\n}', 3, 2, "`,` or `}` is expected"),
        ("[1 2]", 1, 4, "`,` or `]` is expected"),
        ('{"a": 1 // why\n}', 1, 9, "no comments"),
        ('{"a": 1}\n# end', 2, 1, "no comments"),
        ('{"a": 1}\n{"b": 2}', 2, 1, "the JSON value has ended"),
        ('{"a" 1}', 1, 6, "`:` is expected"),
        ("{'a': 1}", 1, 2, "no single quotes"),
        ("{a: 1}", 1, 2, "a key in double quotes"),
        ('{"a": NaN}', 1, 7, "`NaN` is not JSON"),
        ('{"a": [1, 2', 1, 12, "the file ends before"),
        ('{"a": "x\n}', 1, 7, "does not end on its line"),
        ('{"a": "x', 1, 7, "never closed"),
        ('{"a": "x\ty"}', 1, 9, "cannot hold a tab"),
        ('{"a": "\\d"}', 1, 8, "not an escape"),
        ('{"a": 1, ...}', 1, 10, "write what it leaves out"),
        ('{"a": }', 1, 7, "a JSON value is expected"),
        ('{"a": [}', 1, 8, "a JSON value is expected"),
        ("{]", 1, 2, "a key in double quotes"),
        ("openapi: 3.0.1\n", 1, 1, "`openapi` is not JSON"),
    ],
)
def test_what_is_no_json_is_explained_where_it_is(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(ReadError) as caught:
        parse(text, "a.json")
    assert words in caught.value.reason
    assert caught.value.place.span[1:3] == (line, column)


@settings(max_examples=300)
@given(st.text(alphabet='{}[]",:\\ \n019.-eEtruefalsn/', max_size=12))
def test_it_is_refused_exactly_when_the_json_module_refuses_it(text: str) -> None:
    try:
        expected = json.loads(text)
    except ValueError:
        expected = None if not text.strip() else ReadError
    try:
        roots = parse(text, "a.json").roots
        found = plain(roots[0]) if roots else None
    except ReadError:
        found = ReadError
    assert found == expected


@pytest.mark.parametrize("text", ["[" * 10_000, '{"a":' * 10_000, "[" * 10_000 + "]" * 10_000])
def test_deep_nesting_is_refused(text: str) -> None:
    with pytest.raises(ReadError, match="levels deep"):
        parse(text, "a.json")
