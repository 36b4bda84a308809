"""The sample project, on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.reports.sample import Project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    pages = tmp_path / "pages"
    root = tmp_path / "root"
    pages.mkdir()
    root.mkdir()
    return Project(root, pages)
