"""Bytes to text: UTF-8, and UTF-16 with a byte order mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.source.bounds import MAX_BYTES
from apigw_lint.source.document import Document
from apigw_lint.source.read_error import ReadError

if TYPE_CHECKING:
    from pathlib import Path

UTF8_MARK = b"\xef\xbb\xbf"
UTF16_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def decode(raw: bytes, path: str, file: Path | None = None) -> Document:
    """The text of a file as a Document without roots. A byte order mark is no part of the text, so columns do not count it.

    Raises ReadError at the first byte that is not text.
    """
    if len(raw) > MAX_BYTES:
        reason = f"the file has more than {MAX_BYTES // 1_000_000} MB: too large to be an API definition or a template"
        raise ReadError(reason, Document(path, "", file), 0)
    encoding, mark = _encoding(raw)
    try:
        text = raw[mark:].decode(encoding)
    except UnicodeDecodeError as error:
        sound = raw[mark : mark + error.start].decode(encoding)
        document = Document(path, raw[mark:].decode(encoding, "replace"), file)
        raise ReadError(_bad_byte(raw[mark + error.start], encoding), document, len(sound)) from None
    document = Document(path, text, file)
    document.encoding, document.marked = encoding, bool(mark)
    return document


def _encoding(raw: bytes) -> tuple[str, int]:
    """The encoding and the length of the byte order mark."""
    if raw.startswith(UTF8_MARK):
        return "utf-8", 3
    encoding = UTF16_MARKS.get(raw[:2])
    return (encoding, 2) if encoding else ("utf-8", 0)


def _bad_byte(byte: int, encoding: str) -> str:
    if encoding != "utf-8":
        return "the file begins like UTF-16, but this is no UTF-16 character"
    reason = f"byte 0x{byte:02X} is not UTF-8"
    meant = bytes([byte]).decode("cp1252", "ignore") if byte > 0x7F else ""
    return (
        f"{reason}: in Windows-1252 it is {meant}; save the file as UTF-8"
        if meant
        else f"{reason}; save the file as UTF-8"
    )
