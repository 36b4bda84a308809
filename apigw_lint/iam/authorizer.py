"""Resource policy and authorizer together: "How API Gateway resource policies affect authorization workflow"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.iam.answer import Answer

if TYPE_CHECKING:
    from apigw_lint.iam.access import Access
    from apigw_lint.iam.environment import Route

ALLOW, DENY, NEITHER = "Allow", "Deny", "Neither"


def combined(auth: str, policy: str, authorizer: str = NEITHER, *, same_account: bool = True) -> str:
    """What a call comes to: Allow or Deny, from what the policy and the authorizer (for AWS_IAM the caller's own
    policies) each say: Allow, Deny or Neither.

    An explicit Deny always wins. With a Lambda authorizer, and with AWS_IAM within the account, one Allow is enough
    (table A of the page); with AWS_IAM across accounts both must allow (table B). With Cognito a valid token (Allow) is
    needed first and then the policy alone decides, as the text of the page says. NONE leaves the policy alone too.
    """
    if DENY in (policy, authorizer):
        return DENY
    if auth == "CUSTOM" or (auth == "AWS_IAM" and same_account):
        return ALLOW if ALLOW in (policy, authorizer) else DENY
    needed = (policy,) if auth == "NONE" else (policy, authorizer)
    return ALLOW if all(one == ALLOW for one in needed) else DENY


def callable_by_somebody(access: Access, route: Route) -> Answer:
    """Can any call of this method succeed, its authorizer and the callers' own policies allowing what they can?

    A method without authorizer and one with a token are called unsigned, so the policy must allow the anonymous caller.
    """
    verb, path = route.verb, route.path
    if route.auth in ("NONE", "COGNITO_USER_POOLS"):
        return access.method_reachable(verb, path, "anonymous")
    if route.auth == "CUSTOM":
        return access.method_undenied(verb, path, "anonymous")
    if route.auth == "AWS_IAM":
        own = access.method_undenied(verb, path, "own")
        return own if own else _either(own, access.method_reachable(verb, path, "other"))
    answers = [callable_by_somebody(access, route._replace(auth=auth)) for auth in ("NONE", "CUSTOM", "AWS_IAM")]
    same = len({answer.verdict for answer in answers}) == 1
    return answers[0] if same else Answer("maybe", None, "authorization of the method")


def opened_by_policy(access: Access, route: Route) -> Answer:
    """Does the policy alone let a call of this method through, the authorizer or the caller's own policies being silent?

    Then a Lambda authorizer that does not deny is overruled, and every principal of the account may call a method with
    AWS_IAM. A method that asks for a token is never opened so.
    """
    if route.auth == "AWS_IAM":
        return access.method_reachable(route.verb, route.path, "own")
    if route.auth in ("NONE", "CUSTOM"):
        return access.method_reachable(route.verb, route.path, "anonymous")
    return Answer("no") if route.auth else Answer("maybe", None, "authorization of the method")


def _either(one: Answer, other: Answer) -> Answer:
    """The better of two answers: yes before maybe before no."""
    return min(one, other, key=lambda answer: ("yes", "maybe", "no").index(answer.verdict))
