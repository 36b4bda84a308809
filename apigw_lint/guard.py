"""A fault of our own is survived: what failed is told, and the run goes on.

A rule that fails must not take the others' findings along, nor a file those of the other files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.finding.run import Notice

if TYPE_CHECKING:
    from collections.abc import Callable


def attempt(action: Callable[[], None], what: Callable[[], tuple[str, str]], notices: list[Notice]) -> bool:
    """Do it; should it fail, leave an error notice and return False. `what` says what failed, and the path of its file."""
    try:
        action()
    except Exception as error:  # noqa: BLE001 - see above
        notices.append(fault(error, *what()))
        return False
    return True


def fault(error: Exception, failed: str, path: str) -> Notice:
    """The error notice that something failed, over a file."""
    import traceback

    at = traceback.extract_tb(error.__traceback__)[-1]
    message = f"{failed} failed: {type(error).__name__}: {error} ({at.name}, line {at.lineno})"
    return Notice("error", "internal-error", message, path)
