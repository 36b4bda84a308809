"""What the names in a template stand for, in one scenario; and what the text of a stand-alone document leaves open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from apigw_lint.dialects import functions
from apigw_lint.model.value import UNKNOWN, Partial, Reference, join
from apigw_lint.source.node import MISSING, Node
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from apigw_lint.dialects.include import Includes
    from apigw_lint.dialects.nested import Nested
    from apigw_lint.dialects.scenarios import Scenario
    from apigw_lint.model.element import Element

PSEUDO = {"AWS::Region", "AWS::AccountId", "AWS::Partition", "AWS::URLSuffix", "AWS::StackName", "AWS::StackId"}
ATOMS = {"AWS::Region", "AWS::AccountId", "AWS::Partition", "AWS::URLSuffix", "AWS::StackName"}

# What a partition is called in ARNs and its hosts end with, by how its Regions begin; None where that is not public.
PARTITIONS = {"cn-": ("aws-cn", "amazonaws.com.cn"), "us-gov-": ("aws-us-gov", "amazonaws.com"), "us-iso": (None, None)}
COMMON = ("aws", "amazonaws.com")

# Resolved by CloudFormation at deployment.
DYNAMIC = Pattern(r"\{\{resolve:.*?\}\}")
# Replaced on import (AWS::Region ...), by a template engine, or by a build: never API Gateway's own stage variables, misspelt
# or not, nor the variables of a policy.
PLACEHOLDER = Pattern(r"\{\{.*?\}\}|\$\{(?!(?i:stageVariables?)\.|aws:)[^{}]*\}|%\{[^{}]*\}", re.S)

OPAQUE = Node(UNKNOWN, MISSING.document, 0, 0)


class Scope:
    """One scenario of a template, or a document of its own.

    `given` are the values of parameters that are settled for the run, by name, UNKNOWN among them; `usual` are those that
    samconfig.toml has in the place of a default; `conditions` the truth of each
    condition that is; `scenario` answers for the others. `region` is a Region's name when it is known. `definition` marks the text
    of an OpenAPI definition, where placeholders other than stage variables are unknown text. `template` is False for a document
    in which no function of a template is called. `includes` opens other files; without it, what stands in them is unknown.
    `nested` are the stacks nested in this template, `outer` finds an element of the one that this is nested in.
    """

    def __init__(
        self,
        root: Node = MISSING,
        *,
        given: Mapping[str, Any] | None = None,
        usual: Mapping[str, str] | None = None,
        conditions: Mapping[str, bool] | None = None,
        region: str | None = None,
        template: bool = True,
    ) -> None:
        self.root = root
        self.given = dict(given or {})
        self.usual = dict(usual or {})
        self.conditions = dict(conditions or {})
        self.region = region
        self.template = template
        self.scenario: Scenario | None = None
        self.includes: Includes | None = None
        self.nested: Nested | None = None
        self.outer: Callable[[str], Element | None] | None = None
        self.definition = not template
        self.resources: Mapping[str, Node] = dict(root["Resources"].items())

    def for_definition(self) -> Scope:
        """This scope, for the text of an OpenAPI definition inside or beside the template."""
        copy = self._copy()
        copy.definition = True
        return copy

    def with_given(self, given: Mapping[str, Any]) -> Scope:
        """This scope with more values given, of parameters and pseudo parameters."""
        copy = self._copy()
        copy.given = {**self.given, **given}
        return copy

    def as_it_is(self) -> Scope:
        """This scope, for a file that is handed over unread: no function of a template names anything in it."""
        copy = self.rewritten(MISSING).for_definition()
        copy.template = False
        return copy

    def in_scenario(self, scenario: Scenario, includes: Includes | None = None) -> Scope:
        """This scope in one scenario, with what it will take from other files."""
        copy = self._copy()
        copy.scenario = scenario
        copy.includes = includes
        return copy

    def rewritten(self, root: Node) -> Scope:
        """This scope, for the template as a transform leaves it."""
        copy = self._copy()
        copy.root = root
        copy.resources = dict(root["Resources"].items())
        return copy

    def _copy(self) -> Scope:
        copy = Scope.__new__(Scope)
        copy.__dict__.update(self.__dict__)
        return copy

    def truth(self, condition: str) -> bool | None:
        """Whether a condition holds in this scenario; None when it is not settled."""
        if condition in self.conditions or self.scenario is None:
            return self.conditions.get(condition)
        return self.scenario.truth(condition)

    def varies(self, name: str) -> bool:
        """Whether a parameter or pseudo parameter can have one value in one deployment and another in the next."""
        if name in self.given:
            return False
        return name in self.root["Parameters"] or (name in PSEUDO and not self._located(name))

    def allowed(self, name: str) -> tuple[str, ...] | None:
        """The only values that a parameter can have; None when the template does not say."""
        declared = self.root["Parameters"][name]
        if not declared["AllowedValues"].is_list or _is_fetched_or_list(declared["Type"].text):
            return None
        values = [functions.plain(self, one) for one in declared["AllowedValues"].elements()]
        return tuple(values) if all(isinstance(one, str) for one in values) else None

    def present(self, logical_id: str) -> bool | None:
        """Whether a resource is there in this scenario; None when its condition is not settled."""
        node = self.resources.get(logical_id)
        if node is None:
            return False
        condition = node["Condition"].text
        return True if condition is None else self.truth(condition)

    def beyond(self, target: str) -> Element | None:
        """What a reference across the boundary of a nested stack means: `Child.Name` inside one, `../Name` outside this one."""
        if target.startswith("../"):
            return self.outer(target[3:]) if self.outer else None
        return self.nested.element(target) if self.nested else None

    def value(self, node: Node, trail: list[str] | None = None) -> Any:
        """The value of a scalar or an intrinsic function: plain, Partial or UNKNOWN; lists for functions that give lists.

        What it came through ("default of parameter 'Stage'") is appended to `trail`.
        """
        if type(node.data) is str and not node.tag:
            return self.literal(node.data)
        call = functions.call(node)
        if call:
            found = functions.evaluate(self, *call, [] if trail is None else trail)
            return UNKNOWN if found is functions.NOTHING else found
        return node.data if node.is_scalar else UNKNOWN

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

    def attribute(self, target: str, name: str) -> Any:
        """What GetAtt says of a resource, or of a stack nested in this one."""
        if self.nested is not None and name.startswith("Outputs."):
            output = self.nested.output(target, name.removeprefix("Outputs."))
            if output is not None:
                return output
        return Partial((Reference(target, name, plain=True),))

    def pseudo(self, name: str) -> Any:
        """A pseudo parameter such as AWS::Region."""
        known = self._located(name)
        if name in self.given:
            known = self.given[name] if isinstance(self.given[name], str) else None
        elif known is None and self.scenario is not None:
            known, _ = self.scenario.parameter(name, None)
        return Partial((Reference(name, plain=True, atom=name in ATOMS),)) if known is None else known

    def _located(self, name: str) -> str | None:
        """What a pseudo parameter is in a Region that is known."""
        if not self.region:
            return None
        if name == "AWS::Region":
            return self.region
        partition, suffix = next((two for prefix, two in PARTITIONS.items() if self.region.startswith(prefix)), COMMON)
        return {"AWS::Partition": partition, "AWS::URLSuffix": suffix}.get(name)

    def parameter(self, name: str, trail: list[str]) -> Any:
        """A parameter's value in this scenario, else its default, else unknown.

        A default that is empty or the parameter's own name says nothing: such a parameter is there to be given. Values fetched
        from SSM are unknown.
        """
        declared = self.root["Parameters"][name]
        kind = declared["Type"].text or "String"
        unknown = Partial((Reference(name),))
        if kind.startswith("AWS::SSM::"):
            return unknown
        if name in self.given:
            value: Any = self.given[name]
            return unknown if value is UNKNOWN else functions.typed(value, kind)
        written = declared["Default"]
        default = self.usual.get(name)
        if default is None and written.is_scalar and not written.tag:
            default = functions.plain(self, written)
        default = default if isinstance(default, str) and default != name else None
        value, is_default = default or None, True
        if self.scenario is not None:
            value, is_default = self.scenario.parameter(name, default)
        if value is None:
            return unknown
        if is_default:
            trail.append(
                f"parameter '{name}' in samconfig.toml" if name in self.usual else f"default of parameter '{name}'"
            )
        return functions.typed(value, kind)


def _is_fetched_or_list(kind: str | None) -> bool:
    """Whether the values that a parameter allows are not those that a Ref to it gives."""
    return kind is not None and ("List" in kind or kind.startswith("AWS::SSM::"))
