"""What a domain maps where: base paths, API mappings and routing rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.model.api import HTTP, REST, WEBSOCKET
from apigw_lint.model.hit import hit
from apigw_lint.model.value import certainly
from apigw_lint.source.nearest import alike
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.domain import DomainName, Mapping, RoutingRule
    from apigw_lint.model.hit import Hits

CHARACTERS = Pattern(r"[A-Za-z0-9$\-_.+!*'()/]*")
LONGEST = 300
MODES = {
    "v1": ("BASE_PATH_MAPPING_ONLY", "ROUTING_RULE_ONLY", "ROUTING_RULE_THEN_BASE_PATH_MAPPING"),
    "v2": ("API_MAPPING_ONLY", "ROUTING_RULE_ONLY", "ROUTING_RULE_THEN_API_MAPPING"),
}
UNROUTABLE = ("authorization", "connection", "content-encoding", "content-length", "content-location", "forwarded")


def path_invalid(mapping: Mapping) -> Hits:
    """A mapping path that API Gateway refuses, or that the domain has already [DG rest-api-mappings]."""
    path = mapping.base_path
    if isinstance(path, str) and path and path != "(none)":
        case = _path_fault(mapping, path)
        if case:
            yield hit(mapping.at("base_path"), case, path=path)
            return
    mappings = mapping.stack.mappings
    for other in mappings[: mappings.index(mapping)]:
        if certainly(_same_domain, other, mapping) and certainly(
            lambda other=other: _plain(other.base_path) == _plain(path)
        ):
            related = ((other.at("base_path"), "first here"),)
            of = mapping.domain or mapping.stack
            yield hit(mapping.at("base_path"), "twice", related=related, about=of, path=_plain(path) or "/")
            return


def _same_domain(one: Mapping, other: Mapping) -> bool:
    if one.domain or other.domain:
        return one.domain is other.domain
    return one.domain_name is not None and one.domain_name == other.domain_name


def _path_fault(mapping: Mapping, path: str) -> str | None:
    if mapping.generation == "v1" and mapping.origin != "sam" and "/" in path:
        return "slash"
    if path.startswith("/") or path.endswith("/"):
        return None if mapping.origin == "sam" else "edges"
    if not CHARACTERS.fullmatch(path):
        return "characters"
    return "long" if len(path) > LONGEST else None


def _plain(path: Any) -> Any:
    return "" if path in (None, "", "(none)", "/") else path


def stage_undefined(mapping: Mapping) -> Hits:
    """A stage that the API does not have, where all its stages are known [DG rest-api-mappings].

    An API with a target has a default stage besides [API v2 CreateApi, quick create].
    """
    api, stage = mapping.api, mapping.stage
    if api is None or api.exported or api.origin == "outside" or not api.stack.complete or not isinstance(stage, str):
        return
    if mapping.at("stage").via:  # by a parameter, whose default only holds the place
        return
    names = [one.name for one in api.stages]
    if api.target is None and names and all(isinstance(name, str) for name in names) and stage not in names:
        yield hit(mapping.at("stage"), api=api.label, stage=stage, names=names)


def kind_conflicting(domain: DomainName) -> Hits:
    """APIs and a domain that cannot be joined [DG rest-api-mappings; apigateway-custom-domain-tls-version]."""
    mapped = [mapping for mapping in domain.mappings if mapping.api is not None]
    sockets = [one for one in mapped if certainly(lambda one=one: one.api.kind == WEBSOCKET)]
    others = [one for one in mapped if certainly(lambda one=one: one.api.kind in (REST, HTTP))]
    if sockets and others:
        first = min(sockets, key=str)
        yield hit(first.place, "websocket", related=((others[0].place, "another kind of API"),), about=first)
    for one in mapped:
        case = next((case for case, holds in _conflicts(domain, one) if holds), None)
        if case:
            yield hit(one.place, case, related=((domain.place, "the domain"),), about=one)


def _conflicts(domain: DomainName, mapping: Mapping) -> Iterator[tuple[str, bool]]:
    api: Any = mapping.api
    http = certainly(lambda: api.kind == HTTP)
    edge = domain.generation != "v2" and certainly(lambda: domain.endpoint_type == "EDGE")
    private = domain.generation == "private"
    deep = isinstance(mapping.base_path, str) and "/" in mapping.base_path.strip("/")
    yield "http-edge", http and edge
    yield "http-policy", http and certainly(lambda: str(domain.security_policy).startswith("SecurityPolicy_"))
    yield "deep-edge", deep and edge
    yield "deep-tls", deep and certainly(lambda: domain.security_policy == "TLS_1_0")
    yield "public-api", private and certainly(lambda: api.endpoint_type in ("EDGE", "REGIONAL"))


def routing_mode_mismatched(domain: DomainName) -> Hits:
    """A routing mode of the other generation, or one that never looks at what is there [boto v1, v2 RoutingMode]."""
    mode = domain.routing_mode
    modes = MODES["v2" if domain.generation == "v2" else "v1"]
    place = domain.at("routing_mode")
    if mode is not None and mode not in modes:
        others = MODES["v1" if domain.generation == "v2" else "v2"]
        meant = modes[others.index(mode)] if mode in others else alike(str(mode), modes)
        yield hit(place, "word", mode=mode, modes=modes, meant=meant)
    elif mode == "ROUTING_RULE_ONLY" and domain.mappings:
        yield hit(place, "mappings", related=((domain.mappings[0].place, "never consulted"),), mode=modes[2])
    elif domain.routing_rules and mode in (None, modes[0]):
        yield hit(place, "rules", related=((domain.routing_rules[0].place, "never consulted"),), mode=modes[2])


def rule_invalid(rule: RoutingRule) -> Hits:
    """A routing rule that API Gateway refuses [DG rest-api-routing-rules]."""
    yield from _priority(rule)
    if rule.header_conditions > 2 or rule.path_conditions > 1:
        yield hit(rule.place, "conditions")
    for number, (name, value) in enumerate(rule.headers):
        case = _header_fault(name, value)
        if case:
            yield hit(rule.at(f"headers/{number}"), case, header=name, value=value)
    if rule.api and certainly(lambda: rule.api.kind in (HTTP, WEBSOCKET)):  # type: ignore[union-attr]
        yield hit(rule.at("api_id"), "api", api=rule.api.label)
    mapped = [one for one in getattr(rule.owner, "mappings", ()) if one.api]
    http = next((one for one in mapped if certainly(lambda one=one: one.api.kind == HTTP)), None)
    if http and any(certainly(lambda one=one: one.api.kind == REST) for one in mapped):
        yield hit(rule.place, "mixed", related=((http.place, "an HTTP API"),))


def _priority(rule: RoutingRule) -> Hits:
    """A priority out of its range, or one that an earlier rule of the domain has."""
    priority, place = rule.priority, rule.at("priority")
    if priority is None:
        return
    if certainly(lambda: not 1 <= priority <= 1_000_000):
        yield hit(place, "priority", value=priority)
    rules = getattr(rule.owner, "routing_rules", [rule])
    for other in rules[: rules.index(rule)]:
        if certainly(lambda other=other: other.priority == priority):
            related = ((other.at("priority"), "first here"),)
            yield hit(place, "twice", related=related, about=rule.owner, value=priority)
            return


def _header_fault(name: Any, value: Any) -> str | None:
    if isinstance(name, str):
        if "*" in name:
            return "header-wildcard"
        if name.lower() in UNROUTABLE or name.lower().startswith(("access-control-", "apigw-")):
            return "header"
    return "value" if isinstance(value, str) and "*" in value[1:-1] else None
