"""The one place that survives a fault of our own: what failed is told, and the run goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.finding.run import Notice

if TYPE_CHECKING:
    from collections.abc import Callable


def attempt(action: Callable[[], None], what: Callable[[], tuple[str, str]], notices: list[Notice]) -> bool:
    """Do it; should it fail, leave an error notice and return False. `what` says what failed, and the path of its file.

    A rule that fails must not take the others' findings along, nor a file those of the other files.
    """
    try:
        action()
    except Exception as error:  # noqa: BLE001 - see above
        import traceback

        at = traceback.extract_tb(error.__traceback__)[-1]
        failed, path = what()
        message = f"{failed} failed: {type(error).__name__}: {error} ({at.name}, line {at.lineno})"
        notices.append(Notice("error", "internal-error", message, path))
        return False
    return True
