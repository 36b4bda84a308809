"""Entries that are added stand below the first one, and look like it."""

from __future__ import annotations

import pytest
import yaml

from apigw_lint.finding.entry import addition, further
from apigw_lint.source.read import parse


def added(text: str, path: str = "a.yaml") -> str | None:
    document = parse(text, path)
    assert document.root is not None
    found = addition(document.root["Api"], '"New": 1' if path.endswith("json") else "New: 1")
    if found is None:
        return None
    start, end, entry = found
    return text[:start] + entry + text[end:]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Api:\n  Type: X\n  Other: Y\n", "Api:\n  Type: X\n  New: 1\n  Other: Y\n"),
        ("Api:\r\n  Type: X\r\n", "Api:\r\n  Type: X\r\n  New: 1\r\n"),
        ("Api:\n  Type: X", "Api:\n  Type: X\n  New: 1"),
        (
            "Api:\n    Type: X # note\n    # about it\n    Other: Y\n",
            "Api:\n    Type: X # note\n    New: 1\n    # about it\n    Other: Y\n",
        ),
        ("Api:\n  List:\n  - a\n  - b\n  Other: Y\n", "Api:\n  List:\n  - a\n  - b\n  New: 1\n  Other: Y\n"),
        ("Api:\n  Text: |\n    a\n    b\n  Other: Y\n", "Api:\n  Text: |\n    a\n    b\n  New: 1\n  Other: Y\n"),
        ("Api:\n  Type:\n  Other: Y\n", "Api:\n  Type:\n  New: 1\n  Other: Y\n"),
        ("Api: {Type: X, Other: Y}\n", "Api: {Type: X, New: 1, Other: Y}\n"),
        ("Api: {Type: X}\n", "Api: {Type: X, New: 1}\n"),
        ('Api: {\n  "Type": X,\n  "Other": Y\n}\n', 'Api: {\n  "Type": X,\n  New: 1,\n  "Other": Y\n}\n'),
    ],
)
def test_in_yaml(text: str, after: str) -> None:
    assert added(text) == after
    assert yaml.safe_load(after)["Api"] == {**yaml.safe_load(text)["Api"], "New": 1}


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ('{"Api":{"Type":"X","Other":"Y"}}', '{"Api":{"Type":"X","New": 1,"Other":"Y"}}'),
        ('{"Api": {\n\t"Type": "X",\n\t"Other": "Y"\n}}', '{"Api": {\n\t"Type": "X",\n\t"New": 1,\n\t"Other": "Y"\n}}'),
        ('{"Api": {"Type": "X"}}', '{"Api": {"Type": "X", "New": 1}}'),
    ],
)
def test_in_json(text: str, after: str) -> None:
    assert added(text, "a.json") == after


@pytest.mark.parametrize(
    "text",
    [
        "Api: {}\n",
        "Api: &a\n  <<: &b {Type: X}\n",
        "Other: &x {a: 1}\nApi:\n  Type: *x\n",
        "Api:\n  ? Type\n  : X\n",
    ],
)
def test_where_there_is_no_room_nothing_is_added(text: str) -> None:
    assert added(text) is None


def with_more(text: str, path: str = "a.yaml") -> str | None:
    document = parse(text, path)
    assert document.root is not None
    found = further(document.root, "List", ['"b"', '"c"'] if path.endswith("json") else ["b", "c"])
    if found is None:
        return None
    start, end, entry = found
    return text[:start] + entry + text[end:]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("List: a\nOther: 1\n", "List: [a, b, c]\nOther: 1\n"),
        ("List: 'a' # note\n", "List: ['a', b, c] # note\n"),
        ("List: [a]\n", "List: [a, b, c]\n"),
        ("List: [\n  x,\n  a\n]\n", "List: [\n  x,\n  a,\n  b,\n  c\n]\n"),
        ("List:\n- a # note\nOther: 1\n", "List:\n- a # note\n- b\n- c\nOther: 1\n"),
        ("List:\r\n  -   x\r\n  -   a\r\n", "List:\r\n  -   x\r\n  -   a\r\n  -   b\r\n  -   c\r\n"),
    ],
)
def test_more_in_yaml(text: str, after: str) -> None:
    assert with_more(text) == after
    assert yaml.safe_load(after)["List"][-3:] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ('{"List":"a"}', '{"List":["a", "b", "c"]}'),
        ('{"List":["x","a"]}', '{"List":["x","a","b","c"]}'),
        ('{"List": [\n\t"x",\n\t"a"\n]}', '{"List": [\n\t"x",\n\t"a",\n\t"b",\n\t"c"\n]}'),
    ],
)
def test_more_in_json(text: str, after: str) -> None:
    assert with_more(text, "a.json") == after


@pytest.mark.parametrize(
    "text",
    [
        "List: []\n",
        "List:\n",
        "List: {a: 1}\n",
        "List: |\n  a\n",
        "List: !Ref a\n",
        "X: &x a\nList: *x\n",
        "X: &x a\nList:\n- *x\n",
    ],
)
def test_no_more_where_it_is_no_list_of_its_own(text: str) -> None:
    assert with_more(text) is None


def test_the_dash_of_a_list_is_not_repeated() -> None:
    document = parse("- Type: X\n  Other: Y\n", "a.yaml")
    assert document.root is not None
    assert addition(document.root.elements()[0], "New: 1") is None
