"""Forms kept from one run to the next, in the user's folder for such things. Without the folder nothing is kept, and nothing is said."""

from __future__ import annotations

import os
import sys
from typing import Any

from apigw_lint import __version__
from apigw_lint.registry import amendments
from apigw_lint.registry import form as forms

APPLICATION = "apigw-lint"


def folder() -> str | None:
    """The user's folder for what can be made again; None when there is none."""
    base = os.environ.get("XDG_CACHE_HOME")
    if not base or not os.path.isabs(base):
        home = os.path.expanduser("~")
        if home == "~":
            return None
        if sys.platform == "win32":
            base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
        else:
            base = os.path.join(home, "Library", "Caches") if sys.platform == "darwin" else os.path.join(home, ".cache")
    return os.path.join(base, APPLICATION)


def kept(schema: str) -> Any:
    """What is kept of a schema's file, unless the file has changed since; None when there is nothing, or nothing that can be read."""
    place = _place(schema)
    if place is None:
        return None
    import json

    try:
        with open(place, encoding="utf-8") as stream:
            entry = json.load(stream)
        return entry["form"] if entry["of"] == _stamp(schema) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def keep(schema: str, form: Any) -> None:
    """Keep the form of a schema's file for later, whole or not at all."""
    place = _place(schema)
    if place is None:
        return
    import json

    unfinished = f"{place}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(unfinished, "w", encoding="utf-8") as stream:
            json.dump({"of": _stamp(schema), "form": form}, stream, separators=(",", ":"))
        os.replace(unfinished, place)
    except OSError:
        return


def _place(schema: str) -> str | None:
    """Where a form is kept: below our version, under the name of its schema."""
    base = folder()
    return os.path.join(base, f"registry-{__version__}", os.path.basename(schema)) if base else None


def _stamp(schema: str) -> list[Any]:
    """What a schema's file, and what is made of it, are known again by; raises OSError."""
    return [schema, *(part for file in (schema, forms.__file__, amendments.__file__) for part in _state(file))]


def _state(file: str) -> tuple[int, int]:
    found = os.stat(file)
    return found.st_size, int(found.st_mtime)
