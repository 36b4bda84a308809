"""Stage variables: secrets in them, and uses of those that are not there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from apigw_lint.model.hit import hit
from apigw_lint.model.integration import Integration
from apigw_lint.model.value import UNKNOWN, Partial, certainly
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.api import Api
    from apigw_lint.model.element import Element
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.stage import Stage
    from apigw_lint.source.place import Place

SECRET = Pattern(
    r"passw(or)?d|passphrase|secret|token|api_?key|private_?key|access_?key|credential|client_?key|signing_?key", re.I
)
NAMES_ONE = Pattern(
    r"(arn|name|id|ids|url|uri|path|endpoint|host|table|bucket|ttl|expiry|type|issuer|function|fn)$", re.I
)
PLACEHOLDER = Pattern(
    r"change-?_?me|example|placeholder|replace|todo|dummy|your[-_ ]|xxx|\*\*\*|<.*>|none|null|true|false", re.I
)
POINTER = Pattern(r"arn:|https?:|/|\d+$|[a-z-]+$")
CREDENTIAL = Pattern(
    r"(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{36}|xox[abprs]-[A-Za-z0-9-]{10,}|sk_live_[A-Za-z0-9]{16,}"
    r"|AIza[A-Za-z0-9_-]{35}|eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}"
)
USE = Pattern(r"stageVariables\.([A-Za-z0-9_]+)")


def plaintext(stage: Stage) -> Hits:
    """A secret written out as the value of a stage variable."""
    for name, value in (stage.variables or {}).items():
        if isinstance(value, str) and (CREDENTIAL.search(value) or _is_secret(name, value)):
            yield hit(stage.at(f"variables/{name}"), name=name)


def _is_secret(name: str, value: str) -> bool:
    """Whether the name says secret, and the value is neither a pointer to one, nor a word, nor a placeholder."""
    named = SECRET.search(name) and not NAMES_ONE.search(name)
    return bool(named and len(value) >= 8 and not POINTER.match(value) and not PLACEHOLDER.search(value))


def undefined(api: Api) -> Hits:
    """Variables that the API reads and some stage does not define; one hit for a variable."""
    stages = [stage for stage in api.stages if stage.origin != "sam-extra"]
    told: set[str] = set()
    for name, place in _uses(api):
        without = [stage for stage in stages if name not in told and certainly(_lacks, stage, name)]
        if without:
            told.add(name)
            related = tuple((stage.at("variables"), "not defined here") for stage in without)
            yield hit(place, related=related, variable=name, witness=without[0].title)


def _lacks(stage: Stage, name: str) -> bool:
    """Whether neither the stage nor its canary defines a variable."""
    if not stage.settings_known or stage.variables is UNKNOWN or stage.canary is UNKNOWN:
        return False
    override: Any = stage.canary.variables if stage.canary else None
    return override is not UNKNOWN and name not in (stage.variables or {}) and name not in (override or {})


def _uses(api: Api) -> Iterator[tuple[str, Place]]:
    """The variables that an API reads to find its backends and to call them. In templates an undefined one is merely empty."""
    for user, field, value in _values(api):
        for piece in _pieces(value):
            for match in USE.finditer(piece):
                yield match[1], user.at(field)


def _values(api: Api) -> Iterator[tuple[Element, str, Any]]:
    calls: list[Any] = [*api.shared_integrations, *(route.integration for route in api.routes)]
    for call in calls:
        if isinstance(call, Integration):
            yield from (
                (call, field, getattr(call, field)) for field in ("uri", "connection_id", "credentials", "target")
            )
            yield from ((one, "value", one.value) for one in call.request_mappings)
    for one in api.authorizers:
        yield one, "uri", one.uri
        arns: Any = one.provider_arns
        yield from ((one, "provider_arns", arn) for arn in (arns if isinstance(arns, list) else ()))


def _pieces(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value.known if isinstance(value, Partial) else ()
