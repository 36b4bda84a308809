"""A rule, as its page tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from apigw_lint.model.element import Element
    from apigw_lint.model.hit import Hits

NO_FIXES: Mapping[str | None, tuple[str, str, bool]] = {}


class Rule(NamedTuple):
    """One rule. `visits` are the classes of element it is put to, `ask` the question.

    `messages` maps the name of a case to its template; the only message of a page without cases is under None.
    `applies` are the API kinds that it holds for (rest, http, websocket); `also` other tools' ids.
    `page` is the file of its page, `by` the part of the house or the engine that reports it unasked. `fixes` has, by case, what the
    reported token says and what it is to say, as templates, and whether the fix is safe. `yields` names the rules at whose places
    this one is silent, "*" all of them.
    """

    name: str
    theme: str
    severity: str
    profile: str
    confidence: str
    status: str
    since: str
    messages: Mapping[str | None, str]
    applies: tuple[str, ...]
    security: float | None
    cwe: tuple[int, ...]
    also: tuple[str, ...]
    references: tuple[str, ...]
    formerly: tuple[str, ...]
    visits: tuple[type[Element], ...]
    ask: Callable[..., Hits]
    page: str
    by: str = ""
    fixes: Mapping[str | None, tuple[str, str, bool]] = NO_FIXES
    yields: tuple[str, ...] = ()
