"""The command `apigw-lint`, and `python -m apigw_lint`."""

from __future__ import annotations


def main() -> None:
    import gc

    # A run makes little garbage and ends soon; going over its trees again and again would cost more than it frees.
    gc.set_threshold(100_000, 50, 50)
    from apigw_lint.cli import command

    command()


if __name__ == "__main__":
    main()
