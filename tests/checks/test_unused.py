"""What nothing chooses: what the words of a definition count for."""

from __future__ import annotations

import pytest

from tests.checks.ruled import lines

DEFINITION = """\
openapi: "3.0.1"
info: {title: orders, version: "1.0"}
security: [{users: []}]
components:
  securitySchemes:
    key: {type: apiKey, name: x-api-key, in: header}
    users:
      type: apiKey
      name: Authorization
      in: header
      x-amazon-apigateway-authtype: cognito_user_pools
      x-amazon-apigateway-authorizer:
        type: cognito_user_pools
        providerARNs: [arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_abc123]
paths:
  /orders:
    get:
      security: [{key: []}]
      x-amazon-apigateway-integration: {type: mock}
    post:
%s      x-amazon-apigateway-integration: {type: mock}
"""


@pytest.mark.parametrize(("own", "found"), [
    ("", []),
    ("      security: []\n", [12]),
    ("      security: [{key: []}]\n", [12]),
    ("      security: [{users: []}]\n", []),
])  # fmt: skip
def test_the_root_chooses_an_authorizer_while_an_operation_leaves_the_choice_to_it(own: str, found: list[int]) -> None:
    assert lines("authorizer-unused", DEFINITION % own) == found
