"""The sentence of a finding: a template, and what fills it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

PLACEHOLDER = Pattern(r"\{\{|\}\}|\{[^{}]+\}")


def fill(template: str, names: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """The message, and the text of each placeholder in the order of the template. Raises what `str.format_map` raises."""
    arguments: list[str] = []

    def filled(match: re.Match[str]) -> str:
        text = match[0].format_map(names)
        if match[0] not in ("{{", "}}"):
            arguments.append(text)
        return text

    return PLACEHOLDER.sub(filled, template), tuple(arguments)


def numbered(template: str) -> tuple[str, int]:
    """The template with `{0}`, `{1}` ... for its placeholders, and how many there are."""
    count = 0

    def number(match: re.Match[str]) -> str:
        nonlocal count
        if match[0] in ("{{", "}}"):
            return match[0]
        count += 1
        return f"{{{count - 1}}}"

    return PLACEHOLDER.sub(number, template), count


def sentence(text: str) -> str:
    """The text with a period at its end, unless it ends a sentence already."""
    text = text.rstrip()
    return text if text.endswith((".", "!", "?")) else f"{text}."
