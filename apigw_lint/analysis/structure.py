"""What the specification of a resource type has against a resource, in words that several rules use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.registry.judge import ITEM, Fault, judge
from apigw_lint.registry.specifications import specification

if TYPE_CHECKING:
    from apigw_lint.model.declaration import Declaration

NAMES = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
    "null": "null",
}
"""The types of values, in words."""


def faults(declaration: Declaration, *kinds: str) -> list[Fault]:
    """The faults of some kinds. All are looked for when the first rule asks."""
    if declaration.faults is None:
        form = specification(declaration.type)
        declaration.faults = judge(declaration.properties, form) if form else []
    return [one for one in declaration.faults if one.kind in kinds] if declaration.faults else []


def subject(fault: Fault) -> str:
    """What a fault is about: "'Type'", "an item of 'Types'"."""
    name = fault.trail[-1] if fault.trail else "Properties"
    return f"'{name}'" if name != ITEM else f"an item of '{fault.trail[-2]}'"


def owner(declaration: Declaration, fault: Fault) -> str:
    """What holds the property that a fault is about: "AWS::ApiGateway::Method", "'Integration' of AWS::ApiGateway::Method"."""
    above = [name for name in fault.trail[:-1] if name != ITEM]
    if fault.trail[-1:] == (ITEM,):
        above = above[:-1]
    return f"'{'.'.join(above)}' of {declaration.type}" if above else declaration.type


def choice(words: tuple[str, ...]) -> str:
    """ "A, B or C"; "a value" for anything."""
    if not words:
        return "a value"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
