"""What SARIF says of the run itself: whether it came to its end, and its remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.finding.message import sentence
from apigw_lint.reports.sarif.location import artifact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apigw_lint.finding.run import Notice, Run


def invocation(run: Run, kinds: Sequence[str]) -> dict[str, Any]:
    """`kinds` are the notices' descriptors in their order. GitHub takes an unsuccessful run's results for partial and closes no alert."""
    said: dict[str, Any] = {
        "executionSuccessful": run.successful,
        "exitCode": run.exit_code,
        "toolExecutionNotifications": [_notification(one, run, kinds) for one in run.notices if one.kind != "setting"],
        "toolConfigurationNotifications": [
            _notification(one, run, kinds) for one in run.notices if one.kind == "setting"
        ],
    }
    return said


def _notification(notice: Notice, run: Run, kinds: Sequence[str]) -> dict[str, Any]:
    """[SARIF 3.20.21]: a notification of level error means that the run failed, so a run that did not has none."""
    said: dict[str, Any] = {
        "descriptor": {"id": notice.kind, "index": kinds.index(notice.kind)},
        "level": "warning" if notice.level == "error" and run.successful else notice.level,
        "message": {"text": sentence(notice.message)},
    }
    if notice.path:
        said["locations"] = [{"physicalLocation": {"artifactLocation": artifact(notice.path, run.root)}}]
    return said
