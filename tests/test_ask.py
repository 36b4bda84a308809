"""A rule that fails is told of, and takes nothing along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.lint import Every, lint_bytes
from apigw_lint.rulebook.question import rule
from apigw_lint.rulebook.shelf import pages
from apigw_lint.settings import Settings

if TYPE_CHECKING:
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.integration import Integration

API = """\
openapi: 3.0.1
info: {{title: pets, version: "1"}}
paths:
  /cats: {{get: {{x-amazon-apigateway-integration: {0}}}}}
  /dogs: {{get: {{x-amazon-apigateway-integration: {0}}}}}
  /owls: {{get: {{x-amazon-apigateway-integration: {0}}}}}
""".format("{type: http_proxy, httpMethod: GET, uri: 'http://pets.example.com'}")


def test_a_rule_that_fails_on_one_element_is_put_to_the_others() -> None:
    sound = rule(pages()["integration-uri-plaintext"])

    def ask(integration: Integration) -> Hits:
        if "/dogs" in integration.path:
            raise LookupError("no such dog")
        return sound.ask(integration)

    result = lint_bytes(API.encode(), "api.yaml", Every([sound._replace(ask=ask)]), Settings())
    (failed,) = (one for one in result.notices if one.kind == "internal-error")
    assert failed.path == "api.yaml"
    assert failed.message.startswith("rule 'integration-uri-plaintext' on ")
    assert "failed: LookupError: no such dog" in failed.message
    assert [one.place.span.line for one in result.findings] == [4, 6]
