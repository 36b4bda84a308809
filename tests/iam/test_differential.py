"""A short comparison with the npm package @cloud-copilot/iam-simulate, where IAM_SIMULATE says that it is installed."""

from __future__ import annotations

import pytest

from .differential import compare, package


@pytest.mark.skipif(package() is None, reason="IAM_SIMULATE names no folder with @cloud-copilot/iam-simulate")
def test_every_disagreement_is_explained() -> None:
    counts = compare(policies=60, each=15, seed=3)
    assert counts["requests"] > 900 and counts["witnesses confirmed"] > 100
    assert not [what for what in counts if what.isupper()]
