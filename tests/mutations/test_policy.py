"""One edit of a resource policy: the rule that it is about speaks, at its line, and no other does."""

from __future__ import annotations

import pytest

from tests.mutations.mutation import mutate

DENY = """\
          - Sid: OurEndpoint
            Effect: Deny
            Principal: {AWS: "*"}
            Action: execute-api:Invoke
            Resource: execute-api:/*
            Condition:
              StringNotEquals:
                aws:SourceVpce: !Ref Endpoint
"""
WHITELIST = """\
      Auth:
        ResourcePolicy:
          SourceVpcWhitelist: [vpce-0a1b2c3d4e5f60718]
"""
EDITS = [
    ("policy-private", DENY, "", ["private-vpc-unrestricted: Effect: Allow"]),
    ("policy-private", "StringNotEquals:", "StringNotLikeIfExists:", []),
    ("policy-private", "aws:SourceVpce: !Ref Endpoint", 'aws:SourceVpce: "*"',
     ['policy-condition-invalid: aws:SourceVpce: "*"']),
    ("policy-private", "Effect: Deny\n            Principal: {AWS: \"*\"}\n            Action: execute-api:Invoke\n            Resource: execute-api:/*\n",
     "Effect: Deny\n            Principal: {AWS: \"*\"}\n            Action: execute-api:Invoke\n            Resource: execute-api:/*/DELETE/*\n",
     ["private-vpc-unrestricted: Effect: Allow"]),
    ("policy-private", "aws:SourceVpce: !Ref Endpoint", "aws:SourceVpc: !Ref Endpoint",
     ["policy-condition-invalid: aws:SourceVpc: !Ref Endpoint"]),
    ("policy-private", "aws:SourceVpce: !Ref Endpoint", "aws:SourceVpce: vpc-0a1b2c3d4e5f60718",
     ["policy-condition-invalid: aws:SourceVpce: vpc-0a1b2c3d4e5f60718"]),
    ("policy-private", "              NotIpAddress:\n                aws:VpcSourceIp", "              NotIpAddress:\n                aws:SourceIp",
     ["private-sourceip-ignored: aws:SourceIp: 10.20.0.0/16"]),
    ("policy-private", "execute-api:/*/DELETE/*", "execute-api:/*/delete/*",
     ["policy-deny-ignored: Resource: execute-api:/*/delete/*"]),
    ("policy-private", 'Principal: "*"  # every caller', 'Principal: {AWS: "111122223333"}',
     ["vpce-principal-mismatched: PolicyDocument:"]),
    ("policy-regional", "execute-api:/live/GET/reports", "execute-api:/test/GET/reports",
     ["policy-method-unreachable: AuthorizationType: NONE", "policy-statement-unreachable: Resource: execute-api:/test/GET/reports"]),
    ("policy-regional", "execute-api:/live/POST/reports", "execute-api:/live/post/reports",
     ["policy-statement-unreachable: Resource: execute-api:/live/post/reports"]),
    ("policy-regional", "AuthorizationType: AWS_IAM", "AuthorizationType: NONE",
     ["policy-method-unreachable: AuthorizationType: NONE (49)"]),
    ("policy-regional", "execute-api:/live/POST/reports", "execute-api:/live/*/reports", []),
    ("policy-regional", "203.0.113.66/32", "10.66.0.0/16", ["policy-deny-ignored: aws:SourceIp: 10.66.0.0/16"]),
    ("policy-regional", "[203.0.113.0/24, 198.51.100.0/24]", "[0.0.0.0/0]",
     ["policy-route-public: Effect: Allow (12)", "policy-condition-weak: aws:SourceIp: [0.0.0.0/0]"]),
    ("policy-regional", '{AWS: "arn:aws:iam::444455556666:role/partner"}', '"*"',
     ['policy-iam-public: Principal: "*" (21)']),
    ("policy-regional", "[203.0.113.0/24, 198.51.100.0/24]", "[203.0.113.0/24, 198.51.100.0/42]",
     ["policy-condition-invalid: aws:SourceIp: [203.0.113.0/24, 198.51.100.0/42]"]),
    ("policy-regional", "                aws:SourceIp: 203.0.113.66/32", "                aws:SourceIp4: 203.0.113.66/32",
     ["policy-condition-unknown: aws:SourceIp4: 203.0.113.66/32"]),
    ("policy-regional", "              IpAddress:\n                aws:SourceIp: 203.0.113.66/32", "              StringEquals:\n                aws:SourceVpc: vpc-0a1b2c3d4e5f60718",
     ["policy-vpc-ignored: aws:SourceVpc: vpc-0a1b2c3d4e5f60718"]),
    ("policy-regional", "Types: [REGIONAL]\n", "Types: [REGIONAL]\n        IpAddressType: dualstack\n",
     ["policy-dualstack-missing: aws:SourceIp: 203.0.113.66/32"]),
    ("policy-regional", 'arn:aws:iam::444455556666:role/partner', "arn:aws:iam::444455556666:role/partner-*",
     ['policy-document-invalid: Principal: {AWS: "arn:aws:iam::444455556666:role/partner-*"}']),
    ("policy-sam", WHITELIST, "", ["private-policy-missing: Type: PRIVATE"]),
    ("policy-sam", "SourceVpcWhitelist: [vpce-0a1b2c3d4e5f60718]", "IpRangeWhitelist: [203.0.113.0/24]",
     ["private-sourceip-ignored: IpRangeWhitelist: [203.0.113.0/24]"]),
    ("policy-sam", "SourceVpcWhitelist: [", "SourceVpcBlacklist: [",
     ["private-vpc-unrestricted: SourceVpcBlacklist: [vpce-0a1b2c3d4e5f60718]"]),
    ("policy-sam", "Type: PRIVATE", "Type: REGIONAL",
     ["waf-association-missing: StageName: live", "policy-allow-missing: SourceVpcWhitelist: [vpce-0a1b2c3d4e5f60718]", "policy-vpc-ignored: SourceVpcWhitelist: [vpce-0a1b2c3d4e5f60718]"]),
    ("policy-document", "        StringEquals:\n          aws:SourceVpce: vpce-0a1b2c3d4e5f60718", "        IpAddress:\n          aws:VpcSourceIp: 10.0.0.0/8",
     ["private-network-weak: - Effect: Allow"]),
    ("policy-document", "        StringEquals:\n          aws:SourceVpce: vpce", "        StringLike:\n          aws:SourceVpce: vpce", []),
    ("policy-document", "execute-api:/*/GET/orders", "execute-api:*/GET/orders",
     ["policy-allow-missing: - Effect: Allow", "policy-resource-invalid: Resource: execute-api:*/GET/orders"]),
    ("policy-document", "Action: execute-api:Invoke", "Action: lambda:InvokeFunction",
     ["policy-allow-missing: - Effect: Allow", "policy-action-invalid: Action: lambda:InvokeFunction"]),
]  # fmt: skip


@pytest.mark.parametrize(("project", "old", "new", "found"), EDITS)
def test_an_edit_of_a_policy(project: str, old: str, new: str, found: list[str]) -> None:
    assert sorted(mutate(project, old, new)) == sorted(found)
