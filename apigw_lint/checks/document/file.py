"""Files as such: what does not parse, what a reader loses, and what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.model.hit import hit

if TYPE_CHECKING:
    from apigw_lint.model.definition import DuplicateKey, MissingFile, UnreadableFile
    from apigw_lint.model.hit import Hits

NESTED = ("TemplateURL", "Location")


def syntax_invalid(file: UnreadableFile) -> Hits:
    yield hit(file.place, reason=file.reason.rstrip("."))


def key_duplicate(duplicate: DuplicateKey) -> Hits:
    yield hit(duplicate.place, key=duplicate.key, related=((duplicate.at("first"), "first here"),))


def include_missing(file: MissingFile) -> Hits:
    """A file that a definition is taken from. A nested template is a stack of its own, which is judged where it lies, and
    what stands in braces is filled in by others.
    """
    if file.property not in NESTED and "{" not in file.target:
        yield hit(file.place, target=file.target, property=file.property)
