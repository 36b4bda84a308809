"""What is wrong with a text that is not JSON, in words."""

from __future__ import annotations

from apigw_lint.source.pattern import Pattern

BLANKS = Pattern(r"[ \t\n\r]*")
WORD = Pattern(r"[A-Za-z_$][\w$-]{0,30}")


def fault(text: str, at: int, expected: str) -> tuple[int, str]:
    """The offset and the reason to report when `expected` does not follow `at`."""
    blanks = BLANKS.match(text, at)
    at = blanks.end() if blanks else at
    rest = text[at : at + 40]
    if not rest:
        return at, f"the file ends before the JSON value does: {expected}"
    if rest.startswith(("//", "/*", "#")):
        return at, "JSON has no comments"
    if rest.startswith("..."):
        return at, "`...` is not JSON: write what it leaves out"
    if rest[0] == "'":
        return at, "JSON has no single quotes: use double quotes"
    if rest[0] in "}]":
        comma = text[:at].rstrip(" \t\n\r")
        if comma.endswith(","):
            return len(comma) - 1, "JSON has no comma after the last entry"
    word = WORD.match(rest)
    if word and word[0] not in ("true", "false", "null"):
        return at, f"`{word[0]}` is not JSON: {expected}"
    return at, expected


def string_fault(text: str, start: int, at: int) -> tuple[int, str]:
    """The same for a string that begins at `start` and went wrong at `at`; they are equal when it is never closed."""
    character = text[at]
    if at == start:
        return start, "this text is never closed: a double quote is missing"
    if character in "\n\r":
        return (
            start,
            "this text does not end on its line: a double quote is missing, or a line break is to be written as `\\n`",
        )
    if character < " ":
        name = "a tab" if character == "\t" else f"the control character U+{ord(character):04X}"
        return at, f"a JSON text cannot hold {name}: write it as an escape"
    return text.rindex("\\", start, at + 1), "not an escape that JSON knows: a backslash itself is written as `\\\\`"
