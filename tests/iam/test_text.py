"""Texts that are known, known in part, or filled in by each request."""

from __future__ import annotations

import pytest

from apigw_lint.iam.text import Exact, Text, Variable
from apigw_lint.model.value import UNKNOWN, Partial, Reference

ENDPOINT = Reference("Endpoint", plain=True)
PARAMETER = Reference("Parameter")


def partial(*pieces: object) -> Text:
    return Text.of(Partial(pieces))


def test_scalars_become_texts() -> None:
    assert [Text.of(one).literal for one in ("x", 12, True, 1.5)] == ["x", "12", "true", "1.5"]
    assert Text.of({"Ref": "X"}).literal is None


@pytest.mark.parametrize(
    ("text", "value", "truth"),
    [
        (Text.of("a*"), "a*", True),
        (Text.of("a*"), "ab", False),
        (partial("vpce-", PARAMETER), "vpce-1", None),
        (partial("vpce-", PARAMETER), "vpc-1", False),
        (partial("vp*-", PARAMETER), "vpce-1", False),
        (Text.of(UNKNOWN), "anything", None),
    ],
)
def test_equality_takes_wildcards_as_they_are(text: Text, value: str, truth: bool | None) -> None:
    assert text.equals(value) is truth


@pytest.mark.parametrize(
    ("pattern", "value", "truth"),
    [
        ("arn:aws:iam::*:role/x", "arn:aws:iam::1:role/x", True),
        ("arn:*:role/x", "arn:aws:iam::1:role/x", False),
        ("arn:aws:iam::1:*", "arn:aws:iam::1:role/a:b", True),
        ("arn:aws:iam::?:role/x", "arn:aws:iam:::role/x", False),
    ],
)
def test_an_arn_is_matched_by_segments(pattern: str, value: str, truth: bool) -> None:
    assert Text.of(pattern).like(value, arn=True) is truth


def test_the_same_reference_is_the_same_text() -> None:
    assert partial("a-", PARAMETER).same(partial("a-", Reference("Parameter")))
    assert not partial(PARAMETER).same(partial(ENDPOINT))
    unknown = Text.of(UNKNOWN)
    assert unknown.same(unknown) and not unknown.same(Text.of(UNKNOWN))


def test_only_plain_references_hold_no_wildcard() -> None:
    assert partial(ENDPOINT).constant
    assert not partial(PARAMETER).constant and not partial("*", ENDPOINT).constant


def test_a_name_that_is_known_after_all_fills_in() -> None:
    text = partial("arn:", Reference("AWS::Partition"), ":iam::", PARAMETER, ":root")
    assert text.filled({Reference("AWS::Partition"): "aws"}).pieces == ("arn:aws:iam::", PARAMETER, ":root")


def test_variables_are_pieces() -> None:
    text = Text.of("/${aws:username}/${aws:PrincipalTag/team, 'none'}/${*}*").with_variables()
    assert Variable("aws:username") in text.pieces and Variable("aws:PrincipalTag/team", "none") in text.pieces
    filled = text.resolved({"aws:username": "a*"})
    assert filled and filled.literal == "/a*/none/**" and isinstance(filled.pieces[1], Exact)
    assert filled.like("/a*/none/*x") and not filled.like("/ab/none/*x") and not filled.like("/a*/none/x")
    assert text.resolved({}) is None
