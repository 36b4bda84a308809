"""Inline suppressions: comments in YAML, keys in YAML and JSON.

- `# apigw-lint: ignore[name, other] reason` takes away findings whose place begins in its line. Where the line begins or ends
  a value of several lines (a block of text), in which no comment can stand, it takes those in the value too.
- `# apigw-lint: ignore-next-line[...]` does this for the next line that is neither blank nor a comment.
- `# apigw-lint: ignore-file[...]` takes them in the whole file, wherever it stands.
- `x-apigw-lint-ignore: [{id: name, reason: why}]` in an object of OpenAPI takes them in this object and at its key.
- `Metadata: {apigw-lint: {ignore: [{id: name, reason: why}]}}` in CloudFormation does this for a resource, or for the template.

An ignore never reaches into another file: what a template includes has places, and ignores, of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from apigw_lint.finding.comments import comment_ignores
from apigw_lint.finding.keyed import keyed_ignores
from apigw_lint.finding.run import Suppressed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from apigw_lint.finding.finding import Finding
    from apigw_lint.finding.ignore import Ignore, Resolve
    from apigw_lint.source.document import Document

MARK = "apigw-lint"


class Sifted(NamedTuple):
    """Findings that stay, and those that an ignore took away."""

    kept: list[Finding]
    suppressed: list[Suppressed]


def read_ignores(document: Document, resolve: Resolve) -> list[Ignore]:
    """The ignores of a document, in the order of their places. A document without any costs one search of its text."""
    if MARK not in document.text:
        return []
    found = [*comment_ignores(document, resolve), *keyed_ignores(document, resolve)]
    return sorted(found, key=lambda one: one.place.start)


class Ruled(Protocol):
    """A rule, as other tools' ids tell of it."""

    @property
    def name(self) -> str: ...

    @property
    def also(self) -> Collection[str]: ...


def foreign(documents: Iterable[Document], tools: Collection[str], rules: Collection[Ruled]) -> Iterator[Ignore]:
    """What quietens these other tools in documents, for the rules that find the same. It is theirs, so that it may be unused."""
    for document in documents:
        if any(tool in document.text for tool in tools):
            from apigw_lint.finding.foreign import foreign_ignores

            yield from foreign_ignores(document, tools, lambda name: [one.name for one in rules if name in one.also])


def suppress(findings: Iterable[Finding], ignores: Iterable[Ignore]) -> Sifted:
    """Part the findings, and count in each ignore what it took. Every ignore that fits counts, so that none of them is said to be unused."""
    by_path: dict[str, list[Ignore]] = {}
    for ignore in ignores:
        by_path.setdefault(ignore.place.document.path, []).append(ignore)
    sifted = Sifted([], [])
    for finding in findings:
        taking = [ignore for ignore in by_path.get(finding.place.document.path, ()) if ignore.takes(finding)]
        if taking:
            sifted.suppressed.append(Suppressed(finding, "ignore", taking[0].reason, taking[0].place))
        else:
            sifted.kept.append(finding)
    return sifted
