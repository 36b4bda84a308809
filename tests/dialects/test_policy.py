from __future__ import annotations

import json
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from apigw_lint.dialects import policy
from apigw_lint.dialects.scope import Scope
from apigw_lint.dialects.view import View
from apigw_lint.model.value import UNKNOWN, Partial
from apigw_lint.source.read import parse

if TYPE_CHECKING:
    from apigw_lint.model.policy import Policy
    from apigw_lint.source.place import Place

ALLOW = """
    Version: 2012-10-17
    Statement:
      - Sid: Everyone
        Effect: Allow
        Principal: "*"
        Action: execute-api:Invoke
        Resource: [execute-api:/prod/*, execute-api:/test/*]
      - Effect: Deny
        Principal: {AWS: [arn:aws:iam::123456789012:root, "210987654321"]}
        Action: [execute-api:Invoke]
        Resource: execute-api:/*
        Condition:
          StringNotEquals:
            aws:SourceVpce: [vpce-1, vpce-2]
            aws:SourceVpc: vpc-1
"""


def alone(text: str) -> Policy | None:
    """The policy of a document of its own."""
    document = parse(dedent(text), "policy.yaml")
    stack = policy.read(document, document.roots[0])
    return stack.policies[0] if stack else None


def whole(text: str) -> Policy:
    found = alone(text)
    assert found is not None
    return found


def of_property(value: str, definition: bool = False) -> Policy | None:
    """The policy of a property in a template."""
    root = parse(f"Resources: {{Api: {{Properties: {{Policy: {value}}}}}}}", "template.yaml").roots[0]
    properties = root["Resources"]["Api"]["Properties"]
    scope = Scope(root).for_definition() if definition else Scope(root)
    return policy.build(
        View(scope, properties["Policy"], properties.key_place("Policy")), attached_to="api", origin="property"
    )


def written(place: Place) -> str:
    return place.document.text[place.start : place.end]


def test_a_document_of_its_own() -> None:
    document = parse(dedent(ALLOW), "policies/private.yaml")
    stack = policy.read(document, document.roots[0])
    assert stack is not None
    assert (stack.dialect, stack.path) == ("policy", "policies/private.yaml")
    (found,) = stack.policies
    assert (found.attached_to, found.origin, found.version) == ("file", "file", "2012-10-17")
    assert found.document["Statement"][0]["Principal"] == "*"
    assert [(one.index, one.effect) for one in found.statements] == [(0, "Allow"), (1, "Deny")]
    assert found.path == "policies/private.yaml/policy:"


@pytest.mark.parametrize(
    "text",
    [
        "Statement: [{Effect: Allow, Action: 'execute-api:Invoke', Resource: '*'}]",  # an identity policy
        "Statement: [{Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*'}]",
        "Statement: [{Principal: '*', Action: 'lambda:InvokeFunction', Condition: {ArnLike: {AWS:SourceArn: 'arn:aws:execute-api:x'}}}]",
        "Version: 2012-10-17",
        "Statement: text",
        "[1]",
    ],
)
def test_other_documents_are_nobody_s_business(text: str) -> None:
    assert alone(text) is None


def test_a_single_statement_counts_as_a_list_of_one() -> None:
    found = whole(
        "Statement: {Effect: Allow, Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*'}"
    )
    assert [one.effect for one in found.statements] == ["Allow"]


def test_every_part_has_its_place() -> None:
    everyone, nobody = whole(ALLOW).statements
    assert written(everyone.place) == "Allow"
    assert written(everyone.part("Effect")) == "Allow"
    assert written(everyone.part("Principal")) == '"*"'
    assert written(everyone.part("Action", 0)) == "execute-api:Invoke"
    assert written(everyone.part("Resource", 1)) == "execute-api:/test/*"
    assert written(everyone.part("Resource")) == "Resource"
    assert written(nobody.part("Principal", "AWS", 1)) == '"210987654321"'
    assert written(nobody.part("Condition", "StringNotEquals", "aws:SourceVpce", 1)) == "vpce-2"
    assert written(nobody.part("Condition", "StringNotEquals", "aws:SourceVpc", 0)) == "vpc-1"
    assert written(nobody.part("Condition", "StringNotEquals", "aws:SourceVpc")) == "vpc-1"
    assert written(nobody.part("Condition", "StringNotEquals")) == "StringNotEquals"
    assert written(nobody.part("Condition", "Bool", "x", 0)) == "Condition"


def test_a_statement_is_known_by_its_sid_or_by_what_it_says() -> None:
    everyone, nobody = whole(ALLOW).statements
    assert everyone.label == "Everyone"
    reordered = 'Statement: [{Principal: "*", Action: "execute-api:Invoke", Effect: Deny}, {Effect: Deny, Action: "execute-api:Invoke", Principal: "*"}]'
    one, other = whole(reordered).statements
    assert one.label == other.label != nobody.label


def test_a_policy_may_be_json_text() -> None:
    document = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke"}],
    }
    found = of_property(json.dumps(json.dumps(document)))
    assert found is not None
    assert found.document == document
    assert found.version == "2012-10-17"
    (statement,) = found.statements
    assert (statement.effect, statement.data) == ("Allow", document["Statement"][0])
    assert json.loads(written(statement.part("Action", 0))) == json.dumps(document)


def test_json_text_with_unknown_pieces_keeps_them() -> None:
    found = of_property(
        """!Sub '{"Statement": {"Effect": "Allow", "Resource": "execute-api:/${Stage}/*", "Sid": "${Api}"}}'"""
    )
    assert found is not None
    resource = found.document["Statement"]["Resource"]
    assert isinstance(resource, Partial)
    assert str(resource) == "execute-api:/${Stage}/*"
    assert found.statements[0].data["Sid"].reference.target == "Api"


@pytest.mark.parametrize(
    "value", ["'{'", "'[]'", "'text'", "7", "[]", "{Ref: Policy}", "{Fn::Transform: {}}", "null", "!Sub '${Policy}'"]
)
def test_what_cannot_be_read_is_no_policy(value: str) -> None:
    assert of_property(value) is None


def test_unread_statements_keep_their_number() -> None:
    found = of_property("{Statement: [!If [Maybe, {Effect: Deny}, {Effect: Allow}], {Effect: !Ref Effect}]}")
    assert found is not None
    assert found.document["Statement"][0] is UNKNOWN
    assert [one.index for one in found.statements] == [1]


def test_policy_variables_are_no_placeholders() -> None:
    found = of_property(
        '{Statement: {Resource: "execute-api:/${aws:username}/${AWS::AccountId}/${other}"}}', definition=True
    )
    assert found is not None
    resource: Any = found.document["Statement"]["Resource"]
    assert resource.head == "execute-api:/${aws:username}/"
    assert resource.pieces[1].target == "AWS::AccountId"
    assert resource.pieces[3] is UNKNOWN
