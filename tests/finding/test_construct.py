from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from apigw_lint.finding.construct import by_construct
from apigw_lint.finding.finding import Finding
from apigw_lint.source.read import read

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATE = {
    "Resources": {
        "Api1": {"Type": "AWS::ApiGateway::RestApi", "Metadata": {"aws:cdk:path": "Pets/Api/Resource"}, "Properties": {"Name": "x"}},
        "Get2": {"Type": "AWS::ApiGateway::Method", "Metadata": {"aws:cdk:path": "Pets/Api/Default/GET"}, "Properties": {"HttpMethod": "GET"}},
        "Bare3": {"Type": "AWS::ApiGateway::Stage", "Properties": {"StageName": "s"}},
    },
    "Outputs": {"Url": {"Value": "x"}},
}  # fmt: skip
SOURCE = "import { RestApi } from 'aws-cdk-lib/aws-apigateway';\n\n  const api = new RestApi(this, 'Api');\n"


@pytest.fixture
def app(tmp_path: Path) -> Path:
    (tmp_path / "cdk.out").mkdir()
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "pets.ts").write_text(SOURCE)
    (tmp_path / "cdk.out" / "Pets.template.json").write_text(json.dumps(TEMPLATE, indent=1))
    return tmp_path


def findings(app: Path) -> dict[str, Finding]:
    """A finding at a property of each resource, by logical id, as it is told."""
    file = app / "cdk.out" / "Pets.template.json"
    document = read(file.read_bytes(), "cdk.out/Pets.template.json", file)
    assert document.root
    nodes = dict(document.root["Resources"].items()) | {"Outputs": document.root["Outputs"]["Url"]}
    places = {name: (node["Properties"] or node["Value"]).place for name, node in nodes.items()}
    found = [Finding("a-rule", "warning", "Something is wrong.", place) for place in places.values()]
    return dict(zip(places, by_construct(found, document, str(app)), strict=True))


def manifest(app: Path, *frames: str, **more: object) -> None:
    entries = {"/Pets/Api/Resource": [{"type": "aws:cdk:logicalId", "data": "Api1", "trace": list(frames)}]}
    artifact = {
        "type": "aws:cloudformation:stack",
        "properties": {"templateFile": "Pets.template.json"},
        "metadata": entries,
        **more,
    }
    (app / "cdk.out" / "manifest.json").write_text(json.dumps({"artifacts": {"Pets": artifact}}))


def test_the_construct_is_named(app: Path) -> None:
    found = findings(app)
    assert found["Api1"].message == "Something is wrong (construct Pets/Api)."
    assert found["Get2"].message == "Something is wrong (construct Pets/Api/Default/GET)."
    assert found["Bare3"].message == found["Outputs"].message == "Something is wrong."
    assert {one.place.document.path for one in found.values()} == {"cdk.out/Pets.template.json"}


def test_a_finding_stands_where_the_source_made_the_construct(app: Path) -> None:
    manifest(
        app,
        f"new RestApi ({app}/node_modules/aws-cdk-lib/aws-apigateway/lib/restapi.js:1:2)",
        f"new Pets ({app}/lib/pets.ts:3:15)",
        f"Object.<anonymous> ({app}/bin/app.ts:5:1)",
    )
    found = findings(app)["Api1"]
    assert (found.place.document.path, found.place.span.line, found.place.span.column) == ("lib/pets.ts", 3, 3)
    assert [(one.place.document.path, one.word) for one in found.related] == [
        ("cdk.out/Pets.template.json", "synthesized here")
    ]
    assert findings(app)["Get2"].place.document.path == "cdk.out/Pets.template.json"


def test_traces_may_lie_in_a_file_of_their_own(app: Path) -> None:
    entries = {
        "/Pets/Api": [{"type": "aws:cdk:logicalId", "data": "Get2", "trace": [f"f (file://{app}/lib/pets.ts:1:1)"]}]
    }
    (app / "cdk.out" / "Pets.metadata.json").write_text(json.dumps(entries))
    manifest(app, additionalMetadataFile="Pets.metadata.json")
    assert findings(app)["Get2"].place.document.path == "lib/pets.ts"


@pytest.mark.parametrize(
    "frame",
    ["new Pets (/etc/hostname:1:1)", "new Pets (APP/lib/gone.ts:1:1)", "new Pets (APP/lib/pets.ts:99:1)", "eval", ""],
)
def test_a_trace_that_leads_nowhere_leaves_the_template(app: Path, frame: str) -> None:
    manifest(app, frame.replace("APP", str(app)))
    assert findings(app)["Api1"].place.document.path == "cdk.out/Pets.template.json"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"artifacts": 3}', '{"artifacts": {"a": {"metadata": [1], "properties": 2}}}']
)
def test_a_manifest_of_another_form_is_passed_over(app: Path, text: str) -> None:
    (app / "cdk.out" / "manifest.json").write_text(text)
    assert findings(app)["Api1"].place.document.path == "cdk.out/Pets.template.json"
