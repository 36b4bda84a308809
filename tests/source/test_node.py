"""Asking a tree."""

from __future__ import annotations

from apigw_lint.source.node import MISSING, Node
from apigw_lint.source.read import parse


def root(text: str) -> Node:
    node = parse(text, "a.yaml").root
    assert node is not None
    return node


def test_what_is_not_written_answers_every_question_with_nothing() -> None:
    node = root("a: {b: 1}")
    assert node["x"]["y"] is MISSING
    assert not node["x"] and node["a"]["b"]
    assert "b" in node["a"] and "b" not in node["x"]
    assert list(node["x"].items()) == [] and node["x"].elements() == []


def test_a_scalar_keeps_how_it_is_written() -> None:
    node = root("version: 3.10\nid: 007\nopen: yes\nnone: ~\nsize: 1_000")
    assert [node[key].text for key in ("version", "id", "open", "none", "size")] == [
        "3.10",
        "007",
        "yes",
        None,
        "1_000",
    ]
    assert [node[key].data for key in ("version", "id", "open", "none", "size")] == [3.1, "007", True, None, 1000]


def test_a_key_has_a_place_of_its_own() -> None:
    node = root("a: 1\n'b c': 2\n")
    assert node.key_place("b c").span[1:] == (2, 1, 2, 6)
    assert node.key_place("absent") == node.place
