"""What a run has to say of itself, beside its findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from apigw_lint.finding.finding import Finding
    from apigw_lint.source.place import Place


class Notice(NamedTuple):
    """A remark about the run. `level` is "error" when something could not be done, else "warning" or "note"."""

    level: str
    kind: str  # "file-skipped", "internal-error", "setting", "undetermined", "bounded" ...
    message: str
    path: str | None = None


class Suppressed(NamedTuple):
    """A finding that an ignore or a baseline took away, with the reason given and where it is written, if it is written."""

    finding: Finding
    by: str  # "ignore", "baseline" or "setting"
    reason: str = ""
    place: Place | None = None


class Run(NamedTuple):
    """A finished run. `root` is the project's root as an absolute path, `files` how many documents were judged.

    `suppressed` are counted in every report and listed with `show_suppressed`. `category` tells apart, in code scanning,
    several runs over one commit.
    """

    root: str
    files: int
    exit_code: int
    successful: bool
    notices: tuple[Notice, ...]
    suppressed: tuple[Suppressed, ...] = ()
    show_suppressed: bool = False
    category: str | None = None
