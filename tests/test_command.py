"""The command as a shell sees it: exit codes, what is written where, and what it makes of odd files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

ROOT = Path(__file__).parents[1]
CLEAN = """\
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: {Name: orders}
"""
WARNED = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: orders, ProtocolType: HTTP, Target: https://orders.example.com/}
  Default:
    Type: AWS::ApiGatewayV2::Stage
    Properties: {ApiId: !Ref Api, StageName: $default, AutoDeploy: true}
"""
WRONG = """\
Resources:
  Domain:
    Type: AWS::ApiGateway::DomainName
    Properties:
      DomainName: shop.example.com
      CertificateArn: arn:aws:acm:eu-west-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000001
"""
FORMATS = ("text", "json", "sarif", "github")


def run(
    *words: str, at: Path, stdout: int | IO[str] = subprocess.PIPE, **variables: str
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", **variables}
    environment.pop("GITHUB_STEP_SUMMARY", None) if "GITHUB_STEP_SUMMARY" not in variables else None
    command = [sys.executable, "-m", "apigw_lint", *words]
    return subprocess.run(
        command,
        cwd=at,
        env=environment,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=False,
    )


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_a_path_that_is_not_there_is_2_and_hides_no_finding(tmp_path: Path, form: str) -> None:
    write(tmp_path, template__yaml=WRONG)
    done = run("template.yaml", "nowhere.yaml", "--format", form, "--exit-zero", at=tmp_path)
    assert done.returncode == 2
    assert "edge-certificate-cross-region" in done.stdout
    assert "nowhere.yaml" in done.stdout + done.stderr


def test_files_that_are_passed_over_are_counted(tmp_path: Path) -> None:
    """Whether they could be read or not."""
    write(tmp_path, template__yaml=WRONG, other__yaml="a: [", package__json="{}")
    shown = run("--statistics", at=tmp_path).stdout
    assert "     1 edge-certificate-cross-region" in shown
    assert "     2 files that do not speak of API Gateway" in shown


def test_an_incomplete_run_is_not_a_successful_one(tmp_path: Path) -> None:
    log = json.loads(run("nowhere.yaml", "--format", "sarif", at=tmp_path).stdout)
    assert log["runs"][0]["invocations"][0]["executionSuccessful"] is False


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--select", "stage-throtle-unbounded"), "stage-throttle-unbounded"),
        (("--format", "sarfi"), "sarif"),
        (("--parameter", "Stage"), "NAME=VALUE"),
        (("--output", "report.xyz"), "report.xyz"),
    ],
)
def test_wrong_words_are_2_with_a_hint(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    write(tmp_path, template__yaml=CLEAN)
    done = run("template.yaml", *words, at=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_wrong_setting_is_2_with_its_line(tmp_path: Path) -> None:
    write(tmp_path, template__yaml=CLEAN, **{"apigw-lint__toml": 'preview = true\nprofil = "strict"\n'})
    done = run("template.yaml", at=tmp_path)
    assert done.returncode == 2
    assert "apigw-lint.toml:2" in done.stderr
    assert "profile" in done.stderr


def test_odd_files_end_in_a_word_and_never_in_a_traceback(tmp_path: Path) -> None:
    marker = "# AWS::ApiGateway\n"
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    odd = {
        "deep.yaml": marker + "Resources: " + "[" * 10_000,
        "deep.json": '{"AWS::ApiGateway": ' + "[" * 10_000,
        "bomb.yaml": marker + bomb,
        "list.yaml": "Resources: [Type, AWS::ApiGateway::RestApi]\n",
        "numbers.yaml": "Resources: {1: {Type: AWS::ApiGateway::RestApi, Properties: {2: 3}}}\n",
        "nulls.yaml": "Resources: {Api: {Type: AWS::ApiGateway::RestApi, Properties: null}, S: null, T: {Type: null}}\n",
        "empty.yaml": "",
    }
    for name, text in odd.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "latin.yaml").write_bytes(
        marker.encode() + "Resources: {Api: {Type: AWS::ApiGateway::RestApi, Name: café}}".encode("latin-1")
    )
    (tmp_path / "x.yaml").mkdir()
    (tmp_path / "link.yaml").symlink_to(tmp_path / "gone.yaml")
    done = run(".", "--format", "json", at=tmp_path)
    assert "Traceback" not in done.stdout + done.stderr
    assert done.returncode == 1
    found = {
        one["path"] if "path" in one else one["file"]: one["rule"]
        for one in json.loads(done.stdout)["findings"]
        if one["rule"] == "document-syntax-invalid"
    }
    assert {"deep.yaml", "deep.json", "bomb.yaml", "latin.yaml"} <= found.keys()


@pytest.mark.skipif(os.geteuid() == 0, reason="root opens everything")
def test_a_file_that_cannot_be_opened_is_2(tmp_path: Path) -> None:
    write(tmp_path, template__yaml=CLEAN)
    (tmp_path / "template.yaml").chmod(0)
    assert run("template.yaml", at=tmp_path).returncode == 2


def test_the_same_bytes_whatever_the_hash_seed_the_folder_and_the_order(tmp_path: Path) -> None:
    write(tmp_path, a__yaml=WRONG, b__yaml=WARNED)
    (tmp_path / ".git").mkdir()
    (tmp_path / "deep").mkdir()
    logs = {
        run("a.yaml", "b.yaml", "--format", "sarif", at=tmp_path, PYTHONHASHSEED="1").stdout,
        run("b.yaml", "a.yaml", "--format", "sarif", at=tmp_path, PYTHONHASHSEED="2").stdout,
        run("../b.yaml", "../a.yaml", "--format", "sarif", at=tmp_path / "deep", PYTHONHASHSEED="3").stdout,
    }
    assert len(logs) == 1


def test_one_run_writes_several_reports(tmp_path: Path) -> None:
    write(tmp_path, template__yaml=WRONG)
    done = run("template.yaml", "--output", "out.sarif", "--output", "json=out.txt", at=tmp_path)
    assert "edge-certificate-cross-region" in done.stdout
    assert json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert json.loads((tmp_path / "out.txt").read_text(encoding="utf-8"))["version"] == 1


def test_a_log_that_code_scanning_would_not_take_for_alerts_is_2(tmp_path: Path) -> None:
    write(tmp_path, template__yaml=WRONG)
    done = run("template.yaml", "--output", "out.quality.sarif", at=tmp_path)
    assert done.returncode == 2
    assert "let it end in `.sarif` alone" in done.stderr
    assert not (tmp_path / "out.quality.sarif").exists()


def test_a_report_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    write(tmp_path, template__yaml=WRONG)
    (tmp_path / "taken").mkdir()
    done = run("template.yaml", "--output", "sarif=taken", at=tmp_path)
    assert done.returncode == 2
    assert "cannot write taken" in done.stderr
    assert sorted(one.name for one in tmp_path.iterdir()) == ["taken", "template.yaml"]
    assert run("template.yaml", "--output", "é.sarif", at=tmp_path).returncode == 1
    assert (tmp_path / "é.sarif").read_bytes().startswith(b'{"$schema"')


def test_a_fault_of_our_own_that_nothing_survives_is_2(tmp_path: Path) -> None:
    program = (
        "import sys; from apigw_lint import check; from apigw_lint.__main__ import main\n"
        "check.judge = lambda *_: 1 / 0\n"
        "sys.argv = ['apigw-lint', 'check', '--exit-zero']; main()"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "ZeroDivisionError" in done.stderr
    assert "internal error" in done.stderr


def test_standard_input_is_judged_under_its_name(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "apigw_lint", "--stdin-filename", "api/template.yaml"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, input=WRONG, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "api/template.yaml:6" in done.stdout


def test_a_run_that_meets_nothing_says_so_and_is_0(tmp_path: Path) -> None:
    write(tmp_path, compose__yaml="services: {}")
    done = run(at=tmp_path)
    assert done.returncode == 0
    assert "no API Gateway configuration" in done.stdout + done.stderr


def test_a_template_of_another_engine_is_named_and_is_no_finding(tmp_path: Path) -> None:
    write(tmp_path, template__yaml="{% if prod %}\nResources:\n  Api: {Type: AWS::ApiGateway::RestApi}\n{% endif %}\n")
    done = run("template.yaml", at=tmp_path)
    assert done.returncode == 0
    assert "template.yaml" in done.stdout + done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no file that is always full")
def test_a_console_that_takes_nothing_is_2(tmp_path: Path) -> None:
    write(tmp_path, template__yaml=WRONG)
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = run("template.yaml", at=tmp_path, stdout=full)
    assert done.returncode == 2
    assert done.stderr == "apigw-lint: the output cannot be written: No space left on device\n"
