"""A template with SAM's resources into a stack. One without them is read as CloudFormation alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects.cloudformation import join
from apigw_lint.dialects.cloudformation import read as plain
from apigw_lint.dialects.cloudformation.declaration import declare
from apigw_lint.dialects.sam import api as serverless
from apigw_lint.dialects.sam import function, websocket
from apigw_lint.dialects.sam.event import events, implied
from apigw_lint.dialects.sam.globals import PREFIX, enter, merged
from apigw_lint.dialects.sam.nodes import copied, put
from apigw_lint.dialects.sam.template import SamTemplate
from apigw_lint.dialects.sam.words import comes_as_written
from apigw_lint.model.function import LambdaPermission
from apigw_lint.model.value import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apigw_lint.dialects.scope import Scope
    from apigw_lint.model.stack import Stack
    from apigw_lint.source.document import Document
    from apigw_lint.source.node import Node
    from apigw_lint.source.place import Place

TRANSFORM = "AWS::Serverless-2016-10-31"
READERS: dict[str, Any] = {**plain.READERS, **serverless.READERS, **function.READERS, **websocket.READERS}


def read(document: Document, root: Node, scope: Scope) -> Stack:
    """The stack that a template becomes in one scenario."""
    if not speaks_sam(root):
        return plain.read(document, root, scope)
    found = events(scope)
    implicit = implied(found)
    scope = scope.rewritten(expanded(root, implicit))
    stack = plain.start(document, root, scope)
    stack.dialect = "sam"
    template = SamTemplate(stack, scope, READERS, found, set(implicit))
    template.read_all()
    connectors(template)
    join.everything(template)
    name_aliases(stack)
    replaced(stack, root["Resources"], implicit)
    if comes_as_written(scope):
        enter(stack, root["Globals"])
    declare(template, [name for name in implicit if name not in root["Resources"]])
    return stack


def speaks_sam(root: Node) -> bool:
    """Whether SAM's transform has anything to do here."""
    transforms = root["Transform"]
    names = [transforms.text, *(one.text for one in transforms.elements())]
    return TRANSFORM in names or any(
        (node["Type"].text or "").startswith(PREFIX) for _, node in root["Resources"].items()
    )


def expanded(root: Node, implicit: dict[str, tuple[Node, Place]]) -> Node:
    """The template with the implicit APIs among its resources and Globals merged into them."""
    top = copied(root)
    resources = copied(root["Resources"])
    for logical_id, (node, at) in implicit.items():
        put(resources, logical_id, node, at)
    resources.data = merged(dict(resources.items()), root["Globals"])
    put(top, "Resources", resources, root.key_place("Resources"))
    return top


def replaced(stack: Stack, resources: Node, implicit: Iterable[str]) -> None:
    """Tell an implicit API what a resource of its name says, which SAM puts it in place of [GH sam#1108, sam#1389]."""
    for api in stack.apis:
        if api.sam is None or api.label not in implicit or api.label not in resources:
            continue
        said = resources[api.label]["Properties"]
        api.sam.lost = [name for name, value in said.items() if (name, value.text) != ("StageName", "Prod")]
        api.sam.places["lost"] = resources.key_place(api.label)


def connectors(template: SamTemplate) -> None:
    """A connector lets one resource call another, in ways that are not read."""
    for logical_id, resource in template.scope.resources.items():
        if resource["Connectors"] or resource["Type"].text == f"{PREFIX}Connector":
            found = LambdaPermission(
                template.scope.root["Resources"].key_place(logical_id), f"{logical_id}Connector", origin="sam"
            )
            found.function_name = found.principal = found.action = found.source_arn = UNKNOWN
            found.within(template.stack)
            template.stack.permissions.append(found)


def name_aliases(stack: Stack) -> None:
    """Call the alias that SAM publishes by its name wherever `Function.Alias` is meant."""
    callers: list[Any] = [*stack.permissions]
    for api in [*stack.apis, *stack.outside_apis]:
        callers += [*join.integrations(api), *api.authorizers]
    for caller in callers:
        called, alias = caller.function, caller.qualifier
        if called is not None and called.aliases and isinstance(alias, str) and alias == "Alias":
            caller.qualifier = called.aliases[0]
