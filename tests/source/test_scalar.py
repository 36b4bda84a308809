"""Types of plain YAML scalars, with PyYAML as the judge where CloudFormation's reading is the same."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from apigw_lint.source.read import parse

TEXT_HERE = {
    "date": "2012-10-17",
    "time": "2001-12-14t21:59:43.10-05:00",
    "octal": "0755",
    "hexadecimal": "0x1F",
    "binary": "0b101",
    "sexagesimal": "12:30:45",
    "account": "012345678901",
    "leading zero": "00.5",
    "infinite": ".inf",
    "no number": ".nan",
    "too large": "1.0e+999",
    "too long": "9" * 400,
    "version": "1.2.3",
    "merge": "<<",
}


@pytest.mark.parametrize("written", TEXT_HERE.values(), ids=TEXT_HERE)
def test_what_nobody_means_as_a_quantity_stays_text(written: str) -> None:
    value = parse(f"a: {written}", "a.yaml").roots[0]["a"]
    assert value.data == value.text == written


@given(st.from_regex(r"[-+]?(0|[1-9][0-9_]{0,12})(\.[0-9_]{0,5}(e[-+][0-9])?)?", fullmatch=True))
def test_decimal_numbers_are_what_pyyaml_says(written: str) -> None:
    node = parse(f"a: {written}", "a.yaml").roots[0]["a"]
    assert node.data == yaml.safe_load(f"a: {written}")["a"]
    assert node.text == written


@pytest.mark.parametrize("word", ["yes", "No", "ON", "off", "true", "False", "null", "~", "", "y", "N", "none", "TRue"])
def test_words_are_what_pyyaml_says(word: str) -> None:
    assert parse(f"a: {word}", "a.yaml").roots[0]["a"].data == yaml.safe_load(f"a: {word}")["a"]


@pytest.mark.parametrize(
    ("written", "value", "tag"),
    [
        ("!!str 123", "123", None),
        ("!!int '123'", 123, None),
        ("!!float 1.5", 1.5, None),
        ("!!bool 'yes'", True, None),
        ("!!null ''", None, None),
        ("! 12", "12", None),
        ("!<tag:yaml.org,2002:str> 12", "12", None),
        ("!!timestamp 2001-01-01", "2001-01-01", None),
        ("!!binary aGk=", "aGk=", "!!binary"),
        ("!Ref 123", "123", "!Ref"),
        ("!Sub ''", "", "!Sub"),
        ("!GetAZs", "", "!GetAZs"),
    ],
)
def test_a_tag_of_yaml_gives_a_type_and_any_other_is_kept(written: str, value: object, tag: str | None) -> None:
    node = parse(f"a: {written}", "a.yaml").roots[0]["a"]
    assert (node.data, type(node.data), node.tag) == (value, type(value), tag)


@pytest.mark.parametrize(
    ("written", "tag"), [("!!map {}", None), ("!!set {a}", "!!set"), ("!GetAtt [a, b]", "!GetAtt"), ("! {}", None)]
)
def test_a_collection_keeps_a_tag_that_means_more_than_its_kind(written: str, tag: str | None) -> None:
    assert parse(f"a: {written}", "a.yaml").roots[0]["a"].tag == tag
