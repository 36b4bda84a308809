"""What the judge says, said where it is and in few words."""

from __future__ import annotations

import re
from typing import Any

LONGEST = 200  # characters of a message; longer ones quote whole parts of the document
ALTERNATIVES = ("oneOf", "anyOf")
OPERATION = re.compile(r"for '(\w+)'(?: operation)? in '(.*?)' (?:is|was) not")
TAG = re.compile(r"Duplicate tag name ")


def tightest(error: Any) -> Any:
    """Of an error that no alternative fits, the first error in the alternative that was meant, where there is one."""
    if error.validator not in ALTERNATIVES or not error.context:
        return error
    alternatives: dict[Any, list[Any]] = {}
    for one in error.context:
        alternatives.setdefault(one.schema_path[0], []).append(one)
    meant = [errors for errors in alternatives.values() if not any(map(_tells_apart, errors))]
    if len(meant) != 1:
        return error
    return min(map(tightest, meant[0]), key=lambda one: (one.validator in ALTERNATIVES, len(one.path)))


def _tells_apart(error: Any) -> bool:
    """Whether an error shows that an alternative is another thing: a reference, or a parameter in another place."""
    if error.validator == "required":
        return "'$ref'" in error.message
    return error.validator == "enum" and list(error.path)[-1:] in (["in"], ["type"])


def located(error: Any, data: Any) -> list[str]:
    """The path of the value that an error is about. What is said of an operation names it in words alone."""
    path = [str(step) for step in error.absolute_path]
    operation = OPERATION.search(error.message)
    if not path and operation:
        return ["paths", operation[2], operation[1]]
    if not path and TAG.match(error.message):
        return ["tags"]
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        strange = re.findall(r"'([^']+)'", error.message)
        if len(strange) >= 1 and strange[0] in error.instance:
            return [*path, strange[0]]
    return path


def words(error: Any) -> str:
    """The message; a long value that it begins with is not quoted."""
    text: str = error.message
    quoted = repr(error.instance) if len(text) > LONGEST else ""
    if quoted and text.startswith(quoted):
        kinds: dict[type, str] = {dict: "This object", list: "This list"}
        text = kinds.get(type(error.instance), "This value") + text[len(quoted) :]
    return text
