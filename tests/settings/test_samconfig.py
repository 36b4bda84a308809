from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from apigw_lint.settings.samconfig import values_beside

if TYPE_CHECKING:
    from pathlib import Path


def values(folder: Path, text: str, name: str = "template.yaml") -> dict[str, str]:
    (folder / "samconfig.toml").write_text(text)
    found, problem = values_beside(str(folder / name))
    assert not problem
    return found


@pytest.mark.parametrize(
    "overrides",
    [
        "'A=1 B=\"x y\"'",
        "'ParameterKey=A,ParameterValue=1 ParameterKey=B,ParameterValue=\"x y\"'",
        "['A=1', 'B=\"x y\"']",
        "'A=\"1\" B=x\\ y'",
        "{A = 1, B = 'x y'}",
    ],
)
def test_every_form_of_overrides(overrides: str, tmp_path: Path) -> None:
    assert values(tmp_path, f"[default.deploy.parameters]\nparameter_overrides = {overrides}\n") == {
        "A": "1",
        "B": "x y",
    }


def test_deploy_counts_more_than_global(tmp_path: Path) -> None:
    text = "[default.global.parameters]\nparameter_overrides = 'A=1 B=2'\n[default.deploy.parameters]\nparameter_overrides = 'A=3'\n"
    assert values(tmp_path, text) == {"A": "3", "B": "2"}


def test_the_environment_is_the_default_or_the_only_one(tmp_path: Path) -> None:
    prod = "version = 0.1\n[prod.deploy.parameters]\nparameter_overrides = 'A=prod'\n"
    dev = "[default.deploy.parameters]\nparameter_overrides = 'A=dev'\n"
    assert values(tmp_path, prod) == {"A": "prod"}
    assert values(tmp_path, prod + dev) == {"A": "dev"}
    assert values(tmp_path, prod + prod.replace("prod", "test").replace("version = 0.1\n", "")) == {}


def test_it_speaks_of_the_template_that_it_names(tmp_path: Path) -> None:
    text = "[default.deploy.parameters]\nparameter_overrides = 'A=1'\n"
    assert values(tmp_path, text, "nested.yaml") == {}
    assert values(tmp_path, f"{text}template_file = 'nested.yaml'\n", "nested.yaml") == {"A": "1"}
    assert values(tmp_path, f"{text}template_file = 'nested.yaml'\n") == {}
    assert values(tmp_path, f"{text}template_file = '.aws-sam/build/template.yaml'\n") == {"A": "1"}


@pytest.mark.parametrize(
    "text", ["", "version = 0.1", "[default]\ndeploy = 3\nparameter_overrides = 1", "parameter_overrides = 3"]
)
def test_what_says_nothing(text: str, tmp_path: Path) -> None:
    assert values(tmp_path, text) == {}


def test_without_a_file(tmp_path: Path) -> None:
    assert values_beside(str(tmp_path / "template.yaml")) == ({}, "")


def test_a_file_that_is_no_toml(tmp_path: Path) -> None:
    (tmp_path / "samconfig.toml").write_text("[default.deploy.parameters]\nparameter_overrides = \n")
    found, problem = values_beside(str(tmp_path / "template.yaml"))
    assert found == {}
    assert "samconfig.toml:2: is not TOML" in problem
