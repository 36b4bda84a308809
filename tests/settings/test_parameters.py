from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from apigw_lint.settings.file import SettingsError
from apigw_lint.settings.parameters import read_parameters

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("p.json", '[{"ParameterKey": "A", "ParameterValue": "1"}, {"ParameterKey": "B", "ParameterValue": "x,y"}]'),
        ("p.json", '[{"ParameterKey": "A", "ParameterValue": "1", "UsePreviousValue": false}, "B=x,y"]'),
        ("p.json", '["A=1", "B=x,y"]'),
        ("p.json", '{"Parameters": {"A": 1, "B": ["x", "y"]}, "Tags": {}}'),
        ("p.yaml", "A: 1\nB: [x, y]\n"),
        ("p.yaml", "Parameters:\n  A: 1\n  B: x,y\n"),
    ],
)
def test_every_form_is_read(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    assert read_parameters(str(tmp_path / name)) == {"A": "1", "B": "x,y"}


def test_truth_and_numbers_are_texts(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text("A: true\nB: 3.10\nC: ''\n")
    assert read_parameters(str(tmp_path / "p.yaml")) == {"A": "true", "B": "3.10", "C": ""}


def test_an_empty_file_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text("")
    assert read_parameters(str(tmp_path / "p.json")) == {}


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ('[\n{"ParameterKeys": "A"}]', 2, "did you mean `ParameterKey`?"),
        ('[\n\n{"ParameterKey": "A"}]', 3, "`A` has no `ParameterValue`"),
        ('["A"]', 1, "`NAME=VALUE`"),
        ('[\n3]', 2, "`NAME=VALUE`"),
        ('{"Parameters": 3}', 1, "a mapping of names and values"),
        ('3', 1, "a mapping of names and values"),
        ('{\n"A": {"b": 1}}', 2, "the value of `A`"),
        ('{\n"A": null}', 2, "the value of `A`"),
        ('{"A": \n', 2, ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, why: str, tmp_path: Path) -> None:
    file = tmp_path / "p.json"
    file.write_text(text)
    with pytest.raises(SettingsError) as error:
        read_parameters(str(file))
    assert str(error.value).startswith(f"{file}:{line}: ")
    assert why in str(error.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        read_parameters(str(tmp_path / "p.json"))
