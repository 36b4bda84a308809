"""The files of a project that may include a given one: those that say its name."""

from __future__ import annotations

import os
import posixpath
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from apigw_lint.source.discover import ENDINGS
from apigw_lint.source.read import read
from apigw_lint.source.read_error import ReadError
from apigw_lint.source.relevance import may_matter
from apigw_lint.source.walk import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from apigw_lint.source.document import Document

MOST_BYTES = 2_000_000
"""Larger files are not searched: a template of more than 1 MB cannot be deployed."""

MOST_FILES = 50_000
"""A folder with more, such as a home, is not searched: it is no project, and would take longer to read than to judge."""


def includers(root: str, paths: Collection[str], excluded: Callable[[str], bool]) -> Iterator[Document]:
    """Each document below a folder that speaks of API Gateway and says the name of one of the paths, in the order of theirs.

    The paths are relative to the folder, and the files that they name are left out, as are those that are `excluded`.
    """
    names = {posixpath.basename(path).encode("utf-8", "surrogatepass") for path in paths}
    files = list(islice(walk(root, []), MOST_FILES + 1))
    for file in sorted(files) if len(files) <= MOST_FILES else ():
        path = os.path.relpath(file, root).replace(os.sep, "/")
        if not file.lower().endswith(ENDINGS) or path in paths or excluded(path):
            continue
        try:
            if not os.path.isfile(file) or os.path.getsize(file) > MOST_BYTES:
                continue  # a pipe would be waited for
            with open(file, "rb") as stream:
                raw = stream.read()
        except OSError:
            continue
        if any(name in raw for name in names) and may_matter(raw):
            with suppress(ReadError):
                yield read(raw, path, Path(file))
