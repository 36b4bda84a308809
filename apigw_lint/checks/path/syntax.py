"""How a path is written: its segments, its variables, its slashes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from apigw_lint.analysis.paths import MISPLACED_PLUS, VARIABLE, is_greedy, known_path, own_part, segments, where
from apigw_lint.model.api import REST
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from apigw_lint.model.api import Resource
    from apigw_lint.model.hit import Hits

STRANGE = Pattern(r"[^A-Za-z0-9_.,:-]")  # in a segment of a REST API [DG api-gateway-known-issues]


def invalid(resource: Resource) -> Hits:
    """A path that is refused; one hit for its first fault."""
    path = own_part(resource)
    if path is None:
        return
    for sign, case in (("?", "query"), ("#", "fragment")):
        if sign in path:
            yield hit(where(resource), case, path=path)
            return
    if resource.path_part is not None and "/" in path:
        yield hit(where(resource), "slash", part=path)
        return
    for segment in segments(path):
        fault = _fault(segment, rest=resource.api.kind is not UNKNOWN and resource.api.kind == REST)
        if fault:
            strange = STRANGE.search(segment.replace("{", "").replace("}", ""))
            yield hit(where(resource), fault, path=path, segment=segment, character=strange[0] if strange else "")
            return


def _fault(segment: str, *, rest: bool) -> str | None:
    """Which case of the page a segment is; None for a good one, and for one that `path-greedy-invalid` speaks of."""
    if not segment:
        return "empty"
    if MISPLACED_PLUS.fullmatch(segment):
        return None
    match = VARIABLE.fullmatch(segment)
    if match is None and ("{" in segment or "}" in segment):
        return _brace_fault(segment)
    if rest and STRANGE.search(match[1] if match else segment):
        return "character"
    return None


def _brace_fault(segment: str) -> str:
    if re.sub(r"\{[^{}]*\}", "", segment).strip("{}") != re.sub(r"\{[^{}]*\}", "", segment):
        return "brace"
    return "nameless" if re.fullmatch(r"\{\s*\+?\}", segment) else "part"


def slash_missing(resource: Resource) -> Hits:
    """A path of a document, or of an event, that does not begin with a slash."""
    if resource.path_part is None and resource.written("full_path"):
        path = known_path(resource)
        if path is not None and not path.startswith("/"):
            yield hit(where(resource), path=path)


def greedy_invalid(resource: Resource) -> Hits:
    """A greedy variable that is not the end of its path, or is not written as one."""
    path = own_part(resource)
    parts = segments(path) if path is not None else []
    for index, segment in enumerate(parts):
        misplaced = MISPLACED_PLUS.fullmatch(segment)
        if misplaced:
            name = next(filter(None, misplaced.groups()))
            meant = f"{{{name}+}}"
            yield hit(
                where(resource),
                "plus",
                segment=segment,
                meant=meant,
                path=path,
                whole=str(path).replace(segment, meant),
            )
            return
        if is_greedy(segment) and index < len(parts) - 1:
            case = "twice" if any(is_greedy(later) for later in parts[index + 1 :]) else "last"
            yield hit(where(resource), case, path=path, segment=segment)
            return
    if resource.path_part is not None and parts and is_greedy(parts[-1]):
        children = [one for one in resource.api.resources if one.parent is resource]
        if children:
            related = tuple((where(child), "stands below it") for child in children)
            yield hit(where(resource), "last", related=related, path=path, segment=parts[-1])
