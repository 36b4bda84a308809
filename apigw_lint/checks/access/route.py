"""Routes that nobody guards, or whose guard is never asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.analysis import access, service
from apigw_lint.model.api import REST
from apigw_lint.model.hit import hit
from apigw_lint.model.value import certainly

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apigw_lint.model.api import Api, Route
    from apigw_lint.model.authorizer import SecurityRequirement
    from apigw_lint.model.hit import Hits
    from apigw_lint.settings import Settings

SHOWN = 10  # routes that stand beside a finding about all of them
NOBODY = "NONE"  # what SAM writes for an operation without an authorizer
JWT_LIKE = {"COGNITO_USER_POOLS", "JWT"}


def name_of(route: Route) -> str:
    """A route as a message calls it: `GET /pets`, or its logical id when its verb or path is not known."""
    return route.key if isinstance(route.key, str) else route.label


def _worst_first(route: Route) -> tuple[bool, str]:
    """Routes that take changes, then the others, by name: the order of the document is no part of a finding."""
    return not certainly(access.takes_changes, route) or certainly(access.is_quiet, route), name_of(route)


def named(routes: Iterable[Route]) -> str:
    """The first routes in that order, and how many more there are."""
    names = [f"'{name_of(route)}'" for route in sorted(routes, key=_worst_first)]
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"{', '.join(names[:3])}{more}"


def api_public(api: Api, settings: Settings) -> Hits:
    """A public API on which nothing guards any route."""
    routes = access.open_api(api, settings.public_paths)
    if routes:
        routes = sorted(routes, key=_worst_first)
        beside = tuple((route.place, "open") for route in routes[:SHOWN])
        yield hit(api.place, routes=named(routes), related=beside)


def auth_missing(api: Api, settings: Settings) -> Hits:
    """Routes that say nothing about authorization beside routes that are guarded; one hit, on the first of them."""
    routes = [one for one in _told_of(api, settings) if certainly(access.plainly_forgotten, one)]
    if routes:
        guarded = next(other for other in api.routes if certainly(access.is_guarded, other))
        others = tuple((route.place, "and this one") for route in routes[1:SHOWN])
        beside = ((guarded.at("auth", "security"), "guarded"), *others)
        yield hit(routes[0].place, routes=named(routes), witness=name_of(guarded), related=beside)


def _told_of(api: Api, settings: Settings) -> list[Route]:
    """The routes of an API of which the settings do not say that everybody may call them."""
    return [one for one in api.routes if not access.is_exempt(one, settings.public_paths)]


def auth_mismatched(route: Route, settings: Settings) -> Hits:
    """A route that changes what another verb on its path does not even show without authorization."""
    other = access.unequal(route)
    if other is None or access.is_exempt(route, settings.public_paths) or certainly(access.is_ignored, route):
        return
    if not certainly(access.service_public, route):
        beside = ((other.at("auth", "security"), "guarded"),)
        yield hit(route.at("auth", "security"), name=name_of(route), witness=name_of(other), related=beside)


def service_public(route: Route, settings: Settings) -> Hits:
    """An open route that acts on an AWS service with the API's role."""
    exempt = access.is_exempt(route, settings.public_paths) or certainly(access.is_ignored, route)
    if access.service_public(route) and not exempt:
        yield hit(route.at("auth", "security"), name=name_of(route), action=service.calls_service(route))


def access_public(api: Api, settings: Settings) -> Hits:
    """Open routes of which no other rule knows more; one hit, on the first of them."""
    public = settings.public_paths
    routes = [one for one in _told_of(api, settings) if certainly(lambda one=one: access.plainly_open(one, public))]
    if routes:
        beside = tuple((route.at("auth", "security"), "and this one") for route in routes[1:SHOWN])
        yield hit(routes[0].at("auth", "security"), routes=named(routes), related=beside)


def authorizer_ignored(route: Route) -> Hits:
    """A route with an authorizer that its type leaves out."""
    if access.authorizer_ignored(route):
        yield hit(route.at("authorizer_name"), name=name_of(route), auth=route.auth or "missing")


def scope_ignored(route: Route) -> Hits:
    """Scopes where nothing checks them."""
    if not route.scopes:
        return
    if route.auth not in JWT_LIKE and not certainly(access.ineffective, route):
        yield hit(route.at("scopes"), name=name_of(route), auth=route.auth or "NONE")


def scope_missing(route: Route) -> Hits:
    """A token that only has to be valid."""
    if route.auth not in JWT_LIKE or route.scopes or route.verb == "OPTIONS" or route.authorizer is None:
        return
    if route.authorizer.default_scopes or _maps_claims(route):
        return
    yield hit(route.at("auth", "authorizer_name", "security"), name=name_of(route), authorizer=route.authorizer.label)


def _maps_claims(route: Route) -> bool:
    """Whether the integration is handed the claims, so that it can decide."""
    integration = route.integration
    if integration is None or not integration.mappings_known:
        return integration is not None
    texts = [one.value for one in integration.request_mappings] + [one.text for one in integration.request_templates]
    return any(isinstance(text, str) and "authorizer" in text for text in texts)


def authorizer_undefined(route: Route) -> Hits:
    """A route that asks for an authorizer which its API does not have."""
    api: Api = route.api
    if route.security is not None:
        known = {NOBODY, *(scheme.label for scheme in api.security_schemes)}
        for requirement in route.security if api.schemes_known else ():
            for name in requirement.schemes:
                if name not in known:
                    yield hit(requirement.at(name), "scheme", name=name_of(route), wanted=name)
    elif route.authorizer is not None and route.authorizer.api is not api:
        yield hit(route.at("authorizer_name"), "other", name=name_of(route), wanted=route.authorizer.label)
    elif route.auth in ("CUSTOM", *JWT_LIKE) and route.authorizer_name is None and route.authorizer is None:
        yield hit(route.at("auth"), "none", name=name_of(route), auth=route.auth)


def requirement_conflicting(api: Api) -> Hits:
    """Several authorization mechanisms for one route of an HTTP API."""
    for route in api.routes:
        entries = route.security
        if certainly(lambda entries=entries: entries is not None and _several(entries)):
            yield hit(route.at("security"), "route", about=route, route=name_of(route))
    if certainly(_several, api.root_security):
        yield hit(api.root_security[0].place, "root")


def credentials_mismatched(route: Route) -> Hits:
    """The caller's own credentials passed on where no caller has signed."""
    integration = route.integration
    if integration is None or not service.passes_caller_on(integration):
        return
    if route.auth != "AWS_IAM":
        yield hit(integration.at("credentials"), name=name_of(route), auth=route.auth or "NONE")


def policy_conflicting(api: Api) -> Hits:
    """Integrations that run as the caller, which an API with a resource policy may not have."""
    if api.kind != REST or api.policy is None:
        return
    named_after = [(name_of(one), one.integration) for one in api.routes if certainly(_runs_as_caller, one)]
    for name, integration in named_after[:1]:
        if integration is not None:
            others = f" and {len(named_after) - 1} more" if len(named_after) > 1 else ""
            policy = ((api.policy.place, "the resource policy"),)
            yield hit(integration.at("credentials"), name=name, others=others, api=api.label, related=policy)


def _runs_as_caller(route: Route) -> bool:
    return route.integration is not None and service.passes_caller_on(route.integration)


def _several(entries: Iterable[SecurityRequirement]) -> bool:
    return sum(len(one.schemes) for one in entries) > 1
