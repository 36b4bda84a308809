"""Models: names, schemas, and what a validator makes of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from apigw_lint.analysis.schema import checked_models, checks_body, model_of, subschemas
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, Partial
from apigw_lint.source.nearest import closest
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.api import Api, Model, ModelUse, Route
    from apigw_lint.model.hit import Hits

BUILT_IN = ("Empty", "Error")  # every REST API has these
NAME = Pattern(r"[A-Za-z0-9]+")  # [DG api-gateway-known-issues]
TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")
REFUSED = ("nullable", "discriminator", "readOnly", "example", "xml")
DROPPED = ("nullable", "discriminator", "readOnly", "exclusiveMinimum", "exclusiveMaximum", "minItems", "maxItems")
DRAFT_4 = Pattern(r"https?://json-schema\.org/(draft-04/)?schema#?")
ESCAPED = Pattern(r"\\.", re.S)
SET = Pattern(r"\[\^?[^\[\]^][^\[\]]*\]")
COMPOSITIONS = ("allOf", "anyOf", "oneOf")
COMPOSED = ("$ref", "allOf", "anyOf", "oneOf", "not")


def reference_undefined(use: ModelUse) -> Hits:
    """A model that the API does not have. In a document the reference itself leads nowhere, and another rule says so."""
    api = use.api
    name: Any = use.name
    if api is None or api.origin not in ("resources", "sam", "implicit") or api.body or api.body_location:
        return
    if not isinstance(name, str) or name in BUILT_IN or use.model is not None or api.exported or not use.stack.complete:
        return
    names = [one.name for one in api.models]
    if any(not isinstance(one, str) for one in names):
        return  # a model without a name of its own gets one on deployment
    if name not in names:
        meant = closest(name, names)
        yield hit(use.at("name"), "meant" if meant else "plain", name=name, meant=meant)


def name_invalid(model: Model) -> Hits:
    """A name with other signs than letters and digits."""
    name: Any = model.name
    generated = model.dialect == "openapi" and model.api.definition is None
    if isinstance(name, str) and name and not NAME.fullmatch(name) and not generated:
        meant = "".join(part[:1].upper() + part[1:] for part in re.split(r"[^A-Za-z0-9]+", name))
        yield hit(model.at("name"), "meant" if meant else "plain", name=name, meant=meant)


def _called(model: Model) -> str:
    return f"of model '{model.label}'" if model.label else "of the body"


def schema_invalid(model: Model) -> Hits:
    """A schema that is refused; one hit for its first fault."""
    schema: Any = model.schema
    if schema is None or schema is UNKNOWN or isinstance(schema, Partial):
        return
    if isinstance(schema, str):
        import json

        try:
            schema = json.loads(schema)
        except ValueError:
            yield hit(model.at("schema"), "json", name=_called(model))
            return
    if not isinstance(schema, dict):
        yield hit(model.at("schema"), "object", name=_called(model))
        return
    for pointer, part in subschemas(schema):
        for keyword, value in part.items():
            case = _fault(keyword, value, openapi=model.dialect == "openapi")
            if case:
                yield hit(model.at(pointer + keyword, "schema"), case, keyword=keyword, value=_shown(value))
                return


def _fault(keyword: str, value: Any, *, openapi: bool) -> str | None:
    """Which case of the page a keyword is; None for a good one."""
    if value is UNKNOWN or isinstance(value, Partial):
        return None
    if keyword == "required" and not isinstance(value, list):
        return "required"
    if keyword == "type":
        kinds = value if isinstance(value, list) else [value]
        named = [kind for kind in kinds if isinstance(kind, str)]
        return "type" if any(kind not in TYPES for kind in named) and not (openapi and value == "file") else None
    if keyword == "pattern" and isinstance(value, str) and _never_closes(value):
        return "pattern"
    if keyword in ("exclusiveMinimum", "exclusiveMaximum") and not isinstance(value, bool):
        return "exclusive"
    if openapi:
        return None
    return "keyword" if keyword in REFUSED else _list_fault(keyword, value)


def _list_fault(keyword: str, value: Any) -> str | None:
    """A list that draft 4 does not allow: an empty one of what is required [aws-cdk#27433], or a value twice [aws-cdk#18715].

    In definitions the import may mend these.
    """
    if keyword not in ("required", "enum") or not isinstance(value, list):
        return None
    if not value:
        return "empty"
    texts = [one for one in value if isinstance(one, str)]
    return "twice" if len(set(texts)) < len(texts) else None


def _never_closes(pattern: str) -> bool:
    """Whether a group of a regular expression is certainly left open, or one is closed that is none: a schema of draft 4 must not
    have that [draft-fge-json-schema-validation-00 5.2.3], and the service refuses what breaks the draft.

    Of brackets within brackets and of empty ones nothing is said: engines read them differently.
    """
    rest = SET.sub("", ESCAPED.sub("", pattern))
    depth = 0
    for sign in rest:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            break
    return depth != 0 and not any(sign in rest for sign in "[]")


def draft_mismatched(model: Model) -> Hits:
    """A schema that says it is written in another draft than the one that API Gateway reads."""
    schema: Any = model.schema
    draft = schema.get("$schema") if isinstance(schema, dict) else None
    if isinstance(draft, str) and draft and not DRAFT_4.fullmatch(draft):
        yield hit(model.at("$schema", "schema"), draft=draft)


def support_missing(api: Api) -> Hits:
    """What [DG api-gateway-known-issues] lists as unsupported, in schemas by which requests are validated; one hit for a schema."""
    for model in checked_models(api):
        if model.dialect != "openapi":
            continue
        found = [
            (pointer + word, what) for pointer, part in subschemas(model.schema) for word, what in _unsupported(part)
        ]
        if found:
            places = [model.at(pointer, "schema") for pointer, _ in found]
            related = tuple((place, "and here") for place in places[1:])
            words = list(dict.fromkeys(what for _, what in found))
            yield hit(places[0], about=model, related=related, words=words, schema=model.name or "of the body")


def _unsupported(part: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The keywords of a schema, not of those in it, each with what is to be said of it."""
    for word in COMPOSITIONS:
        branches = part.get(word)
        if isinstance(branches, list) and any(isinstance(one, dict) and "$ref" in one for one in branches):
            yield word, f"{word} of references"
    kind, form = part.get("type"), part.get("format")
    if isinstance(form, str) and (form == "decimal" or (kind == "number" and form in ("int32", "int64"))):
        yield "format", f"format {form}"
    if "default" in part:
        yield "default", "default"


def _shown(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def keyword_ignored(api: Api) -> Hits:
    """Keywords that the import drops from schemas by which requests are validated; one hit for a schema."""
    for model in checked_models(api):
        if model.dialect != "openapi":
            continue
        found = [
            (pointer + keyword, keyword)
            for pointer, part in subschemas(model.schema)
            for keyword in DROPPED
            if keyword in part and _asks(keyword, part[keyword])
        ]
        if found:
            places = [model.at(pointer, "schema") for pointer, _ in found]
            keywords = list(dict.fromkeys(keyword for _, keyword in found))
            related = tuple((place, "and here") for place in places[1:])
            yield hit(places[0], about=model, related=related, keywords=keywords, schema=model.name or "of the body")


def _asks(keyword: str, value: Any) -> bool:
    """Whether a keyword says anything: `nullable: false` does not, and a limit that is no boolean is another rule's."""
    if value is UNKNOWN or isinstance(value, Partial):
        return False
    return value is True if keyword.startswith("exclusive") else value is not False


def property_unrestricted(route: Route) -> Hits:
    """A body that may hold more than its schema says."""
    if route.validator is None or not checks_body(route):
        return
    for use in route.request_models:
        model = model_of(use)
        schema: Any = model.schema if model is not None else None
        if model is None or not isinstance(schema, dict) or "properties" not in schema:
            continue
        if "additionalProperties" not in schema and not any(word in schema for word in COMPOSED):
            yield hit(model.at("properties", "schema"), about=model, model=model.name or "of the body")
