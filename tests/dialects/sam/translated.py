"""What SAM's own translator makes of a template, and the facts by which two readings of it are compared."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any
from unittest import mock

from apigw_lint.dialects import sam
from apigw_lint.dialects.cloudformation import read as cloudformation
from apigw_lint.dialects.scope import Scope
from apigw_lint.model.api import HTTP, REST, Api, Cors, Parameter, Route
from apigw_lint.model.integration import Integration
from apigw_lint.model.policy import Policy
from apigw_lint.model.stage import AccessLog, Stage
from apigw_lint.model.value import UNKNOWN, Partial
from apigw_lint.source.read import parse

if TYPE_CHECKING:
    from apigw_lint.model.function import LambdaPermission
    from apigw_lint.model.stack import Stack

UNREAD = "?"
REMOTE = "s3://bucket/key"
IMAGE = "111111111111.dkr.ecr.eu-west-1.amazonaws.com/repository:tag"


class Policies:
    """The managed policies of an account that has none."""

    def load(self) -> dict[str, str]:
        return {}


def translate(text: str) -> dict[str, Any]:
    """The CloudFormation template that the translator makes; raises what the translator raises."""
    from samtranslator.translator.transform import transform
    from samtranslator.yaml_helper import yaml_parse

    template = json.loads(json.dumps(yaml_parse(text), default=str))
    for resource in template.get("Resources", {}).values():
        packaged(resource)
    packaged_globals(template)
    with mock.patch.dict(os.environ, {"AWS_DEFAULT_REGION": "eu-west-1"}):
        return transform(template, {}, Policies())


def packaged(resource: Any) -> None:
    """Give every local path the form that `sam package` gives it."""
    kind = resource.get("Type", "") if isinstance(resource, dict) else ""
    if not isinstance(kind, str) or not kind.startswith("AWS::Serverless::"):
        return
    properties = resource.setdefault("Properties", {})
    if not isinstance(properties, dict):
        return
    for name in ("CodeUri", "ContentUri", "DefinitionUri"):
        if isinstance(properties.get(name), str) and not properties[name].startswith("s3://"):
            properties[name] = REMOTE
    if kind.endswith("::Function"):
        if properties.get("PackageType") == "Image":
            properties["ImageUri"] = IMAGE
        elif not {"CodeUri", "InlineCode", "ImageUri"} & set(properties):
            properties["CodeUri"] = REMOTE


def packaged_globals(template: dict[str, Any]) -> None:
    sections = template.get("Globals")
    for section in sections.values() if isinstance(sections, dict) else ():
        for name in ("CodeUri", "DefinitionUri"):
            if isinstance(section, dict) and isinstance(section.get(name), str):
                section[name] = REMOTE


def native(text: str) -> Stack:
    """The template as the SAM dialect reads it, every condition being true."""
    document = parse(text, "template.yaml")
    return sam.read(document, document.roots[0], scope(document.roots[0]))


def plain(template: dict[str, Any]) -> Stack:
    """A translated template as the CloudFormation dialect reads it, every condition being true."""
    document = parse(json.dumps(template, default=str), "translated.json")
    return cloudformation.read(document, document.roots[0], scope(document.roots[0]))


def scope(root: Any) -> Scope:
    return Scope(root, conditions={name: True for name, _ in root["Conditions"].items()}, region="eu-west-1")


def facts(stack: Stack) -> dict[str, Any]:
    """What both readings must say, by API."""
    return {api.label: api_facts(api) for api in stack.apis} | {
        "permissions": uncovered({arn(one.source_arn) for one in stack.permissions if on_gateway(one)}),
        "domains": sorted(domain_facts(one) for one in stack.domains),
        "plans": sorted(
            f"{one.label} {shown(one.rate)} {shown(one.quota_limit)} {len(one.stages)}" for one in stack.usage_plans
        ),
    }


def api_facts(api: Api) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": api.kind,
        "endpoint": shown(api.endpoint_type),
        "vpc endpoints": shown(api.vpc_endpoint_ids),
        "routes known": api.routes_known,
        "routes": {route_name(route): route_facts(route) for route in api.routes},
        "stages": {shown(stage.name): stage_facts(stage) for stage in api.stages},
        "authorizers": {one.name: authorizer_facts(one) for one in api.authorizers},
        "gateway responses": {
            one.label: [shown(one.type), shown(one.status), shown(one.parameters)] for one in api.gateway_responses
        },
        "policy": policy_facts(api.policy.document) if isinstance(api.policy, Policy) else shown(api.policy),
    }
    if api.kind == HTTP:
        found["cors"] = cors_facts(api.cors)
    if api.kind == REST:
        found["binary"] = [str(one).replace("~1", "/") for one in shown(api.binary_media_types) or ()]
        found["compression"] = shown(api.minimum_compression_size)
    return found


def policy_facts(document: Any) -> list[str] | None:
    """The statements, each with one of its resources."""
    statements = shown(document).get("Statement") or []
    found = set()
    for one in statements if isinstance(statements, list) else [statements]:
        resources = one.get("Resource")
        for resource in resources if isinstance(resources, list) else [resources]:
            found.add(json.dumps({**one, "Resource": resource}, sort_keys=True))
    return sorted(found) or None


def route_name(route: Route) -> str:
    return shown(route.key)


def route_facts(route: Route) -> dict[str, Any]:
    opened = isinstance(route.authorizer_name, str) and route.authorizer_name == "NONE"  # a word that SAM leaves behind
    auth = "NONE" if route.auth is None or opened else route.auth
    found = {
        "auth": shown(auth),
        "authorizer": shown(route.authorizer_name) if shown(auth) not in ("NONE", "AWS_IAM") else None,
        "scopes": shown(route.scopes) if route.scopes else None,
        "key": UNREAD if route.api_key_required is UNKNOWN and not opened else route.api_key_required is True,
        "parameters": sorted(parameter_facts(one) for one in route.parameters),
        "validator": shown(route.validator_name),
        "models": sorted(shown(one.name) for one in route.request_models),
    }
    integration = route.integration
    if isinstance(integration, Integration):
        for field in ("type", "verb", "timeout", "payload_version", "transfer_mode", "credentials"):
            found[field] = shown(getattr(integration, field))
        found["function"] = integration.function.label if integration.function else None
        found["headers"] = sorted(
            f"{one.name}: {shown(one.value)}" for answer in integration.responses for one in answer.header_mappings
        )
    return found


def parameter_facts(one: Parameter) -> str:
    """Path parameters are always required; the translator leaves some as optional."""
    required = one.location == "path" or (one.required if one.required is UNKNOWN else one.required is True)
    return f"{shown(one.location)} {shown(one.name)} {shown(required)}"


def stage_facts(stage: Stage) -> dict[str, Any]:
    fields = ("rate", "burst", "log_level", "data_trace", "metrics", "caching", "cache_ttl")
    return {
        "settings": [[one.label, *(shown(getattr(one, field)) for field in fields)] for one in stage.method_settings],
        "log": shown(stage.access_log.destination if isinstance(stage.access_log, AccessLog) else stage.access_log),
        "variables": shown(stage.variables),
        "cache": [shown(stage.cache_enabled), shown(stage.cache_size)],
        "tracing": shown(stage.tracing),
        "canary": shown(stage.canary.percent) if stage.canary else None,
    }


def authorizer_facts(one: Any) -> list[Any]:
    fields = (
        "type",
        "uri",
        "credentials",
        "identity_sources",
        "validation",
        "ttl",
        "provider_arns",
        "issuer",
        "audience",
    )
    simple = one.simple_responses if one.simple_responses is UNKNOWN else one.simple_responses is True
    return [*(shown(getattr(one, field)) for field in (*fields, "payload_version")), shown(simple)]


def cors_facts(cors: Any) -> Any:
    if not isinstance(cors, Cors):
        return shown(cors)
    credentials = cors.credentials if cors.credentials is UNKNOWN else cors.credentials is True
    fields = ("origins", "methods", "headers", "expose", "max_age")
    return [*(shown(getattr(cors, field)) for field in fields), shown(credentials)]


def on_gateway(one: LambdaPermission) -> bool:
    return shown(one.principal) == "apigateway.amazonaws.com" and one.source_arn is not None


def uncovered(arns: set[str]) -> list[str]:
    """Without those that a permission for every call of the API makes needless: the translator leaves some of them out."""
    return sorted(one for one in arns if one.endswith("/*/*") or one.split("/")[0] + "/*/*" not in arns)


def domain_facts(one: Any) -> str:
    fields = ("generation", "name", "endpoint_types", "certificate_arn", "regional_certificate_arn", "security_policy")
    mappings = sorted(f"{shown(mapping.base_path)}" for mapping in one.mappings)
    records = sorted(shown(record.type) for record in one.records)
    return str([*(shown(getattr(one, field)) for field in fields), bool(one.mutual_tls), mappings, records])


def arn(value: Any) -> str:
    """An ARN with the partition that the translator writes out."""
    return shown(value).replace("arn:${AWS::Partition}:", "arn:aws:")


def shown(value: Any) -> Any:
    """A value in a form in which unknown ones can be compared too."""
    if value is UNKNOWN:
        return UNREAD
    if isinstance(value, Partial):
        return str(value).replace("arn:${AWS::Partition}:", "arn:aws:")
    if isinstance(value, (list, tuple)):
        return [shown(item) for item in value]
    if isinstance(value, dict):
        return {key: shown(item) for key, item in value.items()}
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)


def differences(one: Any, other: Any, path: str = "") -> list[str]:
    """Where two sets of facts differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        found = []
        for key in [*one, *(key for key in other if key not in one)]:
            found += differences(one.get(key, "absent"), other.get(key, "absent"), f"{path}/{key}")
        return found
    return [] if one == other else [f"{path}: {one!r} here, {other!r} translated"]
