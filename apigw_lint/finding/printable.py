"""Text from a document, made safe to show."""

from __future__ import annotations

from apigw_lint.source.pattern import Pattern

# What would move the cursor, colour the terminal or turn the reading direction, and what XML has no room for.
UNSAFE = Pattern("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text on one line, with U+FFFD for every character that does more than be seen. Tabs stay."""
    return text if text.isprintable() else UNSAFE.sub("\ufffd", text)
