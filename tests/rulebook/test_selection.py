"""Which rules run: by name, theme, profile and other tools' ids; in preview and no longer; and for which files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from apigw_lint.rulebook.page import Page
from apigw_lint.rulebook.selection import Selection, SelectionError
from apigw_lint.settings import Override, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

MATTER = "severity: note\neach: Stage\nrequire: {tracing: true}\nmessage: x\n"


def page(theme: str, name: str, more: str = "") -> Page:
    return Page(f"rules/{theme}/{name}.md", name, theme, f"---\n{MATTER}{more}---\n")


PAGES = {
    one.name: one
    for one in (
        page("cors", "cors-origin-wildcard", "also: [CKV_AWS_1]\n"),
        page("cors", "cors-header-missing", "profile: strict\n"),
        page(
            "stage",
            "access-log-missing",
            "profile: strict\nalso: [CKV_AWS_76, APIGateway.9, W69]\nformerly: [stage-log-missing]\n",
        ),
        page("stage", "stage-name-invalid", "also: ['acme:12']\n"),
        page("stage", "stage-cache-weak", "status: preview\nalso: [APIGateway.5]\n"),
        page("stage", "stage-trace-disabled", "status: deprecated\n"),
    )
}


def run(**settings: object) -> list[str]:
    return [rule.name for rule in Selection(PAGES, Settings(**settings)).rules]  # type: ignore[arg-type]


def test_the_default_profile_is_quiet() -> None:
    assert run() == ["cors-origin-wildcard", "stage-name-invalid"]


def test_the_strict_profile_includes_it() -> None:
    assert run(profile="strict") == [
        "access-log-missing",
        "cors-header-missing",
        "cors-origin-wildcard",
        "stage-name-invalid",
    ]


@pytest.mark.parametrize(
    ("select", "names"),
    [
        (["access-log-missing"], ["access-log-missing"]),
        (["stage-log-missing"], ["access-log-missing"]),
        (["cors"], ["cors-origin-wildcard"]),
        (["default", "access-log-missing"], ["access-log-missing", "cors-origin-wildcard", "stage-name-invalid"]),
        (["strict"], ["access-log-missing", "cors-header-missing", "cors-origin-wildcard", "stage-name-invalid"]),
        (["CKV_AWS_76"], ["access-log-missing"]),
        (["APIGateway.9"], ["access-log-missing"]),
        (["securityhub"], ["access-log-missing"]),
        (["checkov"], ["access-log-missing", "cors-origin-wildcard"]),
        (["cfn_nag"], ["access-log-missing"]),
        (["acme"], ["stage-name-invalid"]),
        (["stage-trace-disabled"], ["stage-trace-disabled"]),
    ],
)
def test_what_a_selector_selects(select: Iterable[str], names: list[str]) -> None:
    assert run(select=tuple(select)) == names


def test_a_theme_is_as_wide_as_the_profile() -> None:
    assert run(select=("cors",), profile="strict") == ["cors-header-missing", "cors-origin-wildcard"]


@pytest.mark.parametrize("ignore", ["stage-name-invalid", "stage", "acme:12", "acme"])
def test_what_is_ignored_does_not_run(ignore: str) -> None:
    assert run(ignore=(ignore,)) == ["cors-origin-wildcard"]


def test_the_strict_profile_can_be_ignored_for_itself() -> None:
    assert run(profile="strict", ignore=("strict",)) == run()


def test_rules_in_preview_wait_for_the_word() -> None:
    assert "stage-cache-weak" in run(preview=True)
    assert run(select=("securityhub",), preview=True) == ["access-log-missing", "stage-cache-weak"]
    with pytest.raises(SelectionError, match="`stage-cache-weak` is in preview"):
        run(select=("stage-cache-weak",))


def test_a_selector_that_is_nothing_is_refused_with_the_word_that_was_meant() -> None:
    with pytest.raises(SelectionError, match=r"`CKV_AWS_77`; did you mean `CKV_AWS_76`\?"):
        run(select=("CKV_AWS_77",))
    with pytest.raises(SelectionError, match=r"`acces-log-missing`; did you mean `access-log-missing`\?"):
        run(ignore=("acces-log-missing",))
    with pytest.raises(SelectionError, match=r"no rule, theme, profile or id of another tool is `xyzzy`$"):
        run(overrides=(Override(("a/",), ignore=("xyzzy",)),))


def test_overrides_change_the_rules_of_some_files_and_later_ones_win() -> None:
    overrides = (
        Override(("examples/",), select=("access-log-missing",), ignore=("cors",)),
        Override(("examples/good.yaml",), select=("cors",), ignore=("access-log-missing",)),
    )
    selection = Selection(PAGES, Settings(overrides=overrides))
    assert [rule.name for rule in selection.rules] == [
        "access-log-missing",
        "cors-origin-wildcard",
        "stage-name-invalid",
    ]
    assert selection.names("template.yaml") == {"cors-origin-wildcard", "stage-name-invalid"}
    assert selection.names("examples/a/b.yaml") == {"access-log-missing", "stage-name-invalid"}
    assert selection.names("examples/good.yaml") == {"cors-origin-wildcard", "stage-name-invalid"}
