"""Integration responses of REST APIs: what becomes of the backend's answer."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import template as templates
from apigw_lint.analysis import uri as uris
from apigw_lint.analysis.every import every
from apigw_lint.checks.integration.caller import name_of, routes, sound
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, Undetermined
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from apigw_lint.model.api import MethodResponse, Route
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.integration import Integration, IntegrationResponse

SUCCESSES = ("200", "201", "202", "204")
STATUS = Pattern(r"[1-5]\d\d")
CATCH_ALL = ("", ".*", "-", "(.|\\n)*", "[\\s\\S]*")


def undefined(integration: Integration) -> Hits:
    """Headers that an integration response sets and the method response does not declare, and statuses that it does not have.

    A definition without the response is imported all the same.
    """
    if not sound(integration) or integration.is_proxy:
        return
    for route in routes(integration):
        yield from every(
            lambda answer, route=route: _undeclared(route, answer),  # type: ignore[misc]
            integration.responses,
        )


def _undeclared(route: Route, answer: IntegrationResponse) -> Hits:
    status: Any = answer.status
    if status is None or not route.responses_known:
        return
    declared = [one for one in route.responses if one.status == status]
    if declared:
        yield from _headers(declared[0], answer, route)
    elif route.api.definition is None and isinstance(status, str) and STATUS.fullmatch(status):
        yield hit(answer.at("status"), "status", about=answer, status=status, route=route.key)


def _headers(declared: MethodResponse, answer: IntegrationResponse, route: Route) -> Hits:
    if declared.headers is UNKNOWN:
        raise Undetermined
    names = [name.lower() for name in declared.headers or () if isinstance(name, str)]
    for mapping in answer.header_mappings:
        if mapping.name and isinstance(mapping.key, str) and mapping.key.startswith("method.response.header."):
            name = mapping.key[len("method.response.header.") :]
            if name.lower() not in names:
                yield hit(
                    mapping.at("key"), "header", about=mapping, header=name, status=answer.status, route=route.key
                )


def default_missing(integration: Integration) -> Hits:
    """A non-proxy without a default response, whose success no pattern takes."""
    if not sound(integration) or integration.is_proxy or not integration.responses_known:
        return
    answers = integration.responses
    if integration.type == "MOCK" and not any(
        templates.may_give_status(one.text) for one in integration.request_templates
    ):
        return
    if not answers:
        yield hit(integration.at("type"), "none", route=name_of(integration))
    elif not any(_takes_rest(one) for one in answers):
        if uris.calls_lambda(integration):
            yield hit(answers[0].at("pattern"), "lambda", route=name_of(integration))
        elif not any(_matches(one, status) for status in _successes(integration) for one in answers):
            yield hit(answers[0].at("pattern"), "success", route=name_of(integration))


def _takes_rest(answer: IntegrationResponse) -> bool:
    """Whether it is the default, or its pattern takes everything."""
    return answer.is_default or any(answer.pattern == one for one in CATCH_ALL)


def _successes(integration: Integration) -> tuple[str, ...]:
    """The statuses with which the backend may say that all went well; for a mock, those that its templates name."""
    if integration.type != "MOCK":
        return SUCCESSES
    said: list[str] = []
    for template in integration.request_templates:
        named = templates.statuses(template.text)
        if named is None:
            raise Undetermined
        said += named
    return tuple(said) or SUCCESSES


def _matches(answer: IntegrationResponse, status: str) -> bool:
    pattern: Any = answer.pattern
    if not isinstance(pattern, str):
        raise Undetermined
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # Python warns of what other engines read in another way
        try:
            return re.fullmatch(pattern, status) is not None
        except (re.error, Warning, OverflowError, RecursionError):
            raise Undetermined from None
