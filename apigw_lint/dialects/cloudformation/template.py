"""A template while it is read: its resources by logical id, each built once, joined by Ref, GetAtt and Sub."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from apigw_lint.dialects import functions
from apigw_lint.dialects.include import INCLUDE
from apigw_lint.dialects.view import ABSENT, View
from apigw_lint.model.api import REST, Api, Resource
from apigw_lint.model.element import Element
from apigw_lint.model.value import UNKNOWN, Partial, Reference
from apigw_lint.source.node import MISSING, Node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from apigw_lint.dialects.scope import Scope
    from apigw_lint.model.stack import Stack

    Reader = Callable[["Template", str, View], Element | None]

E = TypeVar("E", bound=Element)
HANDING_ON = (
    "AWS::CloudFormation::Stack",
    "AWS::CloudFormation::CustomResource",
    "AWS::Serverless::Application",
    "AWS::SSM::Parameter",
    "Custom::",
)


class Template:
    """A template in one scenario, and the stack that it becomes.

    `readers` maps resource types to functions `(template, logical_id, properties) -> element`. A resource is read when it is first
    asked for, so the order in which the template writes them does not matter.
    """

    def __init__(self, stack: Stack, scope: Scope, readers: Mapping[str, Reader]) -> None:
        self.stack = stack
        self.scope = scope
        self.readers = readers
        self._types = {logical_id: node["Type"].text or "" for logical_id, node in scope.resources.items()}
        self._built: dict[str, Element | None] = {}
        self._outside: dict[str, Api] = {}
        self._references: dict[str, frozenset[str]] = {}
        self._reached: dict[str, frozenset[str]] = {}
        self._exported: frozenset[str] | None = None
        if scope.nested is not None:
            scope.nested.lookup = self.element

    def read_all(self) -> None:
        """Build every resource that has a reader."""
        self.stack.exported = self.exported
        for logical_id in self.scope.resources:
            self.element(logical_id)

    def type_of(self, logical_id: str) -> str:
        return self._types.get(logical_id, "")

    def of_type(self, *types: str) -> Iterator[tuple[str, View]]:
        """Logical ids and properties of the present resources of these types."""
        for logical_id, kind in self._types.items():
            if kind in types and self.scope.present(logical_id) is not False:
                yield logical_id, self.properties(logical_id)

    def properties(self, logical_id: str) -> View:
        """The properties of a resource; its place is that of the logical id."""
        resource = self.scope.resources.get(logical_id, MISSING)
        node = resource["Properties"]
        place = self.scope.root["Resources"].key_place(logical_id)
        if not node and INCLUDE in resource:
            included = View(self.scope, resource, place)["Properties"]
            if included.opaque:
                return included
            node = included.node
        return View(self.scope, node if node else Node({}, resource.document, resource.start, resource.start), place)

    def element(self, logical_id: str) -> Element | None:
        """What a resource becomes; None when it is not there, is of a type that is not ours, or refers to itself."""
        if logical_id not in self._built:
            if "." in logical_id:
                return self.scope.beyond(logical_id)
            self._built[logical_id] = None
            reader = self.readers.get(self.type_of(logical_id))
            if reader and self.scope.present(logical_id) is not False:
                self._built[logical_id] = reader(self, logical_id, self.properties(logical_id))
        return self._built[logical_id]

    def add(self, logical_id: str, element: Element) -> None:
        """Name an element that a resource generates beside its own (SAM)."""
        self._built[logical_id] = element

    def referred(self, view: View, kind: type[E]) -> E | None:
        """The element of the model that a value refers to, by Ref, GetAtt or a Sub that is nothing else."""
        target = target_of(view.value() if view else None)
        found = self.element(target) if target else None
        return found if isinstance(found, kind) else None

    def mentioned(self, value: Any, kind: type[E]) -> tuple[E, Reference] | None:
        """The first element of a kind that a text mentions, and the piece that mentions it."""
        for piece in value.pieces if isinstance(value, Partial) else ():
            if isinstance(piece, Reference):
                found = self.element(piece.target)
                if isinstance(found, kind):
                    return found, piece
        return None

    def api(self, view: View, kind: str = REST) -> Api:
        """The API that a value refers to. One outside the template is unknown in all but its kind."""
        found = self.referred(view, Api)
        if found:
            return found
        key = str(view.value()) if view else ""
        if key not in self._outside:
            place = view.place if view else self.stack.place
            api = Api(place, key, kind=kind, origin="outside", routes_known=False, exported=True)
            for field in (
                "name",
                "protocol",
                "endpoint_types",
                "policy",
                "binary_media_types",
                "api_key_source",
                "cors",
                "default_endpoint_disabled",
                "route_selection",
                "vpc_endpoint_ids",
                "minimum_compression_size",
            ):
                setattr(api, field, UNKNOWN)
            api.within(self.stack)
            self._outside[key] = api
            self.stack.outside_apis.append(api)
        return self._outside[key]

    def resource_of(self, api: Api, path: Any, view: View) -> Resource:
        """The resource of an API with this path, made when a route first stands on it."""
        for one in api.resources:
            if one.full_path is path or (isinstance(path, (str, Partial)) and same(one.full_path, path)):
                return one
        resource = Resource(view.key_place, str(path), full_path=path)
        resource.within(api)
        api.resources.append(resource)
        return resource

    def is_exported(self, logical_id: str) -> bool:
        """Whether the resource is handed on, so that others may use it."""
        return logical_id in self.exported

    @property
    def exported(self) -> frozenset[str]:
        """The logical ids that outputs, nested stacks, custom resources or the Parameter Store hand on."""
        if self._exported is None:
            nodes = [self.scope.root["Outputs"]]
            nodes += [
                self.scope.resources[logical_id]["Properties"]
                for logical_id, kind in self._types.items()
                if kind.startswith(HANDING_ON)
            ]
            self._exported = frozenset(name for node in nodes for name in functions.names_in(node))
        return self._exported

    def depends_on(self, logical_id: str) -> frozenset[str]:
        """Every name that a resource reaches by DependsOn, Ref, GetAtt or Sub, directly or through other resources."""
        if logical_id not in self._reached:
            reached: set[str] = set()
            ahead = [logical_id]
            while ahead:
                found = self.names(ahead.pop()) - reached
                reached |= found
                ahead.extend(found)
            self._reached[logical_id] = frozenset(reached)
        return self._reached[logical_id]

    def names(self, logical_id: str) -> frozenset[str]:
        """Every name that a resource itself mentions by DependsOn, Ref, GetAtt or Sub."""
        if logical_id not in self._references:
            node = self.scope.resources.get(logical_id, MISSING)
            explicit = node["DependsOn"]
            names = {item.text or "" for item in explicit.elements()} | ({explicit.text} if explicit.text else set())
            self._references[logical_id] = frozenset(names | set(functions.names_in(node)))
        return self._references[logical_id]


def target_of(value: Any) -> str | None:
    """The logical id that a value wholly refers to."""
    reference = value.reference if isinstance(value, Partial) else None
    return reference.target if reference else None


def same(one: Any, other: Any) -> bool:
    """Whether two texts are certainly the same, known or not."""
    if isinstance(one, Partial) and isinstance(other, Partial):
        return one.pieces == other.pieces and not any(piece is UNKNOWN for piece in one.pieces)
    return isinstance(one, str) and isinstance(other, str) and one == other


__all__ = ["ABSENT", "Template", "same", "target_of"]
