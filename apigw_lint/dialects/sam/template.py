"""A SAM template while it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.dialects.cloudformation.template import Template
from apigw_lint.dialects.sam.event import API_TYPE, FUNCTION, HTTP_EVENT, MACHINE, REST_EVENT, Event
from apigw_lint.model.api import HTTP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from apigw_lint.dialects.cloudformation.template import Reader
    from apigw_lint.dialects.scope import Scope
    from apigw_lint.model.stack import Stack
    from apigw_lint.model.stage import UsagePlan


class SamTemplate(Template):
    """A template with its events. `implicit` names the APIs that events bring about and no resource declares."""

    def __init__(
        self, stack: Stack, scope: Scope, readers: Mapping[str, Reader], events: list[Event], implicit: set[str]
    ) -> None:
        super().__init__(stack, scope, readers)
        self.events = events
        self.implicit = implicit

    def read_all(self) -> None:
        """SAM's own resources first: what they generate can be referred to from anywhere."""
        ours = [
            logical_id
            for logical_id in self.scope.resources
            if self.type_of(logical_id).startswith("AWS::Serverless::")
        ]
        for logical_id in ours:
            self.element(logical_id)
        super().read_all()

    def events_for(self, logical_id: str, kind: str) -> list[Event]:
        """The events that make routes of an API of this kind; their functions are read first."""
        wanted = HTTP_EVENT if kind == HTTP else REST_EVENT
        found = [one for one in self.events if one.api_id == logical_id and one.kind == wanted and one.makes_route]
        for one in found:
            self.element(one.owner)
        return found

    def knows_events(self, logical_id: str) -> bool:
        """Whether every event that could add a route to an API is read."""
        unread = [
            one
            for one in self.events
            if one.view and (self._is_lost(one) or (not one.makes_route and one.api_id == logical_id))
        ]
        functions = [properties for _, properties in self.of_type(FUNCTION, MACHINE)]
        return not unread and all(properties["Events"].known for properties in functions)

    def _is_lost(self, event: Event) -> bool:
        """Whether an event names an API that is none of this template's, and may mean any."""
        return event.names_api and event.api_id not in self.scope.resources

    def events_of(self, owner: str) -> list[Event]:
        return [one for one in self.events if one.owner == owner]

    def is_api(self, event: Event) -> bool:
        """Whether an event names an API of its kind in this template."""
        return event.api_id is not None and self.type_of(event.api_id) == API_TYPE[event.kind]

    def stack_plan(self, label: str) -> UsagePlan | None:
        """The usage plan that SAM already made."""
        return next((one for one in self.stack.usage_plans if one.label == label and one.origin == "sam"), None)
