"""Paths as API Gateway takes them apart: segments, variables, and greedy ones that take the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.model.value import Undetermined
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from apigw_lint.model.api import Resource
    from apigw_lint.source.place import Place

VARIABLE = Pattern(r"\{([^{}+*]+)(\+?)\}")
MISPLACED_PLUS = Pattern(r"\{[+*]([^{}+*]+)\}|\{([^{}+*]+)\}[+*]|\{([^{}+*]+)\*\}")


def known_path(resource: Resource) -> str | None:
    """The path of a resource, None where it has none; raises Undetermined when it is not wholly known."""
    path: Any = resource.full_path
    if path is None or isinstance(path, str):
        return path
    raise Undetermined


def own_part(resource: Resource) -> str | None:
    """What a resource itself says of its path: its path part in a template, else the whole path."""
    part: Any = resource.path_part
    if part is None:
        return known_path(resource)
    if isinstance(part, str):
        return part
    raise Undetermined


def segments(path: str) -> list[str]:
    """What stands between the slashes; none for the root. One slash at the end counts for nothing."""
    bare = path.removeprefix("/").removesuffix("/")
    return bare.split("/") if bare else []


def variable(segment: str) -> str | None:
    """The name of the variable that a segment is; None when it is static, or nothing that API Gateway takes."""
    match = VARIABLE.fullmatch(segment)
    return match[1] if match else None


def is_greedy(segment: str) -> bool:
    """Whether a segment takes the rest of a path, as `{proxy+}` does."""
    match = VARIABLE.fullmatch(segment)
    return bool(match and match[2])


def variables(path: str) -> list[str]:
    """The names of the variables of a path, in order, without the plus sign of a greedy one."""
    return [name for segment in segments(path) if (name := variable(segment)) is not None]


def where(resource: Resource) -> Place:
    """Where the path of a resource is written; a route key holds the path of an HTTP API's route."""
    if resource.written("path_part") or resource.written("full_path") or not resource.routes:
        return resource.at("path_part", "full_path")
    return resource.routes[0].at("route_path", "key")
