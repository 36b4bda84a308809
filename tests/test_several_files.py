"""A template and the files that it takes in are one API, whichever of them is given."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from apigw_lint.lint import lint_files
from apigw_lint.rulebook.selection import Selection
from apigw_lint.rulebook.shelf import pages
from apigw_lint.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from apigw_lint.lint import Result

TEMPLATE = """\
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        Fn::Transform: {Name: AWS::Include, Parameters: {Location: api.yaml}}
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties: {RestApiId: !Ref Api, StageName: prod}
"""
API = """\
openapi: 3.0.1
info: {title: pets, version: "1"}
paths:
  /pets:
    get:
      x-amazon-apigateway-integration:
        type: http_proxy
        uri: https://pets.example.com
        httpMethod: GET
        timeoutInMillis: 60000
"""


def lint(root: Path, *names: str, **settled: object) -> Result:
    settings = Settings(root=str(root), **settled)  # type: ignore[arg-type]
    return lint_files([(root / name, name) for name in names], Selection(pages(), settings), settings)


def told(result: Result) -> list[tuple[str, str, int, tuple[str, ...]]]:
    """Rule, file and line of every finding, and the files of its related places."""
    return [
        (
            one.rule,
            one.place.document.path,
            one.place.span.line,
            tuple(other.place.document.path for other in one.related),
        )
        for one in result.findings
    ]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    (tmp_path / "api.yaml").write_text(API)
    return tmp_path


TIMEOUT = ("integration-timeout-invalid", "api.yaml", 10, ("template.yaml",))


def test_the_fault_stands_where_it_is_written(project: Path) -> None:
    result = lint(project, "template.yaml")
    assert TIMEOUT in told(result)
    assert sorted(one.path for one in result.documents) == ["api.yaml", "template.yaml"]


def test_a_template_outside_the_project_takes_in_the_file_beside_it(project: Path) -> None:
    template = (project / "template.yaml").as_posix()
    result = lint_files([(project / "template.yaml", template)], Selection(pages(), Settings()), Settings())
    assert "integration-timeout-invalid" in [rule for rule, *_ in told(result)]


@pytest.mark.parametrize("names", [("api.yaml", "template.yaml"), ("template.yaml", "api.yaml")])
def test_a_file_that_is_included_is_judged_once(project: Path, names: tuple[str, ...]) -> None:
    assert told(lint(project, *names)) == told(lint(project, "template.yaml"))


def test_the_file_alone_is_judged_through_its_template(project: Path) -> None:
    result = lint(project, "api.yaml")
    whole = told(lint(project, "template.yaml"))
    assert told(result) == [one for one in whole if "api.yaml" in (one[1], *one[3])]
    assert TIMEOUT in told(result)
    assert [one.path for one in result.documents] == ["api.yaml"]


def test_git_says_which_files_belong_to_the_project(project: Path) -> None:
    subprocess.run(["git", "init", "-q", str(project)], check=True)
    (project / ".gitignore").write_text("template.yaml\n")
    assert TIMEOUT not in told(lint(project, "api.yaml"))
    (project / ".gitignore").write_text("")
    assert TIMEOUT in told(lint(project, "api.yaml"))


def test_a_template_that_is_excluded_is_not_asked(project: Path) -> None:
    assert TIMEOUT not in told(lint(project, "api.yaml", exclude=("template.yaml",)))


def test_two_templates_may_include_one_file(project: Path) -> None:
    (project / "other.yaml").write_text(TEMPLATE)
    found = [one for one in told(lint(project, "template.yaml", "other.yaml")) if one[1] == "api.yaml"]
    assert ("integration-timeout-invalid", "api.yaml", 10, ("template.yaml", "other.yaml")) in found
    assert len(found) == len(set(found))


def test_ignores_of_the_included_file_count(project: Path) -> None:
    (project / "api.yaml").write_text(
        API.replace("60000", "60000  # apigw-lint: ignore[integration-timeout-invalid] measured")
    )
    result = lint(project, "template.yaml")
    assert TIMEOUT not in told(result)
    assert [one.finding.rule for one in result.suppressed] == ["integration-timeout-invalid"]
    assert "ignore-target-unused" not in [one.rule for one in result.findings]


def test_an_included_file_that_does_not_parse_is_told_once(project: Path) -> None:
    (project / "api.yaml").write_text("paths: [x-amazon-apigateway\n")
    for names in (["template.yaml"], ["template.yaml", "api.yaml"], ["api.yaml"]):
        found = [one.rule for one in lint(project, *names).findings if one.place.document.path == "api.yaml"]
        assert found == ["document-syntax-invalid"]


def test_no_link_leads_out_of_the_project(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "api.yaml"
    outside.write_text(API)
    (project / "api.yaml").unlink()
    (project / "api.yaml").symlink_to(outside)
    result = lint(project, "template.yaml")
    assert [one.path for one in result.documents] == ["template.yaml"]
    assert TIMEOUT not in told(result)


PARAMETERS = """\
Parameters: {Stage: {Type: String, Default: dev}, Wait: {Type: Number}}
Conditions: {IsProd: !Equals [!Ref Stage, prod]}
Resources:
  Api: {Type: AWS::ApiGateway::RestApi}
  Method:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: !If [IsProd, AWS_IAM, NONE]
      Integration: {Type: HTTP_PROXY, Uri: "https://pets.example.com", IntegrationHttpMethod: GET, TimeoutInMillis: !Ref Wait}
"""


def timeouts(result: Result) -> list[str]:
    return [one.message for one in result.findings if one.rule == "integration-timeout-invalid"]


def test_values_beside_the_template_stand_for_defaults_and_pin_no_scenario(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(PARAMETERS)
    assert timeouts(lint(tmp_path, "template.yaml")) == []
    (tmp_path / "samconfig.toml").write_text(
        "[default.deploy.parameters]\nparameter_overrides = 'Wait=60000 Stage=prod'\n"
    )
    (message,) = timeouts(lint(tmp_path, "template.yaml"))
    assert "parameter 'Wait' in samconfig.toml" in message
    assert timeouts(lint(tmp_path, "template.yaml", parameters={"Wait": "1000"})) == []


def test_settings_beside_the_template_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(PARAMETERS)
    (tmp_path / "samconfig.toml").write_text("parameter_overrides = \n")
    (notice,) = lint(tmp_path, "template.yaml").notices
    assert "samconfig.toml:1: is not TOML" in notice.message


def test_a_parameter_that_no_template_declares_is_told(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(PARAMETERS)
    (notice,) = lint(tmp_path, "template.yaml", parameters={"Stge": "prod", "Wait": "1000"}).notices
    assert notice.message == "no template declares a parameter `Stge`; did you mean `Stage`?"
