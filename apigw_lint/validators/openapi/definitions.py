"""The API definitions in a document: the document itself, or what stands inside a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.source.document import Document
    from apigw_lint.source.node import Node

INLINE = {
    "AWS::ApiGateway::RestApi": "Body",
    "AWS::ApiGatewayV2::Api": "Body",
    "AWS::Serverless::Api": "DefinitionBody",
    "AWS::Serverless::HttpApi": "DefinitionBody",
}
"""The property that holds a definition, by the type of the resource."""


def definitions(document: Document) -> Iterator[tuple[list[str], Node]]:
    """Each definition of a document that states its version, with the path that leads to it."""
    for root in document.roots:
        if _states_version(root):
            yield [], root
        for name, resource in root["Resources"].items():
            held = INLINE.get(resource["Type"].text or "", "")
            if _states_version(resource["Properties"][held]):
                yield ["Resources", name, "Properties", held], resource["Properties"][held]


def _states_version(node: Node) -> bool:
    return "openapi" in node or "swagger" in node
