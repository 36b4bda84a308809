"""One finding: which rule, where, and in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from apigw_lint.finding.message import sentence

if TYPE_CHECKING:
    from collections.abc import Collection

    from apigw_lint.source.place import Place

SEVERITIES = ("error", "warning", "note")


class RelatedPlace(NamedTuple):
    """Another place that belongs to a finding, with a word about it."""

    place: Place
    word: str


class Fix(NamedTuple):
    """What mends a finding: the token at a place, if it says `before`, is to say `after`.

    `safe` says that nothing that works today changes by it.
    """

    place: Place
    before: str
    after: str
    safe: bool


class Edit(NamedTuple):
    """A fix as it is written: `text` takes the place of what stands there.

    `safe` says that nothing that works today changes by it, `says` what is done.
    """

    place: Place
    text: str
    safe: bool
    says: str


class Source(NamedTuple):
    """Another judge who found it: the tool, its version, the id and the words of its own rule, as far as it has them."""

    tool: str
    version: str
    rule: str
    title: str = ""
    help: str = ""
    link: str = ""


class Finding(NamedTuple):
    """A rule that a place breaks.

    `message` is whole; `template` and `arguments` are the page's sentence and what fills it. `path` names the element in
    stable keys, `facts` what was found, both for fingerprints. `when` says, unless it always holds, when or where it does:
    "when IsProd is false". `fix` is there where the page knows one, as the page says it or as it is written; `source` where another
    judge has found it.
    """

    rule: str
    severity: str
    message: str
    place: Place
    related: tuple[RelatedPlace, ...] = ()
    template: str = ""
    arguments: tuple[str, ...] = ()
    path: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    when: str | None = None
    fix: Fix | Edit | None = None
    source: Source | None = None

    @property
    def text(self) -> str:
        """The message as whole sentences, with the conditions under which it holds."""
        when = f" This holds {self.when}." if self.when else ""
        return f"{sentence(self.message)}{when}"

    def is_called(self, name: str, rules: Collection[str]) -> bool:
        """Whether a name that stands for these rules means this finding: another judge's id means only what that rule of his found."""
        return self.rule in rules and (self.source is None or name.islower() or name == self.source.rule)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """How findings are sorted: by file, by place, by rule."""
        return self.place.document.path, self.place.start, self.place.end, self.rule, self.message
