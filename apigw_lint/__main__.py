"""The command `apigw-lint`, and `python -m apigw_lint`."""

from __future__ import annotations


def main() -> None:
    import gc
    import os
    import sys

    # A run makes little garbage and ends soon; going over its trees again and again would cost more than it frees.
    gc.set_threshold(1_500_000, 50, 50)
    from apigw_lint.cli import command

    try:
        command()
    except SystemExit as end:
        # Nor does taking the trees down node by node free anything that the end of the process does not.
        if isinstance(end.code, int) and sys.stdout and sys.stderr:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(end.code)
        raise


if __name__ == "__main__":
    main()
