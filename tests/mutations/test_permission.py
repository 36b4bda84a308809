"""One edit of a project whose functions may be called: the rule that it is about speaks, at its line, and no other does."""

from __future__ import annotations

import pytest

from tests.mutations.mutation import PROJECTS, mutate

REST = (PROJECTS / "access-rest" / "template.yaml").read_text(encoding="utf-8")
MAY_SHOW = REST[REST.index("  MayShow:") : REST.index("  MayCheck:")]
SOURCE = "      SourceArn: !Sub arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/GET/orders/*\n"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param(
            MAY_SHOW,
            "",
            [
                "lambda-permission-missing: Uri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Show.Arn}"
                "/invocations"
            ],
            id="no permission",
        ),
        pytest.param(
            "/*/GET/orders/*",
            "/GET/orders/*",
            [f"permission-source-mismatched: {SOURCE.strip().replace('/*/GET', '/GET')}"],
            id="no stage",
        ),
        pytest.param(
            "/authorizers/*",
            "/*/GET/*",
            ["permission-source-mismatched: SourceArn: !Sub arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/GET/*"],
            id="a route for an authorizer",
        ),
        pytest.param(
            SOURCE, "", ["permission-source-unrestricted: Principal: apigateway.amazonaws.com (117)"], id="every account's APIs",
        ),
        pytest.param(
            SOURCE,
            "      SourceArn: !Sub arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:*\n",
            ["permission-grant-wildcard: SourceArn: !Sub arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:*"],
            id="every API of the account",
        ),
        pytest.param(
            f"      Principal: apigateway.amazonaws.com\n{SOURCE}",
            '      Principal: "*"\n',
            ['permission-principal-public: Principal: "*"'],
            id="everybody",
        ),
        pytest.param(
            f"      Principal: apigateway.amazonaws.com\n{SOURCE}",
            f"      Principal: lambda.amazonaws.com\n{SOURCE}",
            ["permission-principal-mismatched: Principal: lambda.amazonaws.com"],
            id="another service",
        ),
        pytest.param(
            "lambda:InvokeFunction  # the authorizer",
            "lambda:GetFunction",
            ["permission-principal-mismatched: Action: lambda:GetFunction"],
            id="another action",
        ),
        pytest.param(
            "functions/${Show.Arn}",
            "functions/${Check.Arn}",
            [
                "permission-source-mismatched: SourceArn: !Sub arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/authorizers/*",
                f"permission-unused: {SOURCE.strip()}",
            ],
            id="another function",
        ),
        pytest.param(
            "Service: apigateway.amazonaws.com",
            "Service: sqs.amazonaws.com",
            ["role-trust-missing: AssumeRolePolicyDocument:"],
            id="a role for another service",
        ),
        pytest.param(
            'Action: "sqs:SendMessage"', 'Action: "sqs:Receive*"', ["role-action-missing: Credentials: !GetAtt Caller.Arn"], id="no right",
        ),
        pytest.param(
            "Credentials: !GetAtt Caller.Arn", 'Credentials: "arn:aws:iam::*:user/*"', [], id="the caller's rights, who has signed",
        ),
    ],
)  # fmt: skip
def test_a_rest_api(old: str, new: str, found: list[str]) -> None:
    assert sorted(mutate("access-rest", old, new)) == found


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param(
            "FunctionName: !Sub ${Orders.Arn}:live",
            "FunctionName: !Ref Orders",
            ["permission-alias-mismatched: FunctionName: !Ref Orders"],
            id="the function for its alias",
        ),
        pytest.param(
            "IntegrationUri: !Sub ${Orders.Arn}:live",
            "IntegrationUri: !GetAtt Orders.Arn",
            ["permission-alias-mismatched: FunctionName: !Sub ${Orders.Arn}:live"],
            id="an alias for the function",
        ),
        pytest.param("${Api}/*\n", "${Api}/*/*/orders*\n", [], id="a narrower source that covers"),
    ],
)
def test_an_http_api(old: str, new: str, found: list[str]) -> None:
    assert mutate("access-http", old, new) == found
