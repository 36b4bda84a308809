"""The Lambda permissions that SAM makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.dialects.sam.nodes import made
from apigw_lint.dialects.view import View
from apigw_lint.model.function import LambdaPermission

if TYPE_CHECKING:
    from apigw_lint.dialects.cloudformation.template import Template
    from apigw_lint.source.place import Place

ARN = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:"


def grant(template: Template, at: Place, label: str, api: str, tail: str) -> LambdaPermission:
    """A permission for API Gateway to call a function, for what follows an API in the ARN of a call."""
    found = LambdaPermission(
        at, label, origin="sam", principal="apigateway.amazonaws.com", action="lambda:InvokeFunction"
    )
    source = made(at, {"Fn::Sub": [f"{ARN}${{Api}}{tail}", {"Api": {"Ref": api}}]})
    found.source_arn = View(template.scope, source).value()
    found.within(template.stack)
    template.stack.permissions.append(found)
    return found
