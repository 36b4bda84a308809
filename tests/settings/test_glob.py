"""Path patterns."""

from __future__ import annotations

import pytest

from apigw_lint.settings.glob import covers


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("template.yaml", "template.yaml", True),
        ("template.yaml", "a/b/template.yaml", True),
        ("template.yaml", "my-template.yaml", False),
        ("template.yaml", "template.yaml.bak", False),
        ("*.yaml", "a/b.yaml", True),
        ("vendor", "a/vendor/b.yaml", True),
        ("vendor/", "vendor/a/b.yaml", True),
        ("/vendor", "vendor/b.yaml", True),
        ("/vendor", "a/vendor/b.yaml", False),
        ("a/*.yaml", "a/b.yaml", True),
        ("a/*.yaml", "a/b/c.yaml", False),
        ("a/**/c.yaml", "a/c.yaml", True),
        ("a/**/c.yaml", "a/b/b/c.yaml", True),
        ("**/generated/*.json", "generated/a.json", True),
        ("**/generated/*.json", "x/generated/a.json", True),
        ("legacy/**", "legacy/a/b.yaml", True),
        ("legacy/**", "legacy.yaml", False),
        ("./a/b.yaml", "a/b.yaml", True),
        ("a?.yaml", "ab.yaml", True),
        ("a?.yaml", "a/.yaml", False),
        ("[id].yaml", "[id].yaml", True),
        ("[id].yaml", "i.yaml", False),
        ("a.yaml", "a+yaml", False),
    ],
)
def test_what_a_pattern_covers(pattern: str, path: str, fits: bool) -> None:
    assert covers((pattern,), path) is fits


def test_one_pattern_of_several_is_enough_and_none_covers_nothing() -> None:
    assert covers(("a", "b"), "b")
    assert not covers((), "b")
