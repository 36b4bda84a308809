"""Paths taken apart."""

from __future__ import annotations

import pytest

from apigw_lint.analysis import paths


@pytest.mark.parametrize(
    ("path", "parts"),
    [("/", []), ("/a", ["a"]), ("/a/", ["a"]), ("/a/{id}", ["a", "{id}"]), ("a//b", ["a", "", "b"])],
)
def test_a_path_is_what_stands_between_its_slashes(path: str, parts: list[str]) -> None:
    assert paths.segments(path) == parts


@pytest.mark.parametrize(
    ("segment", "name", "greedy"),
    [
        ("{id}", "id", False),
        ("{proxy+}", "proxy", True),
        ("id", None, False),
        ("file{id}", None, False),
        ("{+proxy}", None, False),
        ("{proxy++}", None, False),
        ("{}", None, False),
    ],
)
def test_a_variable_is_a_whole_segment(segment: str, name: str | None, greedy: bool) -> None:
    assert paths.variable(segment) == name
    assert paths.is_greedy(segment) is greedy


def test_the_variables_of_a_path_come_in_order() -> None:
    assert paths.variables("/a/{x}/b/{y+}") == ["x", "y"]
