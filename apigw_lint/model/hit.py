"""What a check hands back: where a rule is broken, and the facts its message needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from apigw_lint.model.element import Element
    from apigw_lint.source.place import Place


class Related(NamedTuple):
    """Another place that belongs to a finding, with a word about it: "the stage", "first here"."""

    place: Place
    word: str


class Hit(NamedTuple):
    """`at` is the fault's place; `case` names the variant of the page's `messages`; `facts` fill its message.

    `about` is the element at fault when it is not the one that was asked.
    """

    at: Place
    case: str | None
    facts: dict[str, Any]
    related: tuple[Related, ...]
    about: Element | None


Hits: TypeAlias = Iterator[Hit]


def hit(
    at: Place,
    case: str | None = None,
    *,
    related: tuple[tuple[Place, str], ...] = (),
    about: Element | None = None,
    **facts: Any,
) -> Hit:
    """A hit at a place. `related` pairs places with a word each."""
    return Hit(at, case, facts, tuple(Related(*one) for one in related), about)
