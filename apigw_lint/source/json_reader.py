"""JSON to a tree in which everything knows its place."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NoReturn

from apigw_lint.source.bounds import MAX_DEPTH
from apigw_lint.source.duplicates import Duplicates
from apigw_lint.source.json_fault import fault
from apigw_lint.source.node import Node
from apigw_lint.source.read_error import ReadError
from apigw_lint.source.scalar import number

if TYPE_CHECKING:
    from apigw_lint.source.document import Document

BLANK = r"[ \t\n\r]*"
STRING = r'"([^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*)"'
NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?"

KEY_ONLY = re.compile(f"{BLANK}{STRING}").match
KEY = re.compile(f"{BLANK}{STRING}{BLANK}:").match
SCALAR = re.compile(f"{BLANK}(?:{STRING}|(true|false|null)|({NUMBER})){BLANK},?").match
OPENING = re.compile(f"{BLANK}([{{[])").match
CLOSING = re.compile(f"{BLANK}([}}\\]]){BLANK},?").match
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
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
            return self._container(at, depth)
        kind: int = match.lastindex  # type: ignore[assignment]
        written: str = match[kind]
        start, end = match.span(kind)
        if kind == 1:
            value = self._unescaped(written, start) if "\\" in written else written
            node = Node(value, self.document, start - 1, end + 1)
        else:
            node = Node(WORDS[written] if kind == 2 else number(written), self.document, start, end)
            node.raw = written
        self.at = at = match.end()
        self.more = self.text[at - 1] == ","
        return node

    def _container(self, at: int, depth: int) -> Node:
        opening = OPENING(self.text, at)
        if opening is None:
            self.fail(at, "a JSON value is expected here")
        start = opening.start(1)
        if depth > MAX_DEPTH:
            raise ReadError(f"nested more than {MAX_DEPTH} levels deep", self.document, start)
        mapping = opening[1] == "{"
        node = Node({} if mapping else [], self.document, start, start)
        bracket = "}" if mapping else "]"
        closing = CLOSING(self.text, opening.end())
        if closing is None or closing[1] != bracket:
            read = self._members if mapping else self._items
            at = read(node, opening.end(), depth + 1)
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
                self._fail_at_key(at)
            key = match[1]
            start, end = match.span(1)
            if "\\" in key:
                key = self._unescaped(key, start)
            value = self.value(match.end(), depth)
            if key in keys:
                self.duplicates.note(node, key, start - 1, end + 1)
            data[key] = value
            keys[key] = start - 1, end + 1
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

    def _unescaped(self, written: str, start: int) -> str:
        """A text with its escapes undone. Half a surrogate pair is no character and becomes U+FFFD."""
        try:
            text: str = json.loads(f'"{written}"')
        except json.JSONDecodeError as error:
            reason = "not an escape that JSON knows: a backslash itself is written as `\\\\`"
            raise ReadError(reason, self.document, start + error.pos - 1) from None
        if LONE_SURROGATE.search(text):
            return LONE_SURROGATE.sub("\ufffd", text)
        return text

    def _fail_at_key(self, at: int) -> NoReturn:
        key = KEY_ONLY(self.text, at)
        if key:
            self.fail(key.end(), "`:` is expected after the key")
        self.fail(at, "a key in double quotes is expected here")

    def fail(self, at: int, expected: str) -> NoReturn:
        """Raise ReadError because `expected` does not follow `at`."""
        at, reason = fault(self.text, at, expected)
        raise ReadError(reason, self.document, at)
