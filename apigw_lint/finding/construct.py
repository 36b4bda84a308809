"""Findings in what the CDK has synthesised: which construct they are about, and the line of source that made it.

[CDK cloud-assembly-schema]: `aws:cdk:path` in a resource's metadata is the construct's path; the assembly's manifest has, by
logical id, the stack trace of the construct when the app was run with traces.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from apigw_lint.finding.finding import RelatedPlace
from apigw_lint.source.document import Document
from apigw_lint.source.pattern import Pattern
from apigw_lint.source.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from apigw_lint.finding.finding import Finding

PATH, LOGICAL_ID = "aws:cdk:path", "aws:cdk:logicalId"
FRAME = Pattern(r"([^\s()\"]+?)(?::|\", line )(\d+)(?::\d+)?\)?\s*$")
FOREIGN = ("node_modules", "site-packages", "internal")
SYNTHESISED = "synthesized here"


def by_construct(findings: Iterable[Finding], document: Document, root: str | None) -> Iterator[Finding]:
    """The findings; those in a resource of a synthesised template name its construct, and stand where the source made it.

    What is synthesised is not mended: the next run of the CDK would write it again. `root` is the project's folder. Without a trace,
    or with one that leads out of the project, a finding stays in the template.
    """
    if f'"{PATH}"' not in document.text:
        yield from findings
        return
    resources = _Resources(document)
    lines = _Lines(document, root)
    for finding in findings:
        found = resources.at(finding.place) if finding.place.document is document else None
        if found is None:
            yield finding
            continue
        logical_id, construct = found
        message = f"{finding.message.removesuffix('.')} (construct {construct})." if construct else finding.message
        place = lines.of(logical_id)
        if place is None:
            yield finding._replace(message=message, fix=None)
        else:
            template = RelatedPlace(finding.place, SYNTHESISED)
            yield finding._replace(message=message, place=place, related=(template, *finding.related), fix=None)


class _Resources:
    """Where each resource of a template is written."""

    def __init__(self, document: Document) -> None:
        self._spans: list[tuple[int, int, str, str]] = []
        for root in document.roots:
            resources = root["Resources"]
            for name, node in resources.items():
                path = (node["Metadata"][PATH].text or "").removesuffix("/Resource")
                self._spans.append((resources.key_place(name).start, node.end, name, path))
        self._spans.sort()

    def at(self, place: Place) -> tuple[str, str] | None:
        """Logical id and construct of the resource that a place is in."""
        at = bisect_right(self._spans, (place.start, len(place.document.text) + 1)) - 1
        if at < 0 or place.start > self._spans[at][1]:
            return None
        return self._spans[at][2], self._spans[at][3]


class _Lines:
    """By logical id, the line of the project's own source that made it; read from the manifest beside the template."""

    def __init__(self, document: Document, root: str | None) -> None:
        self._root = os.path.realpath(root) if root else ""
        self._traces: dict[str, list[str]] = {}
        self._sources: dict[str, Document | None] = {}
        if root and document.file is not None:
            folder, template = os.path.split(document.file)
            artifacts = _json(os.path.join(folder, "manifest.json")).get("artifacts")
            for artifact in artifacts.values() if isinstance(artifacts, dict) else ():
                if isinstance(artifact, dict) and _inside(artifact, "properties").get("templateFile") == template:
                    self._take(_inside(artifact, "metadata"))
                    more = artifact.get("additionalMetadataFile")
                    self._take(_json(os.path.join(folder, os.path.basename(more))) if isinstance(more, str) else {})

    def of(self, logical_id: str) -> Place | None:
        for frame in self._traces.get(logical_id, ()):
            match = FRAME.search(frame)
            source = self._source(match[1].removeprefix("file://")) if match else None
            if match and source and 0 < int(match[2]) <= len(source.line_starts()):
                start = source.line_starts()[int(match[2]) - 1]
                line = source.line(int(match[2]))
                return Place(source, start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
        return None

    def _take(self, metadata: dict[str, Any]) -> None:
        for entries in metadata.values():
            for entry in entries if isinstance(entries, list) else ():
                if isinstance(entry, dict) and entry.get("type") == LOGICAL_ID and isinstance(entry.get("trace"), list):
                    self._traces[str(entry.get("data"))] = [one for one in entry["trace"] if isinstance(one, str)]

    def _source(self, name: str) -> Document | None:
        """The file of a frame as text, when it is one of the project's own."""
        file = os.path.realpath(name)
        inside = self._root.rstrip(os.sep) + os.sep
        if not file.startswith(inside) or any(part in FOREIGN for part in file.split(os.sep)):
            return None
        if file not in self._sources:
            self._sources[file] = _text(file, file.removeprefix(inside).replace(os.sep, "/"))
        return self._sources[file]


def _text(file: str, path: str) -> Document | None:
    try:
        with open(file, encoding="utf-8", newline="") as stream:
            return Document(path, stream.read())
    except (OSError, ValueError):
        return None


def _json(file: str) -> dict[str, Any]:
    from json import load

    try:
        with open(file, encoding="utf-8") as stream:
            data = load(stream)
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _inside(table: dict[str, Any], key: str) -> dict[str, Any]:
    inside = table.get(key)
    return inside if isinstance(inside, dict) else {}
