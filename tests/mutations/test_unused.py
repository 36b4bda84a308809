"""One edit that leaves something without a use: the rule that it is about speaks, at its line, and no other does."""

from __future__ import annotations

import pytest

from tests.mutations.mutation import mutate

EDITS = [
    ("stage-rest", "      RequestValidatorId: !Ref Strict\n", "", ["validator-unused: Strict:", "method-validator-missing: HttpMethod: POST"]),
    ("stage-rest", "        ConnectionType: VPC_LINK\n        ConnectionId: !Ref Link\n", "", ["vpclink-unused: Link:"]),
    ("stage-rest", "KeyId: !Ref Partner,", "KeyId: a1b2c3d4e5,", ["apikey-unused: Partner:"]),
    ("stage-http", "      Target: !Sub integrations/${Backend}\n", "      Target: integrations/a1b2c3d\n", []),
    ("stage-http", "  Calls:\n", "  Other:\n    Type: AWS::ApiGatewayV2::Integration\n    Properties: {ApiId: !Ref Api, IntegrationType: HTTP_PROXY, IntegrationMethod: GET, IntegrationUri: \"https://x.example.com/\", PayloadFormatVersion: \"1.0\"}\n  Calls:\n",
     ["integration-unused: Other:"]),
    ("stage-http", "  Path:\n    Type: AWS::ApiGatewayV2::ApiMapping\n    Properties: {ApiId: !Ref Api, DomainName: !Ref Shop, Stage: !Ref Live}\n", "",
     ["domain-unused: Shop:"]),
    ("gateway-document", "    Order: {type: object}\n", "    Order: {type: object}\n    Return: {type: object}\n",
     ["model-unused: Return: {type: object}"]),
]  # fmt: skip


@pytest.mark.parametrize(("project", "old", "new", "found"), EDITS)
def test_an_edit_that_leaves_something_over(project: str, old: str, new: str, found: list[str]) -> None:
    assert sorted(mutate(project, old, new)) == sorted(found)


def test_routes_that_no_longer_choose_their_authorizer() -> None:
    found = mutate("stage-http", "      AuthorizationType: JWT\n      AuthorizerId: !Ref Users\n", "")
    assert "authorizer-unused: Users:" in found


def test_a_plan_without_stages() -> None:
    stages = (
        "      ApiStages:\n        - ApiId: !Ref Api\n          Stage: !Ref Prod\n          Throttle:\n"
        "            /orders/POST: {RateLimit: 5, BurstLimit: 2}\n"
    )
    found = mutate("stage-rest", stages, "")
    assert found == ["plan-unused: Plan:"]
