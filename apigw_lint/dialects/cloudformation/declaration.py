"""Resources as they are declared, for those who judge them by the specifications of their types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.model.declaration import Declaration

if TYPE_CHECKING:
    from collections.abc import Collection

    from apigw_lint.dialects.cloudformation.template import Template

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


def declare(template: Template, implied: Collection[str] = ()) -> None:
    """Hand the stack its resources as they are written. `implied` are those that nobody wrote.

    None when a macro that is not read may write them anew before CloudFormation sees them.
    """
    scope, stack = template.scope, template.stack
    if stack.rewritten:
        return
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
