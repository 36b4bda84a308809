"""A place as SARIF writes it."""

from __future__ import annotations

from posixpath import normpath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from apigw_lint.finding.excerpt import Excerpt, corners, excerpt, surroundings, utf16_length

if TYPE_CHECKING:
    from apigw_lint.source.place import Place

LONGEST = 1_000  # characters of a snippet: minified JSON would bring the whole file along
CONTEXT = 2  # lines on each side
NEARBY = 100  # characters on each side, where a line is too long


def artifact(path: str, root: str) -> dict[str, str]:
    """A file, relative to the root of the repository; one outside of it under its own name on this machine."""
    if path.startswith(("../", "/")):
        whole = path if path.startswith("/") else f"{root}/{path}"
        return {"uri": f"file://{quote(normpath(whole), safe='/~', errors='surrogatepass')}"}
    return {"uri": quote(path, safe="/~", errors="surrogatepass"), "uriBaseId": "%SRCROOT%"}


def physical(place: Place, root: str, context: bool = False) -> dict[str, Any]:
    """File, region and, on request, the lines around it."""
    cut = excerpt(place)
    location: dict[str, Any] = {"artifactLocation": artifact(place.document.path, root), "region": _region(cut)}
    around = (_lines_around(place, cut) or _text_around(cut)) if context else None
    if around:
        location["contextRegion"] = around
    return location


def region(place: Place) -> dict[str, Any]:
    """All of a place, in UTF-16 columns."""
    (line, before), (end_line, last) = corners(place)
    start, end = utf16_length(before) + 1, utf16_length(last) + 1
    return {"startLine": line, "startColumn": start, "endLine": end_line, "endColumn": end}


def _region(cut: Excerpt) -> dict[str, Any]:
    start, end = cut.utf16_columns
    region: dict[str, Any] = {"startLine": cut.line, "startColumn": start, "endLine": cut.line, "endColumn": end}
    if cut.token and len(cut.token) <= LONGEST:
        region["snippet"] = {"text": cut.token}
    return region


def _lines_around(place: Place, cut: Excerpt) -> dict[str, Any] | None:
    around = surroundings(place.document, cut.line, CONTEXT, LONGEST)
    if around is None or around[0] == around[1]:
        return None
    return {"startLine": around[0], "endLine": around[1], "snippet": {"text": around[2]}}


def _text_around(cut: Excerpt) -> dict[str, Any] | None:
    """A piece of a line that is too long to be shown, or is the file's only one."""
    wide = cut._replace(before=cut.before[:-NEARBY], token=f"{cut.before[-NEARBY:]}{cut.token}{cut.after[:NEARBY]}")
    return _region(wide) if wide.token != cut.token else None
