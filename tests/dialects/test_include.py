from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from apigw_lint.dialects.recognise import Run, stacks
from apigw_lint.model.integration import Integration
from apigw_lint.model.value import UNKNOWN
from apigw_lint.source.files import Files
from apigw_lint.source.read import parse

if TYPE_CHECKING:
    from apigw_lint.dialects.recognise import Reading
    from apigw_lint.model.stack import Stack

API = """
openapi: 3.0.1
info: {title: pets, version: "1"}
paths:
  /pets:
    get:
      x-amazon-apigateway-integration: {type: http_proxy, uri: "https://pets.example.com", httpMethod: GET}
"""
SUB = "!Sub '${File}'"
INCLUDE = "{'Fn::Transform': {Name: AWS::Include, Parameters: {Location: LOCATION}}}"


def reading(template: str, files: dict[str, str]) -> Reading:
    document = parse(template, "infra/template.yaml")
    (found,) = stacks(document, Run(files=Files({"infra/template.yaml": template, **files})))
    return found


def stack(template: str, files: dict[str, str]) -> Stack:
    (case,) = reading(template, files).cases
    return case.stack


def rest(properties: str) -> str:
    return f"""
Parameters: {{File: {{Type: String, Default: api.yaml}}, Open: {{Type: String}}}}
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: {properties}
"""


def sam(properties: str) -> str:
    return f"""
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties: {properties}
"""


def include(location: str) -> str:
    return INCLUDE.replace("LOCATION", location)


@pytest.mark.parametrize(
    "template",
    [
        rest(f"{{Body: {include('api.yaml')}}}"),
        rest(f"{{Body: {include('./api.yaml')}}}"),
        rest(f"{{Body: {include('../infra/api.yaml')}}}"),
        rest(f"{{Body: {include('!Ref File')}}}"),
        rest(f"{{Body: {include(SUB)}}}"),
        rest("{Body: !Transform {Name: AWS::Include, Parameters: {Location: api.yaml}}}"),
        rest("{BodyS3Location: api.yaml}"),
        sam("{StageName: s, DefinitionUri: ./api.yaml}"),
        sam(f"{{StageName: s, DefinitionBody: {include('api.yaml')}}}"),
    ],
)
def test_a_definition_is_read_where_it_lies(template: str) -> None:
    (api,) = stack(template, {"infra/api.yaml": API}).apis
    assert [route.key for route in api.routes] == ["GET /pets"]
    assert api.routes_known
    place = api.routes[0].place
    assert (place.document.path, place.span.line) == ("infra/api.yaml", 6)


def test_how_a_definition_is_handed_over_is_told() -> None:
    files = {"infra/api.yaml": API}
    templates = [
        rest(f"{{Body: {include('api.yaml')}}}"),
        rest("{BodyS3Location: api.yaml}"),
        rest(f"{{Body: {API!r}}}"),
    ]
    definitions = [stack(template, files).apis[0].definition for template in templates[:2]]
    assert [one.handed_over for one in definitions if one] == ["include", "file"]


@pytest.mark.parametrize(
    "location",
    [
        "s3://bucket/api.yaml",
        "https://example.com/api.yaml",
        "/etc/hostname",
        "../../outside.yaml",
        "!Ref Open",
        "!Sub '${Open}/api.yaml'",
        "~/api.yaml",
    ],
)
def test_what_lies_elsewhere_is_unknown(location: str) -> None:
    found = stack(rest(f"{{Body: {include(location)}}}"), {})
    assert not found.apis[0].routes_known
    assert found.missing_files == []


@pytest.mark.parametrize(
    ("template", "property"),
    [
        (rest(f"{{Body: {include('gone.yaml')}}}"), "AWS::Include"),
        (rest("{BodyS3Location: gone.yaml}"), "BodyS3Location"),
        (sam("{StageName: s, DefinitionUri: gone.yaml}"), "DefinitionUri"),
    ],
)
def test_a_file_that_is_not_there_is_told(template: str, property: str) -> None:
    found = stack(template, {})
    (missing,) = found.missing_files
    assert (missing.target, missing.property) == ("gone.yaml", property)
    assert missing.place.document.text[missing.place.start : missing.place.end] == "gone.yaml"
    assert not found.apis[0].routes_known


@pytest.mark.parametrize("location", ["dist/api.yaml", "build/out/api.json", ".aws-sam/build/api.yaml"])
def test_a_file_that_a_build_makes_is_not_missed(location: str) -> None:
    assert stack(rest(f"{{BodyS3Location: {location}}}"), {}).missing_files == []


def test_a_file_that_does_not_parse_is_told_where_it_breaks() -> None:
    found = stack(rest("{BodyS3Location: api.yaml}"), {"infra/api.yaml": "paths: [1\nx: }"})
    assert [one.place.document.path for one in found.unreadable] == ["infra/api.yaml"]


def test_a_mapping_is_completed_by_an_included_one() -> None:
    template = rest(
        "{Body: {openapi: 3.0.1, x-amazon-apigateway-api-key-source: HEADER, "
        "'Fn::Transform': {Name: AWS::Include, Parameters: {Location: paths.yaml}}}}"
    )
    (api,) = stack(template, {"infra/paths.yaml": "x-amazon-apigateway-api-key-source: AUTHORIZER\n" + API}).apis
    assert [route.key for route in api.routes] == ["GET /pets"]
    assert (api.routes_known, api.api_key_source) == (True, "AUTHORIZER")
    assert api.routes[0].place.document.path == "infra/paths.yaml"
    assert api.at("api_key_source").document.path == "infra/paths.yaml"


def test_paths_that_a_file_may_replace_are_not_judged() -> None:
    template = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      DefinitionBody:
        openapi: 3.0.1
        paths: {/only-for-validation: {options: {}}}
        Fn::Transform: {Name: AWS::Include, Parameters: {Location: LOCATION}}
"""
    (api,) = stack(template.replace("LOCATION", "paths.yaml"), {"infra/paths.yaml": API}).apis
    assert [route.key for route in api.routes] == ["GET /pets"]
    (api,) = stack(template.replace("LOCATION", "s3://bucket/paths.yaml"), {}).apis
    assert (api.routes, api.routes_known, api.definition) == ([], False, None)


def test_what_an_included_file_may_add_is_unknown() -> None:
    (api,) = stack(
        rest("{Description: d, 'Fn::Transform': {Name: AWS::Include, Parameters: {Location: s3://b/api.yaml}}}"), {}
    ).apis
    assert api.name is UNKNOWN and api.endpoint_types is UNKNOWN
    assert not api.body and not api.routes_known


@pytest.mark.parametrize(("location", "name"), [("more.yaml", "pets"), ("s3://bucket/more.yaml", UNKNOWN)])
def test_the_properties_of_a_resource_may_be_included(location: str, name: object) -> None:
    template = rest("{}").replace("Properties: {}", include(location)[1:-1])
    (api,) = stack(template, {"infra/more.yaml": "Properties: {Name: pets}"}).apis
    assert str(api.name) == str(name)
    assert api.place.document.path == "infra/template.yaml"


def test_a_policy_may_lie_in_a_file_of_its_own() -> None:
    policy = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "*"}]}'
    (api,) = stack(rest(f"{{Policy: {include('policy.json')}}}"), {"infra/policy.json": policy}).apis
    assert api.policy is not None
    assert api.policy.statements[0].place.document.path == "infra/policy.json"


def test_functions_mean_something_in_what_is_included_and_nothing_in_what_is_handed_over() -> None:
    text = API.replace('"https://pets.example.com"', '{"Fn::Sub": "https://${File}.example.com"}')
    uris = []
    for template in (rest(f"{{Body: {include('api.yaml')}}}"), rest("{BodyS3Location: api.yaml}")):
        (route,) = (
            stack(template.replace("Default: api.yaml", "Default: pets"), {"infra/api.yaml": text}).apis[0].routes
        )
        assert route.integration
        uris.append(route.integration.uri)
    assert uris[0] == "https://pets.example.com"
    assert not isinstance(uris[1], str)


def test_a_condition_decides_which_file() -> None:
    template = (
        rest(f"{{Body: !If [A, {include('a.yaml')}, {include('b.yaml')}]}}")
        + "Conditions: {A: !Equals [!Ref Open, a]}\n"
    )
    files = {"infra/a.yaml": API, "infra/b.yaml": API.replace("/pets", "/cats")}
    found = reading(template, files)
    assert [[route.key for route in case.stack.apis[0].routes] for case in found.cases] == [
        ["GET /pets"],
        ["GET /cats"],
    ]
    assert sorted(found.taken.places) == ["infra/a.yaml", "infra/b.yaml"]


@pytest.mark.parametrize(
    "files",
    [
        {"infra/a.yaml": include("a.yaml")},
        {"infra/a.yaml": include("b.yaml"), "infra/b.yaml": include("a.yaml")},
        {"infra/a.yaml": f"paths: {{/x: {include('a.yaml')}}}\n"},
        {"infra/a.yaml": f"paths: {{/x: {include('b.yaml')}}}\n", "infra/b.yaml": f"get: {include('a.yaml')}\n"},
        {"infra/a.yaml": include("template.yaml")},
        {
            f"infra/{name}.yaml": f"paths: {{/x: {include(f'{chr(ord(name) + 1)}.yaml')}}}"
            for name in "abcdefghijklmnop"
        },
    ],
)
def test_files_that_include_each_other_end(files: dict[str, str]) -> None:
    (api,) = stack(rest(f"{{Body: {include('a.yaml')}}}"), files).apis
    assert [route.key for route in api.routes if isinstance(route.integration, Integration)] == []


def test_a_file_is_read_once_for_many() -> None:
    class Counted(dict[str, str]):
        reads = 0

        def __getitem__(self, key: str) -> str:
            self.reads += 1
            return super().__getitem__(key)

    texts = Counted({"infra/api.yaml": API})
    files = Files(texts)
    for name in ("infra/one.yaml", "infra/two.yaml"):
        stacks(parse(rest("{BodyS3Location: api.yaml}"), name), Run(files=files))
    assert texts.reads == 1


REFERRING = """
openapi: 3.0.1
info: {title: pets, version: "1"}
paths:
  /pets: {$ref: "paths/pets.yaml"}
  /cats: {$ref: "paths/pets.yaml#/inner/cats~1all"}
  /gone: {$ref: "paths/gone.yaml"}
"""
PETS = """
get:
  parameters: [{$ref: "#/inner/parameter"}, {$ref: "../api.yaml#/info/absent"}]
  x-amazon-apigateway-integration: {type: http_proxy, uri: "https://pets.example.com", httpMethod: GET}
inner:
  parameter: {name: id, in: query}
  cats/all: {post: {x-amazon-apigateway-integration: {type: mock}}}
"""


@pytest.mark.parametrize("template", [rest("{BodyS3Location: api.yaml}"), None])
def test_references_lead_into_other_files(template: str | None) -> None:
    texts = {"infra/api.yaml": REFERRING, "infra/paths/pets.yaml": PETS, "infra/template.yaml": template or ""}
    name = "infra/template.yaml" if template else "infra/api.yaml"
    text = texts[name] if template else texts[name] + "x-amazon-apigateway-api-key-source: HEADER\n"
    (found,) = stacks(parse(text, name), Run(files=Files(texts)))
    (api,) = found.cases[0].stack.apis
    assert [route.key for route in api.routes] == ["GET /pets", "POST /cats"]
    assert {route.place.document.path for route in api.routes} == {"infra/paths/pets.yaml"}
    assert [one.name for one in api.routes[0].parameters] == ["id"]
    assert not api.routes_known
    assert list(found.taken.referred) == ["infra/paths/pets.yaml", "infra/api.yaml"]
    assert found.cases[0].stack.missing_files == []


def test_references_that_go_in_a_circle_end() -> None:
    texts = {
        "a.yaml": "openapi: 3.0.1\nx-amazon-apigateway-api-key-source: HEADER\npaths: {/x: {$ref: b.yaml}}\n",
        "b.yaml": "{$ref: c.yaml}",
        "c.yaml": "{$ref: b.yaml}",
    }
    (found,) = stacks(parse(texts["a.yaml"], "a.yaml"), Run(files=Files(texts)))
    assert found.cases[0].stack.apis[0].routes == []


def test_the_asset_of_a_cloud_assembly_is_found_by_its_key() -> None:
    name = f"{'0123456789abcdef' * 4}.yaml"
    template = rest(f"{{BodyS3Location: {{Bucket: !Sub 'assets-${{AWS::AccountId}}', Key: {name}}}}}")
    (api,) = stack(template, {f"infra/asset.{name}": API}).apis
    assert [route.key for route in api.routes] == ["GET /pets"]
    found = stack(template, {})
    assert (found.apis[0].routes_known, found.missing_files) == (False, [])
