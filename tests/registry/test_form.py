"""What is kept of a schema is sound, whatever is handed in, and passes over nothing that the schemas of our types say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apigw_lint.dialects.cloudformation.declaration import BESIDE, SERVICES
from apigw_lint.registry.form import form_of
from apigw_lint.registry.judge import judge
from apigw_lint.registry.specifications import carrier, specification

READ = {
    "$ref", "additionalProperties", "allOf", "anyOf", "definitions", "enum", "items", "maxItems", "maxLength", "maximum",
    "minItems", "minLength", "minimum", "oneOf", "pattern", "patternProperties", "properties", "readOnlyProperties",
    "required", "type", "uniqueItems",
}  # fmt: skip
PASSED_OVER = {
    "additionalIdentifiers", "conditionalCreateOnlyProperties", "createOnlyProperties", "default", "description", "format",
    "handlers", "insertionOrder", "lifecycle", "minProperties", "primaryIdentifier", "propertyTransform", "relationshipRef",
    "sourceUrl", "tagging", "typeName", "writeOnlyProperties",
}  # fmt: skip
EVENTS = {"AWS::Serverless::Function", "AWS::Serverless::StateMachine"}
TYPES = sorted({*BESIDE, *(kind for prefix in SERVICES for kind in carrier().kinds(prefix))} - EVENTS)
WORDS = st.sampled_from(sorted(READ))
ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.just("#/definitions/A")),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.one_of(WORDS, st.just("A")), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(ANYTHING)
def test_whatever_is_handed_in_what_comes_out_is_sound(schema: object) -> None:
    """It is the same when it is made again of itself, and judges without failing."""
    form = form_of(schema)
    assert form_of(json.loads(json.dumps(form))) == form
    judge(_EMPTY, form)  # type: ignore[arg-type]


class _Empty:
    """A mapping with nothing in it."""

    opaque = is_list = is_null = False
    is_map = known = True
    key_place = place = None

    def __bool__(self) -> bool:
        return True

    def items(self) -> Any:
        return iter(())


_EMPTY = _Empty()


@pytest.mark.parametrize("kind", TYPES)
def test_every_word_of_a_schema_is_read_or_knowingly_passed_over(kind: str) -> None:
    """A word that a new cfn-lint brings fails here, so that somebody decides what it means."""
    file = carrier().file_of(kind)
    assert file is not None
    assert set(words(json.loads(Path(file).read_text(encoding="utf-8")))) <= READ | PASSED_OVER


def words(schema: Any) -> Any:
    """The words of a schema, without the names of properties."""
    for word, value in schema.items() if isinstance(schema, dict) else ():
        yield word
        if word in ("properties", "patternProperties", "definitions"):
            for one in value.values():
                yield from words(one)
        elif word in ("items", "additionalProperties"):
            yield from words(value)
        elif word in ("anyOf", "oneOf", "allOf"):
            for one in value:
                yield from words(one)


@pytest.mark.parametrize("kind", [*TYPES, *sorted(EVENTS)])
def test_every_type_has_a_form_that_refers_to_nothing_outside(kind: str) -> None:
    form = specification(kind)
    assert form
    assert form["properties"]
    assert set(references(form)) <= {f"#/definitions/{name}" for name in form.get("definitions", {})}


def references(form: Any) -> Any:
    if isinstance(form, list):
        for one in form:
            yield from references(one)
    elif isinstance(form, dict):
        yield from [form["$ref"]] if isinstance(form.get("$ref"), str) else []
        for one in form.values():
            yield from references(one)
