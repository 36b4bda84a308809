"""Real documents, where there are some."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ENDINGS = (".yaml", ".yml", ".json", ".template")


@pytest.fixture(scope="session")
def corpus() -> list[Path]:
    """The files of the folder that APIGW_LINT_CORPUS names."""
    folder = os.environ.get("APIGW_LINT_CORPUS")
    if not folder:
        pytest.skip("APIGW_LINT_CORPUS names no folder of real documents")
    found = [path for path in Path(folder).rglob("*") if path.suffix in ENDINGS and path.is_file()]
    assert found
    return sorted(found)
