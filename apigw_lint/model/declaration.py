"""A resource as the template declares it, whatever it means: what is judged by the specification of its type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from apigw_lint.model.element import Element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.source.place import Place


class Tree(Protocol):
    """A value of a template in one scenario. False when it is not written there.

    `opaque`: of what is written nothing is known. `known`: nothing unread could add to the mapping or list.
    """

    opaque: bool

    def __bool__(self) -> bool: ...

    @property
    def is_null(self) -> bool: ...

    @property
    def is_map(self) -> bool: ...

    @property
    def is_list(self) -> bool: ...

    @property
    def known(self) -> bool: ...

    @property
    def place(self) -> Place: ...

    @property
    def key_place(self) -> Place: ...

    def items(self) -> Iterator[tuple[str, Tree]]: ...

    def elements(self) -> list[Any]: ...

    def value(self) -> Any: ...

    def text(self) -> Any: ...

    def plain(self) -> Any: ...


class Declaration(Element):
    """A resource of a template that is there in this scenario. `type` is as it is written, `properties` what it is given."""

    type: str = ""
    properties: Tree
    faults: list[Any] | None = None  # what its specification has against it, once somebody asked
