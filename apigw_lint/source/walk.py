"""The files below a folder: those that git knows or would add, or simply all of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SKIPPED = frozenset((".git", "node_modules", ".aws-sam", ".venv", "__pycache__"))

GIT = ("git", "-c", "core.fsmonitor=false", "-c", "safe.bareRepository=explicit")
"""Git may not run what a repository's own settings name, nor take a folder of the tree for a repository."""

OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What git sets for the hook that it runs: it speaks of one repository, whichever folder is asked about."""


def walk(folder: str, passed_over: list[str]) -> Iterator[str]:
    """The paths of the files below a folder, links to files among them. Links to folders are not followed.

    What git ignores is left out, unless it ignores everything here: then the folder was named because it is wanted. Folders
    that cannot be opened are noted in `passed_over`.
    """
    listed = _listed_by_git(folder) if git_root(folder) else None
    yield from _known(folder, listed, passed_over) if listed else _all(folder, passed_over)


def git_root(folder: str) -> str | None:
    """The folder of the git repository that a folder is in. A worktree and a submodule have a file in the place of `.git`."""
    while not os.path.exists(os.path.join(folder, ".git")):
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            return None
    return folder


def ignored(folder: str, path: str) -> bool:
    """Whether git ignores a path below a folder, be it there or not."""
    return bool(git_root(os.path.abspath(folder)) and _git(folder, "check-ignore", "-z", "--", path))


def _listed_by_git(folder: str) -> list[str] | None:
    """What git knows or would add, relative to the folder; None where git does not answer."""
    return _git(folder, "ls-files", "--cached", "--others", "--exclude-standard", "-z")


def _git(folder: str, *words: str) -> list[str] | None:
    """The names that git answers with; None where it does not answer, or with a refusal."""
    import subprocess

    environment = {name: value for name, value in os.environ.items() if name not in OF_A_HOOK}
    try:
        answer = subprocess.run(
            [*GIT, "-C", folder, *words], capture_output=True, check=True, timeout=60, env=environment
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return [name for name in os.fsdecode(answer.stdout).split("\0") if name]


def _known(folder: str, names: list[str], passed_over: list[str]) -> Iterator[str]:
    """What git lists, and what is in the repositories that it lists as folders."""
    for name in names:
        if not SKIPPED.isdisjoint(name.split("/")):
            continue
        path = os.path.join(folder, *name.rstrip("/").split("/"))
        if not os.path.isdir(path):
            yield path
        elif not os.path.islink(path):
            yield from walk(path, passed_over)


def _all(folder: str, passed_over: list[str]) -> Iterator[str]:
    pending = [folder]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(folder) as entries:
                listed = list(entries)
        except OSError as error:
            passed_over.append(f"{folder}: {error.strerror}")
            continue
        for entry in listed:
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in SKIPPED:
                    pending.append(entry.path)
            elif not (entry.is_symlink() and os.path.isdir(entry.path)):
                yield entry.path
