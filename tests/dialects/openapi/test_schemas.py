from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.model.value import UNKNOWN
from tests.dialects.openapi.definitions import in_template, of_kind, route, written

if TYPE_CHECKING:
    from apigw_lint.model.api import Model, ModelUse

NEW = """
    openapi: 3.0.1
    paths:
      /pets:
        post:
          requestBody:
            content:
              application/json: {schema: {$ref: "#/components/schemas/Pet"}}
              text/plain: {schema: {type: string, nullable: true}}
              text/csv: {example: none}
          responses:
            "201":
              headers: {Location: {schema: {type: string}}}
              content: {application/json: {schema: {$ref: "#/components/schemas/Pot"}}}
            4XX: {$ref: "#/components/responses/Fault"}
            default: {$ref: "#/components/responses/Missing"}
        put:
          requestBody: {$ref: "#/components/requestBodies/Missing"}
    components:
      responses:
        Fault: {headers: {X-Fault: {}}}
      schemas:
        Pet:
          type: object
          required: [id]
          properties:
            id: {type: integer, minimum: 1}
            kind: {$ref: "#/components/schemas/Kind"}
        Kind: {type: string}
"""
OLD = """
    swagger: "2.0"
    consumes: [application/json, application/xml]
    paths:
      /pets:
        post:
          produces: [text/plain]
          parameters:
            - {name: pet, in: body, schema: {$ref: "#/definitions/Pet"}}
          responses:
            200: {description: done, schema: {$ref: "#/definitions/Pet"}, headers: {X-Page: {type: string}}}
    definitions:
      Pet: {type: object}
"""


def model(text: str, name: str) -> Model:
    (found,) = (one for one in of_kind("rest", text).models if one.name == name)
    return found


def names(uses: list[ModelUse]) -> list[tuple[str | None, str | None]]:
    return [(one.content_type, one.name) for one in uses]


def test_component_schemas_are_models() -> None:
    pet = model(NEW, "Pet")
    assert pet.schema == {
        "type": "object",
        "required": ["id"],
        "properties": {"id": {"type": "integer", "minimum": 1}, "kind": {"$ref": "#/components/schemas/Kind"}},
    }
    assert (pet.dialect, pet.uses) == ("openapi", ["Kind"])
    assert written(pet.place) == "Pet"
    assert written(pet.at("properties/id/minimum")) == "1"
    assert written(pet.at("properties/id")) == "id"


def test_definitions_of_2_0_are_models() -> None:
    assert model(OLD, "Pet").schema == {"type": "object"}


def test_request_models_by_content_type() -> None:
    post = route(of_kind("rest", NEW), "POST /pets")
    named, inline = post.request_models
    assert (named.content_type, named.name) == ("application/json", "Pet")
    assert named.model is not None
    assert named.model.name == "Pet"
    assert written(named.place) == '"#/components/schemas/Pet"'
    assert (inline.content_type, inline.name) == ("text/plain", None)
    assert inline.model is not None
    assert inline.model.schema == {"type": "string", "nullable": True}


def test_a_body_behind_a_reference_to_nothing_leaves_the_parameters_open() -> None:
    assert not route(of_kind("rest", NEW), "PUT /pets").parameters_known


def test_the_body_parameter_of_2_0_counts_for_every_type_consumed() -> None:
    post = route(of_kind("rest", OLD), "POST /pets")
    assert names(post.request_models) == [("application/json", "Pet"), ("application/xml", "Pet")]
    assert [one.location for one in post.parameters] == ["body"]
    assert names(post.responses[0].models) == [("text/plain", "Pet")]
    assert (post.responses[0].status, post.responses[0].headers) == ("200", ["X-Page"])


def test_responses_and_their_headers() -> None:
    created, fault, default = route(of_kind("rest", NEW), "POST /pets").responses
    assert (created.status, created.headers) == ("201", ["Location"])
    assert (created.models[0].name, created.models[0].model) == ("Pot", None)
    assert (fault.status, fault.headers) == ("4XX", ["X-Fault"])
    assert default.headers is UNKNOWN
    assert written(created.at("headers/Location")) == "Location"


def test_a_model_that_an_include_may_bring() -> None:
    api = in_template("""
        openapi: 3.0.1
        paths:
          /a: {post: {requestBody: {content: {a/b: {schema: {$ref: "#/components/schemas/Pet"}}}}}}
        components: {schemas: {Fn::Transform: {Name: AWS::Include}}}
    """)
    assert api.routes[0].request_models[0].model is UNKNOWN


def test_functions_in_a_schema() -> None:
    api = in_template(
        """
        openapi: 3.0.1
        components:
          schemas:
            Pet: {type: !If [Strict, object, string], enum: [!Ref AWS::NoValue, a], title: !If [Later, a, b]}
        """,
        Strict=True,
    )
    schema = api.models[0].schema
    assert (schema["type"], schema["enum"]) == ("object", ["a"])
    assert schema["title"] is UNKNOWN
