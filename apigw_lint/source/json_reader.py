"""JSON to a tree in which everything knows its place."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NoReturn

from apigw_lint.source.bounds import MAX_DEPTH
from apigw_lint.source.json_fault import fault
from apigw_lint.source.node import Node
from apigw_lint.source.place import Place
from apigw_lint.source.read_error import ReadError
from apigw_lint.source.scalar import number

if TYPE_CHECKING:
    from apigw_lint.source.document import Document

BLANK = r"[ \t\n\r]*"
STRING = r'"([^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*)"'
NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?"

KEY = re.compile(f"{BLANK}{STRING}{BLANK}:").match
SCALAR = re.compile(f"{BLANK}(?:{STRING}|(true|false|null)|({NUMBER})){BLANK},?").match
INK = re.compile(r"[^ \t\n\r]").search
AFTER = re.compile(f"{BLANK},?").match
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
WORDS = {"true": True, "false": False, "null": None}


def read_json(document: Document) -> Node:
    """The one value of a JSON document. Raises ReadError."""
    reader = _JsonReader(document)
    root = reader.value(0, 1)
    extra = INK(document.text, root.end)
    if extra:
        reader.fail(extra.start(), "the JSON value has ended: nothing may follow it")
    return root


class _JsonReader:
    """Reads forward. `at` is behind the last value and its comma, `more` says whether there was a comma."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
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
        start = self._ink(at)
        opening = self.text[start : start + 1]
        if opening not in ("{", "["):
            self.fail(start, "a JSON value is expected here")
        if depth > MAX_DEPTH:
            raise ReadError(f"nested more than {MAX_DEPTH} levels deep", self.document, start)
        node = Node({} if opening == "{" else [], self.document, start, start)
        if opening == "{":
            self._members(node, depth)
        else:
            self._elements(node, depth)
        node.end = self.at
        self.at = at = AFTER(self.text, self.at).end()  # type: ignore[union-attr]
        self.more = self.text[at - 1] == ","
        return node

    def _members(self, node: Node, depth: int) -> None:
        """Up to and with the closing brace."""
        if self._closes(node.start + 1, "}"):
            return None
        data, keys, text, at = node.data, node.keys, self.text, node.start + 1
        while True:
            match = KEY(text, at)
            if match is None:
                self._fail_at_key(at)
            key = match[1]
            start, end = match.span(1)
            if "\\" in key:
                key = self._unescaped(key, start)
            value = self.value(match.end(), depth + 1)
            if key in keys:
                self._again(node, key, start - 1, end + 1)
            data[key] = value
            keys[key] = start - 1, end + 1
            at = self.at
            if not self.more:
                return self._close(at, "}")

    def _elements(self, node: Node, depth: int) -> None:
        """Up to and with the closing bracket."""
        if self._closes(node.start + 1, "]"):
            return None
        elements = node.data
        at = node.start + 1
        while True:
            elements.append(self.value(at, depth + 1))
            at = self.at
            if not self.more:
                return self._close(at, "]")

    def _closes(self, at: int, closing: str) -> bool:
        """Whether a container is empty; then it is read."""
        at = self._ink(at)
        self.at = at + 1
        return self.text.startswith(closing, at)

    def _close(self, at: int, closing: str) -> None:
        at = self._ink(at)
        if not self.text.startswith(closing, at):
            self.fail(at, f"`,` or `{closing}` is expected here")
        self.at = at + 1

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

    def _again(self, node: Node, key: str, start: int, end: int) -> None:
        first = next((first for name, _, first in node.duplicates if name == key), node.key_place(key))
        node.duplicates += ((key, Place(self.document, start, end), first),)

    def _fail_at_key(self, at: int) -> NoReturn:
        key = re.compile(BLANK + STRING).match(self.text, at)
        if key:
            self.fail(self._ink(key.end()), "`:` is expected after the key")
        self.fail(self._ink(at), "a key in double quotes is expected here")

    def _ink(self, at: int) -> int:
        """Where the next character that is no blank stands."""
        ink = INK(self.text, at)
        return ink.start() if ink else len(self.text)

    def fail(self, at: int, expected: str) -> NoReturn:
        at, reason = fault(self.text, at, expected)
        raise ReadError(reason, self.document, at)
