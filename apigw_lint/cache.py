"""What can be made again, kept from one run to the next in the user's folder for such things.

Where there is no such folder, or none that can be written, nothing is kept and nothing is said.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Any

APPLICATION = "apigw-lint"
MOST = 5000  # entries of a room; when there are more, the older half goes


def folder() -> str | None:
    """The user's folder for what can be made again; None when there is none.

    [XDG base directory specification]: `XDG_CACHE_HOME`, where it is an absolute path, else `~/.cache`.
    """
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):
        home = os.path.expanduser("~")
        if not os.path.isabs(home):
            return None
        if sys.platform == "win32":
            base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
        else:
            base = os.path.join(home, "Library", "Caches") if sys.platform == "darwin" else os.path.join(home, ".cache")
    return os.path.join(base, APPLICATION)


def kept(room: str, name: str) -> Any:
    """What is kept under a name, as `json` reads it; None when there is nothing, or nothing that can be read."""
    place = _place(room, name)
    if place is None:
        return None
    import json

    try:
        with open(place, encoding="utf-8") as stream:
            return json.load(stream)
    except (OSError, ValueError, RecursionError):
        return None


def keep(room: str, name: str, value: Any) -> None:
    """Keep a value that `json` can write, whole or not at all. `name` is fit to be the name of a file."""
    place = _place(room, name)
    if place is None:
        return
    import json

    unfinished = f"{place}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(unfinished, "w", encoding="utf-8") as stream:
            stream.write(json.dumps(value, separators=(",", ":")))
        os.replace(unfinished, place)
    except OSError:
        with suppress(OSError):
            os.unlink(unfinished)


def tidy(room: str) -> None:
    """Let the older half of a room go when it is full."""
    place = _place(room, "")
    if place is None:
        return
    with suppress(OSError):
        entries = [entry.path for entry in os.scandir(place)]
        if len(entries) > MOST:
            for path in sorted(entries, key=os.path.getmtime)[: len(entries) // 2]:
                os.unlink(path)


def _place(room: str, name: str) -> str | None:
    base = folder()
    return os.path.join(base, room, f"{name}.json" if name else "") if base else None
