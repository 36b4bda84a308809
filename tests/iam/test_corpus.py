"""The labelled questions and requests of the corpus."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from apigw_lint.iam.access import Access
from apigw_lint.iam.caller import Caller
from apigw_lint.iam.environment import Environment
from apigw_lint.iam.request import Request

from .labelled import access, ask, fits

if TYPE_CHECKING:
    from pathlib import Path

OUTCOMES = {"Allowed": "Allow", "ExplicitlyDenied": "Deny", "ImplicitlyDenied": "Neither"}


def test_every_question_is_answered_as_labelled(corpus: Path) -> None:
    cases = [json.loads(line) for line in (corpus / "policy-cases.jsonl").read_text(encoding="utf-8").splitlines()]
    asked = [case for case in cases if case["question"] != "rule"]
    wrong = []
    for case in asked:
        answer = ask(access(case), case["question"], case["args"])
        hinted = answer.verdict != "yes" or fits(answer, case.get("witness", {}))
        if answer.verdict != case["expected"] or not hinted:
            wrong.append((case["name"], case["expected"], answer.verdict, str(answer.witness)))
    assert asked and not wrong


def test_every_request_is_decided_as_recorded(corpus: Path) -> None:
    lines = (corpus / "policy-requests.jsonl").read_text(encoding="utf-8").splitlines()
    seen, wrong = 0, []
    for case in map(json.loads, lines):
        policy = Access(case["policy"], Environment(case["endpoint_type"]))
        for asked in case["requests"]:
            decision = policy.decide(Request(Caller.of(asked["principal"]), asked["arn"], asked["context"]))
            seen += 1
            if decision.outcome != OUTCOMES[asked["expected"]]:
                wrong.append((asked, decision))
    assert seen and not wrong


def test_every_witness_is_allowed_by_the_plain_evaluation(corpus: Path) -> None:
    refuted = []
    for case in map(json.loads, (corpus / "policy-cases.jsonl").read_text(encoding="utf-8").splitlines()):
        policy = access(case)
        for question in ("allows_any", "anonymous", "own_account", "cross_account", "public", "private_open"):
            answer = getattr(policy, question)()
            if answer and answer.witness and policy.decide(answer.witness.request()).outcome != "Allow":
                refuted.append((case["name"], question, str(answer.witness)))
    assert not refuted
