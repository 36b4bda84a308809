"""What every thing of the model has in common: a name, an owner, and a place for itself and for each of its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from apigw_lint.model.value import UNKNOWN

if TYPE_CHECKING:
    from apigw_lint.source.place import Place


class Element:
    """A thing of the model.

    Fields are declared in the class body with their default: None (not written) or an empty list, of which every element
    gets its own. `label` is the element's stable name among its siblings (a logical id, a route key), `owner` the element
    that holds it, `place` where it is written.
    """

    _lists: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        cls._lists = tuple(
            name for base in reversed(cls.__mro__) for name, value in vars(base).items() if isinstance(value, list)
        )

    def __init__(self, place: Place, label: str = "", **fields: Any) -> None:
        self.place = place
        self.places: dict[str, Place] = {}
        self.label = label
        self.owner: Element | None = None
        for name in self._lists:
            setattr(self, name, [])
        for name, value in fields.items():
            setattr(self, name, value)

    def __str__(self) -> str:
        """What a message calls it."""
        return self.label

    def named(self, name: Any) -> str:
        """What a message calls it by a name that may be missing, empty or unknown: then by its label."""
        return str(name) if name is not UNKNOWN and name is not None and str(name) else self.label

    def at(self, *names: str) -> Place:
        """Where the first of these fields that is written stands; where the element stands if none is."""
        return next((self.places[name] for name in names if name in self.places), self.place)

    def written(self, name: str) -> bool:
        """Whether the field is written, known or not."""
        return name in self.places

    def within(self, owner: Element) -> Element:
        """Hand this element to its owner."""
        self.owner = owner
        return self

    @property
    def api(self) -> Any:
        """The API that the element belongs to; None when it belongs to none of the model."""
        return self.owner.api if self.owner else None

    @property
    def stack(self) -> Any:
        """The stack that holds the element."""
        return self.owner.stack if self.owner else self

    @property
    def path(self) -> str:
        """The element's name in stable keys, outermost first; never a list index or a line."""
        above = f"{self.owner.path}/" if self.owner else ""
        return f"{above}{type(self).__name__.lower()}:{self.label}"

    def parts(self) -> list[Element]:
        """The elements held directly in this one, in the order of their fields."""
        found: list[Element] = []
        for value in vars(self).values():
            if type(value) is list:
                if value:
                    found += [item for item in value if isinstance(item, Element) and item.owner is self]
            elif isinstance(value, Element) and value.owner is self and value is not self.owner:
                found.append(value)
        return found
