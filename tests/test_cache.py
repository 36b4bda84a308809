"""What is kept from one run to the next."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from apigw_lint import cache

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_is_kept_is_there_again() -> None:
    assert cache.kept("room", "a") is None
    cache.keep("room", "a", {"é": [1, None]})
    assert cache.kept("room", "a") == {"é": [1, None]}
    assert cache.kept("other", "a") is None


def test_what_cannot_be_read_is_not_there(home: Path) -> None:
    cache.keep("room", "a", 1)
    (home / "apigw-lint" / "room" / "a.json").write_text("{")
    assert cache.kept("room", "a") is None


def test_without_a_place_nothing_is_kept_and_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    cache.keep("room", "a", 1)
    assert cache.kept("room", "a") is None
    cache.tidy("room")


def test_of_what_cannot_be_kept_nothing_stays(home: Path) -> None:
    taken = home / "apigw-lint" / "room" / "a.json"
    taken.mkdir(parents=True)
    cache.keep("room", "a", 1)
    assert list(taken.parent.iterdir()) == [taken]


def test_a_relative_place_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """[XDG base directory specification]: paths must be absolute; a relative one is ignored."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    cache.keep("room", "a", 1)
    assert not (tmp_path / "cache").exists()
    assert cache.kept("room", "a") == 1


def test_the_older_half_goes_when_a_room_is_full(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST", 3)
    for age, name in enumerate("abcd"):
        cache.keep("room", name, name)
        os.utime(home / "apigw-lint" / "room" / f"{name}.json", (100 + age, 100 + age))
    cache.tidy("room")
    assert [cache.kept("room", name) for name in "abcd"] == [None, None, "c", "d"]
    cache.tidy("room")
    assert cache.kept("room", "c") == "c"
