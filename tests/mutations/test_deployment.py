"""One edit of what is deployed and in which order: the rule that it is about speaks, at its line, and no other does."""

from __future__ import annotations

import pytest

from tests.mutations.mutation import mutate

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
]  # fmt: skip


@pytest.mark.parametrize(("project", "old", "new", "found"), EDITS)
def test_an_edit_of_a_deployment(project: str, old: str, new: str, found: list[str]) -> None:
    assert sorted(mutate(project, old, new)) == sorted(found)
