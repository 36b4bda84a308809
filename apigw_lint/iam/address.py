"""IPv4 and IPv6 addresses and ranges as whole numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

BITS = {4: 32, 6: 128}


class Address(NamedTuple):
    """An address: its version, 4 or 6, and its number."""

    version: int
    number: int

    def __str__(self) -> str:
        return _v4_text(self.number) if self.version == 4 else _v6_text(self.number)


class Range(NamedTuple):
    """All addresses of one version from `first` to `last`, both included."""

    version: int
    first: int
    last: int

    @property
    def size(self) -> int:
        """How many addresses."""
        return self.last - self.first + 1

    def holds(self, address: Address) -> bool:
        """Whether the address lies in the range."""
        return self.version == address.version and self.first <= address.number <= self.last


@lru_cache(maxsize=4096)
def parse_range(text: str) -> Range | None:
    """A CIDR block or a bare address; host bits are ignored, as IAM does. None for anything else."""
    address, slash, length = text.strip().partition("/")
    found = parse_address(address)
    if found is None:
        return None
    bits = BITS[found.version]
    if slash and not (re.fullmatch(r"[0-9]{1,3}", length) and int(length) <= bits):
        return None
    free = bits - int(length) if slash else 0
    first = found.number >> free << free
    return Range(found.version, first, first | (1 << free) - 1)


def parse_address(text: str) -> Address | None:
    """An address in the usual writing, or None."""
    number = _v6_number(text) if ":" in text else _v4_number(text)
    return None if number is None else Address(6 if ":" in text else 4, number)


def merged(ranges: Iterable[Range]) -> list[Range]:
    """The same addresses as disjoint ranges in order, none touching the next."""
    result: list[Range] = []
    for one in sorted(ranges):
        last = result[-1] if result else None
        if last and last.version == one.version and one.first <= last.last + 1:
            result[-1] = Range(one.version, last.first, max(last.last, one.last))
        else:
            result.append(one)
    return result


def covers(ranges: list[Range], address: Address) -> bool:
    """Whether one of these merged ranges holds the address."""
    at = bisect_right(ranges, Range(address.version, address.number, 1 << 129))
    return at > 0 and ranges[at - 1].holds(address)


def _v4_number(text: str) -> int | None:
    parts = text.split(".")
    if len(parts) != 4:
        return None
    number = 0
    for part in parts:
        if not re.fullmatch(r"0|[1-9][0-9]{0,2}", part) or int(part) > 255:
            return None
        number = number << 8 | int(part)
    return number


def _v6_number(text: str) -> int | None:
    head, gap, tail = text.partition("::")
    if "." in text:
        head, gap, tail = _with_v4_tail(text).partition("::")
    left = head.split(":") if head else []
    right = tail.split(":") if tail else []
    missing = 8 - len(left) - len(right)
    if (missing < 1) if gap else (missing != 0):
        return None
    groups = [*left, *["0"] * missing, *right]
    if not all(re.fullmatch(r"[0-9a-fA-F]{1,4}", group) for group in groups):
        return None
    number = 0
    for group in groups:
        number = number << 16 | int(group, 16)
    return number


def _with_v4_tail(text: str) -> str:
    """`::ffff:192.0.2.1` with its last part as two groups; unchanged if that is no IPv4 address."""
    head, _, last = text.rpartition(":")
    number = _v4_number(last)
    return text if number is None else f"{head}:{number >> 16:x}:{number & 0xFFFF:x}"


def _v4_text(number: int) -> str:
    return ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))


def _v6_text(number: int) -> str:
    groups = ":".join(f"{number >> shift & 0xFFFF:x}" for shift in range(112, -1, -16))
    zeros = max(re.finditer(r"\b0(:0)+\b", groups), key=lambda run: len(run[0]), default=None)
    if zeros is None:
        return groups
    return f"{groups[: zeros.start()].rstrip(':')}::{groups[zeros.end() :].lstrip(':')}"


def _ranges(*blocks: str) -> list[Range]:
    return merged(found for found in map(parse_range, blocks) if found)


# Never the address of a caller on the internet: "Private IP address" of the IAM Access Analyzer policy checks.
RESERVED = _ranges(
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "224.0.0.0/3",
    "::/127",
    "fc00::/7",
    "fe80::/10",
    "ff00::/8",
)
