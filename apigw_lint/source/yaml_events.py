"""PyYAML's events, from libyaml where PyYAML was built with it, without importing what a reader of events never uses."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import PathFinder
from types import ModuleType
from typing import Any

USED = ("error", "tokens", "events", "nodes", "scanner", "parser", "composer")
UNUSED = ("reader", "constructor", "emitter", "serializer", "representer")


def parser_class() -> Any:
    """A class whose instances, made of a text, answer `get_event()` with one event after the other."""
    try:
        if "yaml" not in sys.modules:
            _import_sparingly()
        return import_module("yaml._yaml").CParser
    except ImportError:
        return import_module("yaml").SafeLoader


def _import_sparingly() -> None:
    """Import libyaml's binding without `yaml/__init__`, which takes longer than reading a typical template.

    The binding wants an exception class from each module of PyYAML. The modules that only write or construct, and the
    one that compiles a costly expression, get a stand-in. Whoever asks the package for more gets all of it.
    """
    spec = PathFinder.find_spec("yaml")
    if spec is None or spec.loader is None or spec.submodule_search_locations is None:
        raise ImportError("PyYAML is not installed")
    package = ModuleType("yaml")
    package.__spec__, package.__loader__, package.__file__ = spec, spec.loader, spec.origin
    package.__package__, package.__path__ = "yaml", list(spec.submodule_search_locations)
    sys.modules["yaml"] = package
    try:
        _bind(package)
    except (AttributeError, ImportError):  # a PyYAML that is laid out otherwise: the ordinary import
        for name in [name for name in sys.modules if name.partition(".")[0] == "yaml"]:
            del sys.modules[name]


def _bind(package: ModuleType) -> None:
    for name in USED:
        module = import_module(f"yaml.{name}")
        package.__dict__.update({public: module.__dict__[public] for public in vars(module) if public[0].isupper()})
    for name in UNUSED:
        error = _error_class(name)
        stand_in = ModuleType(f"yaml.{name}")
        setattr(stand_in, error, type(error, (package.__dict__["YAMLError"],), {}))
        setattr(package, name, stand_in)
    binding = import_module("yaml._yaml")
    for name in UNUSED:
        delattr(package, name)

    def complete(wanted: str) -> Any:
        del package.__dict__["__getattr__"]
        package.__spec__.loader.exec_module(package)  # type: ignore[union-attr]
        for name in UNUSED:
            error = _error_class(name)
            setattr(binding, error, getattr(getattr(package, name), error))
        return getattr(package, wanted)

    package.__dict__["__getattr__"] = complete


def _error_class(module: str) -> str:
    return module.title() + "Error"


Parser = parser_class()
"""Made of a text, answers `get_event()` with one event after the other."""

from yaml.error import MarkedYAMLError, YAMLError  # noqa: E402
from yaml.events import (  # noqa: E402
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

__all__ = [
    "AliasEvent",
    "DocumentStartEvent",
    "MappingEndEvent",
    "MappingStartEvent",
    "MarkedYAMLError",
    "Parser",
    "ScalarEvent",
    "SequenceEndEvent",
    "StreamEndEvent",
    "YAMLError",
]
