"""Findings that the settings accept: by file, JSON pointer and rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.finding.run import Suppressed
from apigw_lint.source.pointer import pointer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apigw_lint.finding.finding import Finding
    from apigw_lint.lint import Chosen, Result
    from apigw_lint.settings import Exemption


def exempt(result: Result, exemptions: Sequence[Exemption], chosen: Chosen) -> Result:
    """The result, less what the settings accept."""
    if not exemptions:
        return result
    kept: list[Finding] = []
    suppressed = list(result.suppressed)
    for finding in result.findings:
        taking = next((one for one in exemptions if _takes(one, finding, chosen)), None)
        if taking is None:
            kept.append(finding)
        else:
            suppressed.append(Suppressed(finding, "setting", taking.reason))
    return result._replace(findings=kept, suppressed=suppressed)


def _takes(exemption: Exemption, finding: Finding, chosen: Chosen) -> bool:
    if not exemption.covers(finding.place.document.path):
        return False
    if exemption.rules and not any(finding.rule in chosen.meaning(name) for name in exemption.rules):
        return False
    at = pointer(finding.place) if exemption.pointer else ""
    return at == exemption.pointer or at.startswith(exemption.pointer.rstrip("/") + "/")
