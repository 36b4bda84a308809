"""Endpoint types, the default endpoint, and the TLS policies that go with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import tls
from apigw_lint.analysis.every import every
from apigw_lint.model.api import REST
from apigw_lint.model.hit import hit
from apigw_lint.model.value import certainly
from apigw_lint.source.nearest import alike
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from apigw_lint.model.api import Api
    from apigw_lint.model.domain import DomainName, Mapping
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.stack import Stack

TYPES = ("REGIONAL", "EDGE", "PRIVATE")
MODES = ("BASIC", "STRICT")
ADDRESSES = ("ipv4", "dualstack")
VPC_ENDPOINT = Pattern(r"vpce-[0-9a-f]{8,17}")


def type_invalid(stack: Stack) -> Hits:
    """Endpoint types of APIs and domains."""
    yield from every(_api_type, stack.apis)
    yield from every(_domain_type, stack.domains)


def tls_policy_invalid(stack: Stack) -> Hits:
    """Security policies that do not exist, or not for this endpoint type."""
    yield from every(_api_policy, stack.apis)
    yield from every(_domain_policy, stack.domains)


def access_mode_mismatched(stack: Stack) -> Hits:
    """Endpoint access modes, which go with the newer security policies and with no others."""
    yield from every(_access_mode, [*stack.apis, *(one for one in stack.domains if one.generation != "v2")])


def _api_type(api: Api) -> Hits:
    """Endpoint types of an API: known words, one of them, the same in both places; and its IP address type."""
    yield from _words(api, "endpoint_types", api.endpoint_types)
    yield from _words(api, "parameter_endpoint_types", [api.parameter_endpoint_types])
    yield from _several(api)
    kind = api.ip_address_type
    if kind is not None and certainly(lambda: kind not in ADDRESSES):
        yield hit(api.at("ip_address_type"), "address", value=kind, meant=alike(str(kind), ADDRESSES), about=api)
    elif kind is not None and certainly(lambda: api.is_private and kind == "ipv4"):
        yield hit(api.at("ip_address_type"), "private-address", about=api, value=kind)


def _domain_type(domain: DomainName) -> Hits:
    """Endpoint types of a domain, which may have two while it migrates."""
    yield from _words(domain, "endpoint_types", domain.endpoint_types)
    if domain.generation == "v2" and certainly(lambda: domain.endpoint_type in ("EDGE", "PRIVATE")):
        yield hit(domain.at("endpoint_types"), "generation", value=domain.endpoint_type, about=domain)


def _words(element: Api | DomainName, field: str, types: Any) -> Hits:
    """The first word that is no endpoint type."""
    for kind in types if isinstance(types, list) else ():
        if kind is not None and certainly(lambda kind=kind: kind not in TYPES):
            yield hit(element.at(field), "word", value=kind, meant=alike(str(kind), TYPES), about=element)
            return


def _several(api: Api) -> Hits:
    """More than one type in the list, or another one among the import parameters."""
    types, parameter = api.endpoint_types, api.parameter_endpoint_types
    if not isinstance(types, list) or not types:
        return
    if len(types) > 1 and api.kind == REST:
        yield hit(api.at("endpoint_types"), "several", values=types, about=api)
    elif parameter is not None and certainly(
        lambda: types[0] in TYPES and parameter in TYPES and types[0] != parameter
    ):
        related = ((api.at("endpoint_types"), "another type here"),)
        place = api.at("parameter_endpoint_types")
        yield hit(place, "differ", related=related, value=parameter, other=types[0], about=api)


def vpce_invalid(api: Api) -> Hits:
    """VPC endpoint ids on an API that is not private, and ids that are none."""
    ids, place = api.vpc_endpoint_ids, api.at("vpc_endpoint_ids")
    if not isinstance(ids, list) or not ids:
        return
    if certainly(lambda: api.endpoint_type in ("REGIONAL", "EDGE")):
        case = "public" if api.endpoint_types or api.parameter_endpoint_types else "public-by-default"
        yield hit(place, case, type=api.endpoint_type)
        return
    strange = next((one for one in ids if isinstance(one, str) and not VPC_ENDPOINT.fullmatch(one)), None)
    # A parameter's default may be a placeholder, which the deployment fills.
    if strange is not None and not place.via:
        yield hit(place, "id", value=strange)


def mtls_unrestricted(mapping: Mapping) -> Hits:
    """An API behind a domain with mutual TLS that also answers on its default endpoint."""
    domain, api = mapping.domain, mapping.api
    if domain is None or api is None or not domain.mutual_tls or not _answers_by_itself(api):
        return
    place = api.at("default_endpoint_disabled")
    related = ((domain.at("mutual_tls"), "mutual TLS"),)
    yield hit(place, about=api, related=related, domain=domain.title, api=api.label)


def _answers_by_itself(api: Api) -> bool:
    """Whether a public API answers on its own execute-api host as well."""
    return api.settings_known and not api.default_endpoint_disabled and not api.is_private


def default_unrestricted(api: Api) -> Hits:
    """An API that is mapped to a domain and still answers on its default endpoint."""
    domains = [mapping.domain for mapping in api.mappings if mapping.domain]
    if domains and not any(domain.mutual_tls for domain in domains) and _answers_by_itself(api):
        yield hit(api.at("default_endpoint_disabled"), witness=domains[0].title, api=api.label)


def default_unreachable(api: Api) -> Hits:
    """An API without its default endpoint and without any domain."""
    if api.standalone or api.exported or api.mappings or not api.default_endpoint_disabled or not api.stack.complete:
        return
    stack: Stack = api.stack
    rules = [*stack.loose_rules, *(rule for domain in stack.domains for rule in domain.routing_rules)]
    if all(one.api not in (None, api) for one in (*stack.mappings, *rules)):
        yield hit(api.at("default_endpoint_disabled"), api=api.label)


def _api_policy(api: Api) -> Hits:
    if api.security_policy is not None:
        yield from _tls_policy(api, api.security_policy, api.endpoint_type)


def _domain_policy(domain: DomainName) -> Hits:
    policy = domain.security_policy
    if policy is None:
        return
    if domain.generation == "v2":
        if policy not in tls.LEGACY:
            yield hit(domain.at("security_policy"), "v2", value=policy, about=domain)
        return
    yield from _tls_policy(domain, policy, domain.endpoint_type)


def _tls_policy(element: Any, policy: Any, endpoint: Any) -> Hits:
    if policy not in tls.POLICIES:
        yield hit(
            element.at("security_policy"),
            "unknown",
            value=policy,
            meant=alike(str(policy), tls.POLICIES),
            about=element,
        )
    elif policy in tls.EDGE and endpoint in ("REGIONAL", "PRIVATE"):
        yield hit(element.at("security_policy"), "edge", value=policy, type=endpoint, about=element)
    elif policy in tls.REGIONAL and endpoint == "EDGE":
        yield hit(element.at("security_policy"), "regional", value=policy, about=element)


def _access_mode(element: Any) -> Hits:
    policy, mode = element.security_policy, element.access_mode
    if mode is not None and mode not in (*MODES, ""):
        yield hit(element.at("access_mode"), "word", value=mode, meant=alike(str(mode), MODES), about=element)
    elif policy is not None and policy.startswith("SecurityPolicy_") and mode is None:
        yield hit(element.at("security_policy"), "missing", value=policy, about=element)
    elif policy is not None and mode and policy in tls.LEGACY:
        yield hit(element.at("access_mode"), "legacy", value=policy, mode=mode, about=element)
