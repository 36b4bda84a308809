from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.model.value import UNKNOWN
from tests.dialects.sam.reading import api, read, with_events, written

if TYPE_CHECKING:
    from apigw_lint.model.stack import Stack

EVENTS = """
A: {Type: Api, Properties: {Path: '/a/{id}', Method: get}}
B: {Type: Api, Properties: {Path: /b, Method: any}}
"""
RESOURCES = ["execute-api:/Prod/GET/a/*", "execute-api:/Prod/*/b"]


def rest(policy: str, events: str = EVENTS) -> Stack:
    return with_events(events, globals=f"Api: {{Auth: {{ResourcePolicy: {policy}}}}}")


def statements(stack: Stack) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api(stack).policy.document["Statement"]
    return found


def test_addresses_are_denied_beside_an_allow_for_everyone() -> None:
    stack = rest("{IpRangeWhitelist: [10.0.0.0/8], IpRangeBlacklist: [1.2.3.4]}")
    base = {"Principal": "*", "Action": "execute-api:Invoke", "Resource": RESOURCES}
    assert statements(stack) == [
        {**base, "Effect": "Allow"},
        {**base, "Effect": "Deny", "Condition": {"NotIpAddress": {"aws:SourceIp": ["10.0.0.0/8"]}}},
        {**base, "Effect": "Deny", "Condition": {"IpAddress": {"aws:SourceIp": ["1.2.3.4"]}}},
    ]
    assert api(stack).policy.origin == "sam"


def test_every_statement_stands_at_the_entry_that_asks_for_it() -> None:
    policy = api(rest("{IpRangeWhitelist: [10.0.0.0/8], AwsAccountBlacklist: ['111111111111']}")).policy
    assert [written(one.place) for one in policy.statements] == [
        "AwsAccountBlacklist",
        "IpRangeWhitelist",
        "IpRangeWhitelist",
    ]
    condition = policy.statements[2].part("Condition", "NotIpAddress", "aws:SourceIp", 0)
    assert written(condition) == "10.0.0.0/8"
    assert written(policy.place) == "ResourcePolicy"


def test_accounts_are_principals() -> None:
    found = statements(rest("{AwsAccountWhitelist: ['111111111111'], AwsAccountBlacklist: ['222222222222']}"))
    assert [(one["Effect"], one["Principal"]) for one in found] == [
        ("Allow", {"AWS": ["111111111111"]}),
        ("Deny", {"AWS": ["222222222222"]}),
    ]


def test_vpc_lists_are_sorted_by_prefix_and_what_has_none_is_dropped() -> None:
    found = statements(rest("{SourceVpcWhitelist: [vpc-1, vpce-2, subnet-3], IntrinsicVpceWhitelist: [!Ref Endpoint]}"))
    (condition,) = [one["Condition"]["StringNotEquals"] for one in found if "Condition" in one]
    assert condition["aws:SourceVpc"] == ["vpc-1"]
    assert [str(one) for one in condition["aws:SourceVpce"]] == ["vpce-2", "${Endpoint}"]


def test_custom_statements_follow() -> None:
    custom = "{Effect: Deny, Principal: '*', Action: execute-api:Invoke, Resource: 'execute-api:/*'}"
    assert [
        one["Effect"] for one in statements(rest(f"{{IpRangeBlacklist: [1.2.3.4], CustomStatements: [{custom}]}}"))
    ] == ["Allow", "Deny", "Deny"]
    assert [one["Effect"] for one in statements(rest(f"{{CustomStatements: {custom}}}"))] == ["Deny"]


def test_an_event_speaks_of_its_own_path() -> None:
    stack = with_events(
        EVENTS.replace("Method: any", "Method: any, Auth: {ResourcePolicy: {IpRangeBlacklist: [1.2.3.4]}}")
    )
    assert {tuple(one["Resource"]) for one in statements(stack)} == {("execute-api:/Prod/*/b",)}


def test_a_shorthand_adds_to_the_policy_of_the_definition() -> None:
    stack = read("""
        Resources:
          Shop:
            Type: AWS::Serverless::Api
            Properties:
              StageName: live
              Auth: {ResourcePolicy: {IpRangeBlacklist: [1.2.3.4]}}
              DefinitionBody:
                swagger: '2.0'
                x-amazon-apigateway-policy: {Version: '2012-10-17', Statement: [{Effect: Allow, Principal: '*', Action: '*', Resource: '*'}]}
                paths: {/a: {get: {x-amazon-apigateway-integration: {type: mock}}}}
        """)
    assert [one["Effect"] for one in statements(stack)] == ["Allow", "Allow", "Deny"]
    assert api(stack).policy.origin == "extension"


def test_entries_that_only_the_stack_knows_leave_the_policy_unknown() -> None:
    assert api(rest("{SourceVpcWhitelist: [!ImportValue vpc]}")).policy is UNKNOWN
    assert api(rest("!If [Live, {}, {}]")).policy is UNKNOWN


def test_a_stage_name_that_is_a_reference_is_kept_as_one() -> None:
    stack = with_events(
        "A: {Type: Api, Properties: {Path: /a, Method: get, RestApiId: !Ref Shop}}",
        "Shop: {Type: AWS::Serverless::Api, Properties: {StageName: !Ref AWS::StackName, Auth: {ResourcePolicy: {IpRangeBlacklist: [1.2.3.4]}}}}",
    )
    (resource,) = statements(stack)[0]["Resource"]
    assert str(resource) == "execute-api:/${AWS::StackName}/GET/a"


def test_no_entries_make_no_policy() -> None:
    assert api(rest("{SourceVpcWhitelist: [subnet-1]}")).policy is None
