"""Integrations of methods and of v2 APIs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects.cloudformation.function import join_qualified
from apigw_lint.dialects.view import View, fill, put
from apigw_lint.model.api import WEBSOCKET, Route
from apigw_lint.model.domain import VpcLink
from apigw_lint.model.integration import Integration, IntegrationResponse, ParameterMapping, Template
from apigw_lint.model.value import UNKNOWN

if TYPE_CHECKING:
    from apigw_lint.dialects.cloudformation import template as cloudformation
    from apigw_lint.model.element import Element


def method_integration(template: cloudformation.Template, route: Route, view: View) -> None:
    """The Integration of an AWS::ApiGateway::Method."""
    found = Integration(view.key_place)
    fill(
        found,
        view,
        type="Type",
        uri="Uri",
        verb="IntegrationHttpMethod",
        credentials="Credentials",
        connection_type="ConnectionType",
        connection_id="ConnectionId",
        target="IntegrationTarget",
        passthrough="PassthroughBehavior",
        content_handling="ContentHandling",
        timeout="TimeoutInMillis",
        transfer_mode="ResponseTransferMode",
        cache_key_parameters="CacheKeyParameters",
        cache_namespace="CacheNamespace",
    )
    mappings(found, view["RequestParameters"], found.request_mappings)
    templates(found, view["RequestTemplates"], found.request_templates)
    found.mappings_known = view.known and view["RequestParameters"].known and view["RequestTemplates"].known
    responses(found, view["IntegrationResponses"])
    found.responses_known = view["IntegrationResponses"].known
    finish(template, found, view["ConnectionId"])
    found.within(route)
    route.integration = found
    route.places["integration"] = view.key_place


def finish(template: cloudformation.Template, found: Integration, connection: View) -> None:
    """Bring enumerations to upper case and join the function and the VPC link."""
    for field in ("type", "connection_type", "passthrough", "content_handling", "transfer_mode", "verb"):
        value = getattr(found, field)
        if isinstance(value, str):
            setattr(found, field, value.upper())
    found.connection = template.referred(connection, VpcLink)
    join_function(template, found)


def join_function(template: cloudformation.Template, found: Any) -> None:
    """Join the function that an integration's or authorizer's `uri` mentions, directly or by an alias or version."""
    join_qualified(template, found, found.uri)


def mappings(owner: Element, view: View, into: list[ParameterMapping]) -> None:
    for key, value in view.items():
        found = ParameterMapping(value.place, key, key=key)
        put(found, "value", value)
        found.places["key"] = value.key_place
        found.within(owner)
        into.append(found)


def answer_mappings(owner: Integration, view: View) -> None:
    """ResponseParameters of an HTTP API for one status: pairs of what is set and where it comes from."""
    for one in view.elements():
        key = one["Destination"].text()
        found = ParameterMapping(one.place, str(key), key=key)
        put(found, "value", one["Source"])
        found.places["key"] = one["Destination"].place if one["Destination"] else one.place
        found.within(owner)
        owner.answer_mappings.append(found)


def templates(owner: Element, view: View, into: list[Template]) -> None:
    for content_type, text in view.items():
        found = Template(text.key_place, content_type, content_type=content_type, text=text.raw())
        found.within(owner)
        into.append(found)


def responses(owner: Integration, view: View) -> None:
    for one in view.elements():
        pattern = one["SelectionPattern"]
        found = IntegrationResponse(one.place, str(pattern.text()) if pattern else "default", is_default=not pattern)
        fill(found, one, pattern="SelectionPattern", status="StatusCode", content_handling="ContentHandling")
        if isinstance(found.pattern, str) and not found.pattern:
            found.is_default = True
        mappings(found, one["ResponseParameters"], found.header_mappings)
        templates(found, one["ResponseTemplates"], found.templates)
        found.mappings_known = one["ResponseParameters"].known
        found.within(owner)
        owner.responses.append(found)


def v2_integration(template: cloudformation.Template, logical_id: str, view: View) -> Integration:
    api = template.api(view["ApiId"], kind_named(view))
    found = Integration(view.key_place, logical_id)
    fill(
        found,
        view,
        type="IntegrationType",
        uri="IntegrationUri",
        verb="IntegrationMethod",
        credentials="CredentialsArn",
        connection_type="ConnectionType",
        connection_id="ConnectionId",
        subtype="IntegrationSubtype",
        payload_version="PayloadFormatVersion",
        passthrough="PassthroughBehavior",
        content_handling="ContentHandlingStrategy",
        timeout="TimeoutInMillis",
        template_selection="TemplateSelectionExpression",
    )
    put(found, "verified_server_name", view["TlsConfig"]["ServerNameToVerify"])
    found.has_tls = bool(view["TlsConfig"])
    mappings(found, view["RequestParameters"], found.request_mappings)
    templates(found, view["RequestTemplates"], found.request_templates)
    found.mappings_known = view.known and view["RequestParameters"].known
    for _, of_status in view["ResponseParameters"].items():
        answer_mappings(found, of_status["ResponseParameters"])
    finish(template, found, view["ConnectionId"])
    found.within(api)
    api.shared_integrations.append(found)
    return found


def kind_named(view: View) -> str:
    """The kind of an API outside the template, as far as what hangs on it shows: templates are WebSocket's alone."""
    return WEBSOCKET if view["TemplateSelectionExpression"] or view["RequestTemplates"] else UNKNOWN
