"""Policies and authorizers together."""

from __future__ import annotations

import pytest

from apigw_lint.iam.access import Access
from apigw_lint.iam.authorizer import callable_by_somebody, combined, opened_by_policy
from apigw_lint.iam.environment import Environment, Route

GOOD = {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}
DENY_ONLY = [{**GOOD, "Effect": "Deny", "Resource": "execute-api:/*/*/admin"}]
NAMED = [{**GOOD, "Principal": {"AWS": "111122223333"}}]


@pytest.mark.parametrize(
    ("auth", "policy", "authorizer", "same", "outcome"),
    [
        ("NONE", "Allow", "Neither", True, "Allow"),
        ("NONE", "Neither", "Neither", True, "Deny"),
        ("CUSTOM", "Neither", "Allow", True, "Allow"),
        ("CUSTOM", "Allow", "Neither", True, "Allow"),
        ("CUSTOM", "Deny", "Allow", True, "Deny"),
        ("CUSTOM", "Allow", "Deny", True, "Deny"),
        ("AWS_IAM", "Neither", "Allow", True, "Allow"),
        ("AWS_IAM", "Neither", "Allow", False, "Deny"),
        ("AWS_IAM", "Allow", "Neither", False, "Deny"),
        ("AWS_IAM", "Allow", "Allow", False, "Allow"),
        ("COGNITO_USER_POOLS", "Neither", "Allow", True, "Deny"),
        ("COGNITO_USER_POOLS", "Allow", "Allow", True, "Allow"),
        ("COGNITO_USER_POOLS", "Allow", "Neither", True, "Deny"),
    ],
)
def test_the_tables(auth: str, policy: str, authorizer: str, same: bool, outcome: str) -> None:
    assert combined(auth, policy, authorizer, same_account=same) == outcome


@pytest.mark.parametrize(
    ("statements", "auth", "path", "can", "opened"),
    [
        ([GOOD], "NONE", "/a", "yes", "yes"),
        ([GOOD], "CUSTOM", "/a", "yes", "yes"),
        ([GOOD], "COGNITO_USER_POOLS", "/a", "yes", "no"),
        ([GOOD], "AWS_IAM", "/a", "yes", "yes"),
        ([GOOD], None, "/a", "yes", "maybe"),
        (DENY_ONLY, "NONE", "/a", "no", "no"),
        (DENY_ONLY, "CUSTOM", "/a", "yes", "no"),
        (DENY_ONLY, "CUSTOM", "/admin", "no", "no"),
        (DENY_ONLY, "COGNITO_USER_POOLS", "/a", "no", "no"),
        (DENY_ONLY, "AWS_IAM", "/a", "yes", "no"),
        (DENY_ONLY, "AWS_IAM", "/admin", "no", "no"),
        (DENY_ONLY, None, "/a", "maybe", "maybe"),
        (NAMED, "NONE", "/a", "no", "no"),
        (NAMED, "AWS_IAM", "/a", "yes", "yes"),
    ],
)
def test_methods(statements: list[dict[str, object]], auth: str | None, path: str, can: str, opened: str) -> None:
    environment = Environment("REGIONAL", identity={"account": "111122223333"})
    access = Access({"Version": "2012-10-17", "Statement": statements}, environment)
    assert callable_by_somebody(access, Route("GET", path, auth)).verdict == can
    assert opened_by_policy(access, Route("GET", path, auth)).verdict == opened
