"""Files that do not parse because they are no documents yet: a template engine will turn them into one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from apigw_lint.source.read import parse
from apigw_lint.source.read_error import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 500_000  # code points; nobody writes longer templates by hand, and the question costs a few readings

BRACES = re.compile(
    r"\{\{(?!resolve:)(?!\s*[\w-]+:\s)[-~#/^>&!{]?\s*[A-Za-z_.$@/(*'`][^{}]{0,500}\}?\}\}|\{%[^%]{0,500}%\}|(?<!\{)\{#[^#]{0,500}#\}",
    re.DOTALL,
)
ANGLES = re.compile(r"<%[^%]{0,500}%>")
DIRECTIVES = re.compile(r"^[ \t]*(?:#[a-zA-Z]+\b.*|\$!?\{\w+\})$", re.MULTILINE)
DOLLARS = re.compile(r"(?<!\$)\$\{[^{}\n]{1,200}\}|(?<!%)%\{[^{}\n]{1,200}\}")

ENGINES: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    ("cookiecutter", BRACES, re.compile(r"\{[{%][^{}]*\bcookiecutter\.")),
    (
        "Go templates",
        BRACES,
        re.compile(r"\{\{-?\s*(?:[.$]|(?:if|range|with|define|template|include|end|else)\b(?!\s*\|))"),
    ),
    ("Jinja", BRACES, re.compile(r"\{%|(?<!\{)\{#|\{\{[^{}]*\|")),
    ("Mustache", BRACES, re.compile(r"\{\{[#/^>&{]")),
    ("Jinja or Mustache", BRACES, BRACES),
    ("ERB or EJS", ANGLES, ANGLES),
    ("Velocity", DIRECTIVES, re.compile(r"^#(?:set|if|foreach|macro)\s*\(", re.MULTILINE)),
    ("Serverless Framework", DOLLARS, re.compile(r"\$\{(?:self|opt|env|file|sls|param|cf|ssm)[:(]")),
    ("Terraform", DOLLARS, DOLLARS),
)
"""The name, what its placeholders look like, and what gives it away among those whose placeholders look the same."""


def engine(error: ReadError) -> str | None:
    """The template engine that a file waits for, if its placeholders are what the reader stumbled over.

    They are when the reader comes further without them. So a slip of the pen in a file that also holds placeholders, in a
    quoted text or in a mapping template, stays a slip of the pen.
    """
    document = error.place.document
    if len(document.text) > LARGEST:
        return None
    line = error.place.span.line
    for name, placeholder, sign in ENGINES:
        if sign.search(document.text) and any(
            _further(text, document.path, line) for text in _without(placeholder, document.text)
        ):
            return name
    return None


def _without(placeholder: re.Pattern[str], text: str) -> Iterator[str]:
    """The text with nothing, a number, or a member of an object for each placeholder. Lines keep their numbers."""
    for value in ("", "0", '"0": 0'):
        yield placeholder.sub(lambda match, value=value: value + "\n" * match[0].count("\n"), text)  # type: ignore[misc]


def _further(text: str, path: str, line: int) -> bool:
    """Whether the reader gets past the line."""
    try:
        parse(text, path)
    except ReadError as error:
        return error.place.span.line > line
    return True
