"""Files that a run writes."""

from __future__ import annotations

import os

from apigw_lint.request import WrongUse


def write(file: str, text: str) -> None:
    """Write a file whole or not at all, in UTF-8 without a byte order mark. Raises WrongUse when it cannot be written."""
    folder = os.path.dirname(os.path.abspath(file))
    draft = os.path.join(folder, f".{os.path.basename(file)}.{os.getpid()}")
    try:
        with open(draft, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        os.replace(draft, file)
    except OSError as error:
        raise WrongUse(f"cannot write {file}: {error.strerror}") from None


def append(file: str, text: str) -> None:
    """Add to a job's summary, which other steps write to as well."""
    with open(file, "a", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
