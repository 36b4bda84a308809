"""Which files a command line stands for."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from apigw_lint.source.discover import Listing, discover, project_root

if TYPE_CHECKING:
    from pathlib import Path

NEEDS_LINKS = pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is in no git repository, as the working directory."""
    root = tmp_path / "project"
    root.mkdir()
    monkeypatch.chdir(root)
    return root


def write(root: Path, *names: str) -> None:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("a: 1\n", encoding="utf-8")


def names(listing: Listing) -> list[str]:
    return [name for _, name in listing.files]


def git(root: Path, *words: str) -> None:
    subprocess.run(
        ["git", "-C", str(root), "-c", "user.name=x", "-c", "user.email=x@x", *words], check=True, capture_output=True
    )


def test_a_folder_is_walked_for_yaml_json_and_templates(tree: Path) -> None:
    write(tree, "b.yaml", "a/x.YML", "a/y.json", "stack.template", "notes.md", "yaml")
    write(tree, "node_modules/m.yaml", ".aws-sam/build/t.yaml", ".venv/v.json", "__pycache__/c.json", ".github/w.yml")
    listing = discover(["."], tree)
    assert names(listing) == [".github/w.yml", "a/x.YML", "a/y.json", "b.yaml", "stack.template"]
    assert listing.files[3][0].read_text(encoding="utf-8") == "a: 1\n"
    assert listing.problems == listing.passed_over == []


def test_a_named_file_is_taken_whatever_its_ending(tree: Path) -> None:
    write(tree, "policy.txt", "a/b.yaml")
    assert names(discover(["policy.txt", "a", "a/b.yaml", str(tree / "a" / "b.yaml")], tree)) == [
        "a/b.yaml",
        "policy.txt",
    ]


def test_what_is_excluded_is_left_out_even_when_it_is_named(tree: Path) -> None:
    write(tree, "a.yaml", "generated/b.yaml")
    listing = discover([".", "generated/b.yaml"], tree, lambda path: path.startswith("generated/"))
    assert names(listing) == ["a.yaml"]


def test_a_path_that_does_not_exist_is_a_problem(tree: Path) -> None:
    write(tree, "a.yaml")
    listing = discover(["a.yaml", "absent.yaml", "bad\0name"], tree)
    assert names(listing) == ["a.yaml"]
    assert [problem.split(":")[0] for problem in listing.problems] == ["absent.yaml", "'bad\\x00name'"]


def test_a_folder_can_be_called_like_a_file(tree: Path) -> None:
    write(tree, "x.yaml/y.yaml")
    assert names(discover(["."], tree)) == names(discover(["x.yaml"], tree)) == ["x.yaml/y.yaml"]


def test_a_file_outside_the_project_keeps_its_whole_path(tree: Path, tmp_path: Path) -> None:
    write(tmp_path, "other/a.yaml")
    (name,) = names(discover(["../other/a.yaml"], tree))
    assert name == (tmp_path.resolve() / "other/a.yaml").as_posix()


@NEEDS_LINKS
def test_links_are_followed_to_files_of_the_project_only(tree: Path, tmp_path: Path) -> None:
    write(tree, "a.yaml", "sub/b.yaml")
    write(tmp_path, "outside.yaml", "elsewhere/c.yaml")
    (tree / "again.yaml").symlink_to("a.yaml")
    (tree / "secret.yaml").symlink_to(tmp_path / "outside.yaml")
    (tree / "gone.yaml").symlink_to("nowhere.yaml")
    (tree / "loop").symlink_to(".")
    (tree / "elsewhere").symlink_to(tmp_path / "elsewhere")
    listing = discover([".", "secret.yaml"], tree)
    assert names(listing) == ["a.yaml", "sub/b.yaml"]
    assert listing.problems == []
    assert sorted({*listing.passed_over}) == [
        "gone.yaml: a link that leads nowhere",
        "secret.yaml: a link that leads out of the project",
    ]
    assert discover(["gone.yaml"], tree).problems == ["gone.yaml: a link that leads nowhere"]


@NEEDS_LINKS
def test_a_link_alone_stands_for_its_file(tree: Path) -> None:
    write(tree, "deep/a.yaml")
    (tree / "link.yaml").symlink_to("deep/a.yaml")
    assert names(discover(["link.yaml"], tree)) == ["deep/a.yaml"]
    assert names(discover(["link.yaml", "deep"], tree)) == ["deep/a.yaml"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_met_on_a_walk_is_not_opened(tree: Path) -> None:
    os.mkfifo(tree / "pipe.yaml")
    assert names(discover(["."], tree)) == []
    assert names(discover(["pipe.yaml"], tree)) == ["pipe.yaml"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may open everything")
def test_a_folder_that_cannot_be_opened_is_told(tree: Path) -> None:
    write(tree, "closed/a.yaml", "b.yaml")
    (tree / "closed").chmod(0)
    listing = discover(["."], tree)
    (tree / "closed").chmod(0o700)
    assert names(listing) == ["b.yaml"]
    assert listing.passed_over == [f"{tree / 'closed'}: Permission denied"]


def test_what_git_ignores_is_left_out(tree: Path) -> None:
    write(
        tree,
        "a.yaml",
        "new.yaml",
        "dist/b.yaml",
        "gone.yaml",
        "é x.yaml",
        "node_modules/m.yaml",
        "sub/c.yaml",
        "inner/d.yaml",
    )
    (tree / ".gitignore").write_text("dist/\n", encoding="utf-8")
    git(tree, "init", "-q")
    git(tree, "add", "a.yaml", "gone.yaml", "node_modules/m.yaml")
    (tree / "gone.yaml").unlink()
    git(tree / "inner", "init", "-q")
    listing = discover(["."], tree)
    assert names(listing) == ["a.yaml", "inner/d.yaml", "new.yaml", "sub/c.yaml", "é x.yaml"]
    assert listing.passed_over == []
    assert names(discover(["sub"], tree)) == ["sub/c.yaml"]
    assert names(discover(["dist"], tree)) == ["dist/b.yaml"], "it is named, so it is wanted"


def test_within_a_hook_git_is_asked_about_the_folder_that_is_named(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tree, "sub/a.yaml", "sub/dist/b.yaml")
    (tree / ".gitignore").write_text("dist/\n", encoding="utf-8")
    git(tree, "init", "-q")
    monkeypatch.setenv("GIT_DIR", ".git")
    assert names(discover(["sub"], tree)) == ["sub/a.yaml"]


def test_without_git_a_repository_is_simply_walked(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tree, "a.yaml")
    git(tree, "init", "-q")
    monkeypatch.setenv("PATH", "")
    assert names(discover(["."], tree)) == ["a.yaml"]


def test_a_folder_that_looks_like_a_repository_runs_nothing(tree: Path) -> None:
    git(tree, "init", "-q")
    write(tree, "trap/a.yaml", "a.yaml")
    git(tree, "init", "-q", "--bare", "trap")
    program = tree / "program"
    program.write_text(f"#!/bin/sh\ntouch {tree}/ran\n", encoding="utf-8")
    program.chmod(0o755)
    for key, value in (("core.bare", "false"), ("core.worktree", str(tree / "trap")), ("core.fsmonitor", str(program))):
        git(tree, "config", "--file", "trap/config", key, value)
    assert names(discover(["trap", "."], tree)) == ["a.yaml", "trap/a.yaml"]
    assert not (tree / "ran").exists()


def test_the_root_is_the_repository_else_where_the_settings_are_else_here(tree: Path) -> None:
    write(tree, "a/b/c.yaml")
    assert project_root(tree / "a/b/c.yaml") == tree.resolve()
    (tree / "a/pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    assert project_root(tree / "a/b") == tree.resolve()
    (tree / "a/pyproject.toml").write_text("[tool.apigw-lint]\n", encoding="utf-8")
    assert project_root(tree / "a/b") == (tree / "a").resolve()
    (tree / "a/b/apigw-lint.toml").write_text("", encoding="utf-8")
    assert project_root(tree / "a/b/c.yaml") == (tree / "a/b").resolve()
    (tree / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    assert project_root(tree / "a/b/c.yaml") == tree.resolve()
