"""One place where an author says that a finding is to be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from apigw_lint.finding.finding import Finding
    from apigw_lint.source.place import Place

    Resolve = Callable[[str], Collection[str]]


class Ignore:
    """What is written, where, and the stretches of the document that it covers, as offsets with the end exclusive.

    `names` are as written: of rules, themes, former names or other tools' ids. A directive that cannot be understood, such
    as one without names, covers nothing; `fault` says why.
    """

    __slots__ = ("_rules", "covered", "fault", "names", "place", "reason", "uses")

    def __init__(
        self,
        place: Place,
        names: tuple[str, ...],
        reason: str,
        covered: tuple[tuple[int, int], ...],
        resolve: Resolve,
        fault: str = "",
    ) -> None:
        """`resolve` gives the rules that a name means, none for an unknown name."""
        self.place = place
        self.names = names
        self.reason = reason
        self.covered = covered
        self.fault = fault
        self._rules = {name: frozenset(resolve(name)) for name in names}
        self.uses = dict.fromkeys(names, 0)

    def takes(self, finding: Finding) -> bool:
        """Whether the finding is meant; counts each of the names that mean it."""
        place = finding.place
        if place.document.path != self.place.document.path or not any(
            start <= place.start < end for start, end in self.covered
        ):
            return False
        meant = [name for name, rules in self._rules.items() if finding.is_called(name, rules)]
        for name in meant:
            self.uses[name] += 1
        return bool(meant)

    def count(self, same: Ignore) -> None:
        """Add the uses of the same ignore, read a second time."""
        for name, uses in same.uses.items():
            self.uses[name] += uses

    @property
    def unknown(self) -> tuple[str, ...]:
        """The names that mean no rule."""
        return tuple(name for name, rules in self._rules.items() if not rules)

    def unused(self, enabled: Collection[str]) -> tuple[str, ...]:
        """The names that took nothing away although all their rules are among those that ran."""
        return tuple(
            name for name, rules in self._rules.items() if rules and not self.uses[name] and rules.issubset(enabled)
        )
