"""The events of functions and state machines that become routes, and the APIs that they bring about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.dialects.cloudformation.template import target_of
from apigw_lint.dialects.sam.nodes import made, put
from apigw_lint.dialects.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.dialects.scope import Scope
    from apigw_lint.model.sam import SamEvent
    from apigw_lint.source.node import Node
    from apigw_lint.source.place import Place

FUNCTION, MACHINE = "AWS::Serverless::Function", "AWS::Serverless::StateMachine"
REST_EVENT, HTTP_EVENT = "Api", "HttpApi"
IMPLICIT = {REST_EVENT: "ServerlessRestApi", HTTP_EVENT: "ServerlessHttpApi"}
API_PROPERTY = {REST_EVENT: "RestApiId", HTTP_EVENT: "ApiId"}
API_TYPE = {REST_EVENT: "AWS::Serverless::Api", HTTP_EVENT: "AWS::Serverless::HttpApi"}
ANY, DEFAULT_PATH = "x-amazon-apigateway-any-method", "$default"


class Event:
    """One event that becomes a route. `owner` is the logical id of its function or state machine, `name` its own key.

    `api_id` is the logical id of its API, None when that cannot be known. `path` and `verb` are what a definition would write
    (`verb` in lower case), None when SAM could not make a route of the event. `element` is set when the model has it.
    """

    __slots__ = (
        "api_id",
        "element",
        "kind",
        "name",
        "names_api",
        "owner",
        "path",
        "place",
        "type_place",
        "verb",
        "view",
    )

    def __init__(self, owner: str, name: str, kind: str, view: View, type_place: Place) -> None:
        self.owner = owner
        self.name = name
        self.kind = kind
        self.view = view["Properties"]
        self.place = view.key_place
        self.type_place = type_place
        named = self.view[API_PROPERTY[kind]]
        # Under a key that there is not, an API is named all the same; which it is, nobody can know.
        self.names_api = bool(named) or any("api" in key.lower() for key, _ in self.view.items())
        self.api_id = IMPLICIT[kind] if not self.names_api else word(named) or target_of(named.value())
        self.path, self.verb = self._route()
        self.element: SamEvent | None = None

    @property
    def makes_route(self) -> bool:
        return self.path is not None and self.verb is not None

    def _route(self) -> tuple[str | None, str | None]:
        path, verb = self.view["Path"], self.view["Method"]
        if self.kind == HTTP_EVENT and not path and not verb:
            return DEFAULT_PATH, ANY
        return word(path), normal(word(verb))


def normal(verb: str | None) -> str | None:
    """A verb as the key of an operation."""
    return ANY if verb and verb.lower() == "any" else verb.lower() if verb else None


def word(view: View) -> str | None:
    """A text that is wholly known and not empty."""
    text = view.text()
    return text if isinstance(text, str) and text else None


def events(scope: Scope) -> list[Event]:
    """The events of a template that become routes, in the order in which they are written."""
    found: list[Event] = []
    for logical_id, resource in scope.resources.items():
        kind = resource["Type"].text
        if kind in (FUNCTION, MACHINE) and scope.present(logical_id) is not False:
            found += _of(logical_id, View(scope, resource["Properties"])["Events"], kind)
    return found


def _of(owner: str, events_view: View, kind: str) -> Iterator[Event]:
    kinds = (REST_EVENT, HTTP_EVENT) if kind == FUNCTION else (REST_EVENT,)
    for name, view in events_view.items():
        event_type = word(view["Type"])
        if event_type is not None and event_type in kinds:
            yield Event(owner, name, event_type, view, view["Type"].place)


def implied(found: list[Event]) -> dict[str, tuple[Node, Place]]:
    """The APIs that have no resource, by logical id: their resource as SAM would write it, and where it is brought about."""
    apis: dict[str, tuple[Node, Place]] = {}
    for event in found:
        if event.makes_route and event.api_id == IMPLICIT[event.kind] and event.api_id not in apis:
            at = event.type_place
            properties = made(at, {"StageName": "Prod"} if event.kind == REST_EVENT else {})
            resource = made(at, {"Type": API_TYPE[event.kind]})
            put(resource, "Properties", properties, at)
            apis[event.api_id] = resource, at
    return apis
