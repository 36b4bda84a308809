"""GitHub's hash of a line, against values that github/codeql-action gives."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apigw_lint.finding.line_hash import line_hashes

TEMPLATE = b"Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n"
MARKED = '\ufeffA: "😀"\r\n\r\n\tB: 1\r\n'.encode()
CORPUS = os.environ.get("APIGW_LINT_CORPUS")


def by_the_book(raw: bytes) -> list[str]:
    """The same, one character and one line at a time."""
    units = memoryview(raw.decode("utf-8", "replace").encode("utf-16-le")).cast("H").tolist()
    kept: list[int] = []
    after_cr = False
    for unit in units:
        if unit not in (0x20, 0x09) and not (after_cr and unit == 0x0A):
            kept.append(0x0A if unit == 0x0D else unit)
        after_cr = unit == 0x0D
    starts = [0, *(at + 1 for at, unit in enumerate(kept) if unit == 0x0A)]
    kept += [0xFFFF, *[0] * 100]
    hashes: list[str] = []
    for start in starts:
        value = 0
        for unit in kept[start : start + 100]:
            value = (value * 37 + unit) % 2**64
        hashes.append(f"{value:x}:{1 + sum(one.startswith(f'{value:x}:') for one in hashes)}")
    return hashes


@pytest.mark.parametrize(
    ("raw", "hashes"),
    [
        (b"", ["c129715d7a2bc9a3:1"]),
        (b'{"Resources":{}}', ["72d75863b16f47d4:1"]),
        (TEMPLATE, ["a47a6558b7d35d69:1", "7d34104093a035c2:1", "f257d28a4397aa7c:1", "c129715d7a2bc9a3:1"]),
        (MARKED, ["dd6ba2046a6d122d:1", "4fe950d59dd44600:1", "949888d9d08d8b96:1", "c129715d7a2bc9a3:1"]),
        (b"x: 1\nx: 1\nx: 1", ["6b3f254f34b87168:1", "951337b77feb6897:1", "e40eb21f96ce03d6:1"]),
    ],
)
def test_vectors(raw: bytes, hashes: list[str]) -> None:
    assert line_hashes(raw) == hashes


def test_lines_that_look_alike_for_a_hundred_letters_are_counted() -> None:
    assert line_hashes(b"Lorem ipsum dolor sit amet.\n" * 10)[:6] == [f"a7f2ff13bc495cf2:{n}" for n in range(1, 7)]


def test_blanks_do_not_matter_but_between_the_two_halves_of_a_line_end() -> None:
    assert line_hashes(b"a: 1\r\n\tb: 2\r\n") == line_hashes(b"  a:1\nb :2\n") == line_hashes(b"a:1\rb:2\r")
    assert len(line_hashes(b"a\r \nb")) == 3


def test_bytes_that_are_no_text_do_not_matter() -> None:
    assert line_hashes(b"a: \xff\xfe\n") == line_hashes("a: \ufffd\ufffd\n".encode())


@given(st.text(st.sampled_from("ab: \t\r\n😀é\ufeff\u2028\x00")) | st.text())
def test_any_text(text: str) -> None:
    assert line_hashes(text.encode("utf-8", "surrogatepass")) == by_the_book(text.encode("utf-8", "surrogatepass"))


@pytest.mark.skipif(not CORPUS, reason="APIGW_LINT_CORPUS names no corpus")
def test_real_files() -> None:
    files = [
        file for file in sorted(Path(CORPUS or ".").glob("*/**/*")) if file.is_file() and file.stat().st_size < 20_000
    ]
    assert len(files) >= 300
    for file in files[:300]:
        assert line_hashes(file.read_bytes()) == by_the_book(file.read_bytes()), file


def test_a_file_of_five_megabytes_takes_little_time() -> None:
    raw = b"".join(b"    key%d: the value of a long file\n" % number for number in range(125_000))
    start = time.process_time()
    assert len(line_hashes(raw)) == 125_001
    assert time.process_time() - start < 10
