"""AWS::Serverless::Function and AWS::Serverless::StateMachine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.dialects.cloudformation import function as plain
from apigw_lint.dialects.sam.draft import given
from apigw_lint.dialects.sam.event import ANY, API_PROPERTY, DEFAULT_PATH, FUNCTION, HTTP_EVENT, MACHINE, Event, word
from apigw_lint.dialects.sam.grant import grant
from apigw_lint.dialects.sam.operation import raw
from apigw_lint.dialects.sam.resource_policy import starred
from apigw_lint.dialects.sam.words import words
from apigw_lint.dialects.view import View, put
from apigw_lint.model.api import Api
from apigw_lint.model.function import LambdaFunction, Qualifier
from apigw_lint.model.sam import SamEvent
from apigw_lint.model.value import UNKNOWN, Partial, Reference

if TYPE_CHECKING:
    from apigw_lint.dialects.sam.template import SamTemplate


def function(template: SamTemplate, logical_id: str, view: View) -> LambdaFunction:
    found = plain.function(template, logical_id, view)
    template.add(logical_id, found)
    alias(template, found, view["AutoPublishAlias"])
    others(found, view)
    enter(template, logical_id)
    for event in template.events_of(logical_id):
        permit(template, event, found)
    return found


def machine(template: SamTemplate, logical_id: str, view: View) -> None:
    """A state machine is called by its routes with a role that SAM makes."""
    enter(template, logical_id)


def alias(template: SamTemplate, found: LambdaFunction, view: View) -> None:
    """The alias that SAM publishes, under the names by which a template can refer to it."""
    if not given(view):
        return
    name = word(view)
    found.aliases = [name or UNKNOWN]
    qualifier = Qualifier(view.place, name or "Alias", function=found)
    put(qualifier, "name", view)
    template.add(f"{found.label}.Alias", qualifier)
    if name:
        template.add(f"{found.label}Alias{name.replace('-', 'D').replace('_', 'U')}", qualifier)


def others(found: LambdaFunction, view: View) -> None:
    """Whether anything but API Gateway calls the function."""
    events = view["Events"]
    kinds = [one["Type"].text() for _, one in events.items()]
    if view["FunctionUrlConfig"] or any(isinstance(kind, str) and kind not in ("Api", "HttpApi") for kind in kinds):
        found.other_triggers = True
    elif not events.known or any(kind is UNKNOWN or isinstance(kind, Partial) for kind in kinds):
        found.other_triggers = UNKNOWN


def enter(template: SamTemplate, owner: str) -> None:
    """The events as elements, all of them before an API asks for one."""
    events = template.events_of(owner)
    for event in events:
        found = SamEvent(event.place, f"{event.owner} {event.name}", type=event.kind, names_api=event.names_api)
        found.places["type"] = event.type_place
        words(template, found, event)
        found.within(template.stack)
        template.stack.events.append(found)
        event.element = found
    for event in events:
        api = template.element(event.api_id) if event.api_id is not None and template.is_api(event) else None
        if isinstance(api, Api) and event.element is not None:
            event.element.api = api


def permit(template: SamTemplate, event: Event, found: LambdaFunction) -> None:
    """API Gateway may call the function, by its alias where there is one, for this path and verb."""
    if event.path is None or event.verb is None or event.api_id is None:
        return
    api = raw(event.view, API_PROPERTY[event.kind]) or {"Ref": event.api_id}
    permission = grant(
        template, event.place, f"{event.owner}{event.name}Permission", api, called(event.kind, event.path, event.verb)
    )
    permission.function = found
    permission.function_name = Partial((Reference(found.label, "Alias" if found.aliases else None, plain=True),))  # type: ignore[assignment]
    permission.qualifier = found.aliases[0] if found.aliases else None


def called(kind: str, path: str, verb: str) -> str:
    """What follows the API in the ARN of an event's calls."""
    if kind == HTTP_EVENT and path == f"/{DEFAULT_PATH}" and verb == ANY:
        return f"/*{path}"
    tail = "" if kind == HTTP_EVENT and path == DEFAULT_PATH else starred(path)
    return f"/*/{'*' if verb == ANY else verb.upper()}{tail.rstrip('/') if len(tail) > 1 else tail}"


READERS = {FUNCTION: function, MACHINE: machine}
