"""What cfn-lint says, as it comes to us."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from apigw_lint.source.read import parse, read_document
from apigw_lint.validators import cfn_lint

if TYPE_CHECKING:
    from pathlib import Path

BODY = """\
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: ${AWS::Region}
      Body:
        openapi: 3.0.1
        info: {title: orders, description: "${AWS::Region}"}
        paths: {}
"""
EVENT = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: ""
      Handler: a.b
      Runtime: python3.13
      Events:
        Get: {Type: Api, Properties: {Path: /, Method: get, Cors: "*"}}
"""


@pytest.fixture(scope="module")
def engine() -> cfn_lint.Engine:
    return cfn_lint.Engine()


def said(engine: cfn_lint.Engine, text: str) -> list[dict[str, Any]]:
    return engine.judge(parse(text, "template.yaml"))


def test_a_variable_that_api_gateway_replaces_is_no_fault(engine: cfn_lint.Engine) -> None:
    found = [one["path"] for one in said(engine, BODY) if one["id"] == "E1029"]
    assert found == [["Resources", "Api", "Properties", "Name"]]


def test_what_fits_no_alternative_is_said_once(engine: cfn_lint.Engine) -> None:
    (one,) = said(engine, EVENT)
    assert one["id"] == "E3017"
    assert one["path"][:5] == ["Resources", "Orders", "Properties", "Events", "Get"]


def test_a_finding_has_its_rule_s_words_and_its_place(engine: cfn_lint.Engine) -> None:
    text = "Resources: {Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: orders, Nmae: orders}}}"
    (one,) = said(engine, text)
    line, column, _, end = one["span"]
    assert (line, text[column - 1 : end - 1]) == (1, "Nmae")
    assert (one["id"], one["severity"], one["path"][-1]) == ("E3002", "error", "Nmae")
    assert one["title"]
    assert one["help"]
    assert one["link"].startswith("https://")


def test_what_is_no_template_is_not_put_to_it(engine: cfn_lint.Engine) -> None:
    assert said(engine, "openapi: 3.0.1\npaths: {Resources: [1]}") == []


def test_a_file_whose_name_looks_like_a_pattern_is_read(engine: cfn_lint.Engine, tmp_path: Path) -> None:
    file = tmp_path / "[api]*.yaml"
    file.write_text(BODY)
    assert [one["id"] for one in engine.judge(read_document(file, file.name))] == ["E1029"]


def test_regions_are_handed_on() -> None:
    """[CFN region availability]: a resource type that a Region does not have is an error in it."""
    text = "Resources: {App: {Type: AWS::GameCast::Nothing}}"
    assert {one["text"] for one in said(cfn_lint.Engine(["eu-west-1"]), text)} != {
        one["text"] for one in said(cfn_lint.Engine(), text)
    }


def test_an_answer_depends_on_settings_and_on_templates_that_lie_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    raw = b"Resources: {A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./nested.yaml}}}"
    file = str(tmp_path / "template.yaml")
    assert cfn_lint.depends(raw, file) == []
    (tmp_path / "nested.yaml").write_bytes(b"nested")
    (tmp_path / ".cfnlintrc.yml").write_bytes(b"settings")
    assert cfn_lint.depends(raw, file) == [b"settings", b"nested"]
    assert cfn_lint.depends(raw.replace(b"./nested.yaml", b"https://s3.amazonaws.com/b/nested.yaml"), file) == [
        b"settings"
    ]


def test_an_answer_depends_on_what_the_settings_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "schemas").mkdir()
    (tmp_path / ".cfnlintrc").write_text("override_spec: spec.json\nregistry_schemas: [schemas]\n")
    before = cfn_lint.depends(b"", None)
    for name in ("spec.json", "schemas/type.json"):
        (tmp_path / name).write_text("{}")
        after = cfn_lint.depends(b"", None)
        assert after != before
        before = after
