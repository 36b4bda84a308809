"""Whatever stands in a template, it is read without an error."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from apigw_lint.dialects import sam
from apigw_lint.dialects.scope import Scope
from apigw_lint.model.walk import walk
from apigw_lint.source.node import Node
from apigw_lint.source.read import parse
from tests.dialects.sam.templates import ALL

REPLACEMENTS: tuple[Any, ...] = (
    None,
    "",
    "text",
    0,
    3.5,
    True,
    [],
    {},
    [[]],
    [None, {}],
    {"": None},
    {"Ref": "Fn"},
    {"Ref": "Nobody"},
    {"Ref": "AWS::NoValue"},
    {"Ref": ["a"]},
    {"Fn::If": ["Maybe", "a", {"b": "c"}]},
    {"Fn::If": []},
    {"Fn::GetAtt": "Fn"},
    {"Fn::GetAtt": ["Fn"]},
    {"Fn::Sub": "${Fn.Arn}-${Nobody}"},
    {"Fn::Sub": [None]},
    {"Fn::Transform": {"Name": "AWS::Include"}},
    {"Fn::Split": [",", {"Ref": "StageName"}]},
    {"Fn::FindInMap": ["a"]},
    {"Type": "Api", "Properties": []},
)


@cache
def tree(name: str) -> Node:
    return parse(ALL[name], "template.yaml").roots[0]


def size(node: Node) -> int:
    return 1 + sum(size(child) for _, child in node.items()) + sum(size(child) for child in node.elements())


def changed(node: Node, changes: dict[int, Any], counter: list[int]) -> Node:
    """The tree with the nodes of these numbers replaced."""
    number = counter[0]
    counter[0] += 1
    if number in changes and number:
        counter[0] += size(node) - 1
        return planted(node, changes[number])
    copy = Node(node.data, node.document, node.start, node.end, node.tag)
    copy.raw = node.raw
    if node.is_map:
        copy.data = {key: changed(child, changes, counter) for key, child in node.items()}
        copy.keys = node.keys
    elif node.is_list:
        copy.data = [changed(child, changes, counter) for child in node.elements()]
    return copy


def planted(at: Node, value: Any) -> Node:
    if isinstance(value, dict):
        value = {key: planted(at, entry) for key, entry in value.items()}
    elif isinstance(value, list):
        value = [planted(at, entry) for entry in value]
    return Node(value, at.document, at.start, at.end)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_template_with_anything_anywhere_is_read(data: st.DataObject) -> None:
    original = tree(data.draw(st.sampled_from(sorted(ALL))))
    numbers = st.integers(min_value=1, max_value=size(original) - 1)
    changes = data.draw(st.dictionaries(numbers, st.sampled_from(REPLACEMENTS), min_size=1, max_size=4))
    root = changed(original, changes, [0])
    stack = sam.read(root.document, root, Scope(root))
    for element in walk(stack):
        assert element.place.document is root.document
        assert all(place.document is root.document for place in element.places.values())
        assert element.path.startswith("template.yaml")
