"""Entries that are added stand below the first one, and look like it."""

from __future__ import annotations

import pytest
import yaml

from apigw_lint.finding.entry import addition
from apigw_lint.source.read import parse


def added(text: str, path: str = "a.yaml") -> str | None:
    document = parse(text, path)
    assert document.root is not None
    found = addition(document.root["Api"], '"New": 1' if path.endswith("json") else "New: 1")
    if found is None:
        return None
    at, entry = found
    return text[:at] + entry + text[at:]


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
