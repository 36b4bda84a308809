"""The files of a project that may include a given one: those that say its name."""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING

from apigw_lint.source.discover import ENDINGS
from apigw_lint.source.relevance import may_matter
from apigw_lint.source.walk import walk

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

MOST_BYTES = 2_000_000
"""Larger files are not searched: a template of more than 1 MB cannot be deployed."""


def includers(root: str, paths: Collection[str]) -> Iterator[tuple[Path, str, bytes]]:
    """Each file below a folder that speaks of API Gateway and says the name of one of the paths: file, path and bytes, in order.

    The paths are relative to the folder, and the files that they name are left out.
    """
    names = {posixpath.basename(path).encode("utf-8", "surrogatepass") for path in paths}
    for file in sorted(walk(root, [])):
        path = os.path.relpath(file, root).replace(os.sep, "/")
        if not file.lower().endswith(ENDINGS) or path in paths:
            continue
        try:
            if os.path.getsize(file) > MOST_BYTES:
                continue
            with open(file, "rb") as stream:
                raw = stream.read()
        except OSError:
            continue
        if any(name in raw for name in names) and may_matter(raw):
            yield Path(file), path, raw
