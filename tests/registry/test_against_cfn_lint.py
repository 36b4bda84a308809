"""cfn-lint's engine and we find the same against the same schemas: in resources that are spoilt one property at a time, and in real ones."""

from __future__ import annotations

import copy
import json
import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from apigw_lint.dialects.recognise import stacks
from apigw_lint.registry.amendments import VALUES
from apigw_lint.source.read import parse, read
from apigw_lint.source.read_error import ReadError
from tests.registry.judged import faults

if TYPE_CHECKING:
    from collections.abc import Iterator

RULES = {
    "name": "E3002",
    "missing": "E3003",
    "type": "E3012",
    "choice": "E3030",
    "pattern": "E3031",
    "count": "E3032",
    "length": "E3033",
    "range": "E3034",
    "repeated": "E3037",
}
SAM = "AWS::Serverless::"
RESOURCES = yaml.safe_load("""\
Api: {Type: "AWS::ApiGateway::RestApi", Properties: {Name: orders, BinaryMediaTypes: [a/b], FailOnWarnings: true,
  MinimumCompressionSize: 5, EndpointConfiguration: {Types: [REGIONAL]}, Tags: [{Key: a, Value: b}]}}
Part: {Type: "AWS::ApiGateway::Resource", Properties: {RestApiId: a, ParentId: b, PathPart: c}}
Get: {Type: "AWS::ApiGateway::Method", Properties: {RestApiId: a, ResourceId: b, HttpMethod: GET, AuthorizationType: NONE,
  RequestParameters: {method.request.header.A: true}, MethodResponses: [{StatusCode: "200"}],
  Integration: {Type: HTTP, ConnectionType: INTERNET, PassthroughBehavior: NEVER, TimeoutInMillis: 500, Uri: "https://x.example",
  IntegrationHttpMethod: GET, CacheKeyParameters: [a], IntegrationResponses: [{StatusCode: "200", SelectionPattern: x}]}}}
Prod: {Type: "AWS::ApiGateway::Stage", Properties: {RestApiId: a, DeploymentId: b, StageName: c, CacheClusterEnabled: true,
  Variables: {a: b}, AccessLogSetting: {DestinationArn: "arn:aws:logs:eu-west-1:111122223333:log-group:x", Format: y},
  CanarySetting: {PercentTraffic: 5}, MethodSettings: [{HttpMethod: "*", ResourcePath: "/*", CacheTtlInSeconds: 5}]}}
Plan: {Type: "AWS::ApiGateway::UsagePlan", Properties: {ApiStages: [{ApiId: a, Stage: b}], Quota: {Limit: 5, Period: DAY},
  Throttle: {BurstLimit: 5, RateLimit: 5}}}
PlanKey: {Type: "AWS::ApiGateway::UsagePlanKey", Properties: {KeyId: a, KeyType: API_KEY, UsagePlanId: b}}
Link: {Type: "AWS::ApiGateway::VpcLink", Properties: {Name: a, TargetArns: [b]}}
Docs: {Type: "AWS::ApiGateway::DocumentationPart", Properties: {RestApiId: a, Properties: "{}", Location: {Type: API}}}
Http: {Type: "AWS::ApiGatewayV2::Api", Properties: {Name: a, ProtocolType: HTTP, CorsConfiguration: {AllowOrigins: [b], MaxAge: 5}}}
Route: {Type: "AWS::ApiGatewayV2::Route", Properties: {ApiId: a, RouteKey: GET /b, AuthorizationScopes: [c]}}
Call: {Type: "AWS::ApiGatewayV2::Integration", Properties: {ApiId: a, IntegrationType: HTTP_PROXY, TimeoutInMillis: 500,
  IntegrationUri: "https://x.example", TlsConfig: {ServerNameToVerify: x}}}
Live: {Type: "AWS::ApiGatewayV2::Stage", Properties: {ApiId: a, StageName: b, AutoDeploy: true,
  DefaultRouteSettings: {ThrottlingBurstLimit: 5, ThrottlingRateLimit: 5}}}
Rule: {Type: "AWS::ApiGatewayV2::RoutingRule", Properties: {Priority: 5, DomainNameArn: a,
  Conditions: [{MatchBasePaths: {AnyOf: [b]}}], Actions: [{InvokeApi: {ApiId: c, Stage: d}}]}}
Certificate: {Type: "AWS::CertificateManager::Certificate", Properties: {DomainName: a.example, CertificateExport: ENABLED,
  DomainValidationOptions: [{DomainName: a.example, HostedZoneId: Z111111QQQQQQQ}]}}
Allow: {Type: "AWS::Lambda::Permission", Properties: {Action: "lambda:InvokeFunction", FunctionName: f, Principal: a.amazonaws.com,
  SourceAccount: "111122223333", SourceArn: "arn:aws:execute-api:eu-west-1:111122223333:a/*"}}
Guard: {Type: "AWS::WAFv2::WebACLAssociation", Properties: {ResourceArn: "arn:aws:apigateway:eu-west-1::/x", WebACLArn: "arn:aws:wafv2:x:y"}}
""")


def spoilt(value: Any) -> Iterator[tuple[str, Any]]:
    """A value with one thing changed, and what: a key is renamed or gone, a value is of another type or content."""
    if isinstance(value, dict):
        for key, entry in value.items():
            rest = {name: one for name, one in value.items() if name != key}
            yield "renamed", {**rest, f"{key}Xyz": entry}
            yield "gone", rest
            for how, one in (*spoilt(entry), *turned(entry)):
                yield how, {**value, key: one}
    elif isinstance(value, list):
        yield "doubled", [*value, *value]
        yield "emptied", []
        for how, one in (*spoilt(value[0]), *turned(value[0])):
            yield how, [one]


def turned(value: Any) -> Iterator[tuple[str, Any]]:
    """Other values in the place of one."""
    others = {"list": ["x"], "map": {"x": "y", "z": "x"}, "word": "zzz", "less": -1, "much": 10**9, "long": "z" * 5000}
    yield from ((how, one) for how, one in others.items() if type(one) is not type(value) or how not in ("list", "map"))


def found_by_cfn_lint(text: str) -> set[tuple[str, str, str]]:
    """Resource, rule and property of each of its findings that are about the schemas of our types."""
    from cfnlint.api import lint
    from cfnlint.config import ManualArgs

    found = set()
    for match in lint(text, config=ManualArgs(regions=["us-east-1"])):
        path = [str(step) for step in match.path or ()]
        if match.rule.id in RULES.values() and path[:1] == ["Resources"] and not any(map(is_function, path)):
            said = match.message.split("'")[1] if match.rule.id == "E3003" else last(path)
            found.add((path[1], match.rule.id, said))
    return found


def is_function(step: str) -> bool:
    return step == "Ref" or step.startswith("Fn::")


def last(path: list[str]) -> str:
    """The last name of a path that is none of an item."""
    return next((step for step in reversed(path) if not step.isdigit()), "")


def found_by_us(text: str) -> set[tuple[str, str, str]]:
    return {
        (label, RULES[fault.kind], last([step or "0" for step in fault.trail]))
        for label, fault in faults(text)
        if fault.kind in RULES
    }


def test_spoilt_resources_are_judged_alike() -> None:
    """All in one template, each resource spoilt in one way. We say one thing of a property, where cfn-lint may say two."""
    template: dict[str, Any] = {"Resources": {}}
    renamed = set()
    for name, resource in RESOURCES.items():
        spoilings = [("whole", resource["Properties"]), *spoilt(resource["Properties"])]
        for number, (how, properties) in enumerate(spoilings):
            logical_id = f"{name}{number}"
            template["Resources"][logical_id] = {"Type": resource["Type"], "Properties": copy.deepcopy(properties)}
            renamed |= {logical_id} if how == "renamed" else set()
    text = json.dumps(template, indent=1)
    theirs, ours = found_by_cfn_lint(text), found_by_us(text)
    assert len(theirs & ours) > 500
    said = {(logical_id, property) for logical_id, _, property in ours}
    assert {
        one for one in theirs - ours if not (one[0] in renamed and one[1] == "E3003") and one[::2] not in said
    } == set()
    open_there = {property for _, _, property in VALUES}
    assert {one for one in ours - theirs if not (one[1] == "E3030" and one[2] in open_there)} == set()


@pytest.mark.skipif("APIGW_LINT_CORPUS" not in os.environ, reason="needs the corpus")
def test_real_templates_are_judged_alike() -> None:
    """A template in forty, always the same ones. SAM's own resources are compared with SAM's translator instead."""
    folder = Path(os.environ["APIGW_LINT_CORPUS"])
    paths = [line.split("\t")[0] for line in (folder / "manifest.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    judged = 0
    for path in (one for one in paths if zlib.crc32(one.encode()) % 40 == 0):
        raw = (folder / path).read_bytes()
        if b"AWS::ApiGateway" not in raw or b"Resources" not in raw:
            continue
        try:
            text = read(raw, path).text
        except ReadError:
            continue
        kinds = dict(declared(text))
        theirs = {one for one in found_by_cfn_lint(text) if not kinds.get(one[0], SAM).startswith(SAM)}
        ours = {one for one in found_by_us(text) if not kinds.get(one[0], SAM).startswith(SAM)}
        open_there = {property for _, _, property in VALUES}
        assert theirs == {one for one in ours if not (one[1] == "E3030" and one[2] in open_there)}, path
        judged += 1
    assert judged > 5


def declared(text: str) -> Iterator[tuple[str, str]]:
    """The logical ids and types of the resources that we judge."""
    for reading in stacks(parse(text, "template.yaml")):
        for case in reading.cases:
            for stack in case.stacks:
                yield from ((one.label, one.type) for one in stack.declarations)
