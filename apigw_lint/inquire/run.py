"""The command `apigw-lint policy`: from words to a text and an exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.inquire import text
from apigw_lint.inquire.answers import answers
from apigw_lint.inquire.question import decide, parse
from apigw_lint.inquire.subject import subjects

if TYPE_CHECKING:
    from collections.abc import Iterable


def policy(path: str, form: str, ask: str | None, endpoint_type: str | None) -> tuple[str, int]:
    """What the policies of a file mean, or what they make of one request, as text or JSON. Raises WrongUse."""
    asked = parse(ask) if ask is not None else None
    found = subjects(path, endpoint_type.upper() if endpoint_type else None)
    told = _once(answers(one) if asked is None else decide(one, asked) for one in found)
    if form == "json":
        from json import dumps

        name = "policies" if asked is None else "decisions"
        return dumps({"file": path, name: told}, indent=2, ensure_ascii=False), 0
    return (text.overview(told, path) if asked is None else text.decisions(told)), 0


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
