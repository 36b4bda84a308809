"""What is declared and serves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import models
from apigw_lint.model.hit import hit
from apigw_lint.model.integration import Integration
from apigw_lint.model.value import UNKNOWN, Partial, Reference, Undetermined, certainly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.api import Api, RequestValidator, Route
    from apigw_lint.model.authorizer import Authorizer
    from apigw_lint.model.domain import DomainName, VpcLink
    from apigw_lint.model.element import Element
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.stack import Stack
    from apigw_lint.model.stage import ApiKey, Deployment, UsagePlan


def authorizer(authorizer: Authorizer) -> Hits:
    """An authorizer that no route chooses."""
    api = authorizer.api
    if not _is_closed(authorizer) or certainly(lambda: authorizer.is_default) or not api.routes:
        return
    if any(route.authorizer is UNKNOWN or route.authorizer_name is UNKNOWN for route in api.routes):
        raise Undetermined
    chosen = any(route.authorizer is authorizer for route in api.routes)
    if not chosen and not any(name == authorizer.name for name in _required(api)):
        yield hit(authorizer.place, authorizer=authorizer.label, api=api.label)


def _required(api: Api) -> Iterator[str]:
    """The schemes that the definition asks for in an operation, or at its root for those operations that say nothing of their own."""
    inherited = api.root_security if any(route.security is None for route in api.routes) else ()
    for entries in (inherited, *(route.security or () for route in api.routes)):
        for entry in entries:
            yield from entry.schemes


def validator(validator: RequestValidator) -> Hits:
    """A request validator that no method chooses. Definitions often bring a set of them, of which one use is enough."""
    api = validator.api
    if not _is_closed(validator) or not api.routes or api.default_validator is UNKNOWN:
        return
    if any(route.validator is UNKNOWN for route in api.routes):
        raise Undetermined
    literal = [route.validator_name for route in api.routes if route.validator is None and route.validator_name]
    if any(not isinstance(name, str) for name in literal):
        raise Undetermined
    if api.default_validator is not None and any(api.default_validator == one.name for one in api.validators):
        return
    alike = [validator] if api.definition is None else api.validators
    if validator is alike[0] and not any(route.validator is one for route in api.routes for one in alike):
        related = tuple((one.place, "nor this one") for one in alike[1:])
        yield hit(validator.place, related=related, validator=validator.label)


def model(api: Api) -> Hits:
    """Models that no route, response or other used model chooses."""
    for one in models.unused(api):
        if _is_closed(one):
            yield hit(one.place, about=one, model=one.label)


def vpc_link(link: VpcLink) -> Hits:
    """A VPC link that no integration goes through."""
    if link.used or link.exported or not link.stack.complete:
        return
    for call in _calls(link.stack):
        connection: Any = call.connection_id
        if connection is UNKNOWN or (isinstance(connection, str) and "stageVariables" in connection):
            raise Undetermined
        if _mentions(connection, link.label):
            return
    if all(api.routes_known for api in link.stack.apis):
        yield hit(link.place, link=link.label)


def _calls(stack: Stack) -> Iterator[Integration]:
    for api in (*stack.apis, *stack.outside_apis):
        for call in (*api.shared_integrations, *(route.integration for route in api.routes)):
            if call is UNKNOWN:
                raise Undetermined
            if isinstance(call, Integration):
                yield call


def plan(plan: UsagePlan) -> Hits:
    """A usage plan that covers nothing."""
    if not plan.stages and plan.stages_known and not plan.exported:
        yield hit(plan.place, plan=plan.label)


def api_key(key: ApiKey) -> Hits:
    """A key that belongs to no plan."""
    if not key.in_plan and not key.exported and key.stack.complete:
        yield hit(key.place, key=key.label)


def domain(domain: DomainName) -> Hits:
    """A custom domain that leads nowhere."""
    if domain.mappings or domain.routing_rules or domain.exported or not domain.stack.complete:
        return
    loose = [one for one in domain.stack.mappings if one.domain is None]
    if any(certainly(lambda one=one: one.domain_name != domain.name) is False for one in loose):
        raise Undetermined
    yield hit(domain.place, domain=domain.name or domain.label)


def deployment(deployment: Deployment) -> Hits:
    """A deployment that no stage publishes."""
    if deployment.used or deployment.exported or deployment.stage_name is not None or not deployment.stack.complete:
        return
    for stage in deployment.stack.stages:
        for one in (stage.deployment_id, stage.canary.deployment_id if stage.canary else None):
            if one is UNKNOWN:
                raise Undetermined
            if _mentions(one, deployment.label):
                return
    yield hit(deployment.place, deployment=deployment.label)


def integration(api: Api) -> Hits:
    """Integrations of an HTTP or WebSocket API that no route calls. A route without any is told instead of its integration."""
    if not api.routes_known or any(_is_without(route) for route in api.routes):
        return
    for one in api.shared_integrations:
        if _is_closed(one) and all(route.integration is not one for route in api.routes):
            yield hit(one.place, about=one, integration=one.label)


def _is_without(route: Route) -> bool:
    """Whether the integration of a route is unknown, or missing where one belongs."""
    missing = route.integration is None and route.key not in ("$connect", "$disconnect")
    return missing or route.integration is UNKNOWN


def _mentions(value: Any, label: str) -> bool:
    pieces = value.pieces if isinstance(value, Partial) else ()
    return any(isinstance(piece, Reference) and piece.target == label for piece in pieces)


def _is_closed(element: Element) -> bool:
    """Whether everything that could use the element is in the model."""
    stack, api = element.stack, element.api
    return bool(api and api.routes_known and stack.complete and element.label not in stack.exported)
