"""The other files that a document names by their place beside it, each read once."""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from apigw_lint.source.read import read, read_document
from apigw_lint.source.read_error import ReadError
from apigw_lint.source.walk import ignored

if TYPE_CHECKING:
    from collections.abc import Mapping

    from apigw_lint.source.document import Document

BUILT = frozenset(
    ("dist", "build", "target", "out", "cdk.out", ".aws-sam", ".build", ".serverless", "node_modules", "generated")
)
"""Folders whose files a build makes: they are not there before it."""

REMOTE = ("s3://", "http://", "https://", "arn:")


class Found(NamedTuple):
    """What a location leads to. `missing`: it names a file of the project, and there is none.

    `path` is where it leads in the project. Without document, error or `missing`, only the deployed stack knows.
    """

    path: str = ""
    document: Document | None = None
    error: ReadError | None = None
    missing: bool = False


class Files:
    """The files of a project. `texts` are those that are not on disk, by path; `root` is where paths begin for a document
    that does not know its file.
    """

    def __init__(self, texts: Mapping[str, str] | None = None, root: str | None = None) -> None:
        self.texts = texts or {}
        self.root = root
        self._read: dict[str, Found] = {}

    def enter(self, document: Document) -> None:
        """Take a document that is read already."""
        self._read.setdefault(document.path, Found(document.path, document))

    def beside(self, document: Document, location: str) -> Found:
        """What a location in a document leads to. Nothing is fetched, and no path that leaves the project is followed."""
        folder = posixpath.dirname(document.path)
        path = posixpath.normpath(posixpath.join(folder, location))
        strange = (
            location.startswith((*REMOTE, "/", "~")) or any(one in location for one in "\\\0") or not location.strip()
        )
        if strange or not _is_below(folder if posixpath.isabs(folder) else "", path):
            return Found()
        if path not in self._read:
            self._read[path] = self._open(folder if posixpath.isabs(folder) else self.root_of(document), path)
        return self._read[path]

    def _open(self, root: str | None, path: str) -> Found:
        try:
            if path in self.texts:
                return Found(path, read(self.texts[path].encode("utf-8", "surrogatepass"), path))
            if root is None:
                return Found(path, missing=not _is_built(path))
            file = os.path.realpath(os.path.join(root, path))
            if not _is_below(os.path.realpath(root), file):
                return Found(path)
            return Found(path, read_document(Path(root, path), path))
        except ReadError as error:
            return Found(path, error=error)
        except (FileNotFoundError, NotADirectoryError):
            return Found(path, missing=not _is_built(path) and not ignored(root or "", path))
        except (OSError, ValueError):
            return Found(path)

    def root_of(self, document: Document) -> str | None:
        """The folder that the path of a document is relative to; None when it is not on disk."""
        if document.file is None:
            return self.root
        file = str(document.file).replace(os.sep, "/")
        return (file.removesuffix(document.path) if file.endswith(document.path) else posixpath.dirname(file)) or "."


def _is_below(folder: str, path: str) -> bool:
    return not path.startswith("../") and path != ".." and path.startswith(folder.rstrip("/") + "/" if folder else "")


def _is_built(path: str) -> bool:
    return not BUILT.isdisjoint(path.split("/")[:-1])
