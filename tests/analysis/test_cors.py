"""What a preflight allows, read from the headers of an OPTIONS method or the settings of an HTTP API."""

from __future__ import annotations

from typing import Any

import pytest

from apigw_lint.analysis.cors import api_has_evidence, grant
from apigw_lint.model.api import HTTP, REST
from apigw_lint.model.value import UNKNOWN, Undetermined
from tests.dialects.openapi.definitions import of_kind, written

OPTIONS = """\
paths:
  /pets:
    options:
      x-amazon-apigateway-integration:
        type: {type}
        responses:
          default:
            statusCode: "200"
            {answer}
"""
HEADER = "method.response.header.Access-Control"


def granted(answer: str, kind: str = "mock") -> Any:
    api = of_kind(REST, OPTIONS.format(type=kind, answer=answer))
    return grant(api.resources[0])


def test_the_entries_of_static_values_are_read_and_know_their_place() -> None:
    found = granted(f"responseParameters: {{{HEADER}-Allow-Methods: \"'GET, PUT'\", {HEADER}-Allow-Origin: \"'*'\"}}")
    assert (found.origins, found.methods, found.headers) == (["*"], ["GET", "PUT"], None)
    assert written(found.at("methods")) == "\"'GET, PUT'\""
    assert written(found.at("headers")) == "options"


@pytest.mark.parametrize(
    ("value", "allowed"), [("'true'", True), ("'false'", False), ("integration.response.header.x", UNKNOWN)]
)
def test_credentials_are_allowed_by_the_word_true(value: str, allowed: Any) -> None:
    found = granted(f'responseParameters: {{{HEADER}-Allow-Credentials: "{value}"}}')
    assert found.credentials is allowed


@pytest.mark.parametrize("value", ["integration.response.header.Allow", "'Content-Type','Authorization'"])
def test_a_value_from_elsewhere_or_with_quotes_in_it_is_unknown(value: str) -> None:
    assert granted(f'responseParameters: {{{HEADER}-Allow-Headers: "{value}"}}').headers is UNKNOWN


def test_a_backend_answers_for_itself() -> None:
    assert granted("responseParameters: {}", kind="http_proxy") is None


def test_a_template_may_set_headers_that_nobody_can_read_here() -> None:
    with pytest.raises(Undetermined):
        granted("responseTemplates: {application/json: '#set($context.responseOverride.header.x = 1)'}")


def test_names_of_headers_have_no_case() -> None:
    assert granted(f"responseParameters: {{{HEADER.lower()}-allow-origin: \"'*'\"}}").origins == ["*"]


def test_the_settings_of_an_http_api_answer_for_every_path() -> None:
    api = of_kind(HTTP, "x-amazon-apigateway-cors: {allowOrigins: ['*'], allowMethods: [PUT]}\npaths: {/a: {get: {}}}")
    found = grant(api.resources[0])
    assert found is not None
    assert (found.origins, found.methods) == (["*"], ["PUT"])
    assert found.headers is UNKNOWN  # what API Gateway allows when nothing is listed is not documented


def test_an_http_api_without_settings_answers_nothing() -> None:
    assert grant(of_kind(HTTP, "paths: {/a: {get: {}}}").resources[0]) is None


@pytest.mark.parametrize(
    ("definition", "shown"),
    [
        ("paths: {/a: {get: {}}}", False),
        ("paths: {/a: {options: {x-amazon-apigateway-integration: {type: mock}}}}", True),
        ("paths: {/a: {options: {x-amazon-apigateway-integration: {type: http_proxy}}}}", False),
        ("paths: {/a: {get: {responses: {200: {headers: {Access-Control-Allow-Origin: {}}}}}}}", True),
        (
            "x-amazon-apigateway-gateway-responses: {THROTTLED: {responseParameters: "
            "{gatewayresponse.header.access-control-allow-origin: \"'*'\"}}}",
            True,
        ),
    ],
)
def test_what_shows_that_browsers_call_an_api(definition: str, shown: bool) -> None:
    assert api_has_evidence(of_kind(REST, definition)) is shown
