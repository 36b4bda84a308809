"""Resources as they are declared, for those who judge them by the specifications of their types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.dialects import functions
from apigw_lint.model.declaration import Declaration

if TYPE_CHECKING:
    from collections.abc import Collection

    from apigw_lint.dialects.cloudformation.template import Template
    from apigw_lint.dialects.scope import Scope
    from apigw_lint.source.node import Node

SERVICES = ("AWS::ApiGateway::", "AWS::ApiGatewayV2::")
BESIDE = frozenset(
    (
        "AWS::CertificateManager::Certificate",
        "AWS::Lambda::Permission",
        "AWS::WAFRegional::WebACLAssociation",
        "AWS::WAFv2::WebACLAssociation",
        "AWS::Serverless::Api",
        "AWS::Serverless::Function",
        "AWS::Serverless::HttpApi",
        "AWS::Serverless::StateMachine",
        "AWS::Serverless::WebSocketApi",
    )
)
"""Types of other services that make, guard or call an API."""

WITH_EVENTS = ("AWS::Serverless::Function", "AWS::Serverless::StateMachine")


def declare(template: Template, implied: Collection[str] = ()) -> None:
    """Hand the stack its resources as they are written. `implied` are those that nobody wrote.

    None when a macro that is not read may write them anew before CloudFormation sees them. The conditions in them are settled here,
    while the scenarios are found, though nothing is evaluated before somebody asks.
    """
    scope, stack = template.scope, template.stack
    if stack.rewritten:
        return
    conditional = any(word in scope.root.document.text for word in ("!If", "Fn::If"))
    for logical_id in scope.resources:
        kind = template.type_of(logical_id)
        covered = kind in BESIDE or kind.startswith(SERVICES)
        if covered and logical_id not in implied and scope.present(logical_id) is not False:
            properties = template.properties(logical_id)
            place = scope.root["Resources"].key_place(logical_id)
            declaration = Declaration(place, logical_id, type=kind, properties=properties)
            declaration.places["type"] = scope.resources[logical_id]["Type"].place
            declaration.within(stack)
            stack.declarations.append(declaration)
            if conditional:
                _settle(scope, properties.node if kind not in WITH_EVENTS else properties["Events"].node)


def _settle(scope: Scope, node: Node) -> None:
    """Ask for every condition that decides what stands in a value."""
    called = functions.call(node)
    if called and called[0] == "Fn::If":
        branches = called[1].elements()
        truth = scope.truth(branches[0].text or "") if len(branches) == 3 else None
        if truth is not None:
            _settle(scope, branches[1 if truth else 2])
        return
    for _, entry in node.items():
        _settle(scope, entry)
    for item in node.elements():
        _settle(scope, item)
