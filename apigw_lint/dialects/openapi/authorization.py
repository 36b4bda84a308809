"""What guards a route: what API Gateway makes of the `security` of an operation, of the root, and of its own extension."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.dialects.openapi import words
from apigw_lint.dialects.openapi.security import requirements
from apigw_lint.dialects.openapi.settings import kinds
from apigw_lint.model.api import REST
from apigw_lint.model.value import UNKNOWN, Undetermined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.dialects.openapi.reading import Reading
    from apigw_lint.dialects.view import View
    from apigw_lint.model.api import Route
    from apigw_lint.model.authorizer import SecurityRequirement, SecurityScheme

AUTHORIZER, SIGV4, KEY, NOTHING = "authorizer", "sigv4", "key", "nothing"
AUTH_OF_TYPE = {"TOKEN": "CUSTOM", "REQUEST": "CUSTOM", "COGNITO_USER_POOLS": "COGNITO_USER_POOLS", "JWT": "JWT"}
ENFORCED = {"NONE", "AWS_IAM"}


class Verdict(NamedTuple):
    """What guards a route; None throughout when nothing is said."""

    auth: Any = None
    authorizer: Any = None
    name: Any = None
    scopes: Any = None
    key: Any = None


UNSETTLED = Verdict(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)


def authorize(reading: Reading, route: Route, operation: View) -> None:
    """Settle a route's authorization. Of an API of unknown kind it is what both kinds would make of it, else UNKNOWN."""
    written = operation["security"]
    route.security = requirements(route, written)
    extension = operation[words.AUTH]
    if written:
        route.places["security"] = written.key_place
    verdicts = [one for kind in kinds(reading.api) for one in _possible(reading, kind, route.security, extension)]
    if not operation.known:
        verdicts.append(UNSETTLED)
    found = Verdict(*(_agreed(values) for values in zip(*verdicts, strict=True)))
    route.auth, route.authorizer, route.authorizer_name, route.scopes, route.api_key_required = found
    route.auth_stated = any(verdict.auth is not None for verdict in verdicts)
    _place(reading, route, extension)


def _possible(reading: Reading, kind: str, own: Any, extension: View) -> Iterator[Verdict]:
    """What API Gateway may make of an operation. REST APIs ignore `security` at the root ([DG api-gateway-known-issues]), but
    imports of OpenAPI 3.0 have been seen to apply it: [GH localstack/localstack, test_import_with_global_api_key_authorizer]."""
    yield _verdict(reading, kind, own, extension)
    if kind == REST and own is None and not reading.old and reading.root["security"]:
        applied = _verdict(reading, kind, _at_root(reading), extension)
        if not (isinstance(applied.auth, str) and applied.auth == "NONE" and applied.key is None):
            yield applied


def _at_root(reading: Reading) -> Any:
    required = reading.api.root_security or None
    return requirements(reading.api, reading.root["security"]) if required is None else required


def _verdict(reading: Reading, kind: str, own: Any, extension: View) -> Verdict:
    """What a kind of API makes of what is required of an operation; HTTP APIs ignore the extension."""
    if kind != REST:
        return _flatten(reading, _at_root(reading) if own is None else own, several=False)
    found = _flatten(reading, own, several=True)
    given = extension["type"].text() if extension.is_map else UNKNOWN if extension else None
    if given is None:
        return found
    auth = given.upper() if isinstance(given, str) else UNKNOWN
    if auth is not UNKNOWN and found.auth is not UNKNOWN and auth in ENFORCED and found.auth in (None, "NONE", auth):
        return Verdict(auth, key=found.key)
    return UNSETTLED._replace(name=found.name, authorizer=None if found.authorizer is None else UNKNOWN)


def _flatten(reading: Reading, required: list[SecurityRequirement] | None, several: bool) -> Verdict:
    """The guards of all entries together. REST APIs take a key beside an authorizer; HTTP APIs refuse several schemes."""
    if required is None:
        return Verdict()
    if required is UNKNOWN:
        return UNSETTLED
    named = [(name, scopes) for one in required for name, scopes in one.schemes.items()]
    if len(named) > 1 and not several:
        return UNSETTLED
    strengths = [(name, scopes, _strength(reading, name)) for name, scopes in named]
    guards = [one for one in strengths if one[2] not in (KEY, NOTHING)]
    key = True if any(strength == KEY for *_, strength in strengths) else None
    if not guards:
        return Verdict("NONE", key=key)
    if len({name for name, *_ in guards}) > 1:
        return UNSETTLED
    return _guard(reading, *guards[0], key)


def _guard(reading: Reading, name: str, scopes: list[str], strength: str | None, key: Any) -> Verdict:
    scheme = reading.named("schemes", name)
    if scheme is None or scheme is UNKNOWN:
        return Verdict(UNKNOWN, scheme, name, scopes or None, UNKNOWN if key is None else key)
    if strength == SIGV4:
        return Verdict("AWS_IAM", key=key)
    if strength is None:
        return Verdict(UNKNOWN, UNKNOWN, name, scopes or None, UNKNOWN if key is None else key)
    kind = scheme.authorizer.type
    auth = AUTH_OF_TYPE.get(kind, UNKNOWN) if isinstance(kind, str) else UNKNOWN
    return Verdict(auth, scheme.authorizer, name, scopes or None, key)


def _strength(reading: Reading, name: str) -> str | None:
    """What a scheme enforces; None when that is not known, or when the definition has no such scheme.

    A scheme with an authorizer's type in words and no authorizer may mean one that the API has already.
    """
    scheme: SecurityScheme | None = reading.named("schemes", name)
    if scheme is None or scheme is UNKNOWN:
        return None
    try:
        if scheme.authorizer is not None:
            return None if scheme.authorizer is UNKNOWN else AUTHORIZER
        if scheme.is_sigv4:
            return SIGV4
        if scheme.authtype is not None:
            return None
        return KEY if scheme.is_api_key else NOTHING
    except Undetermined:
        return None


def _agreed(values: tuple[Any, ...]) -> Any:
    """The value that all have; UNKNOWN when they differ."""
    first = values[0]
    for value in values[1:]:
        same = value is first or (isinstance(value, str) and isinstance(first, str) and value == first)
        if not same:
            return UNKNOWN
    return first


def _place(reading: Reading, route: Route, extension: View) -> None:
    """Where each part of the authorization is written."""
    own = isinstance(route.security, list) and bool(route.security)
    entries = route.security if own else reading.api.root_security
    if extension and extension["type"]:
        route.places["auth"] = extension["type"].place
    elif "security" in route.places:
        route.places["auth"] = route.places["security"]
    if not route.auth_stated:
        return
    for entry in entries or ():
        for name, scopes in entry.schemes.items():
            if isinstance(route.authorizer_name, str) and name == route.authorizer_name:
                route.places.setdefault("authorizer_name", entry.places[name])
                if scopes:
                    route.places.setdefault("scopes", entry.places[name])
            elif route.api_key_required is True:
                route.places.setdefault("api_key_required", entry.places[name])
