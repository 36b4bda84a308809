"""The form of each resource type that is asked for, read once in a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.registry import cache
from apigw_lint.registry.amendments import amend
from apigw_lint.registry.carrier import Carrier, LayoutError, find
from apigw_lint.registry.form import form_of

if TYPE_CHECKING:
    from apigw_lint.registry.form import Form

_found: list[Carrier] = []
_forms: dict[str, Form | None] = {}


def carrier() -> Carrier:
    """The installed cfn-lint, or what is wrong with it."""
    if not _found:
        _found.append(find())
    return _found[0]


def specification(kind: str) -> Form | None:
    """The form of a resource type; None when there is none to be had."""
    if kind not in _forms:
        _forms[kind] = _read(kind)
    return _forms[kind]


def _read(kind: str) -> Form | None:
    found = carrier()
    try:
        file = found.file_of(kind)
    except LayoutError as error:
        _found[0] = found._replace(problem=f"cfn-lint {found.version} {error}")
        return None
    if file is None:
        return None
    form = cache.kept(file)
    if form is not None:
        return form_of(form)
    import json

    try:
        with open(file, encoding="utf-8") as stream:
            form = amend(form_of(json.load(stream), kind), kind)
    except (OSError, ValueError, RecursionError):
        return None
    cache.keep(file, form)
    return form
