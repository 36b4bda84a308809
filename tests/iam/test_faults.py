"""What is wrong with single values of a policy."""

from __future__ import annotations

from typing import Any

import pytest

from apigw_lint.iam.faults import examine, size
from apigw_lint.iam.grammar import read
from apigw_lint.model.value import UNKNOWN, Partial, Reference

GOOD = {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}


def faults(version: str = "2012-10-17", **changed: Any) -> list[tuple[Any, ...]]:
    found = examine(read({"Version": version, "Statement": [{**GOOD, **changed}]}))
    return [(fault.kind, fault.element, fault.operator, fault.key, fault.at, fault.hint) for fault in found]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("arn:aws:iam::123456789012:role/*", "principal-wildcard"),
        ("12345", "principal-invalid"),
        ("arn:aws:iam::123456789012:group/ops", "principal-invalid"),
    ],
)
def test_principals(name: str, kind: str) -> None:
    assert faults(Principal={"AWS": ["123456789012", name]}) == [(kind, "Principal", "AWS", None, 1, None)]


@pytest.mark.parametrize(
    "name",
    [
        "*", "123456789012", "arn:aws-cn:iam::123456789012:root", "arn:aws:iam::123456789012:role/a/b", "AROAEXAMPLE",
        "arn:aws:sts::123456789012:assumed-role/a/b", "arn:aws:sts::123456789012:federated-user/a", Partial((Reference("R"),)),
    ],
)  # fmt: skip
def test_good_principals(name: Any) -> None:
    assert faults(Principal={"AWS": name, "Service": "apigateway.amazonaws.com"}) == []


def test_kinds_of_principals_that_do_not_exist_here() -> None:
    assert faults(Principal={"Federated": "x"}) == [
        ("principal-unsupported", "Principal", "Federated", None, None, None)
    ]


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("apigateway:GET", "action-foreign"),
        ("execute-api:Invok", "action-foreign"),
        ("execute-api:ManageConnections", "action-websocket"),
    ],
)
def test_actions(action: str, kind: str) -> None:
    assert faults(Action=action) == [(kind, "Action", None, None, None, None)]


@pytest.mark.parametrize(
    "action", ["*", "execute-api:*", "EXECUTE-API:invoke", "execute-api:InvalidateCache", "execute-api:In*"]
)
def test_good_actions(action: str) -> None:
    assert faults(Action=action) == []


@pytest.mark.parametrize(
    ("resource", "kind"),
    [
        ("execute-api:*/GET/*", "resource-shorthand"),
        ("arn:aws:lambda:eu-west-1:123456789012:function:f", "resource-foreign"),
        ("arn:aws:apigateway:eu-west-1::/restapis/a", "resource-foreign"),
        ("/prod/GET/orders", "resource-foreign"),
        ("{{resource}}", "resource-foreign"),
    ],
)
def test_resources(resource: str, kind: str) -> None:
    assert faults(Resource=[resource]) == [(kind, "Resource", None, None, 0, None)]


@pytest.mark.parametrize(
    "resource", ["*", "execute-api:/", "arn:aws:execute-api:*", "arn:*", "arn:*:exec*-api:*:*:*/*", "*/prod/GET/x"]
)
def test_good_resources(resource: str) -> None:
    assert faults(Resource=resource) == []


@pytest.mark.parametrize(
    ("operator", "key", "value", "kind"),
    [
        ("StringEquals", "aws:SourceIp", "192.0.2.1", "operator-mismatch"),
        ("IpAddress", "aws:SourceVpce", "10.0.0.0/8", "operator-mismatch"),
        ("Bool", "aws:CurrentTime", "true", "operator-mismatch"),
        ("ArnLike", "aws:SourceVpc", "vpc-1", "operator-mismatch"),
        ("StringNotEquals", "aws:SourceVpce", "vpce-*", "wildcard-literal"),
        ("NotIpAddress", "aws:SourceIp", "1.2.3.4/40", "range-invalid"),
        ("StringEquals", "aws:SourceVpc", "vpce-0f00", "vpc-kind"),
        ("StringLike", "aws:SourceVpce", "vpc-0f*", "vpc-kind"),
        ("StringEquals", "aws:SourceVpce", "vpceID", "vpc-id"),
    ],
)
def test_conditions(operator: str, key: str, value: str, kind: str) -> None:
    assert [found[0] for found in faults(Condition={operator: {key: value}})] == [kind]


@pytest.mark.parametrize(
    ("operator", "key", "value"),
    [
        ("StringLike", "aws:SourceVpce", "vpce-*"),
        ("ArnEquals", "aws:PrincipalArn", "arn:aws:iam::*:role/a"),
        ("StringEquals", "aws:SecureTransport", "true"),
        ("NumericLessThan", "aws:EpochTime", "12"),
        ("Bool", "aws:PrincipalTag/admin", "true"),
        ("IpAddress", "aws:SourceIp", "192.0.2.7/24"),
        ("IpAddress", "aws:SourceIp", UNKNOWN),
        ("StringEquals", "aws:SourceVpce", "${aws:PrincipalTag/endpoint}"),
        ("Null", "aws:SourceIp", "true"),
        ("StringEquals", "aws:VpceAccount", "123456789012"),
    ],
)
def test_good_conditions(operator: str, key: str, value: Any) -> None:
    assert faults(Condition={operator: {key: value}}) == []


@pytest.mark.parametrize(
    ("operator", "always"), [("StringEquals", False), ("StringNotEquals", True), ("StringEqualsIfExists", True)]
)
def test_keys_that_do_not_exist(operator: str, always: bool) -> None:
    found = examine(
        read({"Version": "2012-10-17", "Statement": {**GOOD, "Condition": {operator: {"aws:SourceVpcEndpoint": "x"}}}})
    )
    assert [(fault.kind, fault.value, fault.hint) for fault in found] == [("key-unknown", always, "aws:SourceVpce")]


def test_variables_need_their_version() -> None:
    condition = {"StringEquals": {"aws:SourceVpce": ["${aws:PrincipalTag/endpoint}"]}}
    assert faults(Condition=condition, Resource="execute-api:/*/GET/${aws:username}") == []
    old = faults("2008-10-17", Condition=condition, Resource="execute-api:/*/GET/${aws:username}")
    assert [found[:1] + found[4:5] for found in old] == [("variable-literal", None), ("variable-literal", 0)]


def test_the_size_is_that_of_the_shortest_writing() -> None:
    assert size({"a": ["b", 1]}) == len('{"a":["b",1]}')
    assert size({"a": Partial(("bc", Reference("R")))}) == size({"a": "bc"}) and size([UNKNOWN]) == len('[""]')
