"""Files that the CDK copies into its cloud assembly, each under the hash of what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.source.read_error import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from apigw_lint.source.document import Document


def originals(files: Iterable[Document | ReadError]) -> Iterator[tuple[Document, ReadError | None]]:
    """The files, read or not, without the copies of any of them; the copies that are left come last."""
    seen: set[str] = set()
    pairs = [(one.place.document, one) if isinstance(one, ReadError) else (one, None) for one in files]
    for document, error in sorted(pairs, key=lambda pair: _is_asset(pair[0])):
        if not (_is_asset(document) and document.text in seen):
            yield document, error
        seen.add(document.text)


def _is_asset(document: Document) -> bool:
    return document.path.rpartition("/")[2].startswith("asset.")
