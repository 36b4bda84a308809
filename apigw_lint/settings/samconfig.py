"""The parameter values that SAM's own settings file, samconfig.toml, holds for the template beside it."""

from __future__ import annotations

import os
import re
from typing import Any

from apigw_lint.settings.file import SettingsError, load
from apigw_lint.source.pattern import Pattern

NAME = "samconfig.toml"
USUAL = ("template.yaml", "template.yml", "template.json")
PAIR = Pattern(
    r"(?:ParameterKey=(?P<key>[^,\s]+),ParameterValue=|(?P<name>[^\s=\"']+)=)(?P<value>\"(?:\\.|[^\"\\])*\"|(?:\\.|[^\s\"\\])*)"
)


def values_beside(file: str) -> tuple[dict[str, str], str]:
    """The values of the parameters of a template, by the samconfig.toml in its folder, and what is wrong with that file.

    They are those of the environment `default`, or of the only one: of its `deploy` command, then of its `global` table
    [SAM serverless-sam-cli-config]. A file that names another template says nothing of this one.
    """
    folder, name = os.path.split(os.path.abspath(file))
    try:
        with open(os.path.join(folder, NAME), encoding="utf-8") as stream:
            text = stream.read()
        environments = load(text, NAME) if "parameter_overrides" in text else {}
    except FileNotFoundError:
        return {}, ""
    except (OSError, UnicodeDecodeError, SettingsError) as error:
        return {}, f"{NAME} beside it is not used: {error}"
    tables = {key: value for key, value in environments.items() if isinstance(value, dict)}
    chosen = tables.get("default") or (next(iter(tables.values())) if len(tables) == 1 else {})
    found: dict[str, str] = {}
    for command in ("global", "deploy"):
        settled = _table(_table(chosen, command), "parameters")
        template = settled.get("template_file") or settled.get("template")
        if name in USUAL if template is None else isinstance(template, str) and _is_meant(template, name):
            found.update(_values(settled.get("parameter_overrides")))
    return found, ""


def _table(table: dict[str, Any], key: str) -> dict[str, Any]:
    inside = table.get(key)
    return inside if isinstance(inside, dict) else {}


def _is_meant(template: str, name: str) -> bool:
    """Whether a template that is named is the one beside, or what SAM builds of it."""
    folder, named = os.path.split(os.path.normpath(template))
    return name in USUAL if folder.startswith(".aws-sam") else named == name and not folder


def _values(overrides: Any) -> dict[str, str]:
    """The values in a text `A=1 B="x y"`, in a list of such texts, or in a table."""
    if isinstance(overrides, dict):
        return {
            name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in overrides.items()
        }
    texts = overrides if isinstance(overrides, list) else [overrides]
    found = {}
    for text in texts:
        for match in PAIR.finditer(text if isinstance(text, str) else ""):
            value = match["value"]
            bare = value[1:-1] if value[:1] == '"' else value
            found[match["key"] or match["name"]] = re.sub(r"\\(.)", r"\1", bare)
    return found
