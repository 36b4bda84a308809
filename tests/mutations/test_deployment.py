"""One edit of what is deployed and in which order: the rule that it is about speaks, at its line, and no other does."""

from __future__ import annotations

import pytest

from tests.mutations.mutation import PROJECTS, mutate

EDITS = [
    ("stage-rest", "      - Create\n", "", ["deployment-dependency-missing: Release20250901:"]),
    ("stage-websocket", "    DependsOn: Connect\n", "", ["deployment-dependency-missing: Release20250901:"]),
    ("stage-rest", "    DependsOn:\n      - List\n      - Create\n    Properties:\n      RestApiId: !Ref Api\n",
     "    DependsOn:\n      - List\n      - Create\n    Properties:\n      RestApiId: !Ref Api\n      StageName: prod\n",
     ["deployment-stage-conflicting: StageName: prod (112)"]),
    ("stage-rest", "      DeploymentId: !Ref Release20250901\n", "",
     ["stage-deployment-missing: Prod:", "deployment-unused: Release20250901:"]),
    ("stage-http", "      AutoDeploy: true\n", "", ["stage-deployment-missing: Live:"]),
    ("stage-rest", "Stage: !Ref Prod\n", "Stage: prod\n", ["plan-dependency-missing: Stage: prod"]),
    ("stage-rest", "    DependsOn: Account\n", "", ["account-dependency-missing: Prod:"]),
    ("stage-sam", "    DependsOn: Account\n", "", ["account-dependency-missing: StageName: prod"]),
    ("stage-websocket", "    DependsOn: Account\n", "", ["account-dependency-missing: Live:"]),
    ("stage-rest",
     "  Account:\n    Type: AWS::ApiGateway::Account\n    Properties:\n      CloudWatchRoleArn: !GetAtt Logs.Arn\n"
     "  Prod:\n    Type: AWS::ApiGateway::Stage\n    DependsOn: Account\n",
     "  Prod:\n    Type: AWS::ApiGateway::Stage\n", ["account-role-missing: AccessLogSetting:"]),
    ("stage-rest", "      StageName: prod\n",
     "      StageName: prod\n      CanarySetting: {DeploymentId: !Ref Release20250901, PercentTraffic: 10}\n",
     ["canary-deployment-duplicate: CanarySetting: {DeploymentId: !Ref Release20250901, PercentTraffic: 10}"]),
    ("deployment-body", "  Api:\n",
     "  Again:\n    Type: AWS::ApiGateway::GatewayResponse\n"
     "    Properties: {RestApiId: !Ref Api, ResponseType: THROTTLED, StatusCode: '429'}\n  Api:\n",
     ["api-body-conflicting: Again:"]),
]  # fmt: skip


@pytest.mark.parametrize(("project", "old", "new", "found"), EDITS)
def test_an_edit_of_a_deployment(project: str, old: str, new: str, found: list[str]) -> None:
    assert sorted(mutate(project, old, new)) == sorted(found)


def test_a_deployment_under_a_name_that_stays() -> None:
    """The digest of its logical id is taken away, in the two places where it stands."""
    text = (PROJECTS / "stage-rest" / "template.yaml").read_text(encoding="utf-8")
    start, end = text.index("  Release20250901:"), text.index("DeploymentId: !Ref Release20250901")
    old = text[start : end + len("DeploymentId: !Ref Release20250901")]
    found = mutate("stage-rest", old, old.replace("Release20250901", "Release"))
    assert found == ["deployment-snapshot-stale: Release:"]
