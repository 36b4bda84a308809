"""CloudFormation's intrinsic functions, evaluated as far as they can be before deployment.

[CFN intrinsic-function-reference]: each function below takes the scope, the node of its argument and the trail.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from apigw_lint.model.value import UNKNOWN, Partial, Reference, Undetermined, join
from apigw_lint.source.node import MISSING, Node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from apigw_lint.dialects.scope import Scope

VARIABLE = re.compile(r"\$\{(!?)\s*([^${}]*?)\s*\}")


def call(node: Node) -> tuple[str, Node] | None:
    """The function that a node calls, in its long or short form, and the node of its argument; None for plain data."""
    if node.tag:
        name = node.tag[1:]
        return (name if name in ("Ref", "Condition") else f"Fn::{name}"), node
    if type(node.data) is dict and len(node.data) == 1:
        ((name, argument),) = node.data.items()
        if name == "Ref" or name.startswith("Fn::"):
            return name, argument
    return None


def evaluate(scope: Scope, name: str, argument: Node, trail: list[str]) -> Any:
    """The value of a call; UNKNOWN for a function that is not known or is called with something that it does not take."""
    function = FUNCTIONS.get(name)
    if function is None:
        return UNKNOWN
    try:
        return function(scope, argument, trail)
    except Undetermined:
        return UNKNOWN


def plain(scope: Scope, node: Node) -> Any:
    """A value as CloudFormation compares it: truth in lower case, numbers as they are written; None for null."""
    if node.is_scalar and not node.tag and not isinstance(node.data, bool) and node.data is not UNKNOWN:
        return node.text
    return text(scope.value(node))


def names_in(node: Node) -> Iterator[str]:
    """The names that a value refers to by Ref, GetAtt or Sub, at any depth, in any branch."""
    called = call(node)
    if called:
        yield from _named_by(*called)
    for child in [*(entry for _, entry in node.items()), *node.elements()]:
        yield from names_in(child)


def _named_by(name: str, argument: Node) -> Iterator[str]:
    if name == "Ref" and isinstance(argument.data, str):
        yield argument.data
    elif name == "Fn::GetAtt" and (found := attribute_of(argument)):
        yield found[0]
    elif name == "Fn::Sub":
        template = argument.elements()[0].data if argument.elements() else argument.data
        for match in VARIABLE.finditer(template if isinstance(template, str) else ""):
            yield match.group(2).partition(".")[0]


def typed(value: Any, kind: str) -> Any:
    """A parameter's text in its type: lists are split at commas."""
    if "List" in kind and isinstance(value, str):
        return [part.strip() for part in value.split(",")]
    return value


def attribute_of(argument: Node) -> tuple[str, str] | None:
    """Logical id and attribute of a GetAtt argument, in either form."""
    if isinstance(argument.data, str):
        target, _, attribute = argument.data.partition(".")
        return target, attribute
    parts = [part.text or "" for part in argument.elements()]
    return (parts[0], ".".join(parts[1:])) if len(parts) > 1 and all(parts) else None


def named(scope: Scope, name: str, trail: list[str]) -> Any:
    """What `Ref` or `${}` says of a name: a pseudo parameter, a parameter or a resource."""
    if name.startswith("AWS::"):
        return scope.pseudo(name)
    if name in scope.root["Parameters"]:
        return scope.parameter(name, trail)
    return Partial((Reference(name, plain=name in scope.resources),))


def text(value: Any) -> Any:
    """A value as a piece of text; lists and the like cannot be one."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    return value if isinstance(value, (str, Partial)) else UNKNOWN


def _inner(scope: Scope, node: Node, trail: list[str]) -> Any:
    """The value of an argument that is not itself the tagged node."""
    if node.is_list and not node.tag:
        return [scope.value(item, trail) for item in node.elements()]
    return (
        text(scope.value(node, trail))
        if node.is_scalar and not node.tag and node.raw is None
        else scope.value(node, trail)
    )


def _ref(scope: Scope, argument: Node, trail: list[str]) -> Any:
    return named(scope, argument.data, trail) if isinstance(argument.data, str) else UNKNOWN


def _get_att(scope: Scope, argument: Node, trail: list[str]) -> Any:
    found = attribute_of(argument)
    return Partial((Reference(*found, plain=True),)) if found else UNKNOWN


def _sub(scope: Scope, argument: Node, trail: list[str]) -> Any:
    template, variables = argument, MISSING
    if argument.is_list:
        elements = argument.elements()
        template, variables = elements[0] if elements else MISSING, elements[1] if len(elements) > 1 else MISSING
    if not isinstance(template.data, str):
        return UNKNOWN
    pieces: list[Any] = []
    at = 0
    for match in VARIABLE.finditer(template.data):
        pieces += [template.data[at : match.start()], _variable(scope, match, variables, trail)]
        at = match.end()
    return join([scope.literal(piece) if isinstance(piece, str) else piece for piece in [*pieces, template.data[at:]]])


def _variable(scope: Scope, match: re.Match[str], variables: Node, trail: list[str]) -> Any:
    escaped, name = match.groups()
    if escaped:
        return "${" + name + "}"
    if name.startswith("stageVariables."):
        return match.group()
    if name in variables:
        return text(scope.value(variables[name], trail))
    target, _, attribute = name.partition(".")
    return Partial((Reference(target, attribute, plain=True),)) if attribute else text(named(scope, name, trail))


def _join(scope: Scope, argument: Node, trail: list[str]) -> Any:
    elements = argument.elements()
    if len(elements) != 2 or not isinstance(elements[0].data, str):
        return UNKNOWN
    parts = _inner(scope, elements[1], trail)
    if not isinstance(parts, list):
        return UNKNOWN
    row: list[Any] = []
    for part in parts:
        row += [elements[0].data, text(part)] if row else [text(part)]
    return join(row)


def _select(scope: Scope, argument: Node, trail: list[str]) -> Any:
    elements = argument.elements()
    if len(elements) != 2:
        return UNKNOWN
    index, items = scope.value(elements[0], trail), _inner(scope, elements[1], trail)
    if not isinstance(items, list) or not str(index).isdigit() or int(index) >= len(items):
        return UNKNOWN
    return items[int(index)]


def _split(scope: Scope, argument: Node, trail: list[str]) -> Any:
    elements = argument.elements()
    if len(elements) != 2 or not isinstance(elements[0].data, str) or not elements[0].data:
        return UNKNOWN
    whole = text(_inner(scope, elements[1], trail))
    return whole.split(elements[0].data)


def _find_in_map(scope: Scope, argument: Node, trail: list[str]) -> Any:
    found = mapped(scope, argument, trail)
    if found is None:
        return UNKNOWN
    if found.is_list:
        return [scope.value(item, trail) for item in found.elements()]
    return scope.value(found, trail)


def mapped(scope: Scope, argument: Node, trail: list[str]) -> Node | None:
    """The node that FindInMap arrives at; its DefaultValue when there is none; None when that cannot be known."""
    elements = argument.elements()
    if len(elements) < 3:
        return None
    path = [scope.value(element, trail) for element in elements[:3]]
    if not all(isinstance(step, (str, int, float)) for step in path):
        return None
    found = scope.root["Mappings"]
    for step in path:
        found = found[str(step)]
    default = elements[3]["DefaultValue"] if len(elements) > 3 else MISSING
    return found or default or None


def _import_value(scope: Scope, argument: Node, trail: list[str]) -> Any:
    name = text(
        argument.data if isinstance(argument.data, str) else UNKNOWN if argument.tag else scope.value(argument, trail)
    )
    return Partial((Reference(f"import {name}"),)) if name is not UNKNOWN else UNKNOWN


def _length(scope: Scope, argument: Node, trail: list[str]) -> Any:
    items = [*argument.elements()] if argument.is_list else scope.value(argument, trail)
    return len(items) if isinstance(items, list) else UNKNOWN


FUNCTIONS: dict[str, Callable[[Scope, Node, list[str]], Any]] = {
    "Ref": _ref,
    "Fn::GetAtt": _get_att,
    "Fn::Sub": _sub,
    "Fn::Join": _join,
    "Fn::Select": _select,
    "Fn::Split": _split,
    "Fn::FindInMap": _find_in_map,
    "Fn::ImportValue": _import_value,
    "Fn::Length": _length,
}
