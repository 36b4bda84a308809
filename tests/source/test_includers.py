"""The search for files that may include a given one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

import apigw_lint.source.includers as room
from apigw_lint.source.includers import includers

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATE = "Resources: {Api: {Type: AWS::ApiGateway::RestApi, Properties: {BodyS3Location: api.yaml}}}"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    found = includers(str(tmp_path), {"api.yaml"}, lambda path: False)
    assert [document.path for document in found] == ["template.yaml"]


def test_a_folder_of_too_many_files_is_not_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    (tmp_path / "other.yaml").write_text("")
    monkeypatch.setattr(room, "MOST_FILES", 2)
    assert list(includers(str(tmp_path), {"api.yaml"}, lambda path: False))
    monkeypatch.setattr(room, "MOST_FILES", 1)
    assert not list(includers(str(tmp_path), {"api.yaml"}, lambda path: False))
