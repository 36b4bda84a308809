"""The hash of a line by which GitHub code scanning knows an alert again."""

from __future__ import annotations

import sys
from array import array
from itertools import accumulate, chain, repeat

from apigw_lint.finding.excerpt import utf16_length

WINDOW = 100
BASE = 37
MASK = 0xFFFF_FFFF_FFFF_FFFF
SHIFT = pow(BASE, WINDOW, 1 << 64)
END_OF_TEXT = 0xFFFF
UTF16 = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"


def line_hashes(raw: bytes) -> list[str]:
    """The `primaryLocationLineHash` of every line of a file, as github/codeql-action computes it: "hash:occurrence".

    A line's hash covers the 100 UTF-16 units from its start, spaces and tabs left out, across line ends; the occurrence
    counts the lines up to this one with the same hash. Bytes that are no UTF-8 count as U+FFFD, a byte order mark as a letter.
    """
    text = raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").replace(" ", "").replace("\t", "")
    prefix = _prefix_hashes(text)
    seen: dict[int, int] = {}
    hashes = []
    start = 0
    for line in text.split("\n"):
        value = (prefix[start + WINDOW] - prefix[start] * SHIFT) & MASK
        seen[value] = seen.get(value, 0) + 1
        hashes.append(f"{value:x}:{seen[value]}")
        start += utf16_length(line) + 1
    return hashes


def _prefix_hashes(text: str) -> array[int]:
    """The polynomial hash of every prefix: any window's hash is then one subtraction, however long the file."""
    units = array("H", text.encode(UTF16))
    padded = chain(units, (END_OF_TEXT,), repeat(0, WINDOW))
    return array("Q", accumulate(padded, lambda value, unit: (value * BASE + unit) & MASK, initial=0))
