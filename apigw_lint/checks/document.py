"""Documents as such: what does not parse, and what a reader loses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.model.hit import hit

if TYPE_CHECKING:
    from apigw_lint.model.definition import DuplicateKey, UnreadableFile
    from apigw_lint.model.hit import Hits


def syntax_invalid(file: UnreadableFile) -> Hits:
    yield hit(file.place, reason=file.reason.rstrip("."))


def key_duplicate(duplicate: DuplicateKey) -> Hits:
    yield hit(duplicate.place, key=duplicate.key, related=((duplicate.at("first"), "first here"),))
