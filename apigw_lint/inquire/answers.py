"""The answers about a policy as plain data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from apigw_lint.iam import authorizer
from apigw_lint.model.value import UNKNOWN, Undetermined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.analysis.policy_reading import Reading
    from apigw_lint.iam.access import Access
    from apigw_lint.iam.answer import Answer, Witness
    from apigw_lint.iam.environment import Route
    from apigw_lint.inquire.subject import Subject
    from apigw_lint.model import api as model

QUESTIONS = {
    "anybody": "anybody at all",
    "unsigned": "unsigned callers",
    "own-account": "signed callers of the API's own account",
    "other-accounts": "signed callers of other accounts",
    "internet": "strangers from most of the internet",
    "any-vpc": "through a VPC endpoint that nothing names",
    "through": "through {value}",
}
NETWORKS = ("internet", "any-vpc", "through")
VPC_ID = re.compile(r"vpce?-[0-9A-Za-z]+", re.ASCII)
NEEDS = {
    "NONE": "nothing",
    "AWS_IAM": "a signature",
    "CUSTOM": "its Lambda authorizer",
    "COGNITO_USER_POOLS": "a token of its user pool",
}


def answers(subject: Subject) -> dict[str, Any]:
    """All that is known of a subject."""
    reading, api = subject.reading, subject.api
    told: dict[str, Any] = {
        "api": api.label if api else None,
        "scenario": dict(subject.truths),
        "endpointType": _endpoint_type(subject),
        "policy": _policy(subject),
    }
    if reading is not None:
        access = access_of(reading)
        told["answers"] = [
            {"question": name, **_answer(reading, answer)} for name, answer in _asked(reading, access).items()
        ]
        told["answers"] += [
            {"question": "through", "value": one, **_answer(reading, answer)}
            for one, answer in _through(reading, access)
        ]
    told["methods"] = [_method(reading, one) for one in (api.routes if api else ())]
    told["methodsKnown"] = api.routes_known if api else False
    return told


def access_of(reading: Reading) -> Access:
    """The policy with the stages and methods that are declared, or with any where their names are not known."""
    try:
        return reading.declared
    except Undetermined:
        return reading.all


def statement(reading: Reading, index: int | None) -> dict[str, Any] | None:
    """A statement, as a report names it."""
    if index is None:
        return None
    element = reading.element(index)
    name = element.name if element else f"statement {index + 1}"
    span = (element or reading.policy).place.on_one_line().span
    return {"number": index + 1, "name": name, "file": span.file, "line": span.line}


def _endpoint_type(subject: Subject) -> str | None:
    if subject.reading is not None:
        return subject.reading.endpoint_type
    written: Any = subject.api.endpoint_type if subject.api else UNKNOWN
    return written if isinstance(written, str) else None


def _policy(subject: Subject) -> dict[str, Any] | None:
    if subject.reading is None:
        return {"read": False} if subject.unread else None
    span = subject.reading.policy.place.on_one_line().span
    return {"read": True, "file": span.file, "line": span.line}


def _asked(reading: Reading, access: Access) -> dict[str, Answer]:
    found = {
        "anybody": access.allows_any(),
        "unsigned": access.anonymous(),
        "own-account": access.own_account(),
        "other-accounts": access.cross_account(),
    }
    if reading.endpoint_type != "PRIVATE":
        found["internet"] = access.public()
    if reading.endpoint_type in (None, "PRIVATE"):
        found["any-vpc"] = access.private_open()
    return found


def _through(reading: Reading, access: Access) -> Iterator[tuple[str, Answer]]:
    """Whether anybody gets in through each VPC and VPC endpoint that a private API's policy names by its id."""
    if reading.endpoint_type != "PRIVATE":
        return
    tests = [test for statement in access.policy.statements for test in statement.tests]
    named = dict.fromkeys(
        (test.key, text) for test in tests for text in sorted(test.literals) if VPC_ID.fullmatch(text)
    )
    for key, text in named:
        if key == "aws:sourcevpce":
            yield text, access.via(vpce=text)
        elif key == "aws:sourcevpc":
            yield text, access.via(vpc=text)


def _answer(reading: Reading, answer: Answer) -> dict[str, Any]:
    told: dict[str, Any] = {"verdict": answer.verdict}
    if answer.verdict == "maybe":
        told["reason"] = answer.reason if answer.detail is None else f"{answer.reason}: {answer.detail}"
    if answer.witness is not None:
        told["witness"] = _witness(answer.witness)
        told["statement"] = statement(reading, answer.witness.statement)
    return told


def _witness(witness: Witness) -> dict[str, Any]:
    return {
        "text": str(witness),
        "method": witness.method,
        "path": witness.path,
        "stage": witness.stage,
        "caller": str(witness.caller),
        "keys": witness.keys,
    }


def _method(reading: Reading | None, route: model.Route) -> dict[str, Any]:
    """A method: what it asks of its callers, and whether the policy lets any of them call it."""
    auth = "NONE" if route.auth is None else route.auth if isinstance(route.auth, str) else None
    told: dict[str, Any] = {"method": str(route.key), "authorization": auth}
    if route.api_key_required is not UNKNOWN and route.api_key_required:
        told["apiKey"] = True
    found = next((iam for one, iam in reading.routes if one is route), None) if reading else None
    if reading is not None and found is not None:
        answer = authorizer.callable_by_somebody(access_of(reading), found)
        told |= _answer(reading, answer)
        told["openedByPolicy"] = _opened(reading, found)
    return told


def _opened(reading: Reading, route: Route) -> str:
    return authorizer.opened_by_policy(access_of(reading), route).verdict
