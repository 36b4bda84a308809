"""Where pages are found, and when two of them cannot stand side by side."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from apigw_lint.rulebook.page import PageError
from apigw_lint.rulebook.shelf import built_in, pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_the_built_in_shelf_is_found() -> None:
    found = pages()
    assert found["access-log-missing"].theme == "stage"
    assert found["access-log-missing"].file.startswith(built_in())


def test_a_team_adds_its_own(shelf: Callable[..., str], matter: str) -> None:
    folder = shelf({"house/team-tag-missing": matter})
    found = pages([folder])
    assert found["team-tag-missing"].theme == "house"
    assert set(found) == {*pages(), "team-tag-missing"}


def test_a_readme_and_other_files_are_no_pages(shelf: Callable[..., str], matter: str, tmp_path: Path) -> None:
    folder = shelf({"house/team-tag-missing": matter})
    for name in ("README.md", "house/README.md", "house/notes.txt", ".git/config.md"):
        (tmp_path / "rules" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "rules" / name).write_text("words", encoding="utf-8")
    assert set(pages([folder])) - set(pages()) == {"team-tag-missing"}


def test_two_pages_with_one_name_are_refused_with_both_places(shelf: Callable[..., str], matter: str) -> None:
    folder = shelf({"house/access-log-missing": matter})
    with pytest.raises(PageError) as caught:
        pages([folder])
    assert os.path.join(folder, "house", "access-log-missing.md") in str(caught.value)
    assert os.path.join(built_in(), "stage", "access-log-missing.md") in str(caught.value)


def test_two_themes_cannot_share_a_name(shelf: Callable[..., str], matter: str) -> None:
    with pytest.raises(PageError, match="already the name"):
        pages([shelf({"one/team-tag-missing": matter, "two/team-tag-missing": matter})])


def test_a_page_without_a_theme_is_refused(shelf: Callable[..., str], matter: str) -> None:
    with pytest.raises(PageError, match="names its theme"):
        pages([shelf({"team-tag-missing": matter})])


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PageError, match="no such folder"):
        pages([str(tmp_path / "nowhere")])


def test_a_team_page_is_looked_at_through_and_through(shelf: Callable[..., str], matter: str) -> None:
    with pytest.raises(PageError, match=r"Stage has no field `tracin`; did you mean `tracing`\?"):
        pages([shelf({"house/team-tag-missing": matter.replace("tracing", "tracin")})])


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(tmp_path: Path, matter: str) -> None:
    file = tmp_path / "rules" / "house" / "team-tag-missing.md"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\xef\xbb\xbf" + f"---\n{matter}---\n\n# Title\n".replace("\n", "\r\n").encode())
    assert pages([str(tmp_path / "rules")])["team-tag-missing"].get("severity") == "warning"


def test_kept_pages_are_those_that_were_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    read, kept = pages(), pages()
    assert list((tmp_path / "apigw-lint" / "pages").iterdir())
    assert list(kept) == list(read)
    for name, page in read.items():
        assert kept[name].values == page.values
        assert (kept[name].file, kept[name].theme, list(kept[name])) == (page.file, page.theme, list(page))
        assert str(kept[name].error("severity", "so")) == str(page.error("severity", "so"))


def test_a_page_that_changed_is_read_again(
    shelf: Callable[..., str], matter: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = shelf({"house/team-tag-missing": matter})
    monkeypatch.setattr("apigw_lint.rulebook.shelf.built_in", lambda: folder)
    assert pages()["team-tag-missing"].get("severity") == "warning"
    assert pages()["team-tag-missing"].get("severity") == "warning"
    shelf({"house/team-tag-missing": matter.replace("warning", "error"), "house/team-name-missing": matter})
    assert pages()["team-tag-missing"].get("severity") == "error"
    assert len(pages()) == 2


@pytest.mark.parametrize(
    "entry",
    [
        "[]",
        "{}",
        "null",
        '{"of": 1, "values": 2}',
        "{",
        "",
        '{"of": OF}',
        '{"of": OF, "values": 2}',
        '{"of": OF, "values": [2]}',
    ],
)
def test_what_is_kept_in_another_form_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    known = list(pages())
    (file,) = (tmp_path / "apigw-lint" / "pages").iterdir()
    file.write_text(entry.replace("OF", json.dumps(json.loads(file.read_text())["of"])), encoding="utf-8")
    assert list(pages()) == known
