"""Files that a run writes."""

from __future__ import annotations

import os
import stat
from contextlib import suppress

from apigw_lint.request import WrongUse


def write(file: str, text: str) -> None:
    """Write a file whole or not at all, in UTF-8 without a byte order mark. Raises WrongUse when it cannot be written."""
    write_bytes(file, text.encode("utf-8"))


def rewrite(file: str, raw: bytes) -> None:
    """Write a source file anew, whole or not at all; it stays where links lead and as open as it was. Raises WrongUse."""
    write_bytes(os.path.realpath(file), raw, stat.S_IMODE(os.stat(file).st_mode))


def write_bytes(file: str, raw: bytes, mode: int | None = None) -> None:
    """Write bytes whole or not at all, with a mode if one is given. Raises WrongUse when the file cannot be written."""
    folder = os.path.dirname(os.path.abspath(file))
    draft = os.path.join(folder, f".{os.path.basename(file)}.{os.getpid()}")
    try:
        with open(draft, "wb") as stream:
            stream.write(raw)
        if mode is not None:
            os.chmod(draft, mode)
        os.replace(draft, file)
    except OSError as error:
        with suppress(OSError):
            os.unlink(draft)
        raise WrongUse(f"cannot write {file}: {error.strerror}") from None


def append(file: str, text: str) -> None:
    """Add to a job's summary, which other steps write to as well."""
    with open(file, "a", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
