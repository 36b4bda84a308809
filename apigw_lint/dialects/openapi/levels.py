"""At which level of a definition a thing stands, by the keys that lead to it."""

from __future__ import annotations

from apigw_lint.dialects.openapi import words

EVERY = "*"
OTHER = "other"

_NAMED = {
    "responses": "responses",
    "parameters": "parameters",
    "schemas": "schemas",
    "securitySchemes": "schemes",
    "requestBodies": "bodies",
}
_SCHEMA = {
    **dict.fromkeys(("properties", "patternProperties", "definitions"), "schemas"),
    **dict.fromkeys(("items", "additionalProperties", "not", "allOf", "anyOf", "oneOf"), "schema"),
}

STEPS: dict[str, dict[str, str]] = {
    "root": {
        "info": "info",
        "paths": "paths",
        "components": "components",
        "servers": "server",
        "tags": "tag",
        "definitions": "schemas",
        "parameters": "parameters",
        "responses": "responses",
        "securityDefinitions": "schemes",
    },
    "components": _NAMED,
    "paths": {EVERY: "path"},
    "path": {
        **dict.fromkeys((*words.VERBS, words.ANY_METHOD, "trace"), "operation"),
        "parameters": "parameter",
        "servers": "server",
    },
    "operation": {
        "parameters": "parameter",
        "responses": "responses",
        "requestBody": "body",
        "servers": "server",
        "callbacks": "callbacks",
    },
    "parameters": {EVERY: "parameter"},
    "parameter": {"schema": "schema", "content": "media"},
    "responses": {EVERY: "response"},
    "response": {"schema": "schema", "content": "media", "headers": "parameters"},
    "bodies": {EVERY: "body"},
    "body": {"content": "media"},
    "media": {EVERY: "medium"},
    "medium": {"schema": "schema"},
    "schemes": {EVERY: "scheme"},
    "schemas": {EVERY: "schema"},
    "schema": _SCHEMA,
}
"""The level of the value under a key. The items of a list stand at the level of the list."""

SHOWN = {
    **{
        level: level
        for level in ("root", "info", "path", "operation", "scheme", "parameter", "response", "schema", "server", "tag")
    },
    "components": "components",
    "paths": "path",
    "parameters": "parameter",
    "responses": "response",
    "schemes": "scheme",
    "schemas": "schema",
}
"""What a level is called; one that is not here is `other`. A key among named things stands at their level."""

NAMES = frozenset(level for level, steps in STEPS.items() if EVERY in steps)
"""Levels whose keys are names that the author chose."""
