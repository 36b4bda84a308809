"""What the schema of the extensions knows is said once: by the extension rules, or by the rule of the thing."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from apigw_lint.analysis.extensions import PREFIX, held
from apigw_lint.lint import lint_texts
from apigw_lint.rulebook.audit import audit
from apigw_lint.rulebook.shelf import pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.analysis.shape import Shape

    Path = tuple[str | int, ...]

FUNCTION = "arn:aws:lambda:us-east-1:111122223333:function:orders"
CALLED = f"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{FUNCTION}/invocations"
ROLE = "arn:aws:iam::111122223333:role/orders"
SAMPLES = {"map": {"odd": {"one": 1}}, "list": ["odd"], "text": "odd one", "number": 77777777}

BACKEND = {
    "type": "http",
    "httpMethod": "POST",
    "uri": "https://orders.example.com/",
    "timeoutInMillis": 5000,
    "connectionType": "INTERNET",
    "passthroughBehavior": "never",
    "contentHandling": "CONVERT_TO_TEXT",
    "requestTemplates": {"application/json": "$input.body"},
    "requestParameters": {"integration.request.header.a": "'x'"},
    "cacheNamespace": "orders",
    "cacheKeyParameters": ["method.request.querystring.q"],
    "credentials": ROLE,
    "tlsConfig": {"insecureSkipVerification": False},
    "responseTransferMode": "BUFFERED",
    "responses": {
        "default": {
            "statusCode": "200",
            "responseParameters": {"method.response.header.a": "'x'"},
            "responseTemplates": {"application/json": "$input.body"},
            "contentHandling": "CONVERT_TO_TEXT",
        }
    },
}
OPERATION = {
    "parameters": [{"name": "q", "in": "query"}],
    "responses": {"200": {"description": "k", "headers": {"a": {"schema": {"type": "string"}}}}},
    f"{PREFIX}integration": BACKEND,
}
GUARD = {
    "type": "token",
    "authorizerUri": CALLED,
    "authorizerCredentials": ROLE,
    "identitySource": "method.request.header.Authorization",
    "identityValidationExpression": "Bearer .*",
    "authorizerResultTtlInSeconds": 300,
}
REST = {
    "openapi": "3.0.1",
    "info": {"title": "orders", "version": "1"},
    f"{PREFIX}api-key-source": "HEADER",
    f"{PREFIX}binary-media-types": ["image/png"],
    f"{PREFIX}minimum-compression-size": 1024,
    f"{PREFIX}security-policy": "SecurityPolicy_TLS13_1_3_2025_09",
    f"{PREFIX}endpoint-access-mode": "BASIC",
    f"{PREFIX}documentation": {
        "version": "1",
        "createdDate": "2026-01-01T00:00:00Z",
        "documentationParts": [{"location": {"type": "API"}, "properties": {}}],
    },
    f"{PREFIX}gateway-responses": {
        "DEFAULT_4XX": {
            "statusCode": "400",
            "responseParameters": {"gatewayresponse.header.a": "'x'"},
            "responseTemplates": {"application/json": "{}"},
        }
    },
    f"{PREFIX}request-validators": {"all": {"validateRequestBody": True, "validateRequestParameters": True}},
    f"{PREFIX}request-validator": "all",
    "paths": {
        "/orders": {
            "post": {**OPERATION, "security": [{"guard": []}]},
            "put": {**OPERATION, f"{PREFIX}auth": {"type": "AWS_IAM"}},
        }
    },
    "components": {
        "securitySchemes": {
            "guard": {
                "type": "apiKey",
                "in": "header",
                "name": "Authorization",
                f"{PREFIX}authtype": "custom",
                f"{PREFIX}authorizer": GUARD,
            }
        }
    },
}
CALL = {
    "type": "aws_proxy",
    "httpMethod": "POST",
    "uri": FUNCTION,
    "payloadFormatVersion": "2.0",
    "timeoutInMillis": 5000,
    "connectionType": "INTERNET",
}
HTTP = {
    "openapi": "3.0.1",
    "info": {"title": "orders", "version": "1"},
    f"{PREFIX}importexport-version": "1.0",
    f"{PREFIX}cors": {
        "allowOrigins": ["https://shop.example.com"],
        "allowMethods": ["GET"],
        "allowHeaders": ["authorization"],
        "exposeHeaders": ["x-a"],
        "allowCredentials": True,
        "maxAge": 600,
    },
    "tags": [{"name": "owner", f"{PREFIX}tag-value": "orders"}],
    "servers": [
        {
            "url": "https://orders.example.com",
            f"{PREFIX}endpoint-configuration": {"disableExecuteApiEndpoint": False, "ipAddressType": "ipv4"},
        }
    ],
    "paths": {
        "/orders": {
            f"{PREFIX}any-method": {"isDefaultRoute": False, "security": [{"jwt": []}], f"{PREFIX}integration": CALL},
            "get": {
                "security": [{"guard": []}],
                f"{PREFIX}integration": {"$ref": f"#/components/{PREFIX}integrations/orders"},
            },
        }
    },
    "components": {
        f"{PREFIX}integrations": {"orders": CALL},
        "securitySchemes": {
            "jwt": {
                "type": "oauth2",
                f"{PREFIX}authorizer": {
                    "type": "jwt",
                    "identitySource": "$request.header.Authorization",
                    "jwtConfiguration": {"issuer": "https://login.example.com", "audience": ["orders"]},
                },
            },
            "guard": {
                "type": "apiKey",
                "in": "header",
                "name": "Authorization",
                f"{PREFIX}authorizer": {
                    "type": "request",
                    "authorizerUri": CALLED,
                    "authorizerPayloadFormatVersion": "2.0",
                    "enableSimpleResponses": True,
                    "identitySource": "$request.header.Authorization",
                    "authorizerResultTtlInSeconds": 300,
                },
            },
        },
    },
}
DOCUMENTS = {"rest": REST, "http": HTTP}


def edits(value: Any, shape: Shape, path: Path) -> Iterator[tuple[Path, Any]]:
    """Every way to spoil a value that the schema knows: an odd key, another shape, another word, a number out of range."""
    if "map" in shape.kinds and isinstance(value, dict):
        if shape.others is None and "$ref" not in value:
            yield (*path, "oddKey"), "odd"
        for key, one in value.items():
            below = shape.fields.get(key, shape.others)
            if below is not None:
                yield from edits(one, below, (*path, key))
    if isinstance(value, list) and shape.items:
        yield from edits(value[0], shape.items, (*path, 0))
    for kind, sample in SAMPLES.items() if shape.kinds else ():
        plain = kind in ("text", "number") and "text" in shape.kinds
        if kind not in shape.kinds and not plain:
            yield path, sample
    if shape.words or shape.pattern:
        yield path, "odd"
    if shape.low is not None:
        yield path, shape.low - 1
        yield path, 99_999_999


def extensions(value: Any, path: Path = ()) -> Iterator[tuple[str, Path, Any]]:
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in entries:
        if str(key).startswith(PREFIX):
            yield key, (*path, key), one
        yield from extensions(one, (*path, key))


# Where other things hang on the value that is gone, they are said too.
ABOVE = (f"{PREFIX}integrations", f"{PREFIX}any-method")
CASES = [
    (name, path, value)
    for name, document in DOCUMENTS.items()
    for key, at, one in extensions(document)
    for path, value in edits(one, held(key), at)
    if path[-1] not in ABOVE
]


@cache
def rules() -> list[Any]:
    return [audit(page) for page in pages().values() if "by" not in page]


@cache
def before(name: str) -> Counter[tuple[str, str]]:
    return found(DOCUMENTS[name])


def found(document: Any) -> Counter[tuple[str, str]]:
    return Counter(
        (one.rule, one.message) for one in lint_texts({"openapi.json": json.dumps(document, indent=1)}, rules())
    )


@pytest.mark.parametrize(("name", "path", "value"), CASES, ids=lambda one: str(one)[-60:])
def test_what_the_schema_knows_is_said_once(name: str, path: Path, value: Any) -> None:
    document = json.loads(json.dumps(DOCUMENTS[name]))
    within = document
    for key in path[:-1]:
        within = within[key]
    within[path[-1]] = value
    fresh = found(document) - before(name)
    assert fresh.total() == 1, fresh
