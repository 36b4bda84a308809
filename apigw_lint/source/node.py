"""YAML and JSON as one tree in which everything knows its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.source.document import Document
from apigw_lint.source.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterable


NO_KEYS: dict[str, tuple[int, int]] = {}


class Node:
    """One value of a document.

    `data` is a dict of Nodes by key text, a list of Nodes, or a scalar (str, int, float, bool, None).
    `keys` holds, for a mapping, where each key is written (start and end offset).
    `tag` is a YAML tag such as "!Sub", else None. `raw` is a scalar's text before YAML gave it a type.
    """

    __slots__ = ("data", "document", "end", "keys", "raw", "start", "tag")

    def __init__(self, data: Any, document: Document, start: int, end: int, tag: str | None = None) -> None:
        self.data = data
        self.document = document
        self.start = start
        self.end = end
        self.tag = tag
        self.keys: dict[str, tuple[int, int]] = {} if type(data) is dict else NO_KEYS
        self.raw: str | None = None

    def __bool__(self) -> bool:
        return self is not MISSING

    def __getitem__(self, key: str) -> Node:
        """The value under `key`, or MISSING, which answers every further question with nothing."""
        data = self.data
        return data.get(key, MISSING) if type(data) is dict else MISSING

    def __contains__(self, key: str) -> bool:
        return type(self.data) is dict and key in self.data

    def items(self) -> Iterable[tuple[str, Node]]:
        """The entries of a mapping; nothing for anything else."""
        return self.data.items() if type(self.data) is dict else ()

    def elements(self) -> list[Node]:
        """The items of a list; nothing for anything else."""
        return self.data if type(self.data) is list else []

    @property
    def is_map(self) -> bool:
        return type(self.data) is dict

    @property
    def is_list(self) -> bool:
        return type(self.data) is list

    @property
    def is_scalar(self) -> bool:
        return type(self.data) not in (dict, list)

    @property
    def text(self) -> str | None:
        """A scalar as it is written: `3.10` stays "3.10". None for null, mappings and lists."""
        data = self.data
        if type(data) is str:
            return data
        if data is None or not self.is_scalar:
            return None
        return self.raw if self.raw is not None else str(data)

    @property
    def place(self) -> Place:
        return Place(self.document, self.start, self.end)

    def key_place(self, key: str) -> Place:
        """Where `key` is written, in the document of its value; the place of the whole node when it is not."""
        data, span = self.data, self.keys.get(key)
        if span is None or type(data) is not dict or key not in data:
            return self.place
        value = data[key]
        return Place((self if value is MISSING else value).document, *span)

    def __repr__(self) -> str:
        return f"<Node {self.data if self.is_scalar else type(self.data).__name__} at {self.place!r}>"


MISSING = Node(None, Document("", ""), 0, 0)
