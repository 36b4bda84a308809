"""The command `apigw-lint policy`: from words to a text and an exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.inquire import text
from apigw_lint.inquire.answers import answers
from apigw_lint.inquire.question import decide, parse
from apigw_lint.inquire.subject import subjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def policy(path: str, form: str, asks: Sequence[str], endpoint_type: str | None) -> tuple[str, int]:
    """What the policies of a file mean, or what they make of some requests, as text or JSON. Raises WrongUse."""
    asked = [parse(one) for one in asks]
    found = subjects(path, endpoint_type.upper() if endpoint_type else None)
    told = _once(decide(one, request) for request in asked for one in found) if asked else _once(map(answers, found))
    if form == "json":
        from json import dumps

        name = "decisions" if asked else "policies"
        return dumps({"file": path, name: told}, indent=2, ensure_ascii=False), 0
    return (text.decisions(told) if asked else text.overview(told, path)), 0


def _once(told: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is the same in several scenarios is told once, without them."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in told:
        groups.setdefault(repr({**one, "scenario": None}), []).append(one)
    several = len({repr(one["scenario"]) for group in groups.values() for one in group})
    return [
        {**group[0], "scenario": {}} if len(group) == several else one
        for group in groups.values()
        for one in (group[:1] if len(group) == several else group)
    ]
