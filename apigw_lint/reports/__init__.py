"""How findings are written down, a module per format.

A format is a module or package here, under its own name. It has `render(findings, rules, run) -> str`, where `findings` are
sorted, `rules` are all enabled ones and those of every finding, and `run` is the finished run; and `EXTENSION`, the ending of
a file name that asks for it, None if no ending does. `text` also has `paint`, which is `render` for a terminal that shows colours.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


def formats() -> list[str]:
    """The names of all formats, sorted."""
    names = {name.removesuffix(".py") for name in os.listdir(os.path.dirname(__file__))}
    return sorted(name for name in names if name.isidentifier() and not name.startswith("_"))


def load(name: str) -> ModuleType:
    """The module of a format; raises KeyError for a name that is none."""
    if name not in formats():
        raise KeyError(name)
    return import_module(f"{__name__}.{name}")


def for_file(path: str) -> str | None:
    """The format that a file's name asks for, None if it asks for none."""
    extension = os.path.splitext(path)[1].lower()
    likely_first = sorted(formats(), key=lambda name: f".{name}" != extension)
    return next((name for name in likely_first if extension and extension == load(name).EXTENSION), None)
