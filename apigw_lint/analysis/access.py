"""Who may call: one verdict for a route from its authorization, its key, the API's policy, its endpoint and its domains."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import service
from apigw_lint.model.api import HTTP, REST, WEBSOCKET
from apigw_lint.model.value import UNKNOWN, Undetermined, certainly
from apigw_lint.settings.glob import covers
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apigw_lint.model.api import Api, Route

INTERNET, POLICY, NETWORK, CERTIFICATE = "internet", "policy", "network", "certificate"
CHANGES = ("PUT", "PATCH", "DELETE")
READS = ("GET", "HEAD")
QUIET = frozenset((
    "health", "healthz", "healthcheck", "livez", "readyz", "live", "liveness", "ready", "readiness", "ping",
    "status", "version", "docs", "doc", "openapi", "swagger", "redoc", "login", "logout", "signin", "signup",
    "signout", "register", "registration", "token", "tokens", "oauth", "oauth2", "authorize", "callback", "password",
    "forgot", "reset", "verify", "verification", "confirm", "confirmation", "webhook", "webhooks", "hook", "hooks",
    "public", "favicon", "robots", "well", "known", "authenticate", "auth", "unsubscribe",
))  # fmt: skip
WORDS = Pattern(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+\d?|\d+")


def is_guarded(route: Route) -> bool:
    """Whether an authorizer or IAM decides on its callers."""
    return route.auth not in (None, "NONE")


def is_open(route: Route) -> bool:
    """Whether nothing decides on its callers, and something lies behind it: neither a preflight nor a mock."""
    api: Api = route.api
    if api.kind == WEBSOCKET or route.verb == "OPTIONS" or not route.is_open:
        return False
    return api.kind == HTTP or route.integration is None or route.integration.type != "MOCK"


def reach(api: Api) -> str:
    """What callers must pass before a route is asked: INTERNET when there is nothing, POLICY a resource policy (REST APIs),
    NETWORK that of a private API, CERTIFICATE a client certificate. Raises Undetermined when that cannot be known."""
    if api.is_private:
        return NETWORK
    if api.kind == REST and api.policy is not None:
        if api.policy is UNKNOWN:
            raise Undetermined
        return POLICY
    return CERTIFICATE if _asks_for_certificate(api) else INTERNET


def _asks_for_certificate(api: Api) -> bool:
    """Whether every way to the API leads through a domain with mutual TLS [DG rest-api-mutual-tls]."""
    if not api.default_endpoint_disabled:
        return False
    mapped = [one for one in (*api.stack.mappings, *_domain_mappings(api)) if one.api is api]
    if not mapped or any(one.domain is None for one in mapped):
        raise Undetermined
    return all(one.domain.mutual_tls is not None for one in mapped)


def _may_ask_for_certificate(api: Api) -> bool:
    """Whether callers need a certificate, or may need one because the domains of the API are not in the files."""
    disabled = certainly(lambda: bool(api.default_endpoint_disabled))
    return disabled and not certainly(lambda: not _asks_for_certificate(api))


def _domain_mappings(api: Api) -> list[Any]:
    return [mapping for domain in api.stack.domains for mapping in domain.mappings]


def not_exposed(api: Api) -> bool:
    """Whether the API is certainly private, or has a policy, so that other rules judge who may call it."""
    policy: Any = api.policy
    return certainly(lambda: api.is_private) or (api.kind == REST and (policy is not None and api.written("policy")))


def admits_anybody(route: Route) -> bool:
    """Whether the API's resource policy lets anybody on the internet call the route."""
    from apigw_lint.iam.access import Access
    from apigw_lint.iam.environment import Environment

    api: Api = route.api
    if not isinstance(route.verb, str) or not isinstance(route.route_path, str):
        return False
    asked = Access(api.policy.document, Environment(api.endpoint_type))  # type: ignore[union-attr]
    return bool(asked.public()) and bool(asked.method_reachable(route.verb, route.route_path, "anonymous"))


def is_quiet(route: Route) -> bool:
    """Whether its path is one that is open by habit: a health check, a sign-in, a webhook. Its last two segments tell."""
    path = route.route_path
    if path is None:
        return False
    if not isinstance(path, str):
        raise Undetermined
    segments = [segment for segment in path.split("/") if segment and not segment.startswith("{")]
    return any(word.lower() in QUIET for segment in segments[-2:] for word in WORDS.findall(segment))


def is_exempt(route: Route, public: Sequence[str]) -> bool:
    """Whether the settings say that its path may be open."""
    path: Any = route.route_path if route.route_path is not None else route.key
    return bool(public) and isinstance(path, str) and covers(public, path.lstrip("/"))


def takes_changes(route: Route) -> bool:
    """Whether it takes requests that change something: every verb but GET and HEAD, the ones that take all included."""
    return route.verb not in READS if route.verb is not None else route.key == "$default"


# What speaks for an open route: the first of these that holds.


def is_ignored(route: Route) -> bool:
    """Whether the author wrote a guard that API Gateway never asks: `security-root-ignored`, `security-scheme-ignored` or
    `route-authorizer-ignored` says so."""
    return root_ignored(route) or bool(ineffective(route)) or authorizer_ignored(route)


def root_ignored(route: Route) -> bool:
    """Whether it relies on `security` at the root of a Swagger document, which is not read [DG api-gateway-known-issues]."""
    api: Api = route.api
    required = any(one.schemes for one in api.root_security)
    return required and not _may_read_root(api) and route.security is None and route.auth is None and is_open(route)


def _may_read_root(api: Api) -> bool:
    """Whether `security` at the root may count for operations that say nothing: on HTTP APIs, and in OpenAPI 3.0."""
    return api.kind == HTTP or (api.definition is not None and api.definition.version_key == "openapi")


def ineffective(route: Route) -> list[str]:
    """The schemes that are all its guard and that API Gateway does not check."""
    api: Api = route.api
    own = route.security
    required = (api.root_security if _may_read_root(api) else ()) if own is None else own
    named = [name for one in required for name in one.schemes]
    schemes = {scheme.label: scheme for scheme in api.security_schemes}
    known = [schemes[name] for name in named if name in schemes]
    if not named or len(known) < len(named) or any(not one.schemes for one in required) or not is_open(route):
        return []
    return named if not any(one.enforceable or one.authtype is not None for one in known) else []


def authorizer_ignored(route: Route) -> bool:
    """Whether it names an authorizer while its type says NONE, or says nothing, which is the same."""
    if route.security is not None or (route.api.kind == WEBSOCKET and route.key != "$connect"):
        return False
    return bool(route.written("authorizer_name") and not is_guarded(route) and route.authorizer_name)


def service_public(route: Route) -> bool:
    """Whether anybody on the internet can make the API act on an AWS service."""
    called = service.calls_service(route)
    if called is None or not is_open(route) or called in service.FOR_ANYBODY:
        return False
    if called.partition(":")[0] == "s3" and route.verb in READS:
        return False
    if called in service.INGEST and is_quiet(route):
        return False
    way = reach(route.api)
    return way == INTERNET or (way == POLICY and admits_anybody(route))


def unequal(route: Route) -> Route | None:
    """The guarded GET or HEAD of a path on which this route, which changes things, is open."""
    if route.verb not in (*CHANGES, "ANY") or not is_open(route) or not_exposed(route.api) or is_quiet(route):
        return None
    beside: list[Route] = route.owner.routes  # type: ignore[union-attr]
    guarded = [other for other in beside if certainly(is_guarded, other)]
    if route.verb == "ANY" and {other.verb for other in guarded} >= {"POST", *CHANGES}:
        return None
    return next((other for other in guarded if other.verb in READS), None)


def forgotten(route: Route) -> bool:
    """Whether it says nothing about authorization though other routes of its API are guarded."""
    api: Api = route.api
    if route.auth_stated or not is_open(route) or not takes_changes(route) or is_quiet(route) or _redirects(route):
        return False
    if not_exposed(api) or any(one.is_default for one in api.authorizers):
        return False
    return has_guarded(api)


def plainly_forgotten(route: Route) -> bool:
    """Whether authorization was forgotten on it, and no rule that knows more about it says so."""
    return forgotten(route) and not _spoken_for(route) and not certainly(unequal, route)


@lru_cache(maxsize=16)
def has_guarded(api: Api) -> bool:
    """Whether some route of the API is certainly guarded."""
    return any(certainly(is_guarded, route) for route in api.routes)


def _redirects(route: Route) -> bool:
    """Whether all that a route answers is that the caller should go somewhere else."""
    answers = route.integration.responses if route.integration is not None else []
    return bool(answers) and all(
        certainly(lambda one=one: bool(one.status) and one.status.startswith("3")) for one in answers
    )


@lru_cache(maxsize=16)
def open_api(api: Api, public: tuple[str, ...]) -> list[Route]:
    """The routes of a public API on which nothing guards any route, and something changes data; else none."""
    if not api.routes_known or reach(api) != INTERNET:
        return []
    real = [route for route in api.routes if route.verb != "OPTIONS" and not _mock(route)]
    if not all(is_open(route) for route in real):
        return []
    left = [route for route in real if not _spoken_for(route) and not is_exempt(route, public)]
    return left if any(takes_changes(route) and not is_quiet(route) for route in left) else []


def _mock(route: Route) -> bool:
    return route.api.kind == REST and route.integration is not None and route.integration.type == "MOCK"


def _spoken_for(route: Route) -> bool:
    """Whether a rule about this very route reports it."""
    return certainly(is_ignored, route) or certainly(service_public, route)


def plainly_open(route: Route, public: tuple[str, ...]) -> bool:
    """Whether a route is open and no rule that knows more about it says so."""
    if not is_open(route) or not_exposed(route.api) or (is_quiet_read(route)):
        return False
    if _spoken_for(route) or certainly(unequal, route) or certainly(forgotten, route):
        return False
    if certainly(has_guarded, route.api):
        return not certainly(_asks_for_certificate, route.api)
    return not _may_ask_for_certificate(route.api) and not certainly(lambda: route in open_api(route.api, public))


def is_quiet_read(route: Route) -> bool:
    return certainly(lambda: route.verb in READS and is_quiet(route))
