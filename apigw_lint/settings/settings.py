"""The settings of a run, as the code reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from apigw_lint.settings.glob import covers

if TYPE_CHECKING:
    from collections.abc import Mapping


ENGINES = ("cfn-lint", "openapi")
"""Other people's judges that can be asked besides."""


class Override(NamedTuple):
    """Rules added and taken away for some files."""

    files: tuple[str, ...]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def covers(self, path: str) -> bool:
        return covers(self.files, path)


class Exemption(NamedTuple):
    """Findings that are accepted: of these rules (of all, when there are none), in these files, at or below a JSON pointer.

    `reason` is the team's; `line` is where the exemption stands in the settings file.
    """

    files: tuple[str, ...]
    pointer: str = ""
    rules: tuple[str, ...] = ()
    reason: str = ""
    line: int = 0

    def covers(self, path: str) -> bool:
        return covers(self.files, path)


class Settings(NamedTuple):
    """What is settled for a project; what is not is as a new project has it.

    `file` is where it is written (empty when nowhere), `root` the folder that patterns of paths are relative to. `rules` are folders
    and `baseline` is a file, both ready to be opened.
    `integration_timeout_quota` is in milliseconds, `route_quota` the number of routes of an API: raised quotas, None for AWS's own.
    `public_paths` are paths of APIs that may be open, `validate` the engines to be asked besides, with `:all` for what they
    say of other services too,
    `read_suppressions` the tools whose suppressions count as ignores.
    """

    file: str = ""
    root: str = ""
    profile: str = "default"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    fail_on: str = "error"
    exclude: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    parameters: Mapping[str, str] = {}
    require_reason: bool = False
    baseline: str | None = None
    integration_timeout_quota: int | None = None
    route_quota: int | None = None
    public_paths: tuple[str, ...] = ()
    validate: tuple[str, ...] = ()
    read_suppressions: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    ignores: tuple[Exemption, ...] = ()

    @property
    def region(self) -> str | None:
        """The Region that everything is deployed to; None when it is not settled or there are several."""
        return self.regions[0] if len(self.regions) == 1 else None
