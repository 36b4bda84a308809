"""Endpoint types, the default endpoint, and the TLS policies that go with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import tls
from apigw_lint.analysis.every import every
from apigw_lint.model.api import REST
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, certainly

if TYPE_CHECKING:
    from apigw_lint.model.api import Api
    from apigw_lint.model.domain import DomainName, Mapping
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.stack import Stack

TYPES = ("REGIONAL", "EDGE", "PRIVATE")
ADDRESSES = ("ipv4", "dualstack")
VPC_ENDPOINT = re.compile(r"vpce-[0-9a-f]{8,17}")


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
    yield from every(_api_mode, stack.apis)
    yield from every(_domain_mode, stack.domains)


def _api_type(api: Api) -> Hits:
    """Endpoint types of an API: one of three words, one of them, the same in both places."""
    types = api.endpoint_types
    if isinstance(types, list):
        for kind in types:
            if certainly(_not_among, kind, TYPES):
                yield hit(api.at("endpoint_types"), "word", value=kind, about=api)
                return
        if len(types) > 1 and api.kind == REST:
            yield hit(api.at("endpoint_types"), "several", values=types, about=api)
        elif (
            len(types) == 1
            and api.parameter_endpoint_types is not None
            and certainly(_differ, types[0], api.parameter_endpoint_types)
        ):
            yield hit(
                api.at("parameter_endpoint_types"),
                "differ",
                related=((api.at("endpoint_types"), "another type here"),),
                value=api.parameter_endpoint_types,
                other=types[0],
                about=api,
            )
    yield from _address(api)


def _differ(one: Any, other: Any) -> bool:
    return bool(one != other)


def _not_among(value: Any, words: tuple[str, ...]) -> bool:
    return value not in words


def _address(api: Api) -> Hits:
    kind = api.ip_address_type
    if kind is None:
        return
    if certainly(_not_among, kind, ADDRESSES):
        yield hit(api.at("ip_address_type"), "address", value=kind, about=api)
    elif certainly(lambda: api.is_private and kind == "ipv4"):
        yield hit(api.at("ip_address_type"), "private-address", about=api)


def _domain_type(domain: DomainName) -> Hits:
    """Endpoint types of a domain, which may have two while it migrates."""
    for kind in domain.endpoint_types or ():
        if certainly(_not_among, kind, TYPES):
            yield hit(domain.at("endpoint_types"), "word", value=kind, about=domain)
            return


def vpce_invalid(api: Api) -> Hits:
    """VPC endpoint ids on an API that is not private, and ids that are none."""
    ids = api.vpc_endpoint_ids
    if not isinstance(ids, list) or not ids:
        return
    for one in ids:
        if isinstance(one, str) and not VPC_ENDPOINT.fullmatch(one):
            yield hit(api.at("vpc_endpoint_ids"), "id", value=one)
            return
    if not api.standalone and certainly(lambda: api.endpoint_type in ("REGIONAL", "EDGE")):
        yield hit(api.at("vpc_endpoint_ids"), "public", type=api.endpoint_type)


def mtls_unrestricted(mapping: Mapping) -> Hits:
    """An API behind a domain with mutual TLS that also answers on its default endpoint."""
    domain, api = mapping.domain, mapping.api
    if domain is None or api is None or not domain.mutual_tls:
        return
    if api.default_endpoint_disabled or api.is_private:
        return
    place = api.at("default_endpoint_disabled")
    yield hit(place, about=api, related=((domain.at("mutual_tls"), "mutual TLS"),), domain=domain.name, api=api.label)


def default_unrestricted(api: Api) -> Hits:
    """An API that is mapped to a domain and still answers on its default endpoint."""
    mapped = [one for one in api.mappings if one.domain is not None]
    if not mapped or any(one.domain.mutual_tls for one in mapped if one.domain):
        return
    if not api.default_endpoint_disabled and not api.is_private:
        yield hit(api.at("default_endpoint_disabled"), domain=mapped[0].domain_name or mapped[0].label)


def default_unreachable(api: Api) -> Hits:
    """An API without its default endpoint and without any domain."""
    if api.standalone or api.exported or api.mappings or not api.default_endpoint_disabled or not api.stack.complete:
        return
    unknown = [one for one in api.stack.mappings if one.api is None]
    rules = [rule for domain in api.stack.domains for rule in domain.routing_rules]
    if not unknown and not rules:
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
        yield hit(element.at("security_policy"), "unknown", value=policy, about=element)
    elif policy in tls.EDGE and endpoint is not UNKNOWN and endpoint in ("REGIONAL", "PRIVATE"):
        yield hit(element.at("security_policy"), "edge", value=policy, type=endpoint, about=element)
    elif policy in tls.REGIONAL and endpoint is not UNKNOWN and endpoint == "EDGE":
        yield hit(element.at("security_policy"), "regional", value=policy, type=endpoint, about=element)


def _api_mode(api: Api) -> Hits:
    yield from _access_mode(api)


def _domain_mode(domain: DomainName) -> Hits:
    if domain.generation != "v2":
        yield from _access_mode(domain)


def _access_mode(element: Any) -> Hits:
    policy, mode = element.security_policy, element.access_mode
    if mode is not None and mode not in ("BASIC", "STRICT", ""):
        yield hit(element.at("access_mode"), "word", value=mode, about=element)
    elif policy is not None and policy.startswith("SecurityPolicy_") and not mode:
        yield hit(element.at("security_policy"), "missing", value=policy, about=element)
    elif policy is not None and mode and policy in tls.LEGACY:
        yield hit(element.at("access_mode"), "legacy", value=policy, mode=mode, about=element)
