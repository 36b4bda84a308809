"""The classes of values of one condition key that no test of the policies tells apart, and sets of them as bits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from apigw_lint.iam.truth import Truth

GIVEN = "given"
ABSENT = "absent"
UNSIGNED = "unsigned"


class Candidate(NamedTuple):
    """A value that may stand for a class. `tag` says which requests can have it.

    It is given, absent or unsigned (what an unsigned request has), for an address public4, public6, reserved4 or
    reserved6, for a caller the kind. `fresh` values are named nowhere; `size` counts addresses.
    """

    value: Any
    tag: str = GIVEN
    fresh: bool = False
    size: int = 0


class Class(NamedTuple):
    """Values that all tests treat alike: the candidate that stands for them, and what each test says of it."""

    value: Any
    tag: str
    fresh: bool
    size: int
    truths: tuple[Truth, ...]


class Dimension:
    """The classes of one key and the tests that made them. A set of classes is an integer, one bit for each."""

    __slots__ = ("_columns", "classes", "everything", "name")

    def __init__(
        self,
        name: str,
        tests: Sequence[Any],
        candidates: Iterable[Candidate],
        judge: Callable[[Any, Any], Truth],
        kin: Callable[[Any], Any] = lambda _: None,
    ) -> None:
        """`judge` says whether a test holds for a value; values that differ in `kin` are never of one class."""
        self.name = name
        self._columns = {id(test): at for at, test in enumerate(tests)}
        found: dict[Any, Class] = {}
        for value, tag, fresh, size in candidates:
            truths = tuple(judge(test, value) for test in tests)
            key = (truths, tag, fresh, kin(value))
            known = found.get(key)
            found[key] = known._replace(size=known.size + size) if known else Class(value, tag, fresh, size, truths)
        self.classes = list(found.values())
        self.everything = (1 << len(self.classes)) - 1

    def where(self, wanted: Callable[[Class], Any]) -> int:
        """The set of the classes that are wanted."""
        return sum(1 << at for at, one in enumerate(self.classes) if wanted(one))

    def tagged(self, tags: set[str]) -> int:
        """The set of the classes with one of these tags."""
        return self.where(lambda one: one.tag in tags)

    def knows(self, test: Any) -> bool:
        """Whether this test helped to make the classes."""
        return id(test) in self._columns

    def sets(self, test: Any) -> tuple[int, int]:
        """The classes for which the test certainly holds, and those for which it may."""
        column = self._columns[id(test)]
        return self.where(lambda one: one.truths[column]), self.where(lambda one: one.truths[column] is not False)

    def first(self, chosen: int) -> Class:
        """The class that stands for a set: they are in the order in which a reader would like to see them."""
        return self.classes[(chosen & -chosen).bit_length() - 1]
