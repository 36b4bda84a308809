"""The extensions of a definition: their names, their places, and the shape of their values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis.extensions import LEVELS, PREFIX, known, meant
from apigw_lint.analysis.shape import IN_WORDS
from apigw_lint.model.api import HTTP, REST, Route
from apigw_lint.model.definition import Extension
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN

if TYPE_CHECKING:
    from apigw_lint.model.definition import Misfit
    from apigw_lint.model.hit import Hits

ENDPOINT = f"{PREFIX}endpoint-configuration"
VERSIONS = {"swagger": ("OpenAPI 2.0", "root"), "openapi": ("OpenAPI 3.0", "server")}


def name_unknown(extension: Extension) -> Hits:
    """A key that looks like an extension and is none. What a schema calls its properties is its own affair."""
    if known(extension.name) is None and extension.level != "schema":
        near = meant(extension.name)
        yield hit(extension.place, "meant" if near else "plain", name=extension.name, meant=near)


# Of these speaks `security-scheme-ignored`: the author believes that a route is closed.
UNGUARDED = (("authorizer", "operation"), ("authtype", "operation"), ("auth", "root"))


def place_ignored(element: Extension | Route) -> Hits:
    """An extension where nothing reads it, and the flag of a default route on a REST API."""
    if isinstance(element, Extension):
        yield from _misplaced(element)
    else:
        yield from _flagged(element)


def _misplaced(extension: Extension) -> Hits:
    found = known(extension.name)
    if found is None or found.anywhere or extension.level not in LEVELS:
        return
    if (extension.name.removeprefix(PREFIX), extension.level) in UNGUARDED:
        return
    kind: Any = extension.api.kind
    if extension.name.lower() == ENDPOINT:
        yield from _of_version(extension)
    if extension.level not in found.levels:
        if extension.level == "components":
            return  # kept there for others to refer to
        place = " or ".join(LEVELS[level] for level in found.levels)
        yield hit(extension.place, "level", name=extension.name, found=LEVELS[extension.level], wanted=place)
    elif kind is not UNKNOWN and kind == REST and found.kinds == (HTTP,) and extension.name != f"{PREFIX}cors":
        yield hit(extension.place, "kind", name=extension.name)


def _of_version(extension: Extension) -> Hits:
    """The endpoint configuration stands at the root in OpenAPI 2.0, on a server in 3.0 ([DG ...-endpoint-configuration])."""
    definition: Any = extension.owner
    version, wanted = VERSIONS.get(definition.version_key, ("", ""))
    elsewhere = extension.level in ("root", "server") and extension.level != wanted
    if wanted and elsewhere and not definition.both_version_keys:
        yield hit(extension.place, "version", name=extension.name, version=version, wanted=LEVELS[wanted])


def _flagged(route: Route) -> Hits:
    kind: Any = route.api.kind
    if kind is not UNKNOWN and kind == REST and route.is_default_route is not None and route.api.origin != "outside":
        yield hit(route.at("is_default_route"), "kind", name="isDefaultRoute")


def value_invalid(misfit: Misfit) -> Hits:
    """A value that an extension does not have, where no rule about the thing itself says so."""
    if misfit.fault == "field" or _spoken_for(misfit) or _is_unread(misfit):
        return
    facts: dict[str, Any] = {
        "name": misfit.key or PREFIX + misfit.extension,
        "extension": misfit.extension,
        "wanted": misfit.wanted,
    }
    if misfit.fault == "shape":
        named = misfit.extension == "request-validator" and not misfit.key
        facts["wanted"] = " or ".join(IN_WORDS[one] for one in misfit.wanted)
        yield hit(misfit.place, "validators" if named else "shape", **facts)
    else:
        hint = f"; did you mean '{misfit.meant}'?" if misfit.meant else "."
        yield hit(misfit.place, misfit.fault, value=misfit.value, hint=hint, meant=misfit.meant, **facts)


def field_unknown(misfit: Misfit) -> Hits:
    """A key that an extension does not have."""
    if misfit.fault == "field" and not _spoken_for(misfit) and not _is_unread(misfit):
        name = misfit.key.rpartition(".")[2]
        hint = f"; did you mean '{misfit.meant}'?" if misfit.meant else "."
        yield hit(misfit.place, name=name, extension=misfit.extension, hint=hint, meant=misfit.meant)


def _is_unread(misfit: Misfit) -> bool:
    """Whether the extension stands where nothing reads it, of which another rule speaks."""
    extension: Any = misfit.owner
    found = known(extension.name)
    misplaced = found is not None and extension.level in LEVELS and extension.level not in found.levels
    return misplaced and extension.level != "components"


def _spoken_for(misfit: Misfit) -> bool:
    """Whether the thing that the extension describes has a rule that says so. All words and ranges have but the type of `auth`."""
    if misfit.fault in ("word", "range"):
        return misfit.extension != "auth"
    if misfit.fault == "field":
        named = misfit.extension == "gateway-responses" and "." not in misfit.key
        return named or misfit.extension in ("integration", "integrations")
    return False
