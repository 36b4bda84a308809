"""CloudFormation's intrinsic functions, evaluated as far as they can be before deployment.

[CFN intrinsic-function-reference]: each function below takes the scope, the node of its argument and the trail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.model.value import UNKNOWN, Partial, Reference, Undetermined, join
from apigw_lint.source.node import MISSING, Node
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator

    from apigw_lint.dialects.scope import Scope

NOTHING = object()
"""AWS::NoValue: what has it is not written."""

NAMED = ("AWS::Lambda::Function", "AWS::Serverless::Function", "AWS::Cognito::UserPool")

VARIABLE = Pattern(r"\$\{(!?)\s*([^${}]*?)\s*\}")


def call(node: Node) -> tuple[str, Node] | None:
    """The function that a node calls, in its long or short form, and the node of its argument; None for plain data."""
    if node.tag:
        name = node.tag[1:]
        return (name if name in ("Ref", "Condition") else f"Fn::{name}"), node
    data = node.data
    if type(data) is dict and len(data) == 1:
        ((name, argument),) = data.items()
        if name == "Ref" or name.startswith("Fn::"):
            return name, argument
    return None


def evaluate(scope: Scope, name: str, argument: Node, trail: list[str]) -> Any:
    """The value of a call, perhaps NOTHING; UNKNOWN for a function that is not known or is called with what it does not take."""
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
    ahead = [node]
    while ahead:
        node = ahead.pop()
        data = node.data
        if node.tag or (type(data) is dict and len(data) == 1):
            called = call(node)
            if called:
                yield from _named_by(*called)
        if type(data) is dict:
            ahead.extend(data.values())
        elif type(data) is list:
            ahead.extend(data)


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
    return Partial((Reference(name, plain=name in scope.resources, atom=_is_named(scope, name)),))


def _is_named(scope: Scope, name: str) -> bool:
    """Whether `Ref` gives the name or the id of a resource, in which no colon and no slash stands."""
    return name in scope.resources and scope.resources[name]["Type"].text in NAMED


def text(value: Any) -> Any:
    """A value as a piece of text; lists and the like cannot be one."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    return value if isinstance(value, (str, Partial)) else UNKNOWN


def data(scope: Scope, node: Node, trail: list[str]) -> Any:
    """A value as plain data: functions called, lists and mappings with what is in them; NOTHING for AWS::NoValue."""
    called = call(node)
    if called:
        return evaluate(scope, *called, trail)
    if node.is_list:
        return _written(data(scope, item, trail) for item in node.elements())
    if node.is_map:
        return {key: value for key, entry in node.items() if (value := data(scope, entry, trail)) is not NOTHING}
    return scope.value(node, trail)


def _written(items: Iterable[Any]) -> list[Any]:
    return [item for item in items if item is not NOTHING]


def _own(scope: Scope, argument: Node, name: str, trail: list[str]) -> Any:
    """The argument of a function that takes one value: what its own tag marks, or what stands under its name."""
    if argument.tag != f"!{name}":
        return data(scope, argument, trail)
    bare = Node(argument.data, argument.document, argument.start, argument.end)
    bare.raw = argument.raw
    return data(scope, bare, trail)


def _ref(scope: Scope, argument: Node, trail: list[str]) -> Any:
    if argument.data == "AWS::NoValue":
        return NOTHING
    return named(scope, argument.data, trail) if isinstance(argument.data, str) else UNKNOWN


def _get_att(scope: Scope, argument: Node, trail: list[str]) -> Any:
    found = attribute_of(argument)
    return scope.attribute(*found) if found else UNKNOWN


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
        pieces += [scope.literal(template.data[at : match.start()]), _variable(scope, match, variables, trail)]
        at = match.end()
    return join([*pieces, scope.literal(template.data[at:])])


def _variable(scope: Scope, match: re.Match[str], variables: Node, trail: list[str]) -> Any:
    """What a `${}` becomes. `${!X}` is `${X}` as it is; a stage variable is API Gateway's to fill in."""
    escaped, name = match.groups()
    if escaped:
        return "${" + name + "}"
    if name.startswith("stageVariables."):
        return match.group()
    if name in variables:
        return text(data(scope, variables[name], trail))
    target, _, attribute = name.partition(".")
    return scope.attribute(target, attribute) if attribute else text(named(scope, name, trail))


def _if(scope: Scope, argument: Node, trail: list[str]) -> Any:
    branches = argument.elements()
    truth = scope.truth(branches[0].text or "") if len(branches) == 3 else None
    return UNKNOWN if truth is None else data(scope, branches[1 if truth else 2], trail)


def _join(scope: Scope, argument: Node, trail: list[str]) -> Any:
    elements = argument.elements()
    if len(elements) != 2 or not isinstance(elements[0].data, str):
        return UNKNOWN
    parts = data(scope, elements[1], trail)
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
    index, items = data(scope, elements[0], trail), data(scope, elements[1], trail)
    if not isinstance(items, list) or not str(index).isdecimal() or int(index) >= len(items):
        return UNKNOWN
    return items[int(index)]


def _split(scope: Scope, argument: Node, trail: list[str]) -> Any:
    elements = argument.elements()
    if len(elements) != 2 or not isinstance(elements[0].data, str) or not elements[0].data:
        return UNKNOWN
    return text(data(scope, elements[1], trail)).split(elements[0].data)


def _find_in_map(scope: Scope, argument: Node, trail: list[str]) -> Any:
    found = mapped(scope, argument, trail)
    return UNKNOWN if found is None else data(scope, found, trail)


def mapped(scope: Scope, argument: Node, trail: list[str]) -> Node | None:
    """The node that FindInMap arrives at; its DefaultValue when there is none; None when that cannot be known."""
    elements = argument.elements()
    if len(elements) < 3:
        return None
    path = [text(data(scope, element, trail)) for element in elements[:3]]
    if not all(isinstance(step, str) for step in path):
        return None
    found = scope.root["Mappings"]
    for step in path:
        found = found[step]
    default = elements[3]["DefaultValue"] if len(elements) > 3 else MISSING
    return None if call(found) else found or default or None  # a mapping holds no functions


def _import_value(scope: Scope, argument: Node, trail: list[str]) -> Any:
    name = text(_own(scope, argument, "ImportValue", trail))
    return UNKNOWN if name is UNKNOWN else Partial((Reference(f"import {name}"),))


def _length(scope: Scope, argument: Node, trail: list[str]) -> Any:
    items = _own(scope, argument, "Length", trail)
    return len(items) if isinstance(items, list) else UNKNOWN


def _base64(scope: Scope, argument: Node, trail: list[str]) -> Any:
    from apigw_lint.dialects.encoding import base64

    return base64(text(_own(scope, argument, "Base64", trail)))


def _cidr(scope: Scope, argument: Node, trail: list[str]) -> Any:
    from apigw_lint.dialects.encoding import blocks

    given = [data(scope, element, trail) for element in argument.elements()]
    return blocks(*given) if len(given) == 3 else UNKNOWN


def _to_json_string(scope: Scope, argument: Node, trail: list[str]) -> Any:
    from apigw_lint.dialects.encoding import json_text

    return json_text(_own(scope, argument, "ToJsonString", trail))


FUNCTIONS: dict[str, Callable[[Scope, Node, list[str]], Any]] = {
    "Ref": _ref,
    "Fn::GetAtt": _get_att,
    "Fn::Sub": _sub,
    "Fn::Join": _join,
    "Fn::Select": _select,
    "Fn::Split": _split,
    "Fn::FindInMap": _find_in_map,
    "Fn::ImportValue": _import_value,
    "Fn::If": _if,
    "Fn::Length": _length,
    "Fn::Base64": _base64,
    "Fn::Cidr": _cidr,
    "Fn::ToJsonString": _to_json_string,
}
