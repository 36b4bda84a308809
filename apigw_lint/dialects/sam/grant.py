"""The Lambda permissions that SAM makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects.sam.nodes import made
from apigw_lint.dialects.view import View
from apigw_lint.model.function import LambdaPermission

if TYPE_CHECKING:
    from apigw_lint.dialects.cloudformation.template import Template
    from apigw_lint.source.place import Place

ARN = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:"


def grant(template: Template, at: Place, label: str, api: Any, tail: str) -> LambdaPermission:
    """A permission for API Gateway to call a function. `api` says whose calls, as a node or plain data; `tail` which of them."""
    found = LambdaPermission(
        at, label, origin="sam", principal="apigateway.amazonaws.com", action="lambda:InvokeFunction"
    )
    source = made(at, {"Fn::Sub": [f"{ARN}${{Api}}{tail}", {"Api": api}]})
    found.source_arn = View(template.scope, source).value()
    found.within(template.stack)
    template.stack.permissions.append(found)
    return found
