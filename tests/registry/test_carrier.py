"""cfn-lint is found wherever it is installed, in each of its layouts, and its code is never run for that."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from apigw_lint.registry import carrier

if TYPE_CHECKING:
    from pathlib import Path

API = "AWS::ApiGateway::RestApi"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty package that stands before the real one."""
    root = tmp_path / "cfnlint"
    root.mkdir()
    (root / "__init__.py").write_text("raise SystemExit('its code is run')")
    (root / "version.py").write_text('__version__ = "1.2.3"\n')
    monkeypatch.syspath_prepend(tmp_path)
    return root


def written(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("us-east-1.json", '{\n "AWS::ApiGateway::RestApi": "0123456789abcdef"\n}'),
        ("us_east_1.py", 'types: dict[str, str] = {\n    "AWS::ApiGateway::RestApi": "0123456789abcdef",\n}\n'),
    ],
)
def test_a_map_says_which_file_has_a_schema(package: Path, name: str, text: str) -> None:
    written(package / "data/schemas/providers" / name, text)
    file = written(package / "data/schemas/resources/0123456789abcdef.json", "{}")
    found = carrier.find()
    assert (found.version, found.problem) == ("1.2.3", "")
    assert found.file_of(API) == str(file)
    assert found.file_of("AWS::ApiGateway::RestApiOfTomorrow") is None
    assert found.file_of("AWS::Serverless::Api") is None
    assert found.kinds("AWS::ApiGateway::") == [API]


def test_a_folder_has_a_file_for_each_type(package: Path) -> None:
    file = written(package / "data/schemas/providers/us_east_1/aws-apigateway-restapi.json", "{}")
    found = carrier.find()
    assert found.problem == ""
    assert found.file_of(API) == str(file)
    assert found.file_of("AWS::ApiGateway::Nothing") is None


def test_another_layout_is_noticed_and_named(package: Path) -> None:
    written(package / "data/specs.bin", API)
    found = carrier.find()
    assert found.problem == "cfn-lint 1.2.3 carries its schemas in a way that is not known here"
    assert found.file_of(API) is None


@pytest.mark.parametrize("entry", ['"../../../etc/passwd"', '"0123456789abcdef"', "17", '"short"'])
def test_a_map_that_leads_nowhere_is_another_layout(package: Path, entry: str) -> None:
    """A number is no map's entry; a name that is none, or the name of no file, is one that cannot be followed."""
    written(package / "data/schemas/providers/us-east-1.json", f'{{"AWS::ApiGateway::RestApi": {entry}}}')
    found = carrier.find()
    if entry == "17":
        assert found.file_of(API) is None
    else:
        with pytest.raises(carrier.LayoutError):
            found.file_of(API)


def test_no_cfn_lint_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "meta_path", [])
    assert carrier.find().problem == "cfn-lint is not installed"


def test_the_installed_one_is_read_without_importing_it() -> None:
    code = (
        "import sys; from apigw_lint.registry.specifications import carrier, specification\n"
        "assert specification('AWS::ApiGateway::RestApi') and specification('AWS::ApiGatewayV2::Api')\n"
        "assert not carrier().problem, carrier().problem\n"
        "assert not {'cfnlint', 'jsonschema', 'samtranslator', 'inspect', 'importlib.util'} & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
