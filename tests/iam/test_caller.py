"""Who a Principal element names."""

from __future__ import annotations

from typing import Any

import pytest

from apigw_lint.iam.caller import Caller, named
from apigw_lint.iam.grammar import read
from apigw_lint.model.value import UNKNOWN, Partial, Reference

ROLE = "arn:aws:iam::111122223333:role/team/x"
SESSION = "arn:aws:sts::111122223333:assumed-role/x/me"


def applies(caller: str, **principal: Any) -> bool | None:
    element = read({"Statement": principal}).statements[0].principal
    assert element
    return named(element, Caller.of(caller))


@pytest.mark.parametrize(
    ("caller", "name", "truth"),
    [
        ("anonymous", "*", True),
        ("anonymous", "111122223333", False),
        (ROLE, "111122223333", True),
        (ROLE, "arn:aws:iam::111122223333:root", True),
        (ROLE, "444455556666", False),
        (ROLE, ROLE, True),
        (ROLE, "arn:aws:iam::111122223333:role/*", False),
        (SESSION, "arn:aws:iam::111122223333:role/x", True),
        (SESSION, SESSION, True),
        ("arn:aws:iam::111122223333:role/x", SESSION, False),
        ("events.amazonaws.com", "*", True),
        ("events.amazonaws.com", "111122223333", False),
        (ROLE, UNKNOWN, None),
        ("anonymous", UNKNOWN, None),
        ("anonymous", Partial((Reference("Role", "Arn", plain=True),)), False),
        (ROLE, Partial(("arn:aws:iam::", Reference("Account"), ":root")), None),
        (ROLE, Partial(("arn:aws:iam::", Reference("Account"), ":role/other")), False),
    ],
)
def test_names_of_the_aws_kind(caller: str, name: Any, truth: bool | None) -> None:
    assert applies(caller, Principal={"AWS": ["arn:aws:iam::999900001111:user/nobody", name]}) is truth
    negated = applies(caller, NotPrincipal={"AWS": name})
    assert negated is (None if truth is None else not truth)


def test_other_kinds() -> None:
    assert applies("events.amazonaws.com", Principal={"Service": "events.amazonaws.com"}) is True
    assert applies("anonymous", Principal={"Service": "*"}) is False
    assert applies(ROLE, Principal={"Federated": ROLE}) is False
    assert applies(ROLE, Principal=ROLE) is False
