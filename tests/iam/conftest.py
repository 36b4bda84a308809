"""Where the corpus of real documents is, for the tests that use it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder named by APIGW_LINT_CORPUS."""
    folder = os.environ.get("APIGW_LINT_CORPUS")
    if not folder:
        pytest.skip("APIGW_LINT_CORPUS names no corpus")
    return Path(folder)
