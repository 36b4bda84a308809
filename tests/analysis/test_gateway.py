"""The answers that the gateway gives by itself, and those that a page may not read."""

from __future__ import annotations

import pytest

from apigw_lint.analysis import gateway
from apigw_lint.model.api import REST
from tests.dialects.openapi.definitions import of_kind

SCHEMES = """
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: x-api-key}
    iam: {type: apiKey, in: header, name: Authorization, x-amazon-apigateway-authtype: awsSigv4}
    users: {type: apiKey, in: header, name: X, x-amazon-apigateway-authorizer: {type: token, authorizerUri: "arn:aws:x"}}
"""


@pytest.mark.parametrize(
    ("operation", "statuses"),
    [
        ("{x-amazon-apigateway-integration: {type: mock}}", {429}),
        ("{x-amazon-apigateway-integration: {type: http_proxy}}", {429, 504}),
        ("{security: [{key: []}], x-amazon-apigateway-integration: {type: mock}}", {403, 429}),
        ("{security: [{users: []}], x-amazon-apigateway-integration: {type: mock}}", {401, 403, 429}),
        ("{security: [{iam: []}], x-amazon-apigateway-integration: {type: mock}}", {403, 429}),
        ("{x-amazon-apigateway-request-validator: all, x-amazon-apigateway-integration: {type: mock}}", {400, 429}),
    ],
)
def test_what_callers_of_a_route_may_meet(operation: str, statuses: set[int]) -> None:
    api = of_kind(REST, f"{SCHEMES}\npaths: {{/pets: {{get: {operation}}}}}")
    assert set(gateway.answers(api.routes[0]).values()) == statuses


ALLOWING = "{responseParameters: {gatewayresponse.header.Access-Control-Allow-Origin: \"'*'\"}}"


@pytest.mark.parametrize(
    ("responses", "lost"),
    [
        ("{}", {"THROTTLED", "INTEGRATION_TIMEOUT"}),
        (f"{{DEFAULT_4XX: {ALLOWING}}}", {"INTEGRATION_TIMEOUT"}),
        (f"{{DEFAULT_4XX: {ALLOWING}, DEFAULT_5XX: {ALLOWING}}}", set()),
        (f"{{DEFAULT_4XX: {ALLOWING}, DEFAULT_5XX: {ALLOWING}, THROTTLED: {{statusCode: 429}}}}", {"THROTTLED"}),
        (f"{{THROTTLED: {ALLOWING}}}", {"INTEGRATION_TIMEOUT"}),
    ],
)
def test_a_type_that_is_customised_stands_for_itself(responses: str, lost: set[str]) -> None:
    api = of_kind(REST, f"x-amazon-apigateway-gateway-responses: {responses}")
    assert set(gateway.unreadable(api, {"THROTTLED": 429, "INTEGRATION_TIMEOUT": 504})) == lost
