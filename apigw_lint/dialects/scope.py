"""What the names in a template stand for, in one scenario; and what the text of a stand-alone document leaves open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from apigw_lint.dialects import functions
from apigw_lint.model.value import UNKNOWN, Partial, Reference, join
from apigw_lint.source.node import MISSING, Node

if TYPE_CHECKING:
    from collections.abc import Mapping

PSEUDO = {"AWS::Region", "AWS::AccountId", "AWS::Partition", "AWS::URLSuffix", "AWS::StackName", "AWS::StackId"}
ATOMS = {"AWS::Region", "AWS::AccountId", "AWS::Partition", "AWS::URLSuffix", "AWS::StackName"}

# Resolved by CloudFormation at deployment.
DYNAMIC = re.compile(r"\{\{resolve:.*?\}\}")
# Replaced on import (AWS::Region ...), by a template engine, or by a build: never API Gateway's own stage variables.
PLACEHOLDER = re.compile(r"\{\{.*?\}\}|\$\{(?!stageVariables\.)[^{}]*\}|%\{[^{}]*\}", re.S)

OPAQUE = Node(UNKNOWN, MISSING.document, 0, 0)


class Scope:
    """One scenario of a template, or a document of its own.

    `given` are the values of parameters in this scenario, by name; `conditions` the truth of each condition that is settled.
    `region` is a Region's name when it is known. `definition` marks the text of an OpenAPI definition, where placeholders other
    than stage variables are unknown text. `template` is False for a document that no template reads.
    """

    def __init__(
        self,
        root: Node = MISSING,
        *,
        given: Mapping[str, Any] | None = None,
        conditions: Mapping[str, bool] | None = None,
        region: str | None = None,
        template: bool = True,
    ) -> None:
        self.root = root
        self.given = dict(given or {})
        self.conditions = dict(conditions or {})
        self.region = region
        self.template = template
        self.definition = not template
        self.resources: Mapping[str, Node] = dict(root["Resources"].items())

    def for_definition(self) -> Scope:
        """This scope, for the text of an OpenAPI definition inside or beside the template."""
        copy = Scope.__new__(Scope)
        copy.__dict__.update(self.__dict__)
        copy.definition = True
        return copy

    def truth(self, condition: str) -> bool | None:
        """Whether a condition holds in this scenario; None when it is not settled."""
        return self.conditions.get(condition)

    def present(self, logical_id: str) -> bool | None:
        """Whether a resource is there in this scenario; None when its condition is not settled."""
        node = self.resources.get(logical_id)
        if node is None:
            return False
        condition = node["Condition"].text
        return True if condition is None else self.truth(condition)

    def value(self, node: Node, trail: list[str] | None = None) -> Any:
        """The value of a scalar or an intrinsic function: plain, Partial or UNKNOWN; lists for functions that give lists.

        What it came through ("default of parameter 'Stage'") is appended to `trail`.
        """
        call = functions.call(node)
        if call:
            return functions.evaluate(self, *call, [] if trail is None else trail) if self.template else UNKNOWN
        if not node.is_scalar or node.data is UNKNOWN or node.tag:
            return UNKNOWN
        return self.literal(node.data) if type(node.data) is str else node.data

    def literal(self, text: str) -> Any:
        """A text as written, with what others will fill in taken out."""
        if "{" not in text:
            return text
        pattern = PLACEHOLDER if self.definition else DYNAMIC
        pieces: list[Any] = []
        at = 0
        for match in pattern.finditer(text):
            name = match.group()[2:-1]
            known = match.group().startswith("${AWS::") and name in PSEUDO
            pieces += [text[at : match.start()], self.pseudo(name) if known else UNKNOWN]
            at = match.end()
        return join([*pieces, text[at:]]) if pieces else text

    def pseudo(self, name: str) -> Any:
        """A pseudo parameter such as AWS::Region."""
        if name == "AWS::Region" and self.region:
            return self.region
        return Partial((Reference(name, plain=True, atom=name in ATOMS),))

    def parameter(self, name: str, trail: list[str]) -> Any:
        """A parameter's value in this scenario, else its default, else unknown.

        An empty default says nothing: such a parameter is there to be given. Values fetched from SSM are unknown.
        """
        declared = self.root["Parameters"][name]
        kind = declared["Type"].text or "String"
        unknown = Partial((Reference(name),))
        if name in self.given:
            value: Any = self.given[name]
            return unknown if value is UNKNOWN else functions.typed(value, kind)
        default = declared["Default"]
        if default.text in (None, "") or kind.startswith("AWS::SSM::"):
            return unknown
        trail.append(f"default of parameter '{name}'")
        return functions.typed(default.text, kind)
