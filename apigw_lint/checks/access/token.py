"""Authorizers that check tokens: where the tokens come from, and for whom they were made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.model.api import HTTP
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, Partial, certainly
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from apigw_lint.model.authorizer import Authorizer, SecurityScheme
    from apigw_lint.model.hit import Hits

COGNITO = "COGNITO_USER_POOLS"
MOST_POOLS = 1000
POOL_ARN = Pattern(r"arn:[^:]+:cognito-idp:[^:]+:[^:]+:userpool/.+\Z")
DISCOVERY = "/.well-known/openid-configuration"
COGNITO_ISSUER = Pattern(r"https://cognito-idp\.[^./]+\.amazonaws\.com(?:\.cn)?/?\Z")
HOSTED_UI = Pattern(r"https://[^/]+\.auth(?:-fips)?\.[^./]+\.amazoncognito\.com")


def issuer_invalid(authorizer: Authorizer) -> Hits:
    """A place from which no tokens come."""
    if authorizer.type == COGNITO:
        yield from _pools(authorizer)
    elif authorizer.type == "JWT" and authorizer.api.kind == HTTP:
        yield from _issuer(authorizer)


def _pools(authorizer: Authorizer) -> Hits:
    pools = authorizer.provider_arns
    if not pools:
        yield hit(authorizer.at("provider_arns"), "pool-missing", name=authorizer.label)
        return
    if len(pools) > MOST_POOLS:
        yield hit(authorizer.at("provider_arns"), "pools", name=authorizer.label, count=len(pools))
    given_later = authorizer.at("provider_arns").via  # by a parameter, whose default only holds the place
    for pool in pools if not given_later else ():
        if certainly(_no_pool, pool):
            yield hit(authorizer.at("provider_arns"), "pool", name=authorizer.label, found=pool)
            return


def _no_pool(pool: Any) -> bool:
    if isinstance(pool, Partial):
        if pool.reference is not None and pool.reference.atom:
            return True
        return not pool.startswith("arn:") or ":cognito-idp:" not in pool
    return isinstance(pool, str) and not POOL_ARN.match(pool)


def _issuer(authorizer: Authorizer) -> Hits:
    scheme: SecurityScheme | None = authorizer.scheme
    url: Any = scheme.open_id_url if scheme is not None else None
    issuer: Any = authorizer.issuer
    if url is not None and certainly(lambda: not url.endswith(DISCOVERY)):
        yield hit(scheme.at("open_id_url"), "discovery", name=authorizer.label, found=url)  # type: ignore[union-attr]
    if issuer is None:
        if url is None:
            yield hit(authorizer.place, "issuer-missing", name=authorizer.label)
        return
    for case, wrong in ISSUERS.items():
        if not authorizer.at("issuer").via and certainly(wrong, issuer):
            yield hit(authorizer.at("issuer"), case, name=authorizer.label, found=issuer, meant=_issuer_of(issuer))
            return


def _issuer_of(address: Any) -> str | None:
    """The issuer in the address of its discovery document."""
    return address.removesuffix(DISCOVERY) if isinstance(address, str) else None


ISSUERS: dict[str, Any] = {
    "https": lambda issuer: not issuer.startswith("https://"),
    "path": lambda issuer: issuer.endswith(DISCOVERY),
    "hosted": lambda issuer: isinstance(issuer, str) and HOSTED_UI.match(issuer),
    "no-pool": lambda issuer: isinstance(issuer, str) and COGNITO_ISSUER.match(issuer),
}


def audience_conflicting(authorizer: Authorizer) -> Hits:
    """An expression about the audience, which access tokens do not have, where scopes ask for access tokens."""
    if (
        authorizer.type != COGNITO
        or authorizer.validation in (None, "", ".*", ".+")
        or authorizer.validation is UNKNOWN
    ):
        return
    for route in authorizer.api.routes:
        if certainly(lambda route=route: route.authorizer is authorizer and bool(route.scopes)):
            beside = ((route.at("scopes"), "scopes"),)
            yield hit(
                authorizer.at("validation"),
                name=authorizer.label,
                route=str(route.key),
                scopes=route.scopes,
                related=beside,
            )
            return


def audience_missing(authorizer: Authorizer) -> Hits:
    """A JWT authorizer that takes tokens made for anyone."""
    if authorizer.type == "JWT" and authorizer.api.kind == HTTP and not authorizer.audience:
        yield hit(authorizer.at("issuer", "type"), name=authorizer.label)
