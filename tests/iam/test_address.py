"""Addresses and ranges."""

from __future__ import annotations

import ipaddress
import random

import pytest

from apigw_lint.iam.address import RESERVED, Address, Range, covers, merged, parse_address, parse_range


@pytest.mark.parametrize("seed", range(50))
def test_reads_and_writes_what_the_standard_library_does(seed: int) -> None:
    dice = random.Random(seed)
    for bits, kind in ((32, ipaddress.IPv4Address), (128, ipaddress.IPv6Address)):
        number = dice.getrandbits(bits) & dice.choice([-1, ~0xFFFFFFFF, 0xFFFF0000FFFF << 48 | 7])
        written = kind(number % (1 << bits))
        assert parse_address(str(written)) == Address(written.version, int(written))
        assert str(parse_address(written.exploded)) == str(written)


@pytest.mark.parametrize(
    "text", ["198.51.100.77/24", "2001:db8::7/33", "0.0.0.0/0", "::/0", "198.51.100.7", "::ffff:192.0.2.1/120"]
)
def test_a_range_forgives_host_bits(text: str) -> None:
    network = ipaddress.ip_network(text, strict=False)
    assert parse_range(text) == Range(network.version, int(network.network_address), int(network.broadcast_address))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "office",
        "1.2.3",
        "1.2.3.256",
        "01.2.3.4",
        "1.2.3.4/33",
        "1.2.3.4/",
        "1.2.3.4/a",
        "1:2",
        ":::",
        "1::2::3",
        "g::",
    ],
)
def test_what_is_no_range_is_none(text: str) -> None:
    assert parse_range(text) is None


def test_neighbours_are_one_range() -> None:
    halves = [parse_range("128.0.0.0/1"), parse_range("0.0.0.0/1"), parse_range("9.0.0.0/8")]
    assert merged(one for one in halves if one) == [Range(4, 0, 2**32 - 1)]


@pytest.mark.parametrize(
    ("text", "private"), [("10.1.2.3", True), ("8.8.8.8", False), ("fd00::1", True), ("2600::1", False)]
)
def test_reserved_addresses_are_known(text: str, private: bool) -> None:
    address = parse_address(text)
    assert address and covers(RESERVED, address) is private
