"""A CloudFormation document into a stack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.dialects.cloudformation import domain, function, join, method, plan, rest, stage, v2
from apigw_lint.dialects.cloudformation.declaration import declare
from apigw_lint.dialects.cloudformation.template import Template
from apigw_lint.dialects.include import INCLUDE
from apigw_lint.dialects.loops import LOOP
from apigw_lint.model.stack import Stack
from apigw_lint.model.value import UNKNOWN

if TYPE_CHECKING:
    from apigw_lint.dialects.scope import Scope
    from apigw_lint.source.document import Document
    from apigw_lint.source.node import Node

FILES = (rest, method, v2, stage, plan, domain, function)
READERS = {kind: reader for file in FILES for kind, reader in file.READERS.items()}
TRANSFORMS_READ = (
    "AWS::Serverless-2016-10-31",
    "AWS::LanguageExtensions",
    "AWS::CodeDeployBlueGreen",
    "AWS::SecretsManager",
)


def recognises(root: Node) -> bool:
    """A mapping with resources that have a type, and not a Serverless Framework file."""
    resources = root["Resources"]
    typed = any(node["Type"].text or name.startswith(LOOP) for name, node in resources.items())
    return resources.is_map and typed and "service" not in root


def read(document: Document, root: Node, scope: Scope) -> Stack:
    """The stack that a template becomes in one scenario."""
    template = Template(start(document, root, scope), scope, READERS)
    template.read_all()
    join.everything(template)
    declare(template)
    return template.stack


def start(document: Document, root: Node, scope: Scope) -> Stack:
    """A stack with nothing in it yet."""
    stack = Stack(root.key_place("Resources"), document.path, region=scope.region or UNKNOWN)
    stack.dialect = (
        "cdk" if document.path.endswith(".template.json") or "aws:cdk:path" in document.text else "cloudformation"
    )
    transforms = root["Transform"]
    names = [transforms.text] if transforms.text else [one.text for one in transforms.elements()]
    stack.complete = INCLUDE not in root["Resources"] and all(name in TRANSFORMS_READ for name in names)
    stack.rewritten = any(name is not None and name not in TRANSFORMS_READ for name in names)
    return stack
