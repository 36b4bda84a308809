"""Lambda functions behind an API, who may invoke them, and the roles that API Gateway assumes."""

from __future__ import annotations

from typing import Any

from apigw_lint.model.element import Element
from apigw_lint.model.value import UNKNOWN


class LambdaFunction(Element):
    """A function. `timeout` is in seconds (None: 3). `other_triggers`: queues, schedules or streams call it as well."""

    timeout: int | None = None
    name: str | None = None
    exported: bool = False
    other_triggers: bool = False
    aliases: list[str] = []


class Qualifier(Element):
    """An alias or version of a function. `label` is its logical id."""

    name: str | None = None
    function: LambdaFunction | None = None


class LambdaPermission(Element):
    """A statement of a function's resource policy. `origin` is "sam" for those SAM generates.

    `qualifier` is the alias or version that it is put on.
    """

    origin: str = "written"
    function: LambdaFunction | None = None
    function_name: str | None = None
    qualifier: str | None = None
    principal: str | None = None
    action: str | None = None
    source_arn: str | None = None
    source_account: str | None = None
    organisation: str | None = None
    url_auth_type: str | None = None


class Role(Element):
    """An IAM role. `trusted` lists the service principals and ARNs of its trust policy, UNKNOWN when unread.

    `statements` are those of its inline policies as plain data; `policies_known`: no managed or imported policy adds to them.
    """

    trusted: list[str] | None = UNKNOWN
    statements: list[Any] = []
    policies_known: bool = True
