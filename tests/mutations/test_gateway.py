"""One edit of an API's own settings: the rule that it is about speaks, at its line, and no other does."""

from __future__ import annotations

import pytest

from tests.mutations.mutation import mutate

EDITS = [
    ("gateway-document", "  THROTTLED:", "  TOO_MANY:", ["gateway-response-unknown: TOO_MANY:"]),
    ("gateway-document", "  THROTTLED:", "  REQUEST_TOO_LARGE:", ["gateway-response-ignored: REQUEST_TOO_LARGE:"]),
    ("gateway-document", "\"'60'\"", "60", ["gateway-response-invalid: gatewayresponse.header.Retry-After: 60"]),
    ("gateway-document", "compression-size: 1024", "compression-size: 99999999",
     ["compression-size-invalid: x-amazon-apigateway-minimum-compression-size: 99999999"]),
    ("gateway-document", "[image/png]", "[png]", ["binary-type-invalid: x-amazon-apigateway-binary-media-types: [png]"]),
    ("gateway-document", "key-source: HEADER", "key-source: QUERY",
     ["apikey-source-invalid: x-amazon-apigateway-api-key-source: QUERY"]),
    ("gateway-document", "key-source: HEADER", "key-source: AUTHORIZER", ["apikey-source-invalid: key: []"]),
    ("gateway-document", "{type: API}", "{type: ALL}", ["documentation-part-invalid: - location: {type: ALL}"]),
    ("stage-rest", "ResponseType: ACCESS_DENIED", "ResponseType: DENIED", ["gateway-response-unknown: ResponseType: DENIED"]),
    ("stage-rest", 'StatusCode: "403"', "StatusCode: forbidden", ["gateway-response-invalid: StatusCode: forbidden"]),
    ("stage-rest", "MinimumCompressionSize: 1024", "MinimumCompressionSize: -1",
     ["compression-size-invalid: MinimumCompressionSize: -1"]),
    ("stage-rest", "BinaryMediaTypes: [image/png]", "BinaryMediaTypes: [.png]",
     ["binary-type-invalid: BinaryMediaTypes: [.png]"]),
    ("stage-rest", "Location: {Type: API}", "Location: {Type: Api}", ["documentation-part-invalid: Location: {Type: Api}"]),
    ("stage-rest", "ApiKeySourceType: HEADER", "ApiKeySourceType: AUTHORIZER",
     ["apikey-source-invalid: ApiKeyRequired: true"]),
    ("stage-sam", "        THROTTLED:", "        THROTTLE:", ["gateway-response-unknown: THROTTLE:"]),
    ("stage-sam", "\"'60'\"", '"60"', ['gateway-response-invalid: Retry-After: "60"']),
    ("stage-http", "RouteKey: GET /orders\n", "RouteKey: GET /orders\n      ApiKeyRequired: true\n",
     ["gateway-feature-ignored: ApiKeyRequired: true"]),
    ("stage-rest", 'StatusCode: "403"', 'StatusCode: "200"', ['gateway-status-mismatched: StatusCode: "200"']),
    ("stage-sam", "StatusCode: 429", "StatusCode: 403", ["gateway-status-mismatched: StatusCode: 403"]),
    ("stage-sam", "\"'60'\"", "\"'60s'\"", ["gateway-retry-invalid: Retry-After: \"'60s'\""]),
    ("deployment-body", "      FailOnWarnings: true\n", "", ["import-warnings-ignored: Body:"]),
    ("deployment-body", "FailOnWarnings: true", "FailOnWarnings: false", ["import-warnings-ignored: FailOnWarnings: false"]),
]  # fmt: skip


@pytest.mark.parametrize(("project", "old", "new", "found"), EDITS)
def test_an_edit_of_a_setting(project: str, old: str, new: str, found: list[str]) -> None:
    assert mutate(project, old, new) == found
