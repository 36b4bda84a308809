"""Condition keys."""

from __future__ import annotations

import pytest

from apigw_lint.iam.keys import find, presence, suggestion


@pytest.mark.parametrize(
    ("key", "endpoint_type", "expected"),
    [
        ("aws:SourceVpce", "PRIVATE", "always"),
        ("aws:SourceVpce", "REGIONAL", "never"),
        ("aws:sourceip", "EDGE", "always"),
        ("aws:sourceip", "PRIVATE", "doubtful"),
        ("aws:Referer", "REGIONAL", "sent"),
        ("aws:PrincipalTag/team", "REGIONAL", "signed"),
        ("aws:VpceAccount", "PRIVATE", "doubtful"),
        ("aws:SourceVpcEndpoint", "PRIVATE", "never"),
    ],
)
def test_when_a_request_has_a_key(key: str, endpoint_type: str, expected: str) -> None:
    assert presence(key, endpoint_type) == expected


def test_a_key_is_found_in_any_case() -> None:
    found, tag = find("AWS:sourcevpce"), find("aws:principaltag/Team")
    assert found and found.name == "aws:SourceVpce" and tag and tag.name == "aws:PrincipalTag/Team"
    assert find("aws:SourceIp/x") is None


def test_the_nearest_key_is_suggested() -> None:
    assert suggestion("aws:SourceVpcEndpoint") == "aws:SourceVpce" and suggestion("my:own") is None
