"""A file, its bytes or its text to a Document with its trees: YAML 1.1 as CloudFormation reads it, or JSON."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from apigw_lint.source.bounds import MAX_BYTES, MAX_MARKS
from apigw_lint.source.decode import decode
from apigw_lint.source.document import Document
from apigw_lint.source.pattern import Pattern
from apigw_lint.source.read_error import ReadError

if TYPE_CHECKING:
    from pathlib import Path

MARKS = ",:-[{\n"
INK = Pattern(r"[^\s]")


def read_document(file: Path, path: str) -> Document:
    """Read a file; `path` is what it is called in reports. Raises ReadError, and OSError when it cannot be opened."""
    with file.open("rb") as stream:
        return read(stream.read(MAX_BYTES + 1), path, file)


def read(raw: bytes, path: str, file: Path | None = None) -> Document:
    """Read the bytes of a file. Raises ReadError."""
    return fill(decode(raw, path, file))


def parse(text: str, path: str) -> Document:
    """Read a text that has no file. Raises ReadError."""
    return fill(Document(path, text))


def fill(document: Document) -> Document:
    """Read the text of a document. Raises ReadError.

    The cyclic collector rests meanwhile: a tree has no garbage, and going over it again and again costs four times the parsing.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        _read_roots(document)
    finally:
        if collecting:
            gc.enable()
    return document


def _read_roots(document: Document) -> None:
    """JSON by its extension or by its looks. What begins like JSON and is not may be YAML, which has braces too."""
    ink = INK.search(document.text)
    if ink is None:
        return
    if len(document.text) > MAX_MARKS and sum(map(document.text.count, MARKS)) > MAX_MARKS:
        raise ReadError("the file holds more values than any API definition or template", document, 0)
    if document.path.lower().endswith(".json"):
        _read_json(document)
    elif ink[0] in "{[":
        try:
            _read_json(document)
        except ReadError as as_json:
            try:
                _read_yaml(document)
            except ReadError as as_yaml:
                # The reader that came further is the one that the author had in mind.
                raise max(as_yaml, as_json, key=lambda error: error.place.start) from None
    else:
        _read_yaml(document)


def _read_json(document: Document) -> None:
    from apigw_lint.source.json_reader import read_json

    document.roots = [read_json(document)]
    document.format = "json"


def _read_yaml(document: Document) -> None:
    from apigw_lint.source.yaml_reader import read_yaml

    document.roots = read_yaml(document)
