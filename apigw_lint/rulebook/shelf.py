"""Where the pages stand."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from apigw_lint import __version__, cache
from apigw_lint.rulebook import matter, page
from apigw_lint.rulebook.page import Page, PageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROOM = "pages"
MAKERS = (matter.__file__, page.__file__)
HEAD = 4096  # front matter is shorter than this; a longer one is read whole


def built_in() -> str:
    """`rules/`: inside the package in a wheel, beside it in a checkout."""
    inside = os.path.join(PACKAGE, "rules")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(PACKAGE), "rules")


class Place(NamedTuple):
    """Where a page stands, which gives it its name and its theme."""

    file: str
    name: str
    theme: str


def pages(shelves: Sequence[str] = ()) -> dict[str, Page]:
    """Every page of the built-in shelf and of further ones, by name.

    Pages of further shelves are checked here through and through, built-in ones by the tests. Raises PageError.
    """
    found = _built_in_pages()
    if shelves:
        from apigw_lint.rulebook.audit import audit

        for folder in shelves:
            for place in places(folder):
                found[place.name] = load(place, found)
                audit(found[place.name])
    return found


def _built_in_pages() -> dict[str, Page]:
    """The pages of the built-in shelf, as they are kept as long as none of them has changed; else read, and kept."""
    shelf = list(places(built_in()))
    of = [__version__, *(_state(file) for file in MAKERS), *(_state(place.file) for place in shelf)]
    name = f"{crc32(built_in().encode('utf-8', 'surrogateescape')):08x}"  # several versions may be installed
    entry = cache.kept(ROOM, name)
    known = entry.get("values") if isinstance(entry, dict) and entry.get("of") == of else None
    if isinstance(known, list) and len(known) == len(shelf) and all(type(one) is dict for one in known):
        return {place.name: Page.known(*place, one) for place, one in zip(shelf, known, strict=True)}
    found: dict[str, Page] = {}
    for place in shelf:
        found[place.name] = load(place, found)
    cache.keep(ROOM, name, {"of": of, "values": [one.values for one in found.values()]})
    return found


def _state(file: str) -> str:
    found = os.stat(file)
    return f"{file} {found.st_size} {found.st_mtime_ns}"


def places(folder: str) -> Iterator[Place]:
    """The pages of one shelf: Markdown files in folders named for their themes. A README is none. Raises PageError."""
    if not os.path.isdir(folder):
        raise PageError(folder, 1, "there is no such folder of rules")
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir() and not entry.name.startswith("."):
            names = sorted(name for name in os.listdir(entry.path) if _is_page(name))
            yield from (Place(os.path.join(entry.path, name), name[:-3], entry.name) for name in names)
        elif _is_page(entry.name):
            raise PageError(entry.path, 1, "a page stands in a folder that names its theme")


def load(place: Place, taken: Mapping[str, Page]) -> Page:
    """The page that stands somewhere; raises PageError, also when another one has its name."""
    file = place.file
    if place.name in taken:
        raise PageError(file, 1, f"`{place.name}` is already the name of {taken[place.name].file}")
    try:
        with open(file, "rb") as stream:
            head = stream.read(HEAD)
            if b"\n---\n" not in head[3:]:
                head += stream.read()
    except OSError as error:
        raise PageError(file, 1, f"cannot be read: {error.strerror}") from None
    return Page(
        file, place.name, place.theme, head.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
    )


def _is_page(name: str) -> bool:
    return name.endswith(".md") and name != "README.md"
