"""What the command line says of rules: texts for a terminal, with an exit code where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.rulebook import explain as explaining
from apigw_lint.rulebook import listing as listings
from apigw_lint.rulebook.scaffold import scaffold
from apigw_lint.rulebook.shelf import built_in, pages, places
from apigw_lint.rulebook.trial import try_pages
from apigw_lint.settings.file import settings_for

if TYPE_CHECKING:
    from apigw_lint.rulebook.page import Page
    from apigw_lint.rulebook.trial import Linter


def explain(name: str) -> str:
    """The page of a rule. Raises SelectionError when there is none."""
    return explaining.explain(_pages(), name)


def listing() -> str:
    """Every rule, a line each."""
    return listings.listing(_pages().values())


def controls() -> str:
    """Every id of another tool, with our rules for it."""
    return listings.controls(_pages().values())


def new(name: str, folder: str) -> str:
    """Write the page of a new rule, THEME/NAME, into a folder of rules. Raises PageError."""
    return f"Wrote {scaffold(folder, name)}. Write it over, then try it: apigw-lint rules test {folder}"


def test(folder: str | None, lint: Linter) -> tuple[str, int]:
    """Try the pages of a folder, or the built-in ones; 1 when one of them fails. Raises PageError."""
    if folder is None:
        return try_pages(places(built_in()), lint)
    return try_pages(places(folder), lint, pages())


def _pages() -> dict[str, Page]:
    """The built-in pages, and those that the settings of the working directory add. Raises PageError, SettingsError."""
    return pages(settings_for(".").rules)
