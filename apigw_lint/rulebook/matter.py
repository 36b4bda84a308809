"""Front matter: the small part of YAML that a page's metadata is written in.

Every rule page is read on every run, and a YAML parser would take longer over them than over the documents to judge. What
is read here means the same in YAML: maps and lists by indentation or in brackets, texts, numbers, true, false and null.
Anything else (anchors, tags, block texts, ambiguous words such as `yes`) is refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

TOP = Pattern(r"^([a-z]+)(:(?: .*)?(?:\n(?:[ #-].*)?)*)(?:\n|\Z)", re.M)
REMARKS = Pattern(r"(?: *(?:#.*)?\n)*")
QUICK = Pattern(r': (?:([A-Za-z][\w.]*|\d+\.\d+\.\d+)|"([^"\\\n]*)"|\[([A-Za-z][\w.-]*(?:, [A-Za-z][\w.-]*)*)\])\Z')
LINKS = Pattern(r":(?:\n  - https://[\w./#-]+)+\Z")
KEY = Pattern(r"([A-Za-z_$][\w.$-]*):(?: +(.*))?\Z")
ENTRY = Pattern(r"\s*([A-Za-z_$][\w.$-]*):\s+")
QUOTED = Pattern(r"\"((?:[^\"\\]|\\[\"\\nt])*)\"|'((?:[^']|'')*)'")
NUMBER = Pattern(r"-?(?:0|[1-9]\d*)(\.\d+)?\Z")
AMBIGUOUS = Pattern(
    r"[-+.]?\d[\d_]*(?:\.[\d_]*)?(?:[eE][-+]?\d+)?\Z|0[xXbBoO]\w+\Z"  # other spellings of numbers
    r"|[-+]?\d[\d_]*(?::\d\d?)+|\d{4}-\d\d?-\d\d?|[-+]?\.[iInN]"  # times, dates, infinity
)
NO_TEXTS = frozenset(("yes", "no", "on", "off", "y", "n", "~", "=", "<<", "true", "false", "null"))
WORDS: dict[str, Any] = {"true": True, "false": False, "null": None}
ESCAPES = {r"\"": '"', r"\\": "\\", r"\n": "\n", r"\t": "\t"}
SPECIAL = frozenset("&*!|>%@`#,]}?:")


class MatterError(Exception):
    """Front matter that cannot be read. `line` counts from one inside it."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line


class _UnfitError(Exception):
    """A value that cannot be read; whoever knows its line turns this into a MatterError."""


class Matter:
    """The map that a front matter holds. What a key says is read when it is first asked for."""

    __slots__ = ("_entries", "_text", "_values")

    def __init__(self, text: str) -> None:
        """Raises MatterError when the text is no list of keys; what they say is not looked at."""
        found = TOP.findall(text)
        self._text = text
        self._entries: dict[str, str] = dict(found)
        self._values: dict[str, Any] = {}
        size = REMARKS.match(text).end() + sum(len(key) + len(rest) + 1 for key, rest in found)  # type: ignore[union-attr]
        if size != len(text) + 1 or len(found) != len(self._entries) or not NO_TEXTS.isdisjoint(self._entries):
            _map(text.split("\n"), _next(text.split("\n"), 0), 0)  # which raises at the right line, if it can tell
            raise MatterError(1, "front matter is a map of `key: value`, each key in lower case at the start of a line")

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def get(self, key: str, default: Any = None) -> Any:
        """What a key says; raises MatterError when that cannot be read."""
        if key not in self._entries:
            return default
        if key not in self._values:
            self._values[key] = self._read(key)
        return self._values[key]

    def line(self, key: str) -> int:
        """The line that a key stands on, counted from one; the first when it does not."""
        match = re.search(rf"^{re.escape(key)}:", self._text, re.M)
        return self._text.count("\n", 0, match.start()) + 1 if match else 1

    def _read(self, key: str) -> Any:
        rest = self._entries[key]
        quick = _quick(rest)
        if quick is not None:
            return quick
        lines = (key + rest).split("\n")
        try:
            entries, _ = _map(lines, 0, 0)
        except MatterError as error:
            raise MatterError(error.line + self.line(key) - 1, str(error)) from None
        return entries[key]


def _quick(rest: str) -> Any:
    """What nearly every key says: a word, a text in quotes, a list of words or of links. None when it is something else."""
    match = QUICK.match(rest)
    if match is None:
        return rest.split("\n  - ")[1:] if LINKS.match(rest) else None
    word, text, words = match.groups()
    if text is not None:
        return text
    found = [word] if word else words.split(", ")
    if not NO_TEXTS.isdisjoint([one.lower() for one in found]):
        return None
    return word or found


def _next(lines: list[str], at: int) -> int:
    """The next line that says something."""
    while at < len(lines) and (not (bare := lines[at].lstrip()) or bare[0] == "#"):
        at += 1
    return at


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _block(lines: list[str], at: int, depth: int) -> tuple[Any, int]:
    """The map or list whose first line is `at`, and the line after it."""
    if at < len(lines) and lines[at][depth : depth + 2] == "- ":
        return _list(lines, at, depth)
    return _map(lines, at, depth)


def _list(lines: list[str], at: int, depth: int) -> tuple[list[Any], int]:
    items: list[Any] = []
    while at < len(lines) and _depth(lines[at]) == depth and lines[at][depth : depth + 2] == "- ":
        text = lines[at][depth + 2 :].strip()
        if not text or text[0] == "#":
            raise MatterError(at + 1, "an item of a list says nothing")
        value, at = _value(lines, at, depth, text)
        items.append(value)
    _same(lines, at, depth)
    return items, at


def _map(lines: list[str], at: int, depth: int) -> tuple[dict[str, Any], int]:
    entries: dict[str, Any] = {}
    while at < len(lines) and _depth(lines[at]) == depth:
        match = KEY.match(lines[at], depth)
        if match is None:
            raise MatterError(at + 1, "expected `key: value`")
        key, text = match.groups()
        if key in entries or key.lower() in NO_TEXTS:
            raise MatterError(at + 1, f"`{key}` is given twice" if key in entries else f"`{key}` cannot be a key")
        if text and text[0] != "#":
            entries[key], at = _value(lines, at, depth, text)
        else:
            entries[key], at = _nested(lines, at, depth, key)
    _same(lines, at, depth)
    return entries, at


def _same(lines: list[str], at: int, depth: int) -> None:
    if at < len(lines) and _depth(lines[at]) > depth:
        raise MatterError(
            at + 1, "this line is indented in another way than those around it; a text is quoted and stands on one line"
        )


def _nested(lines: list[str], at: int, depth: int, key: str) -> tuple[Any, int]:
    """What stands below a key that has nothing beside it."""
    below = _next(lines, at + 1)
    inner = _depth(lines[below]) if below < len(lines) else 0
    if inner > depth or (inner == depth and lines[below : below + 1] and lines[below][depth : depth + 2] == "- "):
        return _block(lines, below, inner)
    raise MatterError(at + 1, f"`{key}` says nothing")


def _value(lines: list[str], at: int, depth: int, text: str) -> tuple[Any, int]:
    """The value that begins on line `at` with `text`, and the next line that says something."""
    last = at
    try:
        if text[0] not in "[{":
            return _scalar(text), _next(lines, at + 1)
        while (result := _flow(text, 0)) is None:
            last += 1
            if last >= len(lines) or _depth(lines[last]) <= depth:
                raise _UnfitError("a bracket is not closed")
            text += " " + lines[last].strip()
        value, end = result
        _comment(text[end:])
    except _UnfitError as why:
        raise MatterError(at + 1, str(why)) from None
    return value, _next(lines, last + 1)


def _comment(rest: str) -> None:
    if rest.strip() and not rest.lstrip().startswith("#"):
        raise _UnfitError(f"`{rest.strip()}` is left over")


def _scalar(text: str) -> Any:
    if text[0] in "\"'":
        value, end = _quoted(text, 0)
        _comment(text[end:])
        return value
    if " #" in text:
        text = text[: text.index(" #")]
    return _plain(text.rstrip())


def _plain(text: str) -> Any:
    """A value without quotes."""
    if text in WORDS:
        return WORDS[text]
    if text[0] in SPECIAL or (text[0] == "-" and text[1:2] in ("", " ", "-")):
        raise _UnfitError(f"a text that begins with `{text[0]}` needs quotes")
    if ": " in text or text[-1] == ":":
        raise _UnfitError("a text with a colon in it needs quotes")
    match = NUMBER.match(text)
    if match:
        return float(text) if match[1] else int(text)
    if text.lower() in NO_TEXTS or AMBIGUOUS.match(text):
        raise _UnfitError(f"YAML takes `{text}` for something else than text: quote it")
    return text


def _quoted(text: str, at: int) -> tuple[str, int]:
    match = QUOTED.match(text, at)
    if match is None:
        raise _UnfitError('a quote is not closed, or an escape is not one of \\" \\\\ \\n \\t')
    if match[1] is None:
        return match[2].replace("''", "'"), match.end()
    value = match[1]
    return re.sub(r"\\.", lambda escape: ESCAPES[escape[0]], value) if "\\" in value else value, match.end()


def _flow(text: str, at: int) -> tuple[Any, int] | None:
    """The list or map in brackets at `at`, and where it ends; None when the text ends before it does."""
    close = "]" if text[at] == "[" else "}"
    items: list[Any] = []
    entries: dict[str, Any] = {}
    at = _skip(text, at + 1)
    while at < len(text) and text[at] != close:
        key, at = _flow_key(text, at, entries) if close == "}" else ("", at)
        item = _flow_item(text, at)
        if item is None:
            return None
        value, at = item
        items.append(value)
        entries[key] = value
        at = _comma(text, at, close)
    if at >= len(text):
        return None
    return (items if close == "]" else entries), at + 1


def _flow_key(text: str, at: int, entries: dict[str, Any]) -> tuple[str, int]:
    match = ENTRY.match(text, at)
    if match is None:
        raise _UnfitError("expected `key: value` in the braces")
    if match[1] in entries or match[1].lower() in NO_TEXTS:
        raise _UnfitError(f"`{match[1]}` is given twice" if match[1] in entries else f"`{match[1]}` cannot be a key")
    return match[1], match.end()


def _comma(text: str, at: int, close: str) -> int:
    """Past the comma after an item, if there is one; only the closing bracket may stand there in its stead."""
    at = _skip(text, at)
    if at < len(text) and text[at] not in (",", close):
        raise _UnfitError(f"expected a comma or `{close}` before `{text[at:]}`")
    return _skip(text, at + 1) if at < len(text) and text[at] == "," else at


def _flow_item(text: str, at: int) -> tuple[Any, int] | None:
    if at >= len(text):
        return None
    if text[at] in "[{":
        return _flow(text, at)
    if text[at] in "\"'":
        return _quoted(text, at)
    end = at
    while end < len(text) and text[end] not in ",]}[{":
        end += 1
    if end == len(text):
        return None
    if not text[at:end].strip():
        raise _UnfitError("there is nothing between two commas")
    return _plain(text[at:end].strip()), end


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at
