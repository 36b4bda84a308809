"""The command `apigw-lint`, and `python -m apigw_lint`."""

from __future__ import annotations


def main() -> None:
    from apigw_lint.cli import command

    command()


if __name__ == "__main__":
    main()
