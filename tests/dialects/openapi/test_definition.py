from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from apigw_lint.model.value import UNKNOWN
from tests.dialects.openapi.definitions import in_template, read, written

if TYPE_CHECKING:
    from apigw_lint.model.definition import Definition

WHOLE = """
    openapi: 3.0.1
    info: {title: Pets, version: 1, x-amazon-apigateway-policy: {}}
    servers: [{url: /, x-amazon-apigateway-endpoint-configuration: {disableExecuteApiEndpoint: true}}]
    tags: [{name: a, x-amazon-apigateway-tag-value: b}]
    x-amazon-apigateway-binary-media-types: [image/png]
    X-Amazon-ApiGateway-Cors: null
    x-amazon-api-gateway-policy: text
    x-other: {}
    paths:
      x-amazon-apigateway-auth: 1
      /pets:
        x-amazon-apigateway-integration: {type: mock}
        get:
          x-amazon-apigateway-request-validator: all
          parameters: [{name: a, in: query, x-amazon-apigateway-p: true, schema: {x-amazon-apigateway-s: a}}]
          responses:
            x-amazon-apigateway-integration: {}
            200: {x-amazon-apigateway-r: a, content: {a/b: {schema: {properties: {a: {x-amazon-apigateway-t: a}}}}}}
        x-amazon-apigateway-any-method:
          x-amazon-apigateway-auth: {type: NONE}
    components:
      x-amazon-apigateway-integrations: {a: {type: mock, x-amazon-apigateway-u: 1}}
      securitySchemes:
        Guard: {type: apiKey, x-amazon-apigateway-authtype: custom}
      schemas:
        Pet: {example: {x-amazon-apigateway-v: 1}}
"""


def definition(text: str) -> Definition:
    found = read(text).definition
    assert found is not None
    return found


def test_extensions_with_their_level() -> None:
    found = {(one.level, one.name.removeprefix("x-amazon-apigateway-")) for one in definition(WHOLE).extensions}
    assert found == {
        ("info", "policy"),
        ("server", "endpoint-configuration"),
        ("tag", "tag-value"),
        ("root", "binary-media-types"),
        ("root", "X-Amazon-ApiGateway-Cors"),
        ("root", "x-amazon-api-gateway-policy"),
        ("path", "auth"),
        ("path", "integration"),
        ("path", "any-method"),
        ("operation", "request-validator"),
        ("operation", "auth"),
        ("parameter", "p"),
        ("schema", "s"),
        ("schema", "t"),
        ("response", "integration"),
        ("response", "r"),
        ("components", "integrations"),
        ("other", "u"),
        ("scheme", "authtype"),
    }


def test_what_does_not_fit_an_extension() -> None:
    found = [(one.key, one.fault) for extension in definition(MISFITS).extensions for one in extension.misfits]
    assert found == [("DEFAULT_4XX.status", "field"), ("", "shape"), ("type", "word")]


MISFITS = """
swagger: "2.0"
x-amazon-apigateway-gateway-responses: {DEFAULT_4XX: {status: 400, statusCode: {Ref: Status}, x-why: none}}
x-amazon-apigateway-binary-media-types: image/png
x-amazon-apigateway-cors: {allowOrigins: {Ref: Origins}, maxAge: "600", allowCredentials: yes}
paths:
  /pets:
    get:
      x-amazon-apigateway-auth: {type: iam}
      x-amazon-apigateway-integration: {$ref: "#/x"}
"""


def test_versions() -> None:
    found = definition(WHOLE)
    assert (found.version_key, found.version, found.both_version_keys) == ("openapi", "3.0.1", False)
    assert written(found.at("version")) == "3.0.1"
    number = definition("swagger: 2.0\nopenapi: 3.0\nx-amazon-apigateway-policy: {}")
    assert (number.version, number.both_version_keys, number.has_paths) == ("3.0", True, False)
    assert definition("paths: {/a: {x-amazon-apigateway-any-method: {}}}").version_key is None


def test_the_size_is_that_of_the_compact_form() -> None:
    data = {
        "openapi": "3.0.1",
        "x-amazon-apigateway-policy": {"a": [1, True, None, "text", {}]},
        "info": {"title": "Pets"},
    }
    compact = len(json.dumps(data, separators=(",", ":")))
    assert abs(definition(json.dumps(data, indent=8)).size - compact) <= 8


@pytest.mark.parametrize(
    ("target", "exists", "suggestion"),
    [
        ("#/components/schemas/Pet", True, None),
        ("#/components/schemas/Pett", False, "#/components/schemas/Pet"),
        ("#/definitions/Pet", False, "#/components/schemas/Pet"),
        ("#/components/schemas/a~1b%20c", True, None),
        ("#/paths/~1pets/parameters/0", True, None),
        ("#/paths/~1pets/parameters/1", False, None),
        ("#/nowhere/at/all", False, None),
        ("#", True, None),
    ],
)
def test_references_within_the_document(target: str, exists: bool, suggestion: str | None) -> None:
    (found,) = definition(f"""
        openapi: 3.0.1
        x-amazon-apigateway-policy: {{}}
        paths: {{/pets: {{parameters: [{{name: a, in: query, schema: {{$ref: "{target}"}}}}]}}}}
        components: {{schemas: {{Pet: {{}}, a/b c: {{}}}}}}
    """).references
    assert (found.target, found.is_local, found.exists, found.suggestion) == (target, True, exists, suggestion)
    assert written(found.place) == f'"{target}"'


def test_references_elsewhere_are_not_judged() -> None:
    (found,) = definition(
        'x-amazon-apigateway-policy: {}\npaths: {/a: {x-amazon-apigateway-auth: {}, $ref: "b.yaml#/a"}}'
    ).references
    assert not found.is_local
    assert found.exists is UNKNOWN


def test_references_in_examples_and_properties_of_that_name_are_none() -> None:
    assert (
        definition("""
            swagger: "2.0"
            x-amazon-apigateway-policy: {}
            definitions:
              A: {example: {$ref: "#/x"}, properties: {$ref: {type: string}}}
        """).references
        == []
    )


def test_features_are_counted() -> None:
    found = definition("""
        openapi: 3.0.1
        x-amazon-apigateway-policy: {}
        paths:
          /a:
            servers: []
            get:
              callbacks: {}
              parameters:
                - {name: a, in: cookie}
                - {name: b, in: cookie}
                - {name: c, in: query, content: {}}
              responses: {200: {links: {}}, 400: {$ref: "#/components/responses/A"}}
        components: {responses: {A: {}}}
    """).features
    assert {(one.name, one.count) for one in found} == {
        ("path servers", 1),
        ("callbacks", 1),
        ("cookie parameters", 2),
        ("parameter content", 1),
        ("links", 1),
    }
    old = definition(
        "swagger: 2.0\npaths: {/a: {x-amazon-apigateway-auth: {}, get: {responses: {200: {$ref: '#/responses/A'}}}}}"
    )
    assert [one.name for one in old.features] == ["response references"]


def test_functions_outside_a_template() -> None:
    found = definition("""
        openapi: 3.0.1
        info: {title: !Sub "${A}", description: !mine text}
        paths:
          /a:
            get:
              x-amazon-apigateway-integration: {uri: {Fn::Join: ["", [a, {Ref: B}]]}, credentials: {Fn::Mine: x}}
    """).intrinsics
    assert [(one.name, one.short) for one in found] == [("Fn::Sub", True), ("Fn::Join", False), ("Ref", False)]


def test_variables_that_nothing_replaces() -> None:
    api = in_template(
        """
        openapi: 3.0.1
        info: {title: "${Stage} ${AWS::Region} ${AWS::StackName} ${stageVariables.x} ${!Stage} ${Other}"}
        paths:
          /a:
            get:
              x-amazon-apigateway-integration:
                uri: !Sub "https://${Stage}.example"
                credentials: "${Api.Arn}"
                requestTemplates: {application/json: "${Stage}"}
        """,
        head="Parameters: {Stage: {Type: String}}",
    )
    assert api.definition is not None
    found = [(one.name, one.in_template_text) for one in api.definition.variables]
    assert found == [("Stage", False), ("AWS::StackName", False), ("Api.Arn", False), ("Stage", True)]
    assert api.definition.inline
    assert api.definition.intrinsics == []
    assert definition('openapi: 3.0.1\ninfo: {title: "${Stage}"}\nx-amazon-apigateway-policy: {}').variables == []
