"""One edit to a correct project of the request rules brings about exactly the finding that it deserves."""

from __future__ import annotations

import pytest

from tests.mutations.mutation import mutate

DOCUMENT, RESOURCES = "orders-document", "orders-resources"
EDITS = [
    (
        DOCUMENT,
        "x-amazon-apigateway-request-validator: body",
        "x-amazon-apigateway-request-validator: bdoy",
        "validator-reference-undefined: x-amazon-apigateway-request-validator: bdoy",
    ),
    (
        DOCUMENT,
        "x-amazon-apigateway-request-validator: full",
        "x-amazon-apigateway-request-validator: all",
        "validator-reference-undefined: x-amazon-apigateway-request-validator: all",
    ),
    (
        RESOURCES,
        "      RequestModels: {application/json: !Ref Model}\n",
        "",
        "validator-effect-missing: RequestValidatorId: !GetAtt Validator.RequestValidatorId",
    ),
    (
        RESOURCES,
        "      RequestModels:\n        application/json: Order\n",
        "",
        "validator-effect-missing: RequestValidatorId: !Ref Validator",
    ),
    (
        RESOURCES,
        "      RequestValidatorId: !Ref Validator\n",
        "",
        "method-validator-missing: HttpMethod: POST",
    ),
    (
        RESOURCES,
        "method.request.header.x-trace: false",
        "method.request.headers.x-trace: false",
        "parameter-key-invalid: method.request.headers.x-trace: false",
    ),
    (
        DOCUMENT,
        "required: true, schema: {type: integer}}",
        "required: true, schema: {type: integer, minimum: 1}}",
        "parameter-check-ignored: - {name: page, in: query, required: true, schema: {type: integer, minimum: 1}}",
    ),
    (
        RESOURCES,
        "application/json: Order\n",
        "application/json: Ordre\n",
        "model-reference-undefined: application/json: Ordre",
    ),
    (
        RESOURCES,
        "Name: Reply\n",
        "Name: re-ply\n",
        "model-name-invalid: Name: re-ply",
    ),
    (
        RESOURCES,
        "properties: {id: {type: string}}",
        "properties: {id: {type: text}}",
        "model-schema-invalid: Schema:",
    ),
    (
        DOCUMENT,
        "        weight: {type: number}",
        "        weight: {type: number, exclusiveMinimum: 0}",
        "model-schema-invalid: weight: {type: number, exclusiveMinimum: 0}",
    ),
    (
        RESOURCES,
        "method.request.header.x-trace: false",
        "method.request.header.x-trace: optional",
        "parameter-key-invalid: method.request.header.x-trace: optional",
    ),
    (
        RESOURCES,
        "Schema: {type: object}",
        "Schema: {type: object, $schema: http://json-schema.org/draft-07/schema#}",
        "model-draft-mismatched: Schema: {type: object, $schema: http://json-schema.org/draft-07/schema#}",
    ),
    (
        DOCUMENT,
        "        weight: {type: number}",
        "        weight: {type: number, default: 1}",
        "model-support-missing: weight: {type: number, default: 1}",
    ),
    (
        DOCUMENT,
        "        note: {type: string}",
        "        note: {type: string, nullable: true}",
        "model-keyword-ignored: note: {type: string, nullable: true}",
    ),
    (
        DOCUMENT,
        "      additionalProperties: false\n",
        "",
        "model-property-unrestricted: properties:",
    ),
]


@pytest.mark.parametrize(
    ("project", "old", "new", "found"), EDITS, ids=[f"{one[3].split(':')[0]}-{n}" for n, one in enumerate(EDITS)]
)
def test_the_edit_is_found_and_nothing_else(project: str, old: str, new: str, found: str) -> None:
    assert mutate(project, old, new) == [found]
