"""What is written to quieten other tools, read where the settings ask for it.

- cfn_nag: a resource's `Metadata: {cfn_nag: {rules_to_suppress: [{id, reason}]}}` [cfn_nag README, per-resource suppression].
- checkov: a resource's `Metadata: {checkov: {skip: [{id, comment}]}}`, and a comment `# checkov:skip=ID:reason` in a resource
  [checkov docs, suppressing and skipping policies].
- cfn-lint: `Metadata: {cfn-lint: {config: {ignore_checks: [ID]}}}` of a resource or of the template [cfn-lint README, metadata].

Each id means the rules that say to find the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.finding.comments import written
from apigw_lint.finding.ignore import Ignore
from apigw_lint.finding.keyed import extent
from apigw_lint.source.pattern import Pattern
from apigw_lint.source.place import Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from apigw_lint.finding.ignore import Resolve
    from apigw_lint.source.document import Document
    from apigw_lint.source.node import Node

    Stretch = tuple[int, int]

SKIP = Pattern(r"#[^\r\n]*?\bcheckov:skip=(\w+)(?::[ \t]*([^\r\n]*))?")
LISTS = {
    "cfn_nag": (("cfn_nag", "rules_to_suppress"), "reason"),
    "checkov": (("checkov", "skip"), "comment"),
    "cfn-lint": (("cfn-lint", "config", "ignore_checks"), ""),
}
WHOLE = "cfn-lint"  # it alone reads the metadata of the template


def foreign_ignores(document: Document, tools: Collection[str], resolve: Resolve) -> Iterator[Ignore]:
    """The suppressions of some other tools in a template. `resolve` gives the rules that a tool's id means."""
    for root in document.roots:
        extents = []
        for name, resource in root["Resources"].items():
            covered = extent(resource, root["Resources"].keys.get(name))
            extents.append(covered)
            for tool in tools:
                yield from _listed(resource, tool, covered, resolve)
        if WHOLE in tools:
            yield from _listed(root, WHOLE, (0, len(document.text) + 1), resolve)
        if "checkov" in tools:
            yield from _skipped(document, extents, resolve)


def _listed(holder: Node, tool: str, covered: Stretch, resolve: Resolve) -> Iterator[Ignore]:
    steps, why = LISTS[tool]
    node = holder["Metadata"]
    for step in steps:
        node = node[step]
    for entry in node.elements():
        name = entry["id"] if entry.is_map else entry
        if name.text:
            reason = (entry[why].text or "").strip()
            yield Ignore(name.place, (name.text,), reason, (covered,), resolve)


def _skipped(document: Document, extents: list[Stretch], resolve: Resolve) -> Iterator[Ignore]:
    if "checkov:skip" not in document.text or document.format == "json":
        return
    texts = written(document)
    for match in SKIP.finditer(document.text):
        at = match.start()
        covered = tuple((start, end) for start, end in extents if start <= at < _line_end(document, end - 1))
        if covered and not any(start <= at < end for start, end in texts):
            place = Place(document, at, match.end())
            yield Ignore(place, (match[1],), (match[2] or "").strip(), covered, resolve)


def _line_end(document: Document, offset: int) -> int:
    """Where the line of an offset ends: a comment behind the last value of a resource is in the resource too."""
    line, _ = document.position(offset)
    return document.line_starts()[line - 1] + len(document.line(line))
