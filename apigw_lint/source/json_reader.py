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
    from apigw_lint.source.document import Document

BLANK = r"[ \t\n\r]*"
STRING = r'"([^"\\\x00-\x1f]*)"'  # without escapes: most are
NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?"

KEY = Pattern(f"{BLANK}{STRING}{BLANK}:").match
SCALAR = Pattern(f"{BLANK}(?:{STRING}|(true|false|null)|({NUMBER})){BLANK},?").match
OPENING = Pattern(f'{BLANK}([{{["])(?:{BLANK}([}}\\]]))?').match  # and what closes it at once
COLON = Pattern(f"{BLANK}:")
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
        match = SCALAR(self.text, at)
        if match is None:
            return self._other(at, depth)
        kind: int = match.lastindex  # type: ignore[assignment]
        written: str = match[kind]
        start, end = match.span(kind)
        if kind == 1:
            node = Node(written, self.document, start - 1, end + 1)
        else:
            node = Node(WORDS[written] if kind == 2 else number(written), self.document, start, end)
            node.raw = written
        self.at = at = match.end()
        self.more = self.text[at - 1] == ","
        return node

    def _other(self, at: int, depth: int) -> Node:
        """An object, an array, or a text with escapes."""
        opening = OPENING(self.text, at)
        if opening is None:
            self.fail(at, "a JSON value is expected here")
        start = opening.start(1)
        if opening[1] == '"':
            return self._string(start)
        if depth > MAX_DEPTH:
            raise ReadError(f"nested more than {MAX_DEPTH} levels deep", self.document, start)
        mapping = opening[1] == "{"
        node = Node({} if mapping else [], self.document, start, start)
        bracket = "}" if mapping else "]"
        if opening[2] == bracket:
            at = opening.start(2)
        else:
            read = self._members if mapping else self._items
            at = read(node, opening.end(1), depth + 1)
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
            match = KEY(text, at)
            if match is None:
                key, start, end, at = self._key(at)
            else:
                key, start, end, at = match[1], match.start(1) - 1, match.end(1) + 1, match.end()
            value = self.value(at, depth)
            if key in keys:
                self.duplicates.note(node, key, start, end)
            data[key] = value
            keys[key] = start, end
            at = self.at
        return at

    def _items(self, node: Node, at: int, depth: int) -> int:
        """The items of an array; returns where the last one ends."""
        items = node.data
        self.more = True
        while self.more:
            items.append(self.value(at, depth))
            at = self.at
        return at

    def _key(self, at: int) -> tuple[str, int, int, int]:
        """A key with escapes: its text, where it begins and ends, and where its colon ends."""
        opening = OPENING(self.text, at)
        if opening is None or opening[1] != '"':
            self.fail(at, "a key in double quotes is expected here")
        key, end = self._escaped(opening.start(1))
        colon = COLON.match(self.text, end)
        if colon is None:
            self.fail(end, "`:` is expected after the key")
        return key, opening.start(1), end, colon.end()

    def _string(self, start: int) -> Node:
        """A text with escapes."""
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
        return LONE_SURROGATE.sub("\ufffd", text), end

    def fail(self, at: int, expected: str) -> NoReturn:
        """Raise ReadError because `expected` does not follow `at`."""
        at, reason = fault(self.text, at, expected)
        raise ReadError(reason, self.document, at)
