"""Lambda functions, their aliases and permissions, and the roles that API Gateway assumes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects.cloudformation.template import target_of
from apigw_lint.dialects.view import View, fill, put
from apigw_lint.model.function import LambdaFunction, LambdaPermission, Qualifier, Role
from apigw_lint.model.value import UNKNOWN, Partial, join
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from apigw_lint.dialects.cloudformation.template import Template
    from apigw_lint.model.value import Reference

# What calls a function without a statement of the function's policy: by a role, or because it is the function's own.
TRIGGERS = (
    "AWS::Lambda::EventSourceMapping",
    "AWS::Lambda::Url",
    "AWS::Pipes::Pipe",
    "AWS::Scheduler::Schedule",
    "AWS::Serverless::StateMachine",
    "AWS::StepFunctions::StateMachine",
)
OWN = Pattern(
    r"arn:[^:]*(?:\$\{AWS::Partition\})?:lambda:\$\{AWS::Region\}:\$\{AWS::AccountId\}"
    r":function:((?:\$\{[^}]+\}|[\w-])+)(?::([^:/]+))?(?=/|$)"
)  # the ARN of a function of the stack's own account and Region, with its name and qualifier


def function(template: Template, logical_id: str, view: View) -> LambdaFunction:
    found = LambdaFunction(view.key_place, logical_id, exported=template.is_exported(logical_id))
    fill(found, view, timeout="Timeout", name="FunctionName")
    found.other_triggers = triggered(template, logical_id) or invoked_elsewhere(template, logical_id)
    found.within(template.stack)
    template.stack.functions.append(found)
    return found


def triggered(template: Template, logical_id: str) -> bool:
    """Whether something else of the template calls the function, or an alias or version of it."""
    qualifiers = template.of_type("AWS::Lambda::Alias", "AWS::Lambda::Version")
    own = {logical_id, *(one for one, _ in qualifiers if logical_id in template.names(one))}
    return any(own & template.names(trigger) for trigger, _ in template.of_type(*TRIGGERS))


def invoked_elsewhere(template: Template, logical_id: str) -> bool:
    """Whether a permission lets another service than API Gateway invoke the function."""
    for _, view in template.of_type("AWS::Lambda::Permission"):
        principal = view["Principal"].text()
        elsewhere = isinstance(principal, str) and not principal.startswith("apigateway.")
        if elsewhere and target_of(view["FunctionName"].value()) == logical_id:
            return True
    return False


def qualifier(template: Template, logical_id: str, view: View) -> Qualifier:
    found = Qualifier(view.key_place, logical_id)
    put(found, "name", view["Name"])
    found.function = template.referred(view["FunctionName"], LambdaFunction)
    return found


def permission(template: Template, logical_id: str, view: View) -> LambdaPermission:
    found = LambdaPermission(view.key_place, logical_id)
    fill(
        found,
        view,
        function_name="FunctionName",
        principal="Principal",
        action="Action",
        source_arn="SourceArn",
        source_account="SourceAccount",
        organisation="PrincipalOrgID",
        url_auth_type="FunctionUrlAuthType",
    )
    invoked(template, found, found.function_name)
    found.within(template.stack)
    template.stack.permissions.append(found)
    return found


def invoked(template: Template, found: LambdaPermission, name: Any) -> None:
    """The function that a permission is for, and the alias that it is put on; a literal name may be a function's own."""
    if join_qualified(template, found, name):
        return
    if isinstance(name, str):
        found.function = next(
            (one for one in functions(template) if isinstance(one.name, str) and one.name == name), None
        )


def join_qualified(template: Template, found: Any, text: Any) -> bool:
    """Join the function that a text mentions, and its alias or version; whether there is one."""
    mentioned = template.mentioned(text, LambdaFunction)
    if mentioned:
        found.function, found.qualifier = mentioned[0], suffix(text, mentioned[1])
        return True
    qualified = template.mentioned(text, Qualifier)
    if qualified:
        one = qualified[0]
        found.function, found.qualifier = one.function, one.name if isinstance(one.name, str) else one.label
    return bool(qualified)


def join_named(template: Template, found: Any, text: Any) -> None:
    """Join the function that a text calls by the very name that the template gives it."""
    named = OWN.search(str(text)) if isinstance(text, Partial) else None
    if named is None or "${...}" in named[1]:
        return
    called = (one for one in functions(template) if isinstance(one.name, (str, Partial)) and str(one.name) == named[1])
    found.function = next(called, None)
    if found.function is not None:
        found.qualifier = UNKNOWN if "$" in (named[2] or "") else named[2]


def suffix(text: Any, reference: Reference) -> Any:
    """The alias or version that follows a function in a text, `${Function.Arn}:live`; None when there is none."""
    if reference.attribute == "Alias":
        return "Alias"
    at = next(index for index, piece in enumerate(text.pieces) if piece is not UNKNOWN and piece == reference)
    after = text.pieces[at + 1 :]
    if not after or not isinstance(after[0], str) or not after[0].startswith(":"):
        return UNKNOWN if after and after[0] is UNKNOWN else None
    name = after[0][1:].partition("/")[0]
    whole = name and (len(after) == 1 or "/" in after[0]) and "$" not in name
    return name if whole else UNKNOWN


def functions(template: Template) -> list[LambdaFunction]:
    """Every function of the template."""
    types = ("AWS::Lambda::Function", "AWS::Serverless::Function")
    found = (template.element(logical_id) for logical_id, _ in template.of_type(*types))
    return [one for one in found if isinstance(one, LambdaFunction)]


def role(template: Template, logical_id: str, view: View) -> Role:
    found = Role(view.key_place, logical_id)
    trust = view["AssumeRolePolicyDocument"]
    if trust:
        found.places["trusted"] = trust.key_place
        found.trusted = trusted(trust.plain())
    found.policies_known = not view["ManagedPolicyArns"] and not view["PermissionsBoundary"] and view.known
    for policy in view["Policies"].elements():
        found.statements += statements(policy["PolicyDocument"].plain())
    found.policies_known = found.policies_known and view["Policies"].known
    for other, policy in template.of_type("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy"):
        if logical_id in template.depends_on(other):
            found.statements += statements(policy["PolicyDocument"].plain())
    found.within(template.stack)
    template.stack.roles.append(found)
    return found


def statements(document: Any) -> list[Any]:
    """The statements of a policy document given as plain data; UNKNOWN stands for what is not read."""
    if not isinstance(document, dict):
        return [UNKNOWN]
    found = document.get("Statement")
    return found if isinstance(found, list) else [found]


def trusted(document: Any) -> Any:
    """The principals that a trust policy allows to assume the role: services and ARNs, `*` for everyone."""
    names: list[Any] = []
    for statement in statements(document):
        principal = statement.get("Principal") if isinstance(statement, dict) else UNKNOWN
        if isinstance(principal, dict):
            for values in principal.values():
                names += values if isinstance(values, list) else [values]
        else:
            names.append(principal)
    return (
        UNKNOWN
        if not all(isinstance(name, (str, Partial)) for name in names)
        else [join([name]) if isinstance(name, str) else name for name in names]
    )


READERS = {
    "AWS::Lambda::Function": function,
    "AWS::Lambda::Alias": qualifier,
    "AWS::Lambda::Version": qualifier,
    "AWS::Lambda::Permission": permission,
    "AWS::IAM::Role": role,
}
