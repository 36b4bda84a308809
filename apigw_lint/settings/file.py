"""The settings file: finding it, and reading it strictly."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.settings.settings import ENGINES, Exemption, Override, Settings
from apigw_lint.source.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

OWN = "apigw-lint.toml"
SHARED = "pyproject.toml"
FIELDS = {"region": "regions"}  # keys whose field has another name


class SettingsError(Exception):
    """Settings that cannot be used. Its text is `file:line: why`."""

    def __init__(self, file: str, line: int, why: str) -> None:
        super().__init__(f"{file}:{line}: {why}")
        self.file = file
        self.line = line
        self.why = why


def settings_for(path: str) -> Settings:
    """The settings that hold for a file or folder: those of the nearest settings file above it. Raises SettingsError."""
    folder = os.path.abspath(path)
    while True:
        for name in (OWN, SHARED):
            file = os.path.join(folder, name)
            if os.path.isfile(file) and (found := read(file)) is not None:
                return found
        above = os.path.dirname(folder)
        if above == folder:
            return Settings(root=os.getcwd())
        folder = above


def read(file: str) -> Settings | None:
    """The settings in a file; None for a pyproject.toml that has none. Raises SettingsError."""
    shared = os.path.basename(file) == SHARED
    try:
        with open(file, "rb") as stream:
            raw = stream.read()
        if shared and not any(map(_may_begin, raw.splitlines())):
            return None
        text = raw.decode("utf-8")
    except OSError as error:
        raise SettingsError(file, 1, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SettingsError(file, 1, "is not UTF-8") from None
    return parse(text, file, ("tool", "apigw-lint") if shared else ())


def _may_begin(line: bytes) -> bool:
    """Whether a line of a pyproject.toml may begin our table. Projects name this linter among what they depend on, too."""
    bare = line.lstrip(b"\xef\xbb\xbf \t[").replace(b'"', b"").replace(b"'", b"")
    name = bare.partition(b"=")[0].partition(b".")[0].strip()
    return name == b"apigw-lint" or (name == b"tool" and b"apigw-lint" in bare)


def parse(text: str, file: str, table: tuple[str, ...] = ()) -> Settings | None:
    """The settings in a text, of which those of `table` count; None when it has no such table. Raises SettingsError."""
    data: Any = load(text, file)
    for name in table:
        data = data.get(name) if isinstance(data, dict) else None
    if data is None:
        return None
    if not isinstance(data, dict):
        raise SettingsError(file, 1, f"`{'.'.join(table)}` is a table")
    root = os.path.dirname(os.path.abspath(file))
    return Settings(file=file, root=root, **_fields(SETTINGS, data, _Where(text, file, table)))


def load(text: str, file: str) -> dict[str, Any]:
    """A TOML text as data. Raises SettingsError."""
    if sys.version_info >= (3, 11):
        import tomllib as toml
    else:
        import tomli as toml  # type: ignore[import-not-found, unused-ignore]
    try:
        data: dict[str, Any] = toml.loads(text)
    except toml.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        at = int(line[1]) if line else text.count("\n") + 1
        raise SettingsError(file, at, f"is not TOML: {re.sub(r' *[(]at .*[)]$', '', str(error))}") from None
    return data


class _Where(NamedTuple):
    """A table of the file. `number` tells the entries of a list of tables apart."""

    text: str
    file: str
    table: tuple[str, ...]
    number: int = 0

    def line(self, key: str = "") -> int:
        """The line of a key of this table, or of its header; the header's when the key is written in another way."""
        here: tuple[str, ...] = ()
        seen, header = -1, 1
        for number, line in enumerate(self.text.splitlines(), 1):
            if match := re.match(r"\s*\[\[?([^\]]+)\]\]?", line):
                here = tuple(part.strip(" \"'") for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^.]+", match[1]))
                seen += here == self.table
                header = number if here == self.table and seen == self.number else header
            if here == (*self.table, key) or (
                here == self.table
                and seen in (self.number, -1)
                and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[.=]", line)
            ):
                return number
        return header

    def error(self, key: str, why: str) -> SettingsError:
        return SettingsError(self.file, self.line(key), why)


def _fields(known: Mapping[str, Any], data: Mapping[str, Any], where: _Where) -> dict[str, Any]:
    """The fields that a table fills, each read by the reader of its key."""
    fields = {}
    for key, value in data.items():
        if key not in known:
            raise where.error(key, f"`{key}` is no setting{nearest(key, known)}")
        fields[FIELDS.get(key, key.replace("-", "_"))] = known[key](value, key, where)
    return fields


def _text(value: Any, key: str, where: _Where) -> str:
    if not isinstance(value, str) or not value:
        raise where.error(key, f"`{key}` is a text")
    return value


def _file(value: Any, key: str, where: _Where) -> str:
    """A path, which is relative to the folder of the settings."""
    return os.path.join(os.path.dirname(os.path.abspath(where.file)), _text(value, key, where))


def _folders(value: Any, key: str, where: _Where) -> tuple[str, ...]:
    return tuple(_file(folder, key, where) for folder in _texts(value, key, where))


def _truth(value: Any, key: str, where: _Where) -> bool:
    if not isinstance(value, bool):
        raise where.error(key, f"`{key}` is true or false")
    return value


def _count(value: Any, key: str, where: _Where) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise where.error(key, f"`{key}` is a whole number above zero")
    return value


def _texts(value: Any, key: str, where: _Where) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise where.error(key, f"`{key}` is a list of texts")
    return tuple(value)


def _text_or_texts(value: Any, key: str, where: _Where) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) and value else _texts(value, key, where)


def _values(value: Any, key: str, where: _Where) -> dict[str, str]:
    """Parameter values as CloudFormation takes them: texts; a list becomes one text with commas."""
    if not isinstance(value, dict):
        raise where.error(key, f"`{key}` is a table of names and values")
    return {name: _parameter(one, key, where) for name, one in value.items()}


def _parameter(value: Any, key: str, where: _Where) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ",".join(_parameter(one, key, where) for one in value)
    if not isinstance(value, (str, int, float)):
        raise where.error(key, f"`{key}` gives texts, numbers, true or false, or lists of them")
    return str(value)


def _choice(*choices: str) -> Callable[[Any, str, _Where], str]:
    def reader(value: Any, key: str, where: _Where) -> str:
        if value not in choices:
            hint = nearest(value, choices) if isinstance(value, str) else ""
            raise where.error(key, f"`{key}` is one of {', '.join(choices)}, not `{value}`{hint}")
        return str(value)

    return reader


def _choices(*choices: str) -> Callable[[Any, str, _Where], tuple[str, ...]]:
    one = _choice(*choices)
    return lambda value, key, where: tuple(one(item, key, where) for item in _texts(value, key, where))


def _tables(kind: type[Any], known: Mapping[str, Any]) -> Callable[[Any, str, _Where], tuple[Any, ...]]:
    def reader(value: Any, key: str, where: _Where) -> tuple[Any, ...]:
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise where.error(key, f"`{key}` is a list of tables, written `[[{key}]]`")
        entries = []
        for index, item in enumerate(value):
            inside = _Where(where.text, where.file, (*where.table, key), index)
            if "files" not in item:
                raise inside.error("", f"`{key}` needs `files`, the paths that it holds for")
            fields = _fields(known, item, inside)
            entries.append(kind(**fields, line=inside.line()) if "line" in kind._fields else kind(**fields))
        return tuple(entries)

    return reader


SETTINGS: Mapping[str, Callable[[Any, str, _Where], Any]] = {
    "profile": _choice("default", "strict"),
    "select": _texts,
    "ignore": _texts,
    "preview": _truth,
    "fail-on": _choice("error", "warning", "note", "none"),
    "exclude": _texts,
    "rules": _folders,
    "region": _text_or_texts,
    "parameters": _values,
    "require-reason": _truth,
    "baseline": _file,
    "integration-timeout-quota": _count,
    "route-quota": _count,
    "public-paths": _texts,
    "validate": _choices(*ENGINES, *(f"{one}:all" for one in ENGINES)),
    "read-suppressions": _choices("cfn_nag", "checkov", "cfn-lint"),
    "overrides": _tables(Override, {"files": _texts, "select": _texts, "ignore": _texts}),
    "ignores": _tables(Exemption, {"files": _texts, "pointer": _text, "rules": _texts, "reason": _text}),
}
