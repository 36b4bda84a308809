"""One page, for somebody at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.rulebook.listing import table
from apigw_lint.rulebook.selection import SelectionError
from apigw_lint.rulebook.words import words
from apigw_lint.source.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from apigw_lint.rulebook.page import Page

KINDS = {"rest": "REST", "http": "HTTP", "websocket": "WebSocket"}


def explain(pages: Mapping[str, Page], name: str) -> str:
    """The page of a rule, by its name now or formerly, or by another tool's id, with its tool or without; raises SelectionError when
    there is none. Where several pages answer an id, a line for each."""
    page = pages.get(name) or next((one for one in pages.values() if name in one.get("formerly")), None)
    found = [page] if page else _answering(pages, name)
    if not found:
        raise SelectionError(f"there is no rule `{name}`{nearest(name, pages)}")
    if len(found) == 1:
        return _explained(found[0])
    return table(("RULE", "WHAT IT FINDS"), [(one.name, words(one.file).title) for one in found])


def _answering(pages: Mapping[str, Page], control: str) -> list[Page]:
    """The pages for another tool's id; else those that say why they do not report what it does."""
    plain = control.partition(":")[2] or control
    found = [
        page
        for page in pages.values()
        if any(one in (control, plain) or one.endswith(f":{plain}") for one in page.get("also"))
    ]
    return found or [
        page for page in pages.values() if f"`{plain}`" in words(page.file).markdown.partition("## Exceptions")[2]
    ]


def _explained(page: Page) -> str:
    _, _, text = words(page.file).markdown.partition("\n")
    facts = "\n".join(f"{key:<12}{value}" for key, value in _facts(page) if value)
    links = [f"- {link}" for link in page.get("references")]
    references = "\n".join(["\n\n## References\n", *links]) if links else ""
    return f"{page.name}: {words(page.file).title}\n\n{facts}\n\n{text.strip()}{references}"


def _facts(page: Page) -> list[tuple[str, str]]:
    security = page.get("security")
    return [
        ("severity", page.get("severity") + ("" if security is None else f", security score {security}")),
        ("profile", page.get("profile")),
        ("confidence", page.get("confidence")),
        ("status", page.get("status") + (f", since {page.get('since')}" if page.get("since") else "")),
        ("holds for", f"{', '.join(KINDS[kind] for kind in page.get('applies'))} APIs"),
        ("also", ", ".join(page.get("also"))),
        ("cwe", ", ".join(f"CWE-{number}" for number in page.get("cwe"))),
        ("formerly", ", ".join(page.get("formerly"))),
    ]
