"""Forms are kept for the next run, and whatever happens to what is kept, the same is found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from apigw_lint.registry import specifications
from apigw_lint.registry.carrier import find
from tests.registry.judged import said

TEXT = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  A:
    Type: AWS::Serverless::Api
    Properties: {StageName: prod, Nmae: x}
"""
FOUND = {"name Nmae 5"}


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder with what a run has kept, for a run that has read nothing yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(specifications, "_forms", {})
    assert said(TEXT) == FOUND
    specifications._forms.clear()
    return tmp_path


def entries(shelf: Path) -> list[Path]:
    return sorted(shelf.rglob("registry/*.json"))


def test_what_is_kept_is_used(shelf: Path) -> None:
    [entry] = entries(shelf)
    kept = json.loads(entry.read_text())
    kept["form"]["properties"]["Nmae"] = {"type": ["object"]}
    entry.write_text(json.dumps(kept))
    assert said(TEXT) == {"type Nmae 5"}


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"of": [], "form": {}}', '{"form": 3}', "[" * 100_000, "\0"])
def test_what_cannot_be_read_is_made_again(shelf: Path, text: str) -> None:
    [entry] = entries(shelf)
    entry.write_text(text)
    assert said(TEXT) == FOUND


@pytest.mark.parametrize(
    "form", [None, 3, [], {"properties": 3}, {"properties": {"StageName": {"$ref": "#/definitions/B"}}}]
)
def test_a_form_that_somebody_changed_does_no_harm(shelf: Path, form: object) -> None:
    [entry] = entries(shelf)
    entry.write_text(json.dumps({**json.loads(entry.read_text()), "form": form}))
    assert said(TEXT) == set()


def test_a_schema_that_has_changed_is_read_anew(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [entry] = entries(shelf)
    kept = json.loads(entry.read_text())
    kept["of"][1] = "0.0.1"
    kept["form"] = {}
    entry.write_text(json.dumps(kept))
    assert said(TEXT) == FOUND


@pytest.mark.parametrize("folder", ["/dev/null", "/proc/nothing"])
def test_without_a_folder_nothing_is_kept_and_the_same_is_found(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", folder)
    monkeypatch.setattr(specifications, "_forms", {})
    assert said(TEXT) == FOUND


@pytest.mark.parametrize("backwards", [False, True])
def test_a_type_whose_schema_cannot_be_found_leaves_the_others_as_they_are(
    backwards: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever is asked for first."""
    api, stage = kinds = ["AWS::ApiGateway::RestApi", "AWS::ApiGateway::Stage"]
    text = json.dumps({api: "0" * 16, stage: Path(find().file_of(stage) or "").stem})
    monkeypatch.setattr(specifications, "_found", [find()._replace(version="9.9.9", maps=(text,))])
    monkeypatch.setattr(specifications, "_forms", {})
    monkeypatch.setattr(specifications, "_unlike", {})
    found = {kind: specifications.specification(kind) for kind in sorted(kinds, reverse=backwards)}
    assert found[api] is None
    assert found[stage]
    assert specifications.problems([stage]) == []
    assert specifications.problems([stage, api]) == [f"cfn-lint 9.9.9 names no file with the schema of {api}"]


@pytest.mark.parametrize(
    ("kind", "meant"), [("AWS::ApiGateway::RestAPI", "AWS::ApiGateway::RestApi"), ("AWS::ApiGateway::X", None)]
)
def test_the_type_that_is_meant(kind: str, meant: str | None) -> None:
    assert specifications.meant(kind) == meant
