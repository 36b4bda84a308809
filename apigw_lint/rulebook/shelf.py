"""Where the pages stand."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from apigw_lint.rulebook.page import Page, PageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HEAD = 4096  # front matter is shorter than this; a longer one is read whole


def built_in() -> str:
    """`rules/`: inside the package in a wheel, beside it in a checkout."""
    inside = os.path.join(PACKAGE, "rules")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(PACKAGE), "rules")


def pages(shelves: Sequence[str] = ()) -> dict[str, Page]:
    """Every page of the built-in shelf and of further ones, by name.

    Pages of further shelves are checked here through and through, built-in ones by the tests. Raises PageError.
    """
    found = {page.name: page for page in shelf(built_in())}
    if not shelves:
        return found
    from apigw_lint.rulebook.audit import audit

    for folder in shelves:
        if not os.path.isdir(folder):
            raise PageError(folder, 1, "there is no such folder of rules")
        for page in shelf(folder):
            if page.name in found:
                raise PageError(page.file, 1, f"`{page.name}` is already the name of {found[page.name].file}")
            audit(page)
            found[page.name] = page
    return found


def shelf(folder: str) -> Iterator[Page]:
    """The pages of one shelf: Markdown files in folders named for their themes. A README is none. Raises PageError."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir() and not entry.name.startswith("."):
            for page in sorted(os.scandir(entry.path), key=lambda page: page.name):
                if _is_page(page.name):
                    yield load(page.path, page.name[:-3], entry.name)
        elif _is_page(entry.name):
            raise PageError(entry.path, 1, "a page stands in a folder that names its theme")


def load(file: str, name: str, theme: str) -> Page:
    """The page in a file; raises PageError."""
    try:
        with open(file, "rb") as stream:
            head = stream.read(HEAD)
            if b"\n---\n" not in head[3:]:
                head += stream.read()
    except OSError as error:
        raise PageError(file, 1, f"cannot be read: {error.strerror}") from None
    return Page(file, name, theme, head.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n"))


def _is_page(name: str) -> bool:
    return name.endswith(".md") and name != "README.md"
