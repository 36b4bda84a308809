"""Text from a document cannot do more than be seen."""

from __future__ import annotations

import pytest

from apigw_lint.finding.printable import printable


@pytest.mark.parametrize(
    "character", ["\x00", "\n", "\r", "\x1b", "\x7f", "\x9b", "\u2028", "\u202e", "\u2066", "\ud800", "\uffff"]
)
def test_what_steers_is_replaced(character: str) -> None:
    assert printable(f"a{character}b") == "a\ufffdb"


def test_everything_else_stays() -> None:
    assert printable("é 😀 名\t\u200d {0} <&>") == "é 😀 名\t\u200d {0} <&>"
