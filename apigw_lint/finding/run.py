"""What a run has to say of itself, beside its findings."""

from __future__ import annotations

from typing import NamedTuple


class Notice(NamedTuple):
    """A remark about the run. `level` is "error" when something could not be done, else "warning" or "note"."""

    level: str
    kind: str  # "file-skipped", "internal-error", "setting", "undetermined", "bounded" ...
    message: str
    path: str | None = None


class Run(NamedTuple):
    """A finished run. `root` is the project's root as an absolute path, `files` how many documents were judged.

    `suppressed` pairs findings that an ignore or a baseline took away with the reason that it gives.
    """

    root: str
    files: int
    exit_code: int
    successful: bool
    notices: tuple[Notice, ...]
