"""Which dialect a document is written in, and the stacks that it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.dialects import openapi, policy, sam
from apigw_lint.dialects.cloudformation import read as cloudformation
from apigw_lint.dialects.scope import Scope

if TYPE_CHECKING:
    from apigw_lint.model.stack import Stack
    from apigw_lint.source.document import Document


def stacks(document: Document, region: str | None = None) -> list[Stack]:
    """The stacks of a document, one for each of its roots that is ours; none for a file that is not."""
    found: list[Stack] = []
    for root in document.roots:
        if cloudformation.recognises(root):
            found.append(sam.read(document, root, Scope(root, region=region)))
        elif (stack := openapi.read(document, root) or policy.read(document, root)) is not None:
            found.append(stack)
    return found
