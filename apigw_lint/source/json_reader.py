"""JSON to a tree in which everything knows its place."""

from __future__ import annotations

import json
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, NoReturn

from apigw_lint.source.bounds import MAX_DEPTH
from apigw_lint.source.duplicates import Duplicates
from apigw_lint.source.json_fault import fault, string_fault
from apigw_lint.source.node import Node
from apigw_lint.source.pattern import Pattern
from apigw_lint.source.read_error import ReadError
from apigw_lint.source.scalar import number

if TYPE_CHECKING:
    import re

    from apigw_lint.source.document import Document

BLANK = r"[ \t\n\r]*"
STRING = r'"([^"\\\x00-\x1f]*)"'  # without escapes: most are
NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?"

# What a value is: a text, a word or a number with the comma behind it, or the bracket that opens an object or array.
VALUE = f"(?:(?:{STRING}|(true|false|null)|({NUMBER})){BLANK},?|([{{\\[]))"
ITEM = Pattern(f"{BLANK}(){VALUE}").match
MEMBER = Pattern(f"{BLANK}{STRING}{BLANK}:{BLANK}{VALUE}").match
TEXT, WORD, OPENING = 2, 3, 5  # the groups of both
QUOTE = Pattern(f'{BLANK}(")').match
COLON = Pattern(f"{BLANK}:").match
AFTER = Pattern(f"{BLANK},?").match
CLOSING = Pattern(f"{BLANK}([}}\\]]){BLANK},?").match
LONE_SURROGATE = Pattern("[\ud800-\udfff]")
WORDS = {"true": True, "false": False, "null": None}


def read_json(document: Document) -> Node:
    """The one value of a JSON document. Raises ReadError."""
    reader = _JsonReader(document)
    root = reader.value(0, 1)
    if document.text[root.end :].strip(" \t\n\r"):
        reader.fail(root.end, "the JSON value has ended: nothing may follow it")
    return root


class _JsonReader:
    """Reads forward. `at` is behind the last value and its comma, `more` says whether there was a comma."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.duplicates = Duplicates(document)
        self.at = 0
        self.more = False

    def value(self, at: int, depth: int) -> Node:
        """The value that follows `at`."""
        match = ITEM(self.text, at)
        return self._text(at) if match is None else self._value(match, depth)

    def _value(self, match: re.Match[str], depth: int) -> Node:
        kind: int = match.lastindex  # type: ignore[assignment]
        start, end = match.span(kind)
        if kind == OPENING:
            return self._container(start, depth)
        if kind == TEXT:
            node = Node(match[kind], self.document, start - 1, end + 1)
        else:
            written: str = match[kind]
            node = Node(WORDS[written] if kind == WORD else number(written), self.document, start, end)
            node.raw = written
        self.at = at = match.end()
        self.more = self.text[at - 1] == ","
        return node

    def _container(self, start: int, depth: int) -> Node:
        """The object or array that begins at `start`."""
        if depth > MAX_DEPTH:
            raise ReadError(f"nested more than {MAX_DEPTH} levels deep", self.document, start)
        mapping = self.text[start] == "{"
        bracket = "}" if mapping else "]"
        node = Node({} if mapping else [], self.document, start, start)
        at = start + 1
        closing = CLOSING(self.text, at)
        if closing is None or closing[1] != bracket:
            at = self._members(node, at, depth + 1) if mapping else self._items(node.data, at, depth + 1)
            closing = CLOSING(self.text, at)
        if closing is None or closing[1] != bracket:
            self.fail(at, f"`,` or `{bracket}` is expected here")
        node.end = closing.end(1)
        self.at = at = closing.end()
        self.more = self.text[at - 1] == ","
        return node

    def _members(self, node: Node, at: int, depth: int) -> int:
        """The members of an object; returns where the last one ends."""
        data, keys, text = node.data, node.keys, self.text
        self.more = True
        while self.more:
            match = MEMBER(text, at)
            if match is None:
                key, start, end, at = self._key(at)
                value = self.value(at, depth)
            else:
                key = match[1]
                start, end = match.start(1) - 1, match.end(1) + 1
                value = self._value(match, depth)
            if key in keys:
                self.duplicates.note(node, key, start, end)
            data[key] = value
            keys[key] = start, end
            at = self.at
        return at

    def _items(self, items: list[Node], at: int, depth: int) -> int:
        """The items of an array; returns where the last one ends."""
        self.more = True
        while self.more:
            items.append(self.value(at, depth))
            at = self.at
        return at

    def _key(self, at: int) -> tuple[str, int, int, int]:
        """A key, which may have escapes: its text, where it begins and ends, and where its colon ends."""
        quote = QUOTE(self.text, at)
        if quote is None:
            self.fail(at, "a key in double quotes is expected here")
        start = quote.start(1)
        key, end = self._escaped(start)
        colon = COLON(self.text, end)
        if colon is None:
            self.fail(end, "`:` is expected after the key")
        return key, start, end, colon.end()

    def _text(self, at: int) -> Node:
        """A text with escapes."""
        quote = QUOTE(self.text, at)
        if quote is None:
            self.fail(at, "a JSON value is expected here")
        start = quote.start(1)
        text, end = self._escaped(start)
        after = AFTER(self.text, end)
        self.at = at = after.end() if after else end
        self.more = self.text[at - 1] == ","
        return Node(text, self.document, start, end)

    def _escaped(self, start: int) -> tuple[str, int]:
        """A text with its escapes undone, and where it ends. Half a surrogate pair is no character and becomes U+FFFD."""
        try:
            text, end = scanstring(self.text, start + 1, True)
        except json.JSONDecodeError as error:
            at, reason = string_fault(self.text, start, error.pos)
            raise ReadError(reason, self.document, at) from None
        if "\\u" in self.text[start:end]:
            text = LONE_SURROGATE.sub("\ufffd", text)
        return text, end

    def fail(self, at: int, expected: str) -> NoReturn:
        """Raise ReadError because `expected` does not follow `at`."""
        at, reason = fault(self.text, at, expected)
        raise ReadError(reason, self.document, at)
