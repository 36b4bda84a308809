"""The condition operators of IAM and what their names are made of."""

from __future__ import annotations

import re
from typing import NamedTuple


class Operator(NamedTuple):
    """A condition operator. `base` is its positive form (`StringEquals` for `StringNotEquals`)."""

    base: str
    family: str
    negated: bool = False
    qualifier: str | None = None
    if_exists: bool = False

    @property
    def wild(self) -> bool:
        """Whether `*` and `?` in its values are wildcards."""
        return self.base in ("StringLike", "ArnLike", "ArnEquals")

    @property
    def varies(self) -> bool:
        """Whether policy variables mean something in its values."""
        return self.family in ("string", "arn", "bool")

    @property
    def comparison(self) -> str:
        """What a numeric or date operator does: Equals, LessThan, GreaterThanEquals ..."""
        return self.base.removeprefix("Numeric").removeprefix("Date")


_NEGATIVES = {
    "StringNotEquals": "StringEquals",
    "StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase",
    "StringNotLike": "StringLike",
    "NumericNotEquals": "NumericEquals",
    "DateNotEquals": "DateEquals",
    "NotIpAddress": "IpAddress",
    "ArnNotEquals": "ArnEquals",
    "ArnNotLike": "ArnLike",
}
_COMPARISONS = ("Equals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals")
_FAMILIES = {
    "StringEquals": "string",
    "StringEqualsIgnoreCase": "string",
    "StringLike": "string",
    "Bool": "bool",
    "BinaryEquals": "binary",
    "IpAddress": "address",
    "ArnEquals": "arn",
    "ArnLike": "arn",
    "Null": "null",
    **{f"Numeric{comparison}": "number" for comparison in _COMPARISONS},
    **{f"Date{comparison}": "date" for comparison in _COMPARISONS},
}
_BY_NAME = {name.lower(): Operator(name, family) for name, family in _FAMILIES.items()}
_BY_NAME |= {name.lower(): Operator(base, _FAMILIES[base], negated=True) for name, base in _NEGATIVES.items()}
_QUALIFIERS = {"forallvalues": "ForAllValues", "foranyvalue": "ForAnyValue"}

NAMES = (*_FAMILIES, *_NEGATIVES)


def parse(name: str) -> Operator | None:
    """The operator of this name, or None when there is none. `Null` takes no `IfExists`."""
    match = re.fullmatch(r"(?:(forallvalues|foranyvalue):)?([a-z]+?)(ifexists)?", name.lower())
    found = _BY_NAME.get(match[2]) if match else None
    if not match or not found or (found.base == "Null" and match[3]):
        return None
    return found._replace(qualifier=_QUALIFIERS.get(match[1] or ""), if_exists=bool(match[3]))


def suggestion(name: str) -> str | None:
    """The nearest name of an operator, or None when nothing is near."""
    import difflib

    return next(iter(difflib.get_close_matches(name, NAMES, 1, 0.75)), None)
