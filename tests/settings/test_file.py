"""The settings file: found by the nearest folder, read strictly, told with its line."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from apigw_lint.settings import Exemption, Override, Settings
from apigw_lint.settings.begin import BEGINNING, write
from apigw_lint.settings.file import SettingsError, parse, read, settings_for

if TYPE_CHECKING:
    from pathlib import Path

EVERYTHING = """\
profile = "strict"
select = ["securityhub"]
ignore = ["cors"]
preview = true
fail-on = "warning"
exclude = ["vendor/"]
rules = ["api-rules"]
region = "eu-west-1"
require-reason = true
baseline = "known.json"
integration-timeout-quota = 60000
route-quota = 600
public-paths = ["/health"]
validate = ["cfn-lint"]
read-suppressions = ["checkov"]
parameters = {Stage = "prod", Count = 3, Traced = true, Zones = ["a", "b"]}

[[overrides]]
files = ["examples/"]
select = ["access-log-missing"]

[[overrides]]
files = ["legacy/"]
ignore = ["stage"]

[[ignores]]
files = ["template.yaml"]
pointer = "/Resources/Old"
rules = ["cors-preflight-missing"]
reason = "goes in summer"
"""


def test_every_setting_is_read(tmp_path: Path) -> None:
    file = tmp_path / "apigw-lint.toml"
    file.write_text(EVERYTHING, encoding="utf-8")
    assert read(str(file)) == Settings(
        file=str(file),
        root=str(tmp_path),
        profile="strict",
        select=("securityhub",),
        ignore=("cors",),
        preview=True,
        fail_on="warning",
        exclude=("vendor/",),
        rules=(str(tmp_path / "api-rules"),),
        regions=("eu-west-1",),
        require_reason=True,
        baseline=str(tmp_path / "known.json"),
        integration_timeout_quota=60000,
        route_quota=600,
        public_paths=("/health",),
        validate=("cfn-lint",),
        read_suppressions=("checkov",),
        parameters={"Stage": "prod", "Count": "3", "Traced": "true", "Zones": "a,b"},
        overrides=(Override(("examples/",), select=("access-log-missing",)), Override(("legacy/",), ignore=("stage",))),
        ignores=(Exemption(("template.yaml",), "/Resources/Old", ("cors-preflight-missing",), "goes in summer", 26),),
    )


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('profle = "strict"', "1: `profle` is no setting; did you mean `profile`?"),
        ('\nprofile = "stict"', "2: `profile` is one of default, strict, not `stict`; did you mean `strict`?"),
        ("fail_on = 'error'", "1: `fail_on` is no setting; did you mean `fail-on`?"),
        ("preview = 'yes'", "1: `preview` is true or false"),
        ("select = 'cors'", "1: `select` is a list of texts"),
        ("# a\nroute-quota = 0", "2: `route-quota` is a whole number above zero"),
        ("route-quota = true", "1: `route-quota` is a whole number above zero"),
        ("baseline = 3", "1: `baseline` is a text"),
        ("region = [1]", "1: `region` is a list of texts"),
        ("parameters = 'a'", "1: `parameters` is a table of names and values"),
        ("[parameters]\na = 2026-01-01", "1: `parameters` gives texts, numbers, true or false, or lists of them"),
        (
            "validate = ['cfn-link']",
            "1: `validate` is one of cfn-lint, openapi, cfn-lint:all, openapi:all, not `cfn-link`; did you mean `cfn-lint`?",
        ),
        (
            "read-suppressions = ['cfn-nag']",
            "1: `read-suppressions` is one of cfn_nag, checkov, cfn-lint, not `cfn-nag`; did you mean `cfn_nag`?",
        ),
        ("overrides = 3", "1: `overrides` is a list of tables, written `[[overrides]]`"),
        (
            "[[overrides]]\nfiles = ['a']\n[[overrides]]\nfiles = ['b']\nselct = ['a']",
            "5: `selct` is no setting; did you mean `select`?",
        ),
        (
            "[[overrides]]\nfiles = ['a']\n\n[[ignores]]\nrules = ['a']",
            "4: `ignores` needs `files`, the paths that it holds for",
        ),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line(text: str, where: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse(text, "apigw-lint.toml")
    assert str(caught.value) == f"apigw-lint.toml:{where}"


@pytest.mark.parametrize(("text", "line"), [("a = \n", 1), ("a = 1\na = 2", 2), ("a = [1", 1)])
def test_what_is_no_toml_is_told_with_its_line(text: str, line: int) -> None:
    with pytest.raises(SettingsError, match=rf"^apigw-lint\.toml:{line}: is not TOML: [^(]+$"):
        parse(text, "apigw-lint.toml")


def test_in_a_pyproject_the_line_is_that_of_our_table() -> None:
    text = "[tool.other]\nprofile = 'x'\n[tool.apigw-lint]\nignore = []\nprofile = 'x'\n"
    with pytest.raises(SettingsError, match=r"^pyproject\.toml:5: "):
        parse(text, "pyproject.toml", ("tool", "apigw-lint"))


def test_the_nearest_file_wins(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "apigw-lint.toml").write_text('region = "eu-west-1"', encoding="utf-8")
    assert settings_for(str(inner / "template.yaml")).region == "eu-west-1"
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.apigw-lint]\nregion = "us-east-1"', encoding="utf-8")
    assert settings_for(str(inner)).region == "us-east-1"
    (tmp_path / "a" / "apigw-lint.toml").write_text('profile = "strict"', encoding="utf-8")
    assert settings_for(str(inner)) == Settings(
        file=str(tmp_path / "a" / "apigw-lint.toml"), root=str(tmp_path / "a"), profile="strict"
    )


@pytest.mark.parametrize(
    "text", ["[tool.black]\nline-length = 100", "[project]\ndependencies = ['apigw-lint']", "this is no TOML"]
)
def test_a_pyproject_that_is_none_of_ours_is_passed_by(tmp_path: Path, text: str) -> None:
    (tmp_path / "apigw-lint.toml").write_text('profile = "strict"', encoding="utf-8")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "pyproject.toml").write_text(text, encoding="utf-8")
    assert settings_for(str(tmp_path / "a")).profile == "strict"


def test_without_a_file_everything_is_as_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert settings_for(str(tmp_path)) == Settings(root=str(tmp_path))


def test_several_regions_are_not_one(tmp_path: Path) -> None:
    settled = parse('region = ["eu-west-1", "us-east-1"]', str(tmp_path / "apigw-lint.toml"))
    assert settled is not None
    assert (settled.regions, settled.region) == (("eu-west-1", "us-east-1"), None)


def test_settings_that_are_no_text_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "apigw-lint.toml"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="is not UTF-8"):
        read(str(file))


def test_no_toml_reader_is_imported_without_settings(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.black]", encoding="utf-8")
    program = "import sys; from apigw_lint.settings.file import settings_for; settings_for('.'); sys.exit('tomllib' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=environment, check=True)


def test_init_writes_a_file_that_changes_nothing(tmp_path: Path) -> None:
    assert "apigw-lint.toml" in write(str(tmp_path))
    file = str(tmp_path / "apigw-lint.toml")
    assert read(file) == Settings(file=file, root=str(tmp_path))
    with pytest.raises(SettingsError, match="is there already"):
        write(str(tmp_path))


def test_what_it_shows_can_be_used_as_it_stands() -> None:
    lines = BEGINNING.splitlines()
    shown = "\n".join(
        line[2:] if (line.startswith("# ") and "=" in line) or line.startswith("# [") else "" for line in lines
    )
    settled = parse(shown, "apigw-lint.toml")
    assert settled is not None
    assert (settled.profile, settled.parameters, settled.ignores[0].pointer) == (
        "strict",
        {"Stage": "prod"},
        "/Resources/Legacy",
    )


@pytest.mark.parametrize(
    "text",
    [
        "[tool.apigw-lint]\nprofile = 'strict'\n",
        "[ tool . 'apigw-lint' ]\nprofile = 'strict'\n",
        "[tool]\napigw-lint.profile = 'strict'\n",
        "[tool]\n'apigw-lint' = {profile = 'strict'}\n",
        "tool.apigw-lint.profile = 'strict'\n",
        "[tool.\"apigw-lint\"]\nprofile = 'strict'\n",
    ],
)
def test_a_table_is_found_however_it_is_written(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    found = read(str(tmp_path / "pyproject.toml"))
    assert found is not None
    assert found.profile == "strict"


def test_to_depend_on_the_linter_is_not_to_set_it(tmp_path: Path) -> None:
    """Nor is a file that is no TOML of ours to refuse then."""
    text = "[project]\nname = 'x'\n[dependency-groups]\ndev = [\n  'apigw-lint>=1',\n]\nthis is no TOML\n"
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    assert read(str(tmp_path / "pyproject.toml")) is None


def test_a_table_behind_a_byte_order_mark_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.apigw-lint]\nprofile = 'strict'\n", encoding="utf-8-sig")
    with pytest.raises(SettingsError, match="is not TOML"):
        read(str(tmp_path / "pyproject.toml"))
