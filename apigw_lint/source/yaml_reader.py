"""YAML 1.1 to trees in which everything knows its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.source import yaml_events as yaml
from apigw_lint.source.aliases import Aliases, merge
from apigw_lint.source.bounds import MAX_DEPTH
from apigw_lint.source.duplicates import Duplicates
from apigw_lint.source.node import Node
from apigw_lint.source.read_error import ReadError
from apigw_lint.source.scalar import PlainScalars, tagged, tagged_collection
from apigw_lint.source.yaml_fault import fault

if TYPE_CHECKING:
    from apigw_lint.source.document import Document

ScalarEvent, MappingEndEvent, SequenceEndEvent = yaml.ScalarEvent, yaml.MappingEndEvent, yaml.SequenceEndEvent


def read_yaml(document: Document) -> list[Node]:
    """The trees of a stream, one for each of its documents. Raises ReadError."""
    try:
        return _YamlReader(document).roots()
    except yaml.YAMLError as error:
        raise fault(error, document) from None
    except UnicodeEncodeError as error:
        raise ReadError("half of a surrogate pair is no character", document, error.start) from None


class _YamlReader:
    """Builds Nodes from events. `end` is where the thing read last ends: a block collection ends with its last entry."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.get = yaml.Parser(document.text).get_event
        self.scalars = PlainScalars()
        self.aliases = Aliases(document)
        self.duplicates = Duplicates(document)
        self.end = 0

    def roots(self) -> list[Node]:
        roots = []
        while type(event := self.get()) is not yaml.StreamEndEvent:
            if type(event) is yaml.DocumentStartEvent:
                self.aliases.forget()
                roots.append(self._node(self.get(), 1))
        return roots

    def _node(self, event: Any, depth: int) -> Node:
        """The value that an event begins."""
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        if kind is yaml.AliasEvent:
            self.end = event.end_mark.index
            return self.aliases.use(event.anchor, event.start_mark.index, self.end, depth)
        start = event.start_mark.index
        if depth > MAX_DEPTH:
            raise ReadError(f"nested more than {MAX_DEPTH} levels deep", self.document, start)
        mapping = kind is yaml.MappingStartEvent
        node = Node({} if mapping else [], self.document, start, -1, tagged_collection(event.tag))
        if event.anchor:
            self.aliases.name(event.anchor, node)
        closing = self._entries(node, depth + 1) if mapping else self._items(node.data, depth + 1)
        stop = closing.end_mark.index
        if event.flow_style and self.text[stop - 1] in "]}":
            self.end = stop
        node.end = self.end
        return node

    def _entries(self, node: Node, depth: int) -> Any:
        """The entries of a mapping; returns the event that ends it."""
        get, data, keys = self.get, node.data, node.keys
        merged = []
        while type(event := get()) is not MappingEndEvent:
            start, self.end = span = event.start_mark.index, event.end_mark.index
            key = event.value if type(event) is ScalarEvent and not event.anchor else self._odd_key(event)
            following = get()
            value = self._scalar(following) if type(following) is ScalarEvent else self._node(following, depth)
            if key == "<<" and not event.style and event.tag is None:
                merged.append((value, start))
                continue
            if key in keys:
                self.duplicates.note(node, key, *span)
            data[key] = value
            keys[key] = span
        if merged:
            merge(node, merged)
        return event

    def _items(self, items: list[Node], depth: int) -> Any:
        """The items of a list; returns the event that ends it."""
        get = self.get
        while type(event := get()) is not SequenceEndEvent:
            items.append(self._scalar(event) if type(event) is ScalarEvent else self._node(event, depth))
        return event

    def _scalar(self, event: Any) -> Node:
        text, style, tag = event.value, event.style, event.tag
        start, end = event.start_mark.index, event.end_mark.index
        if tag is not None:
            value, tag = tagged(text, tag)
        else:
            value = text if style else self.scalars[text]
        if style and style in "|>":
            end = self._block_end(start, end)
        elif start == end:
            start = end = self._nowhere(start)
        node = Node(value, self.document, start, end, tag)
        if type(value) is not str:
            node.raw = text
        self.end = end
        if event.anchor:
            self.aliases.name(event.anchor, node)
        return node

    def _block_end(self, start: int, end: int) -> int:
        """The end of the last written line of a literal or folded text, without its line break."""
        written = self.text[start:end].rstrip(" \t\r\n")
        line = self.text[start + len(written) : end].replace("\r", "\n").partition("\n")[0]
        return start + len(written) + len(line)

    def _nowhere(self, mark: int) -> int:
        """Where a value stands that is not written: behind the indicator that announces it, else behind what came before."""
        return mark if self.text[mark - 1 : mark] in (":", "-", "?") else self.end

    def _odd_key(self, event: Any) -> str:
        """The text of a key that has an anchor or is an alias."""
        start = event.start_mark.index
        node = self._node(event, MAX_DEPTH) if type(event) in (ScalarEvent, yaml.AliasEvent) else None
        if node is None or not node.is_scalar:
            raise ReadError("a key is a text: a mapping or a list cannot be one", self.document, start)
        return node.raw if node.raw is not None else str(node.data)
