"""The form of each resource type that is asked for, read once in a run."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from apigw_lint import __version__, cache
from apigw_lint.registry import amendments
from apigw_lint.registry import form as forms
from apigw_lint.registry.amendments import amend
from apigw_lint.registry.carrier import Carrier, LayoutError, find
from apigw_lint.registry.form import form_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apigw_lint.registry.form import Form

WORTH = 12_000
"""Bytes of a schema from which on what is kept of it is sooner read than the schema: those of SAM, and web ACLs."""
ROOM = "registry"
MAKERS = (forms.__file__, amendments.__file__)

_found: list[Carrier] = []
_forms: dict[str, Form | None] = {}
_unlike: dict[str, str] = {}


def carrier() -> Carrier:
    """The installed cfn-lint, or what is wrong with it."""
    if not _found:
        _found.append(find())
    return _found[0]


def problems(kinds: Iterable[str]) -> list[str]:
    """Why specifications of these types that were asked for could not be read, each reason once."""
    asked = sorted(kind for kind in set(kinds) if kind in _forms)
    if asked and carrier().problem:
        return [carrier().problem]
    return [_unlike[kind] for kind in asked if kind in _unlike]


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
        if file is None:
            return None
        return _made(file, kind) if os.stat(file).st_size < WORTH else _kept(file, kind)
    except LayoutError as error:
        _unlike[kind] = f"cfn-lint {found.version} {error}"
    except (OSError, ValueError, RecursionError):
        pass  # a file that cannot be read asks nothing
    return None


def _made(file: str, kind: str) -> Form:
    """The form that a file's schema makes; raises OSError, ValueError and RecursionError for one that is none."""
    import json

    with open(file, encoding="utf-8") as stream:
        return amend(form_of(json.load(stream), kind), kind)


def _kept(file: str, kind: str) -> Form:
    """The form as it is kept, as long as the schema, and what is made of one, are as they were; else made and kept."""
    name = os.path.basename(file).removesuffix(".json")
    of = [__version__, carrier().version, *(part for one in (file, *MAKERS) for part in _state(one))]
    entry = cache.kept(ROOM, name)
    if isinstance(entry, dict) and entry.get("of") == of:
        return form_of(entry.get("form"))
    form = _made(file, kind)
    cache.keep(ROOM, name, {"of": of, "form": form})
    return form


def _state(file: str) -> tuple[str, int, int]:
    found = os.stat(file)
    return file, found.st_size, int(found.st_mtime)
