"""Which rules a run puts to which files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.rulebook.controls import FAMILIES, family
from apigw_lint.rulebook.question import rule
from apigw_lint.settings.settings import ENGINES
from apigw_lint.source.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from apigw_lint.rulebook.page import Page
    from apigw_lint.rulebook.rule import Rule
    from apigw_lint.settings import Settings


PROFILES = ("default", "strict")


class SelectionError(Exception):
    """A selector that names nothing."""


class Selection:
    """The rules of a run. `rules` are those that some file may need, in the order of their names."""

    def __init__(self, pages: Mapping[str, Page], settings: Settings) -> None:
        """Choose by profile, or by `select` in its stead, less `ignore`. Raises SelectionError, and PageError for a chosen page.

        A theme selects its rules of the profile; a name, a former name or another tool's id selects whatever the profile says.
        """
        self._settings = settings
        self._catalogue = _Catalogue(pages, settings.profile, settings.preview)
        self._base = self._catalogue.choose(settings.select or (settings.profile,)) - self._catalogue.find(
            settings.ignore
        )
        self._by_overrides: dict[tuple[bool, ...], frozenset[str]] = {}
        wanted = set(self._base)
        for override in settings.overrides:
            wanted |= self._catalogue.choose(override.select)
            self._catalogue.find(override.ignore)
        silent = {page.name for page in pages.values() if page.by in ENGINES and page.by not in _engines(settings)}
        for selector in settings.select if silent else ():
            chosen = self._catalogue.choose([selector])
            if chosen and chosen <= silent:
                raise SelectionError(f"`{selector}` runs with `--validate`, or with `validate` in the settings")
        self._base -= silent
        self.rules: list[Rule] = [rule(pages[name]) for name in sorted(wanted - silent)]

    def names(self, path: str) -> frozenset[str]:
        """The names of the rules for one file; `path` is relative to the folder of the settings, with forward slashes.

        Overrides apply in their order, so a later one has the last word.
        """
        applying = tuple(override.covers(path) for override in self._settings.overrides)
        if applying not in self._by_overrides:
            names = set(self._base)
            for override, applies in zip(self._settings.overrides, applying, strict=True):
                if applies:
                    names |= self._catalogue.choose(override.select)
                    names -= self._catalogue.find(override.ignore)
            self._by_overrides[applying] = frozenset(names)
        return self._by_overrides[applying]

    def meaning(self, name: str) -> set[str]:
        """The rules that a name in an ignore means; none for a name that means nothing.

        An engine's id also means what this engine says under it.
        """
        try:
            found = self._catalogue.find([name])
        except SelectionError:
            return set()
        if found and not self._settings.validate:
            return found
        return found | self._catalogue.judged_by(name)

    def ignored(self, path: str) -> set[str]:
        """What is left out for a file, as it is written: engines' ids among it."""
        overrides = (one for one in self._settings.overrides if one.covers(path))
        return {*self._settings.ignore, *(name for one in overrides for name in one.ignore)}


def _engines(settings: Settings) -> set[str]:
    return {one.partition(":")[0] for one in settings.validate}


class _Catalogue:
    """The pages, as selectors see them."""

    def __init__(self, pages: Mapping[str, Page], profile: str, preview: bool) -> None:
        self._pages = pages
        self._profile = profile
        self._preview = preview

    def choose(self, selectors: Iterable[str]) -> set[str]:
        """The rules that selectors pick to be run. Rules in preview need `preview`, deprecated ones their own name."""
        chosen: set[str] = set()
        for selector in selectors:
            name = self._name(selector)
            if name is None:
                chosen |= {one for one in self._group(selector) if self._runs(one)}
            elif self._pages[name].get("status") == "preview" and not self._preview:
                raise SelectionError(f"`{name}` is in preview; it runs with `--preview` or `preview = true`")
            else:
                chosen.add(name)
        return chosen

    def find(self, selectors: Iterable[str]) -> set[str]:
        """The rules that selectors name, whether they would run or not."""
        found: set[str] = set()
        for selector in selectors:
            name = self._name(selector)
            found |= {name} if name else set(self._group(selector, to_run=False))
        return found

    def _name(self, selector: str) -> str | None:
        """The rule with this name, now or formerly."""
        if selector in self._pages:
            return selector
        if selector in PROFILES:
            return None
        return next((page.name for page in self._pages.values() if selector in page.get("formerly")), None)

    def _group(self, selector: str, *, to_run: bool = True) -> list[str]:
        """The rules of a profile, of a theme, behind another tool's id, or behind any id of another tool.

        To run the strict profile is to run the default one as well; to ignore it is not.
        """
        pages = self._pages.values()
        if selector in PROFILES:
            return [page.name for page in pages if page.get("profile") == selector or (to_run and selector == "strict")]
        theme = [page for page in pages if page.theme == selector]
        if theme:
            return [page.name for page in theme if not to_run or self._profile in ("strict", page.get("profile"))]
        found = [page.name for page in pages if any(selector in (one, family(one)) for one in page.get("also"))]
        found += self.judged_by(selector) if selector in ENGINES else ()
        if not found and (to_run or not self.judged_by(selector)):
            raise SelectionError(
                f"no rule, theme, profile or id of another tool is `{selector}`{nearest(selector, self._words())}"
            )
        return found

    def judged_by(self, name: str) -> set[str]:
        """The pages by which an engine speaks, when the name is its own or has the form of its ids."""
        engine = name if name in ENGINES else family(name)
        return {page.name for page in self._pages.values() if page.by == engine} if engine in ENGINES else set()

    def _runs(self, name: str) -> bool:
        status = self._pages[name].get("status")
        return status == "stable" or (status == "preview" and self._preview)

    def _words(self) -> set[str]:
        """Everything that a selector can be."""
        words = {*PROFILES, *FAMILIES, *self._pages}
        for page in self._pages.values():
            words |= {page.theme, *page.get("also"), *page.get("formerly")}
        return words
