"""`--validate`: the engines themselves, asked about real files by the real command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
RULES = {"cfnlint-template-invalid", "cfnlint-template-weak", "cfnlint-advice-ignored", "openapi-document-invalid"}
TEMPLATE = """\
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Stage: {Type: String}
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: {Name: orders}
    DependsOn: Log
  Permission:
    Type: AWS::Lambda::Permission
    DependsOn: Function
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref Function
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/GET/orders"
  Function:
    Type: AWS::Lambda::Function
    DependsOn: Role
    Properties: {Runtime: python3.13, Handler: a.b, Role: !GetAtt Role.Arn, Code: {ZipFile: ""}, Timeout: soon}
  Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}}}
  Log: {Type: AWS::Logs::LogGroup}
"""
DEFINITION = """\
openapi: 3.0.1
info: {title: orders, version: "1"}
paths:
  /orders:
    get:
      tags: orders
      x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: "https://example.com/orders"}
"""


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))


def run(folder: Path, *words: str, path: str = "", given: str | None = None) -> tuple[dict[str, Any], int]:
    """The JSON report and the exit code of the command in a folder. `path` is searched first for what is imported."""
    search = os.pathsep.join(filter(None, (path, str(ROOT))))
    command = [sys.executable, "-m", "apigw_lint", "--format", "json", *words]
    env = {**os.environ, "PYTHONPATH": search}
    done = subprocess.run(command, cwd=folder, env=env, input=given, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return json.loads(done.stdout), done.returncode


def theirs(report: dict[str, Any]) -> list[tuple[str, int, str]]:
    """File, line and id of what engines found."""
    return [(one["path"], one["line"], one["source"]["rule"]) for one in report["findings"] if one["source"]]


def test_an_engine_s_finding_has_a_page_of_ours_its_own_id_and_its_place(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    (tmp_path / "openapi.yaml").write_text(DEFINITION)
    report, code = run(tmp_path, "--validate")
    by_line = {(one["path"], one["line"], one["column"]): one for one in report["findings"] if one["source"]}
    weak, invalid = by_line["template.yaml", 11, 5], by_line["openapi.yaml", 6, 13]
    assert (weak["rule"], weak["source"]["tool"], weak["source"]["rule"]) == (
        "cfnlint-template-weak",
        "cfn-lint",
        "W3005",
    )
    assert (weak["severity"], weak["end_column"]) == ("warning", 14)
    assert weak["message"].startswith("cfn-lint W3005: ")
    assert weak["source"]["link"].startswith("https://")
    assert (invalid["rule"], invalid["severity"]) == ("openapi-document-invalid", "warning")
    assert (invalid["source"]["tool"], invalid["source"]["rule"]) == ("openapi-spec-validator", "type")
    assert code == int(any(one["severity"] == "error" for one in report["findings"]))


def test_without_being_asked_no_engine_speaks(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    report, _ = run(tmp_path)
    assert theirs(report) == []


def test_only_what_is_about_api_gateway_is_reported_unless_all_is_asked_for(tmp_path: Path) -> None:
    """The function has a fault, the parameter is not used; neither is API Gateway's."""
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    limited, _ = run(tmp_path, "--validate")
    assert {line for _, line, _ in theirs(limited)} == {11}
    (tmp_path / "apigw-lint.toml").write_text('validate = ["cfn-lint:all"]')
    everything, _ = run(tmp_path)
    assert {(3, "W2001"), (11, "W3005"), (19, "W3005")} <= {(line, rule) for _, line, rule in theirs(everything)}


def test_the_settings_choose_the_engines(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    (tmp_path / "openapi.yaml").write_text(DEFINITION)
    (tmp_path / "apigw-lint.toml").write_text('validate = ["openapi"]')
    for words in ((), ("--validate",)):
        report, _ = run(tmp_path, *words)
        assert theirs(report) == [("openapi.yaml", 6, "type")]


@pytest.mark.parametrize("name", ["W3005", "cfnlint-template-weak", "engine", "cfn-lint"])
def test_an_ignore_names_their_id_or_ours(tmp_path: Path, name: str) -> None:
    (tmp_path / "template.yaml").write_text(
        TEMPLATE.replace("DependsOn: Function", f"DependsOn: Function  # apigw-lint: ignore[{name}] why")
    )
    report, _ = run(tmp_path, "--validate", "--show-suppressed")
    assert theirs(report) == []
    assert [one["source"]["rule"] for one in report["suppressed"]] == ["W3005"]
    assert "ignore-target-unused" not in {one["rule"] for one in report["findings"]}


def test_an_ignore_of_another_id_of_theirs_takes_nothing_and_is_unused(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(
        TEMPLATE.replace("DependsOn: Function", "DependsOn: Function  # apigw-lint: ignore[W3011] why")
    )
    report, _ = run(tmp_path, "--validate")
    assert [rule for _, _, rule in theirs(report)] == ["W3005"]
    assert [one["line"] for one in report["findings"] if one["rule"] == "ignore-target-unused"] == [11]
    quiet, _ = run(tmp_path)
    assert "ignore-name-unknown" not in {one["rule"] for one in quiet["findings"]}
    assert "ignore-target-unused" not in {one["rule"] for one in quiet["findings"]}


@pytest.mark.parametrize(
    "settings",
    [
        'validate = ["cfn-lint"]\nignore = ["W3005"]',
        'validate = ["cfn-lint"]\n[[overrides]]\nfiles = ["*.yaml"]\nignore = ["W3005"]',
        'validate = ["cfn-lint"]\n[[ignores]]\nfiles = ["*.yaml"]\nrules = ["W3005"]\nreason = "known"',
    ],
)
def test_the_settings_leave_an_id_of_theirs_out(tmp_path: Path, settings: str) -> None:
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    (tmp_path / "apigw-lint.toml").write_text(settings)
    report, _ = run(tmp_path)
    assert theirs(report) == []
    assert "ignore-name-unknown" not in {one["rule"] for one in report["findings"]}


def test_a_selection_without_their_rules_asks_nobody(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(DEFINITION)
    broken = engine_that(tmp_path, "openapi_spec_validator", "raise RuntimeError('it was asked')")
    report, _ = run(tmp_path, "--validate", "--select", "cors", path=broken)
    assert report["notices"] == []
    chosen, _ = run(tmp_path, "--validate", "--select", "openapi-document-invalid")
    assert [one["rule"] for one in chosen["findings"]] == ["openapi-document-invalid"]


@pytest.mark.parametrize("name", ["engine", "cfnlint-template-invalid"])
def test_to_select_their_rules_alone_without_asking_them_is_wrong_use(tmp_path: Path, name: str) -> None:
    command = [sys.executable, "-m", "apigw_lint", "--select", name]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, "--validate" in done.stderr) == (2, True)


def test_what_our_own_rule_says_is_not_said_twice(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(
        TEMPLATE.replace("Name: orders", "Name: orders, Nmae: orders, MinimumCompressionSize: many")
    )
    report, _ = run(tmp_path, "--validate")
    assert [rule for _, line, rule in theirs(report) if line == 7] == []
    assert len([one for one in report["findings"] if one["line"] == 7 and one["severity"] == "error"]) == 2


def test_what_is_missing_is_not_said_twice(tmp_path: Path) -> None:
    """Our rule says it where the resource is named, cfn-lint at its properties."""
    (tmp_path / "template.yaml").write_text(
        "Resources:\n  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: orders}}\n"
        "  Orders:\n    Type: AWS::ApiGateway::Resource\n    Properties:\n      RestApiId: !Ref Api\n"
        "      ParentId: !GetAtt Api.RootResourceId\n"
    )
    report, _ = run(tmp_path, "--validate")
    said = [one for one in report["findings"] if "'PathPart'" in one["message"]]
    assert [one["rule"] for one in said] == ["property-required-missing"]


def test_what_stands_in_a_template_and_what_it_includes_are_judged(tmp_path: Path) -> None:
    inline = "".join(f"        {line}\n" for line in DEFINITION.splitlines())
    (tmp_path / "template.yaml").write_text(
        "Transform: AWS::Serverless-2016-10-31\nResources:\n  One:\n    Type: AWS::Serverless::Api\n"
        f"    Properties:\n      StageName: live\n      DefinitionBody:\n{inline}"
        "  Two: {Type: AWS::Serverless::Api, Properties: {StageName: live, DefinitionUri: api/openapi.yaml}}\n"
    )
    (tmp_path / "api").mkdir()
    (tmp_path / "api" / "openapi.yaml").write_text(DEFINITION)
    report, _ = run(tmp_path, "--validate", "template.yaml")
    assert [one for one in theirs(report) if one[2] == "type"] == [
        ("api/openapi.yaml", 6, "type"),
        ("template.yaml", 13, "type"),
    ]


def test_standard_input_is_judged_too(tmp_path: Path) -> None:
    report, _ = run(tmp_path, "--validate", "--stdin-filename", "template.yaml", given=TEMPLATE)
    assert theirs(report) == [("template.yaml", 11, "W3005")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_read_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    command = f"{sys.executable} -m apigw_lint --format json --validate pipe.yaml & cat openapi.txt > pipe.yaml; wait"
    (tmp_path / "openapi.txt").write_text(DEFINITION)
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert theirs(json.loads(done.stdout)) == [("pipe.yaml", 6, "type")]


def test_an_answer_is_kept_until_the_document_changes(tmp_path: Path) -> None:
    """With an engine that cannot run, only what is kept can be said."""
    (tmp_path / "openapi.yaml").write_text(DEFINITION)
    broken = engine_that(tmp_path, "openapi_spec_validator", "raise RuntimeError('gone')")
    first, _ = run(tmp_path, "--validate")
    again, _ = run(tmp_path, "--validate", path=broken)
    assert theirs(again) == theirs(first) == [("openapi.yaml", 6, "type")]
    (tmp_path / "openapi.yaml").write_text("# changed\n" + DEFINITION)
    changed, code = run(tmp_path, "--validate", path=broken)
    assert (theirs(changed), code) == ([], 2)


@pytest.mark.parametrize(
    "entry",
    [
        "5",
        "{}",
        '"x"',
        "[1]",
        "[{}]",
        '[{"id": "a", "severity": "warning", "text": "b", "path": [1]}]',
        '[{"id": "a", "severity": "warning", "text": "b", "path": [], "span": [1, "2"]}]',
        '[{"id": "a", "severity": ["warning"], "text": "b", "path": []}]',
        '[{"id": "a", "severity": "warning", "text": "b", "path": [], "link": 5}]',
    ],
)
def test_of_a_kept_answer_that_is_none_the_engine_is_asked_again(tmp_path: Path, entry: str) -> None:
    (tmp_path / "openapi.yaml").write_text(DEFINITION)
    first, _ = run(tmp_path, "--validate")
    kept = [*Path(os.environ["XDG_CACHE_HOME"]).glob("apigw-lint/validate/*.json")]
    assert kept
    for file in kept:
        file.write_text(entry)
    again, code = run(tmp_path, "--validate")
    assert theirs(again) == theirs(first) == [("openapi.yaml", 6, "type")]
    assert (again["notices"], code) == (first["notices"], 0)


def test_an_engine_that_does_not_come_to_an_end_is_ended(tmp_path: Path) -> None:
    """A second stands for the two minutes that an engine has for a document."""
    (tmp_path / "openapi.yaml").write_text(DEFINITION)
    slow = engine_that(tmp_path, "openapi_spec_validator", "import time\ntime.sleep(60)")
    (Path(slow) / "sitecustomize.py").write_text(
        "import faulthandler\nlater = faulthandler.dump_traceback_later\n"
        "faulthandler.dump_traceback_later = lambda seconds, **words: later(seconds / 120, **words)\n"
    )
    report, code = run(tmp_path, "--validate", path=slow)
    (notice,) = [one for one in report["notices"] if one["kind"] == "engine-crashed"]
    assert (notice["path"], code) == ("openapi.yaml", 2)
    assert notice["message"].endswith("has said nothing: Timeout (0:00:01)!")
    assert theirs(report) == []


def test_a_crash_is_told_with_the_version_and_is_no_clean_run(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(DEFINITION)
    broken = engine_that(tmp_path, "openapi_spec_validator", "raise RuntimeError('out of order')")
    report, code = run(tmp_path, "--validate", path=broken)
    (notice,) = [one for one in report["notices"] if one["kind"] == "engine-crashed"]
    assert (notice["level"], notice["path"], code) == ("error", "openapi.yaml", 2)
    assert notice["message"].startswith("openapi-spec-validator ")
    assert notice["message"].endswith("RuntimeError: out of order")
    assert not report["summary"]["successful"]


def test_a_crash_at_one_document_leaves_the_others_their_answers(tmp_path: Path) -> None:
    """A reference to itself is followed for ever, or as far as the engine can."""
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.yaml").write_text(DEFINITION.replace("title: orders", f"title: {name}"))
    loop = "components: {schemas: {A: {$ref: '#/components/schemas/A'}}}\n"
    (tmp_path / "b.yaml").write_text(DEFINITION.replace("tags: orders", "tags: [a]") + loop)
    report, code = run(tmp_path, "--validate")
    assert [path for path, _, _ in theirs(report)] == ["a.yaml", "c.yaml"]
    (notice,) = [one for one in report["notices"] if one["kind"] == "engine-crashed"]
    assert (notice["path"], code) == ("b.yaml", 2)
    assert "RecursionError" in notice["message"]


def test_no_code_of_the_tree_is_run(tmp_path: Path) -> None:
    """Neither what a Python that starts in the folder would import, nor rules that the project's cfn-lint settings name."""
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    for name in ("cfnlint.py", "json.py", "mine/rule.py", "mine/__init__.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"open('{tmp_path}/ran', 'w')")
    (tmp_path / ".cfnlintrc").write_text("append_rules: [mine]\n")
    command = [
        str(Path(sys.executable).with_name("python")),
        "-c",
        f"import sys; sys.path[0] = {str(ROOT)!r}; from apigw_lint.__main__ import main; main()",
    ]
    done = subprocess.run(
        [*command, "--validate", "--format", "json"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert theirs(json.loads(done.stdout)) == [("template.yaml", 11, "W3005")]
    assert not (tmp_path / "ran").exists()


def test_python_with_m_runs_no_code_of_the_tree_either(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    for name in ("cfnlint.py", "json.py", "mine.py"):
        (tmp_path / name).write_text(f"open('{tmp_path}/ran', 'w')")
    (tmp_path / ".cfnlintrc").write_text("append_rules: [mine]\n")
    report, code = run(tmp_path, "--validate")
    assert [(one["kind"], code) for one in report["notices"] if one["level"] == "error"] == [("engine-crashed", 2)]
    assert not (tmp_path / "ran").exists()


def test_an_engine_that_fails_at_every_document_is_given_up(tmp_path: Path) -> None:
    for name in "abcdef":
        (tmp_path / f"{name}.yaml").write_text(DEFINITION.replace("title: orders", f"title: {name}"))
    broken = engine_that(
        tmp_path, "openapi_spec_validator", f"open('{tmp_path}/starts', 'a').write('x')\nraise RuntimeError('broken')"
    )
    report, code = run(tmp_path, "--validate", path=broken)
    crashed = [one["path"] for one in report["notices"] if one["kind"] == "engine-crashed"]
    assert (crashed, code) == ([f"{name}.yaml" for name in "abcdef"], 2)
    assert len((tmp_path / "starts").read_text()) < len(crashed)


def test_the_project_s_own_settings_of_cfn_lint_hold(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    (tmp_path / ".cfnlintrc").write_text("ignore_checks: [W3005]\n")
    report, _ = run(tmp_path, "--validate")
    assert theirs(report) == []


def test_sarif_has_the_engine_s_rule_beside_ours(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    run(tmp_path, "--validate", "--output", "report.sarif")
    (log,) = json.loads((tmp_path / "report.sarif").read_text())["runs"]
    (result,) = [one for one in log["results"] if "taxa" in one]
    assert log["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "cfnlint-template-weak"
    (taxon,) = result["taxa"]
    component = log["taxonomies"][taxon["toolComponent"]["index"]]
    assert (component["name"], component["taxa"][taxon["index"]]["id"]) == ("cfn-lint", "W3005")
    assert component["taxa"][taxon["index"]]["shortDescription"]["text"]
    assert {rule["id"] for rule in log["tool"]["driver"]["rules"]} >= RULES


def engine_that(folder: Path, package: str, code: str) -> str:
    """A folder to import from, in which an engine does something else."""
    place = folder / "broken" / package
    place.mkdir(parents=True)
    (place / "__init__.py").write_text(code)
    return str(place.parent)
