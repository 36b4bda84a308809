"""The project's own labelled questions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from .labelled import access, ask, fits

USUAL = {"Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}


def cases() -> list[tuple[str, dict[str, Any], list[Any]]]:
    """Every question with its case, the policy written out."""
    found = []
    for case in yaml.safe_load(Path(__file__).with_name("questions.yaml").read_text(encoding="utf-8")):
        if "policy" not in case:
            written = [one if "Unknown" in one else {**USUAL, **one} for one in case["statements"]]
            statements = [{key: value for key, value in one.items() if value is not None} for one in written]
            case["policy"] = {"Version": case.get("version", "2012-10-17"), "Statement": statements}
        for question in case["questions"]:
            parts = question if len(question) > 2 else [question[0], {}, question[1]]
            found.append((f"{case['name']}: {parts[0]} {parts[1] or ''}".strip(), case, parts))
    return found


CASES = cases()


def test_there_are_enough_questions() -> None:
    assert len(CASES) >= 120


@pytest.mark.parametrize(("case", "asked"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_question_is_answered_as_labelled(case: dict[str, Any], asked: list[Any]) -> None:
    question, args, expected, *hints = asked
    answer = ask(access(case), question, args)
    assert answer.verdict == expected, str(answer.witness)
    if hints:
        assert fits(answer, hints[0]), str(answer.witness)
    assert (answer.verdict == "maybe") == (answer.reason is not None)
