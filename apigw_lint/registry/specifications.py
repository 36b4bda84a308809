"""The form of each resource type that is asked for, read once in a run."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from apigw_lint.registry import cache
from apigw_lint.registry.amendments import amend
from apigw_lint.registry.carrier import Carrier, LayoutError, find
from apigw_lint.registry.form import form_of

if TYPE_CHECKING:
    from apigw_lint.registry.form import Form

WORTH = 12_000
"""Bytes of a schema from which on what is kept of it is sooner read than the schema: those of SAM, and web ACLs."""

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


def meant(kind: str) -> str | None:
    """The type of the same service that is probably meant with one that there is not; None when none is near."""
    from apigw_lint.source.nearest import closest

    service, _, name = kind.rpartition("::")
    known = [one.rpartition("::")[2] for one in carrier().kinds(f"{service}::")]
    near = closest(name, known) if known and name not in known else None
    return f"{service}::{near}" if near else None


def _read(kind: str) -> Form | None:
    found = carrier()
    try:
        file = found.file_of(kind)
    except LayoutError as error:
        _found[0] = found._replace(problem=f"cfn-lint {found.version} {error}")
        return None
    if file is None:
        return None
    import json

    try:
        worth = os.stat(file).st_size >= WORTH
        kept = cache.kept(file) if worth else None
        if kept is not None:
            return form_of(kept)
        with open(file, encoding="utf-8") as stream:
            form = amend(form_of(json.load(stream), kind), kind)
    except (OSError, ValueError, RecursionError):
        return None
    if worth:
        cache.keep(file, form)
    return form
