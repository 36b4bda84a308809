"""The same bytes come out however many processes have judged the files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORPUS = os.environ.get("APIGW_LINT_CORPUS")
CPUS = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []

pytestmark = pytest.mark.skipif(len(CPUS) < 2, reason="one process does all the work where there is one CPU")

PROGRAM = """
import os, sys
from apigw_lint.check import check
from apigw_lint.reports import formats
from apigw_lint.request import Request

started = 0
fork = os.fork
def counted():
    global started
    started += 1
    return fork()
os.fork = counted

cpus, names, paths = int(sys.argv[1]), sys.argv[2].split(",") if sys.argv[2] else formats(), sys.argv[3:]
os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cpus])
for name in names:
    request = Request(paths=paths, format_=name, profile="strict", show_suppressed=True, show_undetermined=True)
    print(name, *check(request))
print(started, file=sys.stderr)
"""

TEMPLATE = """\
Parameters: {{Name: {{Type: String, Default: "api-{number}"}}}}
Conditions: {{IsBig: !Equals [!Ref "AWS::Region", eu-west-1]}}
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: !Ref Name
      Body:
        Fn::Transform: {{Name: AWS::Include, Parameters: {{Location: {body}}}}}
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Api
      StageName: prod-{number}
      MethodSettings: [{{HttpMethod: "*", ResourcePath: "/*", LoggingLevel: INFO, DataTraceEnabled: !If [IsBig, true, false]}}]  # apigw-lint: ignore[{ignored}] {reason}
"""
OPENAPI = """\
openapi: 3.0.1
info: {{title: pets {number}, version: "1"}}
paths:
  /pets/{{id}}:
    get:
      x-amazon-apigateway-integration:
        type: http_proxy
        uri: http://pets.example.com/{number}
        httpMethod: GET
        timeoutInMillis: 60000
  /pets/{{name}}:
    get:
      x-apigw-lint-ignore: [{{id: route-auth-missing, reason: public}}]
      responses: {{}}
"""
SAM = """\
{{"Transform": "AWS::Serverless-2016-10-31", "Resources": {{
  "Pets": {{"Type": "AWS::Serverless::Function", "Properties": {{"Runtime": "python3.13", "Handler": "pets.list{number}",
    "Events": {{"List": {{"Type": "Api", "Properties": {{"Path": "/pets", "Path": "/p{number}", "Method": "get"}}}}}}}}}}}}}}
"""
ODD = (
    "x-amazon-apigateway-cors: [unfinished {number}\n",
    "{{% for one in many %}}\n  AWS::ApiGateway::RestApi: {{{{ one }}}} {number}\n{{% endfor %}}\n",
    "nothing: of ours {number}\n",
    "",
    "AWS::ApiGateway::RestApi: \x00 {number}\n",
)
SETTINGS = """\
fail-on = "warning"

[parameters]
Nam = "near"

[[ignores]]
files = ["open-*.yaml"]
pointer = "/paths/~1pets~1{id}"
reason = "an old one"
"""


def project(folder: Path) -> None:
    """Templates that include documents of their own and one of all, documents by themselves, and files that cannot be read."""
    files = {"apigw-lint.toml": SETTINGS, "shared.yaml": OPENAPI.format(number="all"), "samconfig.toml": "version = ["}
    for number in range(24):
        body = "shared.yaml" if number % 3 else f"body-{number}.yaml"
        ignored = ("stage-throttle-unbounded", "stage", "no-such-rule", "cors-header-missing")[number % 4]
        reason = "known" if number % 2 else ""
        files[f"template-{number}.yaml"] = TEMPLATE.format(number=number, body=body, ignored=ignored, reason=reason)
        files[f"open-{number}.yaml"] = OPENAPI.format(number=number)
        files[f"body-{number}.yaml"] = OPENAPI.format(number=f"body {number}").replace(
            "\n", "\r\n" if number % 2 else "\n"
        )
        files[f"sam-{number}.json"] = SAM.format(number=number)
        files[f"odd-{number}.yaml"] = ODD[number % len(ODD)].format(number=number)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    (folder / "latin.yaml").write_bytes("AWS::ApiGateway::RestApi: für".encode("latin-1"))
    (folder / "wide.yaml").write_bytes(files["template-1.yaml"].encode("utf-16"))


def told(folder: Path, cpus: int, names: str, *paths: str) -> tuple[bytes, int]:
    """What is printed in some formats, all if none is named, and how many processes were started for it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(cpus), names, *paths],
        capture_output=True,
        cwd=folder,
        env=environment,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
    return run.stdout, int(run.stderr)


def test_every_report_is_the_same(tmp_path: Path) -> None:
    project(tmp_path)
    alone, none = told(tmp_path, 1, "", ".")
    together, some = told(tmp_path, 2, "", ".")
    assert none == 0
    assert some > 0
    assert together == alone


def test_what_is_found_is_of_every_sort(tmp_path: Path) -> None:
    project(tmp_path)
    text, _ = told(tmp_path, 2, "text", ".")
    shown = text.decode()
    for word in (
        "[stage-throttle-unbounded]",
        "[ignore-name-unknown]",
        "[ignore-target-unused]",
        "suppressed by ignore: known",
        "suppressed by setting: an old one",
        "included here: template-",
        "when ",
        "file-skipped: ",
        "setting: ",
        "undetermined: ",
        "body-1.yaml:",
        "latin.yaml:",
        "wide.yaml:",
    ):
        assert word in shown, word


@pytest.mark.parametrize("words", [("--fix",), ("--add-ignore", "known")])
def test_what_is_written_into_files_is_the_same(tmp_path: Path, words: tuple[str, ...]) -> None:
    after = []
    for cpus in (1, 2):
        folder = tmp_path / str(cpus)
        folder.mkdir()
        project(folder)
        before = contents(folder)
        program = f"import os; os.sched_setaffinity(0, {CPUS[:cpus]}); from apigw_lint.__main__ import main; main()"
        command = [sys.executable, "-c", program, "check", ".", *words]
        run = subprocess.run(
            command, capture_output=True, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
        )
        assert contents(folder) != before
        after.append((run.stdout, run.stderr, contents(folder)))
    assert after[0] == after[1]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.skipif(not CORPUS, reason="APIGW_LINT_CORPUS names no corpus")
def test_real_templates_are_judged_the_same(tmp_path: Path) -> None:
    files = [path for path in sorted(Path(CORPUS or "").rglob("*")) if path.suffix in (".yaml", ".yml", ".json")]
    paths = [str(path) for path in files if path.is_file()][::8]
    assert told(tmp_path, 1, "text,sarif", *paths)[0] == told(tmp_path, 2, "text,sarif", *paths)[0]
