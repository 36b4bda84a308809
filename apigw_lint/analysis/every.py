"""A question put to several elements, of which one that cannot be answered does not silence the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from apigw_lint.model.value import Undetermined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from apigw_lint.model.hit import Hits

    Asked = TypeVar("Asked")


def every(question: Callable[[Asked], Hits], elements: Iterable[Asked]) -> Hits:
    """The hits of a question on each element; in the end raises Undetermined when it could not be decided for one of them."""
    undetermined = False
    for element in elements:
        try:
            yield from question(element)
        except Undetermined:
            undetermined = True
    if undetermined:
        raise Undetermined
