from __future__ import annotations

from apigw_lint.model.value import UNKNOWN, Partial
from tests.dialects.openapi.definitions import in_template, of_kind, read, route, written

PETS = """
    openapi: 3.0.1
    info: {title: Pets}
    paths:
      /pets/{id}:
        summary: one pet
        parameters:
          - {name: id, in: path, required: true}
        get:
          operationId: getPet
          parameters:
            - {name: full, in: query, schema: {type: string, enum: [yes, no], maxLength: 3}}
        x-amazon-apigateway-any-method:
          x-amazon-apigateway-integration: {type: http_proxy, uri: "https://pets.example/{id}"}
      x-notes: nothing of ours
"""


def test_operations_become_routes_under_their_path() -> None:
    api = read(PETS)
    assert [one.full_path for one in api.resources] == ["/pets/{id}"]
    assert [one.key for one in api.routes] == ["GET /pets/{id}", "ANY /pets/{id}"]
    assert next(one.path for one in api.routes).endswith("api:api.yaml/resource:/pets/{id}/route:GET /pets/{id}")
    get = route(api, "GET /pets/{id}")
    assert (get.verb, get.route_path, get.operation_name) == ("GET", "/pets/{id}", "getPet")
    assert api.name == "Pets"
    assert api.routes_known


def test_everything_stands_at_its_key() -> None:
    api = read(PETS)
    assert written(api.resources[0].place) == "/pets/{id}"
    assert [written(one.place) for one in api.routes] == ["get", "x-amazon-apigateway-any-method"]
    assert written(api.routes[0].at("operation_name")) == "getPet"
    assert written(api.place) == "openapi"


def test_parameters_of_the_path_item_count_for_its_operations() -> None:
    api = read(PETS)
    get = route(api, "GET /pets/{id}")
    assert [(one.location, one.name, one.required) for one in get.parameters] == [("query", "full", None)]
    assert [one.label for one in get.all_parameters] == ["query full", "path id"]
    assert get.parameters[0].schema_keywords == ["enum", "maxLength"]
    assert get.parameters_known


def test_an_operation_may_declare_a_parameter_of_its_path_item_anew() -> None:
    api = read("""
        swagger: "2.0"
        paths:
          /pets/{id}:
            parameters: [{name: id, in: path, required: true}]
            get:
              x-amazon-apigateway-auth: {type: none}
              parameters: [{name: id, in: path, required: false}]
    """)
    assert [one.required for one in route(api, "GET /pets/{id}").all_parameters] == [False]


def test_references_are_followed_and_missing_ones_leave_the_parameters_open() -> None:
    api = read("""
        openapi: 3.0.1
        x-amazon-apigateway-policy: null
        paths:
          /a: {get: {parameters: [{$ref: "#/components/parameters/Page"}]}}
          /b: {get: {parameters: [{$ref: "#/components/parameters/Size"}]}}
          /c: {get: {parameters: [{$ref: "common.yaml#/Page"}]}}
          /d: {$ref: "#/components/x-items/d"}
          /e: {$ref: "items.yaml#/e"}
        components:
          parameters:
            Page: {name: page, in: query}
          x-items:
            d: {put: {}}
    """)
    assert [one.name for one in route(api, "GET /a").parameters] == ["page"]
    assert route(api, "GET /a").parameters_known
    assert not route(api, "GET /b").parameters_known
    assert not route(api, "GET /c").parameters_known
    assert route(api, "PUT /d").route_path == "/d"
    assert not api.routes_known  # /e may have any


def test_references_in_a_circle_end() -> None:
    api = read("""
        openapi: 3.0.1
        x-amazon-apigateway-policy: null
        paths:
          /a: {get: {parameters: [{$ref: "#/components/parameters/A"}]}}
        components:
          parameters:
            A: {$ref: "#/components/parameters/B"}
            B: {$ref: "#/components/parameters/A"}
    """)
    assert not route(api, "GET /a").parameters_known


def test_the_route_for_everything_else_has_no_path() -> None:
    for path in ("$default", "/$default", "/x"):
        api = of_kind(
            "http", f"openapi: 3.0.1\npaths: {{{path}: {{x-amazon-apigateway-any-method: {{isDefaultRoute: true}}}}}}"
        )
        assert [(one.key, one.verb, one.route_path) for one in api.routes] == [("$default", None, None)]


def test_keys_that_a_path_item_does_not_have_are_noted() -> None:
    api = read("""
        swagger: "2.0"
        paths:
          /pets:
            GET: {x-amazon-apigateway-auth: {}}
            any: {}
            pots: {}
            trace: {}
            x-mine: {}
    """)
    assert [one.key for one in api.routes] == ["GET /pets"]
    found = [(one.name, one.suggestion) for one in api.resources[0].unknown_fields]
    assert found == [("any", "x-amazon-apigateway-any-method"), ("pots", "post"), ("trace", None)]


def test_an_include_may_add_routes() -> None:
    include = "{Name: AWS::Include, Parameters: {Location: s3://bucket/paths.yaml}}"
    for body in (
        f"openapi: 3.0.1\nFn::Transform: {include}\npaths: {{/a: {{get: {{}}}}}}",
        f"openapi: 3.0.1\npaths:\n  Fn::Transform: {include}\n  /a: {{get: {{}}}}",
        f"openapi: 3.0.1\npaths:\n  /a:\n    Fn::Transform: {include}\n    get: {{}}",
        f"openapi: 3.0.1\npaths:\n  /a: {{get: {{}}}}\n  /b: {{Fn::Transform: {include}}}",
        "openapi: 3.0.1\npaths: [1, 2]",
    ):
        assert not in_template(body).routes_known
    inside = in_template(f"openapi: 3.0.1\npaths: {{/a: {{get: {{Fn::Transform: {include}}}}}}}")
    assert inside.routes_known
    (get,) = inside.routes
    assert get.integration is UNKNOWN
    assert get.auth is UNKNOWN
    assert not get.parameters_known


def test_branches_of_a_template_are_taken() -> None:
    body = """
        openapi: 3.0.1
        paths:
          /a: {get: {operationId: !If [IsProd, prod, test]}}
          /b: !If [IsProd, {get: {}}, !Ref AWS::NoValue]
    """
    assert [one.key for one in in_template(body, IsProd=True).routes] == ["GET /a", "GET /b"]
    (only,) = in_template(body, IsProd=False).routes
    assert only.operation_name == "test"


def test_a_path_with_a_placeholder_is_known_in_part() -> None:
    api = read("swagger: 2.0\npaths: {'/${version}/pets': {get: {x-amazon-apigateway-auth: {}}}}")
    path = api.resources[0].full_path
    assert isinstance(path, Partial)
    assert path.known == ("/", "/pets")
    assert api.routes[0].label == "GET /${version}/pets"


def test_an_operation_of_the_wrong_form_is_a_route_of_which_nothing_is_known() -> None:
    api = of_kind("rest", "swagger: 2.0\npaths: {/a: {get: [1], put: text, post: null}}")
    get, put, post = api.routes
    assert get.integration is UNKNOWN
    assert put.auth is UNKNOWN
    assert post.integration is None
    assert post.auth is None
