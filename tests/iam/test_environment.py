"""What the API's own ARN is taken to be."""

from __future__ import annotations

from typing import Any

from apigw_lint.iam.environment import Environment, identify
from apigw_lint.iam.grammar import read
from apigw_lint.model.value import Partial, Reference

ONE = "arn:aws-cn:execute-api:cn-north-1:111122223333:aaaaaaaaaa"
OTHER = "arn:aws:execute-api:eu-west-1:444455556666:bbbbbbbbbb"


def prefix(*resources: Any, **identity: Any) -> str:
    policy = read({"Statement": [{"Resource": resource} for resource in resources]})
    return identify(Environment(identity=identity), [policy]).prefix


def test_the_arn_that_the_policy_names_most_often() -> None:
    assert prefix(f"{OTHER}/*", f"{ONE}/*", f"{ONE}/GET/*") == f"{ONE}/"


def test_what_is_known_comes_first() -> None:
    assert prefix(f"{ONE}/*", api="cccccccccc", account="777788889999").endswith(":777788889999:cccccccccc/")
    assert prefix(f"{ONE}/*", f"{ONE}/a", f"{OTHER}/*", account="444455556666") == f"{OTHER}/"


def test_parts_that_nobody_names_are_assumed() -> None:
    assert ":eu-north-1:" in prefix("arn:aws:execute-api:eu-north-1:*:*/*")
    assert not identify(Environment(), []).account_known


def test_references_of_the_api_itself_have_a_name() -> None:
    identity = identify(Environment(identity={"api": Reference("Api"), "account": "111122223333"}), [])
    own = Partial(
        (
            "arn:aws:execute-api:",
            Reference("AWS::Region"),
            ":",
            Reference("AWS::AccountId"),
            ":",
            Reference("Api"),
            "/*",
        )
    )
    policy = read({"Statement": {"Resource": own}}, identity.names)
    element = policy.statements[0].resource
    assert element and element.entries[0].text.literal == f"{identity.prefix}*"


def test_an_endpoint_type_that_is_none_is_not_known() -> None:
    assert Environment("ODD").endpoint_types() == ("REGIONAL", "PRIVATE") and Environment("PRIVATE").dualstack is True
