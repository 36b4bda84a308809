"""Schemas taken apart, and measured."""

from __future__ import annotations

import json

import pytest

from apigw_lint.analysis.schema import size, subschemas
from apigw_lint.model.value import UNKNOWN, join

SCHEMA = {
    "type": "object",
    "properties": {"id": {"type": "string"}, "items": {"items": [{"enum": ["a"]}, {}]}},
    "additionalProperties": False,
    "allOf": [{"not": {"required": ["x"]}}],
}


def test_every_schema_inside_is_found_with_its_pointer() -> None:
    assert [pointer for pointer, _ in subschemas(SCHEMA)] == [
        "",
        "properties/id/",
        "properties/items/",
        "properties/items/items/0/",
        "properties/items/items/1/",
        "allOf/0/",
        "allOf/0/not/",
    ]


@pytest.mark.parametrize("value", [SCHEMA, {}, [], "text", 7, True])
def test_the_size_is_about_that_of_compact_json(value: object) -> None:
    compact = len(json.dumps(value, separators=(",", ":")))
    assert compact <= size(value) + 1 <= compact * 1.2 + 4


def test_what_is_unknown_takes_no_room() -> None:
    assert size(UNKNOWN) == 0
    assert size({"a": UNKNOWN}) == size({"a": None})
    assert size(join(["abc", UNKNOWN])) == len('"abc"')
