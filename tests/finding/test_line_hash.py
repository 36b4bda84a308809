"""GitHub's hash of a line, against values that github/codeql-action gives."""

from __future__ import annotations

import time

import pytest

from apigw_lint.finding.line_hash import line_hashes

TEMPLATE = b"Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n"
MARKED = '\ufeffA: "😀"\r\n\r\n\tB: 1\r\n'.encode()


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


def test_a_file_of_five_megabytes_takes_little_time() -> None:
    raw = b"".join(b"    key%d: the value of a long file\n" % number for number in range(125_000))
    start = time.process_time()
    assert len(line_hashes(raw)) == 125_001
    assert time.process_time() - start < 10
