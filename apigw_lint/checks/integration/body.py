"""Request bodies on their way to the backend: mapping templates, and what goes past them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import template as templates
from apigw_lint.checks.integration.caller import name_of, routes, sound
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, certainly

if TYPE_CHECKING:
    from apigw_lint.model.api import Route
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.integration import Integration, Template

WITHOUT_BODY = ("GET", "HEAD", "OPTIONS")
NEVER = "NEVER"


def template_missing(integration: Integration) -> Hits:
    """A mock that no template tells what to answer, and requests that nothing lets through."""
    if not sound(integration) or not integration.mappings_known:
        return
    written = integration.request_templates
    if integration.type == "MOCK":
        if not any(templates.may_give_status(one.text) for one in written):
            at = written[0].at("text") if written else integration.at("type")
            yield hit(at, "mock", route=name_of(integration))
    elif not written and not integration.is_proxy and integration.passthrough == NEVER:
        yield hit(integration.at("passthrough"), "never", route=name_of(integration))


def loop_excessive(template: Template) -> Hits:
    """A `#foreach` over a range of more rounds than API Gateway goes."""
    rounds = templates.rounds(template.text)
    if rounds > templates.MOST_ROUNDS:
        yield hit(template.at("text"), rounds=rounds, limit=templates.MOST_ROUNDS)


def passthrough_unrestricted(integration: Integration) -> Hits:
    """A body that gets past the templates or the validation by another Content-Type."""
    if not sound(integration) or integration.type == "MOCK" or integration.passthrough == NEVER:
        return
    transforms = bool(integration.request_templates) and not integration.is_proxy
    if transforms and integration.passthrough not in (None, "WHEN_NO_MATCH"):
        return
    for route in routes(integration):
        if route.verb in WITHOUT_BODY or route.verb is None:
            continue
        if _validates_some(route):
            yield hit(integration.at("passthrough"), "validation", route=route.key)
            return
        if transforms and not _takes_all(integration):
            yield hit(integration.at("passthrough"), "template", route=route.key)
            return


def _takes_all(integration: Integration) -> bool:
    """Whether one template is for every content type."""
    return any(one.content_type == "$default" for one in integration.request_templates)


def _validates_some(route: Route) -> bool:
    """Whether bodies of some content types are validated, and others are not."""
    validator: Any = route.validator
    if validator is None or validator is UNKNOWN or not certainly(lambda: validator.validates_body is True):
        return False
    return bool(route.request_models) and not any(use.content_type == "$default" for use in route.request_models)
