"""`--fix`, `--unsafe-fixes` and `--diff`: what is written, what is only shown, and what is left alone."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from apigw_lint import mend
from apigw_lint.check import check
from apigw_lint.judge import judge
from apigw_lint.request import Request, WrongUse

if TYPE_CHECKING:
    from pathlib import Path

RULES = ("integration-verb-invalid", "integration-timeout-excessive", "housekeeping")
TEMPLATE = """\
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: {Name: "pets 😀", EndpointConfiguration: {Types: [REGIONAL]}}
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: AWS_IAM
      Integration:
        Type: AWS_PROXY
        IntegrationHttpMethod: GET  # as the client does
        Uri: arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:pets/invocations
        TimeoutInMillis: 60000
"""
SAFE = TEMPLATE.replace("IntegrationHttpMethod: GET", "IntegrationHttpMethod: POST")
BOTH = SAFE.replace("60000", "29000")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "template.yaml"
    path.write_bytes(TEMPLATE.encode())
    return path


def run(**words: Any) -> tuple[str, int]:
    return check(Request(select=RULES, **words))


def test_without_the_options_the_report_says_what_could_be_fixed(file: Path) -> None:
    said, code = run()
    assert "1 finding can be fixed with --fix, 1 more with --unsafe-fixes." in said
    assert code == 1
    assert file.read_text() == TEMPLATE


def test_safe_fixes_are_written_and_what_is_left_is_reported(file: Path) -> None:
    said, code = run(fix=True)
    assert file.read_text() == SAFE
    assert "fixed 1 finding in 1 file" in said
    assert "[integration-timeout-excessive]" in said
    assert "[integration-verb-invalid]" not in said
    assert code == 0
    assert run(fix=True, fail_on="warning")[1] == 1


def test_unsafe_fixes_are_written_when_they_are_asked_for(file: Path) -> None:
    said, code = run(unsafe_fixes=True)
    assert file.read_text() == BOTH
    assert "fixed 2 findings in 1 file" in said
    assert code == 0


def test_a_second_time_nothing_is_left_to_fix(file: Path) -> None:
    run(fix=True)
    before = file.stat().st_mtime_ns
    assert "fixed" not in run(fix=True)[0].replace("can be fixed", "")
    assert file.stat().st_mtime_ns == before


@pytest.mark.parametrize(("words", "after"), [({}, SAFE), ({"unsafe_fixes": True}, BOTH), ({"fix": True}, SAFE)])
def test_the_difference_is_shown_and_git_can_apply_it(file: Path, words: dict[str, bool], after: str) -> None:
    said, code = run(diff=True, **words)
    assert file.read_text() == TEMPLATE
    assert code == 1
    subprocess.run(["git", "apply", "-"], input=f"{said}\n".encode(), check=True, cwd=file.parent)
    assert file.read_text() == after


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbf%s", b"%s"], ids=["marked", "plain"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_marks_line_ends_and_a_missing_last_one_stay(file: Path, raw: bytes, end: str) -> None:
    def of(text: str) -> bytes:
        return raw % text.rstrip("\n").replace("\n", end).encode()

    file.write_bytes(of(TEMPLATE))
    said, _ = run(diff=True, unsafe_fixes=True)
    run(unsafe_fixes=True)
    assert file.read_bytes() == of(BOTH)
    file.write_bytes(of(TEMPLATE))
    subprocess.run(["git", "apply", "-"], input=f"{said}\n".encode(), check=True, cwd=file.parent)
    assert file.read_bytes() == of(BOTH)


def test_utf_16_stays(file: Path) -> None:
    file.write_bytes(b"\xff\xfe" + TEMPLATE.encode("utf-16-le"))
    run(unsafe_fixes=True)
    assert file.read_bytes() == b"\xff\xfe" + BOTH.encode("utf-16-le")


def test_a_clean_project_has_no_difference(file: Path) -> None:
    file.write_text(BOTH)
    assert run(diff=True) == ("", 0)


def test_what_is_ignored_is_not_fixed(file: Path) -> None:
    ignored = TEMPLATE.replace("as the client does", "apigw-lint: ignore[integration-verb-invalid] a proxy turns it")
    file.write_text(ignored)
    run(fix=True)
    assert file.read_text() == ignored


def test_what_the_settings_accept_is_not_fixed(file: Path) -> None:
    accepted = '[[ignores]]\nfiles = ["*.yaml"]\nrules = ["integration-verb-invalid"]\nreason = "a proxy turns it"\n'
    (file.parent / "apigw-lint.toml").write_text(accepted)
    run(fix=True)
    assert file.read_text() == TEMPLATE


def test_what_a_baseline_knows_is_not_fixed(file: Path) -> None:
    from apigw_lint.record import create

    create(Request(select=RULES, baseline="known.json"))
    run(fix=True, baseline="known.json")
    assert file.read_text() == TEMPLATE


def test_the_other_reports_speak_of_what_is_left(file: Path) -> None:
    run(fix=True, outputs=("left.json",))
    assert "integration-verb-invalid" not in (file.parent / "left.json").read_text().partition('"notices"')[0]


def test_standard_input_is_no_place_to_write_to(file: Path) -> None:
    with pytest.raises(WrongUse, match="standard input"):
        run(fix=True, stdin_filename="template.yaml")


def test_what_only_shows_and_what_writes_do_not_go_together(file: Path) -> None:
    with pytest.raises(WrongUse, match="`--diff` only shows"):
        run(diff=True, add_ignore="why not")
    assert file.read_text() == TEMPLATE


def test_what_is_left_after_fixing_can_be_ignored(file: Path) -> None:
    _, code = run(fix=True, add_ignore="a slow function", fail_on="note")
    assert code == 0
    written = SAFE.replace("60000", "60000  # apigw-lint: ignore[integration-timeout-excessive] a slow function")
    assert file.read_text() == written


def test_in_a_file_that_a_template_takes_in(file: Path) -> None:
    body = """\
openapi: 3.0.1
info: {title: pets, version: "1"}
paths:
  /pets:
    get:
      x-amazon-apigateway-integration:
        type: aws_proxy
        httpMethod: GET
        uri: arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:pets/invocations
"""
    template = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Pets:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      DefinitionBody: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: pets.yaml}}}
"""
    file.write_text(template)
    (file.parent / "pets.yaml").write_text(body)
    run(fix=True)
    assert (file.parent / "pets.yaml").read_text() == body.replace("Method: GET", "Method: POST")
    assert file.read_text() == template


def test_a_fix_after_which_the_finding_stays_is_not_made(file: Path) -> None:
    """A page of the user's may know a fix that mends nothing."""
    page = file.parent / "rules" / "own" / "method-timeout-invalid.md"
    page.parent.mkdir(parents=True)
    page.write_text(
        "---\nseverity: error\neach: Integration\nrequire:\n  timeout: {at_most: 10000}\n"
        'message: "{found} is too long."\nfix: "{found} -> 20000"\n---\n\n# Long\n'
    )
    said, _ = check(
        Request(select=("method-timeout-invalid", "integration-verb-invalid"), shelves=("rules",), fix=True)
    )
    assert "60000 is too long." in said
    assert file.read_text() == SAFE


def test_a_file_that_has_changed_meanwhile_is_not_written(file: Path) -> None:
    request = Request(select=RULES)
    mended = mend.mend(lambda drafts: judge(request, file.parent, drafts), unsafe=False)
    file.write_text(TEMPLATE + "# more\n")
    with pytest.raises(WrongUse, match="has changed meanwhile"):
        mend.write(mended)
    assert file.read_text() == TEMPLATE + "# more\n"


def test_what_the_cdk_has_written_is_left_alone(file: Path) -> None:
    import json

    import yaml

    from tests.test_fixes import in_json

    data = json.loads(in_json(TEMPLATE))
    data["Resources"]["Get"]["Metadata"] = {"aws:cdk:path": "Stack/Pets/GET/Resource"}
    file.write_text(yaml.safe_dump(data))
    made = file.with_name("stack.template.json")
    made.write_text(json.dumps(data, indent=1))
    file.unlink()
    said, code = run(fix=True)
    assert code == 1
    assert "can be fixed" not in said
    assert json.loads(made.read_text()) == data


def test_overlapping_fixes_and_those_that_uncover_others_need_no_second_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "api.yaml"
    text = """\
openapi: 3.0.1
info: {title: pets, version: "1"}
paths:
  /pets:
    get:
      x-amazon-apigateway-integratio:
        type: aws_proxy
        httpMethod: GET
        responses: {}
        uri: arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:pets/invocations
"""
    file.write_text(text)
    check(Request(select=("extension-name-unknown", "integration-verb-invalid"), unsafe_fixes=True))
    assert file.read_text() == text.replace("integratio:", "integration:").replace("GET", "POST")
