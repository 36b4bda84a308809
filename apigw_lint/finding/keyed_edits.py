"""Ignores written into JSON, as keys in the style of the file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from apigw_lint.finding.edit import Insertion
from apigw_lint.finding.keyed import EXTENSION, METADATA, extent
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apigw_lint.finding.finding import Finding
    from apigw_lint.source.document import Document
    from apigw_lint.source.node import Node

BLANKS = Pattern(r"[ \t\r\n]*")
COLON = Pattern(r":([ \t]*)")
GROUPS = ("definitions", "parameters", "responses", "securityDefinitions")
LEVELS = ("paths", "components")  # below each of these, two keys lead to one thing with a name


def keyed_insertions(document: Document, findings: Iterable[Finding], reason: str) -> list[Insertion]:
    """The keys that ignore findings, in the resource or the part of an OpenAPI document that each is in.

    A document of another kind, such as a bare policy, has no room for any.
    """
    root = document.roots[0]
    holders: dict[tuple[str, ...], tuple[Node, set[str]]] = {}
    template = root["Resources"].is_map
    if not template and not root["openapi"] and not root["swagger"]:
        return []
    for finding in findings:
        steps, node = _resource(root, finding.place.start) if template else _part(root, finding.place.start)
        holders.setdefault(steps, (node, set()))[1].add(finding.rule)
    keys = METADATA if template else (EXTENSION,)
    insertions = []
    for node, rules in holders.values():
        entries = [{"id": name, "reason": reason} for name in sorted(rules)]
        insertions += _Style(document).add(node, keys, entries)
    return insertions


def _resource(root: Node, offset: int) -> tuple[tuple[str, ...], Node]:
    """The resource that an offset is in, else the template."""
    return _inside(root["Resources"], offset) or ((), root)


def _part(root: Node, offset: int) -> tuple[tuple[str, ...], Node]:
    """The operation, path or named thing that an offset is in, else the document."""
    for key in GROUPS:
        if found := _inside(root[key], offset):
            return (key, *found[0]), found[1]
    for key in LEVELS:
        if outer := _inside(root[key], offset):
            inner = _inside(outer[1], offset)
            if inner and inner[1].is_map:
                return (key, *outer[0], *inner[0]), inner[1]
            if key == "paths":
                return (key, *outer[0]), outer[1]
    return (), root


def _inside(node: Node, offset: int) -> tuple[tuple[str, ...], Node] | None:
    """The mapping under a key of a node that an offset lies in, or in whose key."""
    for key, value in node.items():
        start, end = extent(value, node.keys.get(key))
        if value.is_map and start <= offset < end:
            return (key,), value
    return None


class _Style:
    """How a JSON document is laid out, as seen at the places where something goes in."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        colon = COLON.search(self.text)
        self.spaced = " " if colon is None or colon[1] else ""

    def add(self, node: Node, keys: tuple[str, ...], entries: list[dict[str, str]]) -> list[Insertion]:
        """Entries into the list that the keys lead to, with what of the way is not there yet; nothing where the way is barred."""
        while keys and keys[0] in node:
            node, keys = node[keys[0]], keys[1:]
        if not (node.is_map if keys else node.is_list):
            return []
        start = self._after_blanks(node.start + 1)
        gap = self.text[node.start + 1 : start]
        last = len(self.text[: node.end - 1].rstrip(" \t\r\n"))
        empty = self.text[start] in "}]"
        if empty or "\n" not in gap.replace("\r", "\n"):
            gap = "" if empty else f"{self.spaced}"
            new = [self._in_a_line(keys, entries)] if keys else [self._entry(one) for one in entries]
        else:
            new = [self._in_lines(node, gap, keys, entries)] if keys else [self._entry(one) for one in entries]
        text = f",{gap}".join(new)
        return [Insertion(node.end - 1 if empty else last, text if empty else f",{gap}{text}")]

    def _after_blanks(self, at: int) -> int:
        found = BLANKS.match(self.text, at)
        return found.end() if found else at

    def _entry(self, entry: dict[str, str]) -> str:
        pairs = (f'"{key}":{self.spaced}{_quoted(value)}' for key, value in entry.items())
        return "{" + f",{self.spaced}".join(pairs) + "}"

    def _in_a_line(self, keys: tuple[str, ...], entries: list[dict[str, str]]) -> str:
        text = "[" + f",{self.spaced}".join(map(self._entry, entries)) + "]"
        for key in reversed(keys[1:]):
            text = f'{{"{key}":{self.spaced}{text}}}'
        return f'"{keys[0]}":{self.spaced}{text}'

    def _in_lines(self, node: Node, gap: str, keys: tuple[str, ...], entries: list[dict[str, str]]) -> str:
        """One level deeper in each line, by as much as the members are deeper than the line that opens or closes their object."""
        closing = self.text[len(self.text[: node.end - 1].rstrip(" \t\r\n")) : node.end - 1]
        unit = gap[len(closing) :] if gap.startswith(closing) and len(gap) > len(closing) else "  "
        deep = gap + unit * len(keys)
        text = f",{deep}".join(map(self._entry, entries))
        text = f"[{deep}{text}{gap + unit * (len(keys) - 1)}]"
        for depth in range(len(keys) - 1, 0, -1):
            line = gap + unit * depth
            text = f'{{{line}"{keys[depth]}":{self.spaced}{text}{gap + unit * (depth - 1)}}}'
        return f'"{keys[0]}":{self.spaced}{text}'


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
