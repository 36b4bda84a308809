"""Anchors, aliases and merge keys."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from apigw_lint.source.read import parse
from apigw_lint.source.read_error import ReadError
from tests.source.trees import cut, plain


def test_an_alias_is_the_value_that_it_repeats() -> None:
    root = parse("a: &x {b: 1}\nc: *x\nd: [*x, *x]\n", "a.yaml").roots[0]
    assert root["c"] is root["a"]
    assert root["d"].elements() == [root["a"], root["a"]]
    assert cut(root["a"]) == "&x {b: 1}"


def test_an_anchor_can_be_given_again() -> None:
    root = parse("a: &x 1\nb: *x\nc: &x 2\nd: *x\n", "a.yaml").roots[0]
    assert plain(root) == {"a": 1, "b": 1, "c": 2, "d": 2}


def test_a_key_can_have_an_anchor_or_be_an_alias() -> None:
    root = parse("&k name: &v 007\n*v : x\nz: *k\n", "a.yaml").roots[0]
    assert plain(root) == {"name": "007", "007": "x", "z": "name"}


def test_an_anchor_ends_with_its_document() -> None:
    with pytest.raises(ReadError, match="not written before it"):
        parse("a: &x 1\n---\nb: *x\n", "a.yaml")


def test_merged_entries_stay_where_they_are_written() -> None:
    document = parse("base: &base\n  a: 1\n  b: 2\nmine:\n  <<: *base\n  b: 3\n", "a.yaml")
    mine = document.roots[0]["mine"]
    assert plain(mine) == {"a": 1, "b": 3}
    assert mine.key_place("a").span.line == 2 and mine.key_place("b").span.line == 6
    assert document.duplicates == []


MAPPINGS = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 9), min_size=1)


@given(MAPPINGS, MAPPINGS, st.lists(st.sampled_from(["*x", "*y", "[*x, *y]", "[*y, {a: 7}]"]), max_size=2), MAPPINGS)
def test_merging_is_what_pyyaml_does(
    x: dict[str, int], y: dict[str, int], merges: list[str], own: dict[str, int]
) -> None:
    lines = [
        f"x: &x {x}",
        f"y: &y {y}",
        "z:",
        *(f"  <<: {merge}" for merge in merges),
        *(f"  {key}: {own[key]}" for key in own),
    ]
    text = "\n".join(lines).replace("'", "")
    assert plain(parse(text, "a.yaml").roots[0]) == yaml.safe_load(text)


def test_a_quoted_merge_key_is_a_key() -> None:
    assert plain(parse("'<<': {a: 1}", "a.yaml").roots[0]) == {"<<": {"a": 1}}


def test_an_alias_within_its_own_value_is_refused() -> None:
    with pytest.raises(ReadError, match="stands within `&x` itself") as caught:
        parse("a: &x\n  b: [*x]\n", "a.yaml")
    assert caught.value.place.span[1:] == (2, 7, 2, 9)


def test_a_small_file_that_stands_for_billions_of_values_is_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    with pytest.raises(ReadError, match="more than 250000 values") as caught:
        parse("\n".join(lines), "a.yaml")
    assert cut_of(caught.value).startswith("*a")


def test_merging_a_large_mapping_again_and_again_is_refused() -> None:
    large = "x: &x {" + ", ".join(f"k{n}: {n}" for n in range(5_000)) + "}\nlist:\n"
    with pytest.raises(ReadError, match="more than 250000 values"):
        parse(large + "  - <<: *x\n" * 10_000, "a.yaml")


def test_aliases_that_nest_too_deep_are_refused() -> None:
    chain = "- &a0 [x]\n" + "".join(f"- &a{n + 1} [*a{n}]\n" for n in range(10_000))
    with pytest.raises(ReadError, match="levels deep"):
        parse(chain, "a.yaml")


def cut_of(error: ReadError) -> str:
    return error.place.document.text[error.place.start : error.place.end]
