"""From the paths of a command line to the files to read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from apigw_lint.source.walk import git_root, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ENDINGS = (".yaml", ".yml", ".json", ".template")


class Listing(NamedTuple):
    """`files` are sorted, each with its path in the project. `problems` tell of named paths that cannot be had, `passed_over`
    of links and folders that were not followed.
    """

    files: list[tuple[Path, str]]
    problems: list[str]
    passed_over: list[str]


def project_root(start: Path) -> Path:
    """The folder that paths in reports are relative to: of the git repository, else of the settings, else the working directory."""
    here = os.path.realpath(start)
    folder = here if os.path.isdir(here) else os.path.dirname(here)
    return Path(git_root(folder) or _settings_folder(folder) or os.getcwd())


def _settings_folder(folder: str) -> str | None:
    """The nearest folder, from here up, that has settings of this linter."""
    while not _has_settings(folder):
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            return None
    return folder


def _has_settings(folder: str) -> bool:
    if os.path.isfile(os.path.join(folder, "apigw-lint.toml")):
        return True
    try:
        with open(os.path.join(folder, "pyproject.toml"), "rb") as stream:
            return b"[tool.apigw-lint" in stream.read()
    except OSError:
        return False


def discover(paths: Iterable[str], root: Path, excluded: Callable[[str], bool] = lambda path: False) -> Listing:
    """The files that paths stand for. A named file is taken whatever its ending; a folder is walked for YAML, JSON and
    template files, without what git ignores. `excluded` answers for a path in the project, whichever way it was met.
    """
    search = _Search(os.path.realpath(root), excluded)
    for path in paths:
        search.named(path)
    files = sorted((name, file) for file, name in search.found.items())
    return Listing([(Path(file), name) for name, file in files], search.problems, search.passed_over)


class _Search:
    """`found` has the path in the project of each file, by its real path: a file that is met twice is read once.

    Code hosts show no line of a link, so a file is called as it is where the link leads.
    """

    def __init__(self, root: str, excluded: Callable[[str], bool]) -> None:
        self.inside = root.rstrip(os.sep) + os.sep
        self.excluded = excluded
        self.found: dict[str, str] = {}
        self.problems: list[str] = []
        self.passed_over: list[str] = []
        self._folders: dict[str, str] = {}

    def named(self, path: str) -> None:
        """A path of the command line."""
        try:
            os.stat(path)
        except OSError as error:
            reason = "a link that leads nowhere" if os.path.islink(path) else error.strerror
            self.problems.append(f"{path}: {reason}")
        except ValueError:
            self.problems.append(f"{path!r}: not a path")
        else:
            folder, name = os.path.split(path)
            if folder not in self._folders:
                self._folders[folder] = os.path.realpath(folder or ".")
            place = os.path.join(self._folders[folder], name)
            if not os.path.isdir(path):
                self._take(place, named=True)
            else:
                for file in walk(os.path.realpath(path), self.passed_over):
                    if file.lower().endswith(ENDINGS):
                        self._take(file)

    def _take(self, file: str, named: bool = False) -> None:
        """A file whose folder is a real path, while it may be a link itself."""
        name = self._name(file)
        if self.excluded(name):
            return
        is_link = os.path.islink(file)
        real = os.path.realpath(file) if is_link else file
        if self._is_inside(file) and not self._is_inside(real):
            self.passed_over.append(f"{name}: a link that leads out of the project")
        elif not named and not os.path.isfile(real):
            if is_link:
                self.passed_over.append(f"{name}: a link that leads nowhere")
        elif not self.excluded(self._name(real)):
            self.found[real] = self._name(real)

    def _is_inside(self, file: str) -> bool:
        return file.startswith(self.inside)

    def _name(self, file: str) -> str:
        """The path in the project, with forward slashes; the whole path of a file outside."""
        return file.removeprefix(self.inside).replace(os.sep, "/")
