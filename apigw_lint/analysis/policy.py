"""The resource policies of a model, ready to be asked. What a policy means is looked into only where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.model.api import REST
from apigw_lint.model.value import UNKNOWN

if TYPE_CHECKING:
    from apigw_lint.analysis.policy_reading import Reading
    from apigw_lint.iam import statement as iam
    from apigw_lint.model.policy import Policy, Statement

PUBLIC = ("REGIONAL", "EDGE")
# The keys that only requests through a VPC endpoint have [DG apigateway-resource-policies-aws-condition-keys].
PRIVATE_KEYS = ("aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip")


def reading(policy: Policy) -> Reading | None:
    """The policy with its API; None for one that is not the resource policy of a REST API. Worked out once for each policy."""
    if policy.attached_to not in ("api", "file") or not isinstance(policy.document, dict):
        return None
    if policy.api is not None and policy.api.kind is not UNKNOWN and policy.api.kind != REST:
        return None
    if policy.reading is None:
        from apigw_lint.analysis.policy_reading import Reading

        policy.reading = Reading(policy)
    found: Reading = policy.reading
    return found


def of_statement(statement: Statement) -> Reading | None:
    """The reading of the policy that holds a statement."""
    owner: Any = statement.owner
    return reading(owner)


def names_everybody(statement: iam.Statement) -> bool:
    """Whether the Principal is `*`."""
    principal = statement.principal
    entries = principal.entries if principal and not principal.negated else ()
    return any(one.kind == "AWS" and one.text.literal == "*" for one in entries)


def named_principals(statement: iam.Statement) -> bool:
    """Whether the statement names AWS principals other than everybody."""
    entries = statement.principal.entries if statement.principal else ()
    return any(one.kind == "AWS" and one.text.literal != "*" for one in entries)
