"""What a plain YAML 1.1 scalar means to CloudFormation, and what a number is."""

from __future__ import annotations

from typing import Any

from apigw_lint.source.pattern import Pattern

INTEGER = Pattern(r"[-+]?(?:0|[1-9][0-9_]*)")
FLOAT = Pattern(r"(?:[-+]?(?:0|[1-9][0-9_]*)\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?")
MOST_DIGITS = 300  # past the range of a double, and far below the length at which int() refuses

WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"), True),
    **dict.fromkeys(("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"), False),
}


class PlainScalars(dict[str, Any]):
    """The value of each plain scalar met so far, by its text: `scalars["true"]` is True.

    Dates, versions, octal and sexagesimal numbers and account ids that begin with zero stay text: nobody who writes
    `2012-10-17` or `012345678901` means a point in time or a quantity.
    """

    def __missing__(self, text: str) -> Any:
        value: Any = text
        if text in WORDS:
            value = WORDS[text]
        elif text[0] in "-+.0123456789":
            value = plain_number(text)
        self[text] = value
        return value


def plain_number(text: str) -> int | float | str:
    """The number that a plain YAML scalar writes in decimal, else its text."""
    if INTEGER.fullmatch(text) or FLOAT.fullmatch(text):
        return number(text.replace("_", ""))
    return text


def number(text: str) -> int | float | str:
    """The number that JSON or YAML writes; its text when no double reaches so far."""
    if len(text) > MOST_DIGITS:
        return text
    if text.lstrip("+-").isdecimal():
        return int(text)
    value = float(text)
    return value if abs(value) != float("inf") else text


YAML_TAG = "tag:yaml.org,2002:"


def tagged(text: str, tag: str) -> tuple[Any, str | None]:
    """The value of a scalar with a tag, and the tag where it means more than a type of YAML: `!Ref`, `!!binary`."""
    if tag == "!":
        return text, None
    if not tag.startswith(YAML_TAG):
        return text, tag
    kind = tag[len(YAML_TAG) :]
    if kind in ("int", "float"):
        return plain_number(text), None
    if kind in ("bool", "null"):
        return WORDS.get(text, text) if kind == "bool" else None, None
    return text, None if kind in ("str", "timestamp") else f"!!{kind}"


def tagged_collection(tag: str | None) -> str | None:
    """The tag of a mapping or list where it means more than that."""
    if tag is None or not tag.startswith(YAML_TAG):
        return None if tag == "!" else tag
    kind = tag[len(YAML_TAG) :]
    return None if kind in ("map", "seq") else f"!!{kind}"
