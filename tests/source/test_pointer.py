"""A place is found again by its JSON pointer."""

from __future__ import annotations

import pytest

from apigw_lint.source.place import Place
from apigw_lint.source.pointer import pointer
from apigw_lint.source.read import parse

TEXT = """\
Resources:
  "a/b~c":
    Type: AWS::ApiGateway::RestApi
  List: [{deep: one}, two]
"""


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("AWS::ApiGateway", "/Resources/a~1b~0c/Type"),
        ("Type", "/Resources/a~1b~0c/Type"),
        ('"a/b', "/Resources/a~1b~0c"),
        ("one", "/Resources/List/0/deep"),
        ("two", "/Resources/List/1"),
        (", two", "/Resources/List"),
    ],
)
def test_the_innermost_value_or_the_value_of_a_key(token: str, expected: str) -> None:
    document = parse(TEXT, "t.yaml")
    start = document.text.index(token)
    assert pointer(Place(document, start, start + 1)) == expected


def test_a_place_before_everything_is_in_the_whole_document() -> None:
    document = parse(f"# first\n{TEXT}", "t.yaml")
    assert pointer(Place(document, 0, 1)) == ""
