"""The shape that a value may have, as a JSON Schema of few words says it."""

from __future__ import annotations

from typing import Any, NamedTuple

from apigw_lint.source.pattern import Pattern

KINDS = {
    "object": "map",
    "array": "list",
    "string": "text",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
}
IN_WORDS = {"list": "a list", "map": "a mapping", "text": "a text", "number": "a number", "boolean": "true or false"}
DIGITS = Pattern(r"\^-?\?*\[0-9\]\+\$")
WORDS = Pattern(r"[\w|]+")
LETTER = Pattern(r"\[(\w)\w\]")  # a letter in either case, as the schema writes it
FUNCTION = "#/definitions/function"


class Shape(NamedTuple):
    """What a value may be. `kinds` are map, list, text, number and boolean; without any it may be anything.

    `fields` are those of a mapping, `others` the shape of every other key: None where there is no other, ANYTHING where they do
    not matter. `words` are the texts that it may be, None for any; `pattern` says the same where they cannot be listed.
    """

    kinds: frozenset[str] = frozenset()
    fields: dict[str, Shape] = {}
    others: Any = None
    items: Any = None
    required: tuple[str, ...] = ()
    words: tuple[str, ...] | None = None
    pattern: str | None = None
    low: float | None = None
    high: float | None = None


ANYTHING = Shape()


def shape(schema: dict[str, Any], definitions: dict[str, Any]) -> Shape:
    """The shape that a schema describes; functions of CloudFormation, which may stand everywhere, are left out of it."""
    found = [_one(one, definitions) for one in _alternatives(schema, definitions)]
    known = [one for one in found if one.kinds]
    if len(known) < len(found) or not known:
        return ANYTHING
    whole = known[0]
    for one in known[1:]:
        whole = _either(whole, one)
    return whole


def _alternatives(schema: dict[str, Any], definitions: dict[str, Any]) -> list[dict[str, Any]]:
    reference = schema.get("$ref")
    if reference == FUNCTION:
        return []
    if reference is not None:
        return _alternatives(definitions[reference.rpartition("/")[2]], definitions)
    if "anyOf" in schema:
        return [one for branch in schema["anyOf"] for one in _alternatives(branch, definitions)]
    return [] if schema.get("required") == ["$ref"] else [schema]


def _one(schema: dict[str, Any], definitions: dict[str, Any]) -> Shape:
    types = schema.get("type", "string" if "enum" in schema else ())
    kinds = frozenset(KINDS[one] for one in ([types] if isinstance(types, str) else types))
    pattern = schema.get("pattern")
    if pattern is not None and DIGITS.fullmatch(pattern):
        return Shape(frozenset(("number",)))
    words = tuple(dict.fromkeys(map(str, schema["enum"]))) if "enum" in schema else _words(pattern)
    return Shape(
        kinds,
        {key: shape(one, definitions) for key, one in schema.get("properties", {}).items()},
        _others(schema.get("additionalProperties", True), definitions),
        shape(schema["items"], definitions) if "items" in schema else None,
        tuple(schema.get("required", ())),
        words,
        None if words else pattern,
        schema.get("minimum"),
        schema.get("maximum"),
    )


def _others(schema: Any, definitions: dict[str, Any]) -> Shape | None:
    if isinstance(schema, dict):
        return shape(schema, definitions)
    return ANYTHING if schema else None


def _words(pattern: str | None) -> tuple[str, ...] | None:
    """The words of a pattern that is nothing but a choice of words in either case."""
    plain = LETTER.sub(r"\1", pattern or "").removeprefix("^(").removesuffix(")$")
    return tuple(plain.split("|")) if WORDS.fullmatch(plain) else None


def _either(one: Shape, other: Shape) -> Shape:
    """A value of one shape or the other. Mappings of two shapes do not occur; a boolean in words is a boolean."""
    if "boolean" in one.kinds | other.kinds:
        return Shape(frozenset(("boolean",)))
    rest = {name: getattr(one, name) or getattr(other, name) for name in Shape._fields[1:]}
    rest["low"] = one.low if other.low is None else other.low
    return Shape(one.kinds | other.kinds, **rest)
