"""The grammar of mapping expressions, by kind of API, and what a method declares for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from apigw_lint.analysis import mapping
from apigw_lint.model.api import HTTP, REST, WEBSOCKET
from apigw_lint.model.integration import ParameterMapping
from apigw_lint.model.value import UNKNOWN, Reference, Undetermined, join
from apigw_lint.source.read import parse
from tests.dialects.openapi.definitions import of_kind

if TYPE_CHECKING:
    from apigw_lint.model.api import Route

PLACE = parse("{}", "any.yaml").roots[0].place


def of(key: Any, value: Any) -> ParameterMapping:
    return ParameterMapping(PLACE, str(key), key=key, value=value)


@pytest.mark.parametrize(
    ("kind", "of_response", "key", "fault"),
    [
        (REST, False, "integration.request.header.X-Amz.Date", None),
        (REST, False, "integration.request.multivaluequerystring.page", None),
        (REST, False, "integration.request.body.name", "key"),
        (REST, False, "integration.request.header.", "key"),
        (REST, False, "method.request.header.x", "key"),
        (REST, False, "integration.request.header.${Name}", None),
        (REST, True, "method.response.header.Expires", None),
        (REST, True, "integration.response.header.Expires", "key"),
        (WEBSOCKET, False, "integration.request.querystring.x", None),
        (HTTP, False, "append:header.x", None),
        (HTTP, False, "remove:querystring.x", None),
        (HTTP, False, "overwrite:path", None),
        (HTTP, False, "remove:path", "key"),
        (HTTP, False, "overwrite:statuscode", "key"),
        (HTTP, False, "integration.request.header.x", "key"),
        (HTTP, False, "overwrite:header.X-Forwarded-For", "reserved"),
        (HTTP, False, "append:querystring.origin", None),
        (HTTP, True, "overwrite:statuscode", None),
        (HTTP, True, "append:header.Access-Control-Allow-Origin", "reserved"),
        (HTTP, True, "append:querystring.x", "key"),
        (HTTP, False, UNKNOWN, None),
    ],
)
def test_what_can_be_set(kind: str, of_response: bool, key: Any, fault: str | None) -> None:
    assert mapping.key_fault(kind, of(key, "'x'"), of_response=of_response) == fault


@pytest.mark.parametrize(
    ("kind", "of_response", "value", "fault"),
    [
        (REST, False, "method.request.header.x", None),
        (REST, False, "method.request.body", None),
        (REST, False, "method.request.body.pets[0].name", None),
        (REST, False, "method.request.multivalueheader.x", None),
        (REST, False, "context.authorizer.claims.sub", None),
        (REST, False, "stageVariables.host", None),
        (REST, False, "''", None),
        (REST, False, "'it is'", None),
        (REST, False, None, None),
        (REST, False, "text/plain", "static"),
        (REST, False, "'open", "value"),
        (REST, False, "$context.requestId", None),
        (REST, False, "method.request.cookie.x", "value"),
        (REST, False, "integration.response.header.x", "value"),
        (REST, True, "integration.response.header.x", None),
        (REST, True, "integration.response.body.message", None),
        (REST, True, "method.request.header.x", "value"),
        (REST, False, join(["'", Reference("Name"), "'"]), None),
        (REST, False, join(["text/", Reference("Name")]), "static"),
        (WEBSOCKET, False, "route.request.body.kind", None),
        (WEBSOCKET, False, "$request.body.kind", "value"),
        (HTTP, False, "$request.body.kind", None),
        (HTTP, False, "anything at all", None),
        (HTTP, False, "$request.body.pets[?(@.name)]", "path"),
        (HTTP, False, "$request.body..name", "path"),
        (HTTP, True, "$response.body..name", "path"),
    ],
)
def test_what_can_be_read(kind: str, of_response: bool, value: Any, fault: str | None) -> None:
    assert mapping.value_fault(kind, of("x", value), of_response=of_response) == fault


REST_SOURCES = (
    "method.request.path.id",
    "method.request.path.proxy",
    "method.request.querystring.page",
    "method.request.querystring.$filter",
    "method.request.multivaluequerystring.page",
    "method.request.header.X-Amz.Date_2",
    "method.request.multivalueheader.Accept",
    "method.request.body",
    "method.request.body.pets[0].name",
    "method.request.body.pets[?(@.age > 2)].name",
    "method.request.body['name']",
)
SOCKET_SOURCES = (
    "route.request.querystring.room",
    "route.request.header.Authorization",
    "route.request.multivaluequerystring.room",
    "route.request.multivalueheader.Accept",
    "route.request.body.action",
    "route.request.body",
)
ANSWERS = (
    "integration.response.header.ETag",
    "integration.response.multivalueheader.Set-Cookie",
    "integration.response.body",
    "integration.response.body.redirect.url",
    "integration.response.body['x']",
)
EVERYWHERE = (
    "context.requestId",
    "context.identity.sourceIp",
    "context.authorizer.principalId",
    "context.authorizer.claims.cognito:username",
    "stageVariables.host",
    "'https://www.example.com'",
    "'GET,POST'",
    "' '",
)
HTTP_REQUEST = (
    "$request.header.name",
    "${request.header.name}",
    "$request.querystring.name",
    "${request.querystring.name}",
    "$request.body",
    "$request.body.name",
    "${request.body.pets[0].name}",
    "$request.path",
    "${request.path}",
    "$request.path.petId",
    "/pets/${request.path.petId}/${request.path.toyId}",
    "${request.path.name} ${request.header.name}",
)
HTTP_RESPONSE = ("$response.header.name", "${response.header.name}", "$response.body.name", "${response.body}")
HTTP_EVERYWHERE = (
    "$context.requestId",
    "${context.authorizer.claims.sub}",
    "$context.identity.sourceIp",
    "$stageVariables.host",
    "${stageVariables.host}",
    "text",
    "403",
    "it costs $5",
    "'quoted'",
    "https://www.example.com/a?b=c",
    "",
)
DOCUMENTED = {
    (REST, False): (*REST_SOURCES, *EVERYWHERE),
    (WEBSOCKET, False): (*SOCKET_SOURCES, *EVERYWHERE),
    (REST, True): (*ANSWERS, *EVERYWHERE),
    (WEBSOCKET, True): (*ANSWERS, *EVERYWHERE),
    (HTTP, False): (*HTTP_REQUEST, *HTTP_EVERYWHERE),
    (HTTP, True): (*HTTP_RESPONSE, *HTTP_EVERYWHERE),
}


@pytest.mark.parametrize(
    ("kind", "of_response", "value"), [(*where, value) for where, values in DOCUMENTED.items() for value in values]
)
def test_every_documented_source_can_be_read(kind: str, of_response: bool, value: str) -> None:
    assert mapping.value_fault(kind, of("x", value), of_response=of_response) is None


@pytest.mark.parametrize(
    ("kind", "of_response", "value"),
    [
        *((REST, False, one) for one in (*SOCKET_SOURCES, *ANSWERS, *HTTP_REQUEST, *HTTP_RESPONSE)),
        *((WEBSOCKET, False, one) for one in (*REST_SOURCES, *ANSWERS, *HTTP_REQUEST)),
        *((REST, True, one) for one in (*REST_SOURCES, *SOCKET_SOURCES, *HTTP_RESPONSE)),
        *((HTTP, False, one) for one in (*REST_SOURCES[:7], *ANSWERS[:2], *HTTP_RESPONSE, "context.requestId")),
        *((HTTP, True, one) for one in (*HTTP_REQUEST, "integration.response.header.ETag", "stageVariables.host")),
        *((REST, False, f"method.request.{one}") for one in ("querystring.a[b]", "header.", "query.page", "path", "headers.x")),
        *((HTTP, False, f"$request.{one}") for one in ("cookie.x", "query.page", "headers.x", "multivalueheader.x")),
    ],
)  # fmt: skip
def test_sources_of_another_kind_or_side_are_none(kind: str, of_response: bool, value: str) -> None:
    assert mapping.value_fault(kind, of("x", value), of_response=of_response) in ("value", "static", "path")


@pytest.mark.parametrize("value", [UNKNOWN, join([Reference("Name"), "'"]), join(["cont", UNKNOWN])])
def test_a_value_that_may_be_anything_is_undetermined(value: Any) -> None:
    with pytest.raises(Undetermined):
        mapping.value_fault(REST, of("x", value), of_response=False)


DOCUMENT = """\
paths:
  /pets/{{id}}:
    parameters:
      - {{name: id, in: path}}
    get:
      parameters:
        - {{name: X-Trace, in: header}}
        {more}
      x-amazon-apigateway-integration:
        type: http
        requestParameters:
          integration.request.path.id: method.request.path.id
          integration.request.querystring.page: method.request.multivaluequerystring.page
          integration.request.header.caller: context.identity.caller
        cacheKeyParameters: [method.request.header.x-trace]
"""


def route(more: str = "") -> Route:
    [found] = of_kind(REST, DOCUMENT.format(more=more)).routes
    return found


def test_mappings_and_cache_keys_read_parameters() -> None:
    integration: Any = route().integration
    assert [(one.location, one.name) for one in mapping.sources(integration)] == [
        ("path", "id"),
        ("query", "page"),
        ("header", "x-trace"),
    ]


def test_a_method_declares_its_own_parameters_and_those_of_its_path() -> None:
    assert mapping.declares(route(), "path", "id")
    assert mapping.declares(route(), "header", "x-TRACE")
    assert not mapping.declares(route(), "query", "X-Trace")
    assert not mapping.declares(route(), "path", "ID")


def test_an_unread_parameter_may_be_the_one() -> None:
    unread = route("- {$ref: 'other.yaml#/Page'}")
    assert mapping.declares(unread, "path", "id")
    with pytest.raises(Undetermined):
        mapping.declares(unread, "query", "page")
