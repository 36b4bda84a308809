"""Suppressions of other tools, read only where the settings ask for it."""

from __future__ import annotations

import json
import re

import pytest

from apigw_lint.lint import lint_texts
from apigw_lint.rulebook.question import rule
from apigw_lint.rulebook.shelf import pages
from apigw_lint.settings import Settings

RULES = [rule(page) for page in pages().values() if page.name == "access-log-missing" or page.theme == "housekeeping"]
ALL = ("cfn_nag", "checkov", "cfn-lint")
STAGE = """\
{top}Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: {{Name: orders}}
  Live:
    Type: AWS::ApiGateway::Stage{comment}
    Metadata: {metadata}
    Properties: {{RestApiId: !Ref Api, StageName: live, DeploymentId: d1}}{end}
  Other:
    Type: AWS::ApiGateway::Stage
    Properties: {{RestApiId: !Ref Api, StageName: other, DeploymentId: d1}}
"""


def stages(tools: tuple[str, ...], **words: str) -> list[str]:
    """The stages that are said to have no access log; nothing is said of suppressions."""
    words = {"top": "", "comment": "", "metadata": "{}", "end": "", **words}
    text = STAGE.format(**words)
    found = lint_texts({"template.yaml": text}, RULES, Settings(read_suppressions=tools))
    assert {one.rule for one in found} <= {"access-log-missing"}
    return [re.findall(r"^  (\w+):$", text[: one.place.end + 2], re.M)[-1] for one in found]


WAYS = [
    ("cfn_nag", {"metadata": "{cfn_nag: {rules_to_suppress: [{id: W69, reason: internal}]}}"}),
    ("checkov", {"metadata": "{checkov: {skip: [{id: CKV_AWS_76, comment: internal}]}}"}),
    ("checkov", {"comment": "  # checkov:skip=CKV_AWS_76:internal"}),
    ("checkov", {"end": "  # checkov:skip=CKV_AWS_76"}),
]


@pytest.mark.parametrize(("tool", "words"), WAYS, ids=str)
def test_a_suppression_counts_in_its_resource_for_the_tool_that_is_read(tool: str, words: dict[str, str]) -> None:
    assert stages((), **words) == ["Live", "Other"]
    assert stages(tuple({*ALL} - {tool}), **words) == ["Live", "Other"]
    assert stages((tool,), **words) == ["Other"]
    assert stages(ALL, **words) == ["Other"]


@pytest.mark.parametrize(
    "words",
    [
        {"metadata": "{checkov: {skip: [{id: CKV_AWS_1, comment: another}]}}"},
        {"metadata": "{checkov: {skip: CKV_AWS_76}, cfn_nag: [W69], cfn-lint: {config: null}}"},
        {"metadata": "{checkov: {skip: [{id: access-log-missing}]}}"},
        {"metadata": "{Note: '# checkov:skip=CKV_AWS_76'}"},
        {"top": "# checkov:skip=CKV_AWS_76:outside of every resource\n"},
        {"top": "Metadata: {checkov: {skip: [{id: CKV_AWS_76}]}}\n"},
    ],
    ids=str,
)
def test_what_means_nothing_to_the_tool_means_nothing_here(words: dict[str, str]) -> None:
    assert stages(ALL, **words) == ["Live", "Other"]


def test_cfn_lint_reads_the_template_and_its_resources() -> None:
    properties = {"RestApiId": {"Ref": "Api"}, "StageName": "a", "DeploymentId": "d"}
    config = {"cfn-lint": {"config": {"ignore_checks": ["E0042"]}}}
    ours = next(one for one in RULES if one.name == "access-log-missing")._replace(also=("E0042",))
    api = {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "a"}}
    stage = {"Type": "AWS::ApiGateway::Stage", "Properties": properties}
    bare = {"Resources": {"Api": api, "Stage": stage}}
    settings = Settings(read_suppressions=("cfn-lint",))

    def found(tree: object) -> int:
        return len(lint_texts({"a.json": json.dumps(tree)}, [ours], settings))

    assert found(bare) == 1
    assert found({"Metadata": config, **bare}) == 0
    assert found({"Resources": {"Api": api, "Stage": {**stage, "Metadata": config}}}) == 0
    assert found({"Resources": {"Api": {**api, "Metadata": config}, "Stage": stage}}) == 1
