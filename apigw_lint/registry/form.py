"""The schema of a resource type in the small form that templates are judged by: the words that are read, and nothing else.

A form is plain data with the words of JSON Schema, as a registry schema has them. Whatever is handed in, what comes out is sound: a
word is either of the type that its reader takes or not there, and a word that is not there asks nothing. So a form that was kept is
made again from itself, and a file that somebody changed does no harm. Four words are our own: `cases` has the forms that a mapping
may have, by what its `Type` says; `dropping` says that keys which are no properties are dropped and not refused, `inAnyCase` that
the words of an `enum` may be written in small letters; `nullable`, of a whole type, that null stands for what is not written.
"""

from __future__ import annotations

from typing import Any, TypeAlias

Form: TypeAlias = "dict[str, Any]"

TYPES = ("string", "integer", "number", "boolean", "array", "object")
NUMBERS = ("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems")
LOCAL = "#/definitions/"
DEEPEST = 40

WITH_EVENTS = ("AWS::Serverless::Function", "AWS::Serverless::StateMachine")
API_EVENTS = ("Api", "HttpApi")
"""Of these types, only what is about API Gateway is read: their events of these kinds."""


def form_of(schema: Any, kind: str = "") -> Form:
    """The form of a whole schema, with the definitions that it uses."""
    if not isinstance(schema, dict):
        return {}
    given = schema.get("definitions")
    if kind in WITH_EVENTS:
        schema = _events(given) if isinstance(given, dict) else {}
    form = _form(schema, 0)
    definitions: dict[str, Form] = {}
    pending = list(_named(form))
    while isinstance(given, dict) and pending:
        name = pending.pop()
        if name not in definitions:
            definitions[name] = _form(given.get(name), 0)
            pending += _named(definitions[name])
    if definitions:
        form["definitions"] = definitions
    read_only = schema.get("readOnlyProperties")
    if isinstance(read_only, list) and (names := _names([_last(one) for one in read_only])):
        form["readOnlyProperties"] = [f"/properties/{name}" for name in names]
    return form


def _events(definitions: Form) -> Form:
    """A schema of the events of a function: those that call an API, each by its own definition, and any others by nothing."""
    cases: Form = {}
    for name, one in definitions.items():
        properties = one.get("properties") if isinstance(one, dict) else None
        kind = properties.get("Type") if isinstance(properties, dict) else None
        words = kind.get("enum") if isinstance(kind, dict) else None
        if isinstance(words, list) and len(words) == 1 and isinstance(words[0], str):
            cases[words[0]] = {"$ref": LOCAL + name} if words[0] in API_EVENTS else {}
    return {"properties": {"Events": {"additionalProperties": {"cases": cases}}}}


def _form(schema: Any, depth: int) -> Form:
    """What of a schema is read. One that refers to a definition is nothing besides."""
    if not isinstance(schema, dict) or depth > DEEPEST:
        return {}
    reference = schema.get("$ref")
    if isinstance(reference, str) and reference.startswith(LOCAL):
        return {"$ref": reference}
    form: Form = {}
    _scalars(schema, form)
    for word in ("properties", "patternProperties", "cases"):
        if isinstance(schema.get(word), dict):
            form[word] = {str(name): _form(one, depth + 1) for name, one in schema[word].items()}
    for word in ("items", "additionalProperties"):
        if isinstance(schema.get(word), dict):
            form[word] = _form(schema[word], depth + 1)
    for word in ("anyOf", "oneOf", "allOf"):
        if isinstance(schema.get(word), list) and schema[word]:
            form[word] = [_form(one, depth + 1) for one in schema[word]]
    return form


def _scalars(schema: Form, form: Form) -> None:
    """The words whose values are no schemas."""
    types = schema.get("type")
    names = [one for one in ([types] if isinstance(types, str) else _names(types)) if one in TYPES]
    if names:
        form["type"] = names
    if required := _names(schema.get("required")):
        form["required"] = required
    allowed = schema.get("enum")
    if isinstance(allowed, list) and allowed and all(isinstance(one, (str, int, float)) for one in allowed):
        form["enum"] = allowed
    if isinstance(schema.get("pattern"), str):
        form["pattern"] = schema["pattern"]
    for word in NUMBERS:
        if isinstance(schema.get(word), (int, float)):
            form[word] = schema[word]
    for word in ("uniqueItems", "dropping", "inAnyCase", "nullable"):
        if schema.get(word) is True:
            form[word] = True
    if schema.get("additionalProperties") is False:
        form["additionalProperties"] = False


def _named(form: Any) -> list[str]:
    """The definitions that a form refers to."""
    if isinstance(form, list):
        return [name for one in form for name in _named(one)]
    if not isinstance(form, dict):
        return []
    if isinstance(form.get("$ref"), str):
        return [form["$ref"].removeprefix(LOCAL)]
    return [name for one in form.values() for name in _named(one)]


def _names(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _last(pointer: Any) -> Any:
    """The name of a property of the resource itself, of a pointer `/properties/Name`; None for one further down."""
    parts = pointer.split("/") if isinstance(pointer, str) else []
    return parts[2] if len(parts) == 3 and parts[1] == "properties" else None
