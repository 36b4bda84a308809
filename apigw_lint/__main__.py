"""The command `apigw-lint`, and `python -m apigw_lint`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType


def main() -> None:
    """Run the command; the words are those of the process."""
    import gc
    import os
    import sys

    # A run makes little garbage and ends soon; going over its trees again and again would cost more than it frees.
    gc.set_threshold(1_500_000, 50, 50)
    sys.excepthook = crash
    # What is said on a channel that is closed goes nowhere, and not, as `print` would have it, to the other one.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - as long as the process
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    try:
        from apigw_lint.request import as_of_hooks

        if request := as_of_hooks(sys.argv[1:]):
            from apigw_lint.check import check
            from apigw_lint.leave import leave

            leave(check, request)
        from apigw_lint.cli import command

        command()
    except SystemExit as end:
        # Nor does taking the trees down node by node free anything that the end of the process does not.
        if isinstance(end.code, int):
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(end.code)
        raise


def crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Leave with 2 after what nothing else survives, a fault of our own: 1, which Python leaves with, would mean findings."""
    import os
    import sys

    interrupted = kind is KeyboardInterrupt  # before anything was asked for
    if not interrupted:
        sys.__excepthook__(kind, error, trace)
    sys.stderr.write(f"apigw-lint: {'interrupted' if interrupted else 'internal error'}: the run is incomplete\n")
    sys.stderr.flush()
    os._exit(2)


if __name__ == "__main__":
    import os
    import sys

    if sys.path[:1] == [os.getcwd()]:
        del sys.path[0]  # `python -m` has put it there, and no code of the tree that is judged is to be run
    main()
