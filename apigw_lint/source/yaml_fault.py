"""What is wrong with a text that is not YAML, in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from apigw_lint.source.read_error import ReadError
from apigw_lint.source.yaml_events import MarkedYAMLError, YAMLError

if TYPE_CHECKING:
    from apigw_lint.source.document import Document

FORBIDDEN = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # takes 5 ms to compile

AT_BEGIN = {
    "while scanning a quoted scalar": "this quoted text is never closed",
    "while scanning a simple key": "this line has no `:`; a text of several lines is indented deeper than its key",
}
"""Faults that show where the thing begins rather than where the parser gave up."""

AT_INDICATOR = ("while scanning an anchor", "while scanning an alias", "while scanning a tag", "while parsing a tag")

AT_FAULT = {
    "mapping values are not allowed in this context": "a `:` cannot stand here: quote the text, or check the indentation",
    "did not find expected key": "this does not fit the indentation of the mapping that begins on line {line}",
    "did not find expected '-' indicator": "this does not fit the indentation of the list that begins on line {line}",
    "did not find expected <document start>": "the document has ended before this: check the indentation, or a line `...` above",
    "did not find expected ',' or '}'": "`,` or `}}` is expected: the `{{` on line {line} is still open",
    "did not find expected ',' or ']'": "`,` or `]` is expected: the `[` on line {line} is still open",
    "block sequence entries are not allowed in this context": "a list item cannot begin here: `- ` goes on a line of its own",
    "mapping keys are not allowed in this context": "a key cannot begin here",
    "found unknown escape character": "not an escape that YAML knows: in double quotes a backslash is written as `\\\\`",
    "control characters are not allowed": "YAML cannot hold this character",
}

AT_CHARACTER = {
    "\t": "a tab cannot indent YAML: use spaces",
    "@": "a text cannot begin with `@` unless it is quoted",
    "`": "a text cannot begin with a backquote unless it is quoted",
    "%": "a text cannot begin with `%` unless it is quoted",
    "*": "`*` begins an alias: a text that begins with it is quoted",
    "&": "`&` begins an anchor: a text that begins with it is quoted",
    "!": "`!` begins a tag such as `!Ref`: a text that begins with it is quoted",
}


def fault(error: YAMLError, document: Document) -> ReadError:
    """The ReadError for what the YAML parser answered."""
    if not isinstance(error, MarkedYAMLError):
        return _forbidden(document)
    begin: Any = error.context_mark
    mark: Any = error.problem_mark or begin
    at: int = mark.index
    problem, context = error.problem or "", error.context or ""
    if begin is not None and context in AT_BEGIN and "escape" not in problem:
        return ReadError(AT_BEGIN[context], document, begin.index)
    if problem in AT_FAULT:
        line = document.position(begin.index)[0] if begin is not None else 0
        return ReadError(AT_FAULT[problem].format(line=line), document, at)
    start = begin.index if begin is not None and context in AT_INDICATOR else at
    character = document.text[start : start + 1]
    reason = AT_CHARACTER.get(character) or f"not YAML: {problem}" + (f" {context}" if context else "")
    return ReadError(reason, document, start)


def _forbidden(document: Document) -> ReadError:
    """A character that no YAML text may hold; the parser tells bytes, a reader wants to see the place."""
    found = re.search(FORBIDDEN, document.text)
    if found is None:
        return ReadError("not YAML", document, 0)
    code = ord(found[0])
    hint = ": is this UTF-16 without a byte order mark?" if code == 0 else ""
    return ReadError(f"YAML cannot hold the character U+{code:04X}{hint}", document, found.start())
