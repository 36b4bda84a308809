"""One edit of a project whose CORS works: the rule that it is about speaks, at its line, and no other does."""

from __future__ import annotations

import pytest

from tests.mutations.mutation import PROJECTS, mutate

DEFINITION = (PROJECTS / "cors-definition" / "openapi.yaml").read_text(encoding="utf-8")
OPTIONS = DEFINITION[DEFINITION.index("    options:") :]
GATEWAY = DEFINITION[DEFINITION.index("  DEFAULT_5XX:") : DEFINITION.index("components:")]
TEMPLATE = (PROJECTS / "cors-template" / "template.yaml").read_text(encoding="utf-8")
PREFLIGHT = TEMPLATE[TEMPLATE.index("  Preflight:") :]
HTTP = (PROJECTS / "cors-http" / "template.yaml").read_text(encoding="utf-8")
OPEN_OPTIONS = HTTP[HTTP.index("  Preflight:") :]
HEADER = "method.response.header.Access-Control"
FUNCTION = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:pets/invocations"
ANSWERED = f"""\
            statusCode: "200"
            responseParameters:
              {HEADER}-Allow-Origin: "'https://shop.example.com'"
"""


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param(OPTIONS, "", ["cors-preflight-missing: get:"], id="no preflight"),
        pytest.param(
            "      security: []\n",
            "      security: [{users: [pets/read]}]\n",
            ["cors-preflight-conflicting: security: [{users: [pets/read]}]"],
            id="an authorizer on the preflight",
        ),
        pytest.param(
            f"""{HEADER}-Allow-Origin: "'https://shop.example.com'"  # leave\n              """,
            "",
            ["cors-origin-missing: options:"],
            id="declared and never set",
        ),
        pytest.param(
            ANSWERED,
            '            statusCode: "200"\n',
            ['cors-response-missing: statusCode: "200" (43)'],
            id="no origin on the answer",
        ),
        pytest.param(
            "'GET,PUT'",
            "'GET,put'",
            [f"cors-method-missing: {HEADER}-Allow-Methods: \"'GET,put'\""],
            id="a verb in lower case",
        ),
        pytest.param(
            "'Authorization,Content-Type'",
            "'Content-Type'",
            [f"cors-header-missing: {HEADER}-Allow-Headers: \"'Content-Type'\""],
            id="the token's header",
        ),
        pytest.param(
            "'Authorization,Content-Type'",
            "'Authorization'",
            [f"cors-header-missing: {HEADER}-Allow-Headers: \"'Authorization'\""],
            id="JSON without Content-Type",
        ),
        pytest.param(
            "\"'https://shop.example.com'\"  # leave",
            '"https://shop.example.com"  # leave',
            [f'cors-value-invalid: {HEADER}-Allow-Origin: "https://shop.example.com"  # leave'],
            id="no inner quotes",
        ),
        pytest.param(
            "https://shop.example.com'\"  # leave",
            "https://shop.example.com/'\"  # leave",
            [f"cors-value-invalid: {HEADER}-Allow-Origin: \"'https://shop.example.com/'\"  # leave"],
            id="a slash at the end",
        ),
        pytest.param(
            "\"'https://shop.example.com'\"  # leave",
            "\"'*'\"  # leave",
            [f"cors-credentials-wildcard: {HEADER}-Allow-Origin: \"'*'\"  # leave"],
            id="every origin, with credentials",
        ),
        pytest.param(
            "'https://shop.example.com'\"\n    put:",
            "'https://admin.example.com'\"\n    put:",
            [f"cors-response-missing: {HEADER}-Allow-Origin: \"'https://admin.example.com'\""],
            id="an answer for others",
        ),
        pytest.param(
            "  DEFAULT_5XX:\n    responseParameters: {gatewayresponse.header.Access-Control-Allow-Origin: \"'https://shop",
            "  DEFAULT_5XX:\n    responseParameters: {gatewayresponse.header.Access-Control-Allow-Origin: \"'https://admin",
            [
                "cors-gateway-missing: responseParameters: {gatewayresponse.header.Access-Control-Allow-Origin: \"'https://admin.example.com'\"}"
            ],
            id="refusals for others",
        ),
        pytest.param(
            "paths:\n",
            "paths:\n  /orders:\n    put:\n      security: [{users: [pets/write]}]\n      x-amazon-apigateway-integration:\n"
            "        {type: http_proxy, httpMethod: PUT, uri: 'https://store.example.com/orders'}\n",
            ["cors-path-missing: put: (28)"],
            id="a path left out",
        ),
        pytest.param(
            "        type: http_proxy\n        httpMethod: PUT\n        uri: https://store.example.com/saved\n",
            f"        type: aws_proxy\n        httpMethod: POST\n        uri: {FUNCTION}\n        responses:\n          default:\n"
            f"            statusCode: '200'\n            responseParameters: {{{HEADER}-Allow-Origin: \"'*'\"}}\n",
            [f"cors-header-ignored: responseParameters: {{{HEADER}-Allow-Origin: \"'*'\"}}"],
            id="headers of a proxy",
        ),
        pytest.param(GATEWAY, "", ["cors-gateway-missing: DEFAULT_4XX:"], id="no origin on 5xx"),
        pytest.param(
            "  DEFAULT_5XX:\n",
            '  THROTTLED: {statusCode: "429"}\n  DEFAULT_5XX:\n',
            ['cors-gateway-missing: THROTTLED: {statusCode: "429"}'],
            id="a type that stands for itself",
        ),
        pytest.param(
            "paths:\n  /pets:\n",
            "x-amazon-apigateway-cors: {allowOrigins: ['https://shop.example.com']}\npaths:\n  /pets:\n",
            ["cors-kind-ignored: x-amazon-apigateway-cors: {allowOrigins: ['https://shop.example.com']}"],
            id="settings of another kind of API",
        ),
    ],
)
def test_an_edit_of_a_definition(old: str, new: str, found: list[str]) -> None:
    assert mutate("cors-definition", old, new) == found


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param(PREFLIGHT, "", ["cors-preflight-missing: List:"], id="no preflight"),
        pytest.param(
            "[image/png]", "['*/*']", ["cors-binary-conflicting: Integration: (33)"], id="every type is binary"
        ),
        pytest.param(
            "\"'X-Api-Key'\"",
            "\"'X-Shop'\"",
            ["cors-header-missing: method.response.header.Access-Control-Allow-Headers: \"'X-Shop'\""],
            id="the key's header",
        ),
        pytest.param(
            "Access-Control-Allow-Origin: \"'https://shop.example.com'\"",
            "Access-Control-Allow-Origin: \"'*'\"",
            ["cors-origin-wildcard: method.response.header.Access-Control-Allow-Origin: \"'*'\""],
            id="every origin",
        ),
    ],
)
def test_an_edit_of_a_template(old: str, new: str, found: list[str]) -> None:
    assert mutate("cors-template", old, new) == found


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param(OPEN_OPTIONS, "", ["cors-default-unreachable: AuthorizationType: JWT (45)"], id="no open OPTIONS"),
        pytest.param(
            "        AllowOrigins:\n          - https://shop.example.com\n",
            "",
            ["cors-origin-missing: CorsConfiguration:"],
            id="no origin",
        ),
        pytest.param(
            "https://shop.example.com", "https://*", ["cors-origin-unrestricted: AllowOrigins:"], id="every site"
        ),
        pytest.param(
            "[GET, PUT, DELETE]", "[GET, PUT]", ["cors-method-missing: AllowMethods: [GET, PUT]"], id="a verb left out"
        ),
        pytest.param(
            "[GET, PUT, DELETE]", "['*']", ["cors-credentials-wildcard: AllowMethods: ['*']"], id="every verb"
        ),
        pytest.param(
            "[authorization, content-type]",
            "[content-type]",
            ["cors-header-missing: AllowHeaders: [content-type]"],
            id="the token's header",
        ),
        pytest.param("MaxAge: 3600", "MaxAge: 86401", ["cors-value-invalid: MaxAge: 86401"], id="too long"),
    ],
)
def test_an_edit_of_an_http_api(old: str, new: str, found: list[str]) -> None:
    assert mutate("cors-http", old, new) == found


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param("- image~1png", "- '*~1*'", ["cors-binary-conflicting: BinaryMediaTypes:"], id="every type"),
        pytest.param("'GET,PUT'", "'GET'", ["cors-method-missing: AllowMethods: \"'GET'\""], id="a verb left out"),
        pytest.param(
            "'Authorization'",
            "'Content-Type'",
            ["cors-header-missing: AllowHeaders: \"'Content-Type'\""],
            id="the token's header",
        ),
    ],
)
def test_an_edit_of_a_sam_template(old: str, new: str, found: list[str]) -> None:
    assert mutate("cors-sam", old, new) == found
