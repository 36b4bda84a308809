"""Every element of a stack, outermost first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.element import Element


def walk(element: Element) -> Iterator[Element]:
    ahead = [element]
    while ahead:
        element = ahead.pop()
        yield element
        ahead += reversed(element.parts())
