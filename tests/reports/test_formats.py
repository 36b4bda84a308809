"""Formats are found by walking their folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from apigw_lint import reports
from apigw_lint.finding.run import Run

if TYPE_CHECKING:
    from tests.reports.sample import Project


def test_every_module_of_the_folder_is_a_format() -> None:
    entries = Path(reports.__file__).parent.iterdir()
    modules = {path.stem for path in entries if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert reports.formats() == sorted(modules - {"__init__"})
    assert {"github", "json", "sarif", "text"} <= set(reports.formats())


@pytest.mark.parametrize("name", reports.formats())
def test_every_format_writes_every_run_down(project: Project, name: str) -> None:
    module = reports.load(name)
    full = module.render(project.findings, project.rules, project.run)
    empty = module.render([], [], Run(str(project.root), 0, 0, True, ()))
    assert full != empty
    assert full.endswith("\n") and empty.endswith("\n")
    assert module.render(project.findings, project.rules, project.run) == full
    full.encode("utf-8")


@pytest.mark.parametrize(
    ("path", "name"),
    [("out/a.sarif", "sarif"), ("a.JSON", "json"), ("a.txt", "text"), ("a.yaml", None), ("sarif", None)],
)
def test_a_files_name_asks_for_a_format(path: str, name: str | None) -> None:
    assert reports.for_file(path) == name


@pytest.mark.parametrize("name", ["xml", "__init__", "", "json.schema"])
def test_an_unknown_format(name: str) -> None:
    with pytest.raises(KeyError):
        reports.load(name)
