"""One edit to a correct project of the document rules brings about exactly the finding that it deserves."""

from __future__ import annotations

import pytest

from tests.mutations.mutation import mutate

DOCUMENT, RESOURCES, ROUTES, FILES = "orders-document", "orders-resources", "orders-routes", "orders-files"
EDITS = [
    (DOCUMENT, "openapi: 3.0.1", "openapi: 3.1.0", "openapi-version-invalid: openapi: 3.1.0"),
    (FILES, "OpenApiVersion: 3.0.1", "OpenApiVersion: 3.1.0", "openapi-version-invalid: OpenApiVersion: 3.1.0"),
    (RESOURCES, "      Name: orders\n", "", "api-source-invalid: Api:"),
    (ROUTES, "{Name: orders, ProtocolType: HTTP}", "{Name: orders}", "api-source-invalid: Api:"),
    (FILES, "              x-amazon-apigateway-auth: {type: AWS_IAM}", "              x-amazon-apigateway-auth: AWS_IAM", "extension-value-invalid: x-amazon-apigateway-auth: AWS_IAM"),
    (DOCUMENT, '{$ref: "#/components/schemas/Orders"}', '{$ref: "#/components/schemas/Ordrs"}', 'reference-target-undefined: application/json: {schema: {$ref: "#/components/schemas/Ordrs"}}'),
    (FILES, '{$ref: "#/components/schemas/Orders"}', '{$ref: "models.yaml#/Orders"}', 'reference-file-invalid: application/json: {schema: {$ref: "models.yaml#/Orders"}}'),
    (DOCUMENT, "x-amazon-apigateway-binary-media-types:", "x-amazon-apigateway-binary-media-type:", "extension-name-unknown: x-amazon-apigateway-binary-media-type: [image/png]"),
    (DOCUMENT, 'info: {title: orders, version: "1.0"}', 'info: {title: orders, version: "1.0", x-amazon-apigateway-api-key-source: HEADER}', 'extension-place-ignored: info: {title: orders, version: "1.0", x-amazon-apigateway-api-key-source: HEADER}'),
    (DOCUMENT, "binary-media-types: [image/png]", "binary-media-types: image/png", "extension-value-invalid: x-amazon-apigateway-binary-media-types: image/png"),
    (DOCUMENT, "  full: {validateRequestBody: true, validateRequestParameters: true}", "  full: {validateRequestBody: true, validateRequestParameters: true, validateHeaders: true}", "extension-field-unknown: full: {validateRequestBody: true, validateRequestParameters: true, validateHeaders: true}"),
    (DOCUMENT, "          default: {statusCode: \"204\"}", "          default: \"204\"", "extension-value-invalid: default: \"204\""),
    (DOCUMENT, "paths:\n", "x-amazon-apigateway-endpoint-configuration: {disableExecuteApiEndpoint: false}\npaths:\n", "extension-place-ignored: x-amazon-apigateway-endpoint-configuration: {disableExecuteApiEndpoint: false}"),
    (DOCUMENT, "  full: {validateRequestBody: true, validateRequestParameters: true}", "  full: {validateRequestBody: true, validateRequestParameters: true", "document-syntax-invalid: body: {validateRequestBody: true, validateRequestParameters: false}"),
    (DOCUMENT, "        201:\n", "        201: {description: taken}\n        \"201\":\n", 'document-key-duplicate: "201":'),
    (DOCUMENT, "    post:\n", "    post:\n      callbacks: {}\n", "openapi-feature-ignored: callbacks: {}"),
    (FILES, 'uri: "https://orders.example.com/"', 'uri: !Sub "https://orders.example.com/"', 'include-intrinsic-invalid: x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: !Sub "https://orders.example.com/", payloadFormatVersion: "1.0"}'),
    (FILES, "uri: !Sub https://${Host}/orders", "uri: https://${Host}/orders", "body-variable-undefined: uri: https://${Host}/orders"),
    (DOCUMENT, "security: [{signed: []}]\n      responses:\n        200:", "security: {signed: []}\n      responses:\n        200:", "definition-structure-invalid: security: {signed: []}"),
    (DOCUMENT, "{name: page, in: query, required", "{name: page, in: querystring, required", "definition-structure-invalid: - {name: page, in: querystring, required: true, schema: {type: integer}}"),
    (FILES, "DefinitionUri: openapi.yaml", "DefinitionUri: opnapi.yaml", "include-file-missing: DefinitionUri: opnapi.yaml"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("project", "old", "new", "found"), EDITS, ids=[f"{one[3].split(':')[0]}-{n}" for n, one in enumerate(EDITS)]
)
def test_the_edit_is_found_and_nothing_else(project: str, old: str, new: str, found: str) -> None:
    assert mutate(project, old, new) == [found]
