"""Bytes that are text, and bytes that are not."""

from __future__ import annotations

import codecs

import pytest

from apigw_lint.source import bounds
from apigw_lint.source.decode import decode
from apigw_lint.source.read import read
from apigw_lint.source.read_error import ReadError

TEXT = "a: é😀\r\nb: 1\r\n"


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 marked", "utf-16 little", "utf-16 big"],
)
def test_columns_do_not_count_a_byte_order_mark_and_the_bytes_come_back(raw: bytes) -> None:
    document = read(raw, "a.yaml")
    assert document.root is not None
    assert document.root.key_place("a").span[1:] == (1, 1, 1, 2)
    assert document.root["b"].place.span[1:] == (2, 4, 2, 5)
    assert document.raw == raw


def test_windows_1252_is_named_at_the_line_and_column_of_the_byte() -> None:
    with pytest.raises(ReadError) as caught:
        decode("é: 1\r\nname: Caf".encode() + b"\xe9 au lait\n", "a.yaml")
    assert caught.value.place.span[1:3] == (2, 10)
    assert "0xE9" in caught.value.reason and "é" in caught.value.reason
    assert caught.value.place.document.line(2).endswith(" au lait")


@pytest.mark.parametrize(
    ("raw", "line", "column"),
    [
        (b"a: \xff", 1, 4),
        (b"\xef\xbb\xbfa: \x80", 1, 4),
        (b"a: 1\nb: \xe2\x82", 2, 4),
        (codecs.BOM_UTF16_LE + "a: ".encode("utf-16-le") + b"\x00\xd8", 1, 4),
        (codecs.BOM_UTF16_LE + "a".encode("utf-16-le") + b"b", 1, 2),
    ],
)
def test_the_first_byte_that_is_no_text_has_a_place(raw: bytes, line: int, column: int) -> None:
    with pytest.raises(ReadError) as caught:
        decode(raw, "a.yaml")
    assert caught.value.place.span[1:3] == (line, column)


def test_a_file_that_is_too_large_is_not_read() -> None:
    with pytest.raises(ReadError, match="25 MB"):
        decode(b"a" * (bounds.MAX_BYTES + 1), "a.yaml")


def test_utf_16_without_a_mark_is_recognised_by_its_zero_bytes() -> None:
    with pytest.raises(ReadError, match="UTF-16") as caught:
        read("a: 1".encode("utf-16-le"), "a.yaml")
    assert caught.value.place.span[1:3] == (1, 2)
