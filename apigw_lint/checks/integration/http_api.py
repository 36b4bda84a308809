"""What integrations of HTTP APIs alone have: payload format versions and subtypes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.checks.integration.caller import generated, name_of, sound
from apigw_lint.model.api import HTTP
from apigw_lint.model.hit import hit
from apigw_lint.model.value import Undetermined
from apigw_lint.source.nearest import alike, nearest

if TYPE_CHECKING:
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.integration import Integration

VERSIONS = ("1.0", "2.0")
# The parameters that each subtype needs [DG http-api-develop-integrations-aws-services-reference].
SUBTYPES = {
    "EventBridge-PutEvents": ("Detail", "DetailType", "Source"),
    "SQS-SendMessage": ("QueueUrl", "MessageBody"),
    "SQS-ReceiveMessage": ("QueueUrl",),
    "SQS-DeleteMessage": ("ReceiptHandle", "QueueUrl"),
    "SQS-PurgeQueue": ("QueueUrl",),
    "AppConfig-GetConfiguration": ("Application", "Environment", "Configuration", "ClientId"),
    "Kinesis-PutRecord": ("StreamName", "Data", "PartitionKey"),
    "StepFunctions-StartExecution": ("StateMachineArn",),
    "StepFunctions-StartSyncExecution": ("StateMachineArn",),
    "StepFunctions-StopExecution": ("ExecutionArn",),
}


def payload_invalid(integration: Integration) -> Hits:
    """A payload format version that is missing, that does not exist, or that only Lambda has."""
    if generated(integration) or integration.type is None or integration.api.kind != HTTP:
        return
    version = integration.payload_version
    is_function = integration.type == "AWS_PROXY" and integration.subtype is None
    if version is None:
        if is_function:
            yield hit(integration.place, "absent", route=name_of(integration))
    elif not any(version == one for one in VERSIONS):
        yield hit(integration.at("payload_version"), "unknown", version=version, meant=alike(f"{version}.0", VERSIONS))
    elif version == "2.0" and not is_function and sound(integration):
        yield hit(integration.at("payload_version"), "proxy")


def subtype_invalid(integration: Integration) -> Hits:
    """A subtype that does not exist, on another type, beside a URI, or without what it needs."""
    subtype: Any = integration.subtype
    if subtype is None or integration.api.kind != HTTP or not sound(integration):
        return
    at = integration.at("subtype")
    if integration.type != "AWS_PROXY":
        yield hit(at, "type", type=integration.type)
    elif not any(subtype == one for one in SUBTYPES):
        yield hit(
            at,
            "unknown",
            subtype=subtype,
            hint=nearest(str(subtype), SUBTYPES) or ".",
            meant=alike(str(subtype), SUBTYPES),
        )
    else:
        if integration.uri is not None:
            yield hit(integration.at("uri"), "uri")
        missing = _missing(integration, str(subtype))
        if missing:
            yield hit(at, "parameters", subtype=subtype, missing=missing)


def _missing(integration: Integration, subtype: str) -> list[str]:
    """The parameters that the subtype needs and does not get."""
    given = {mapping.key for mapping in integration.request_mappings if isinstance(mapping.key, str)}
    missing = [name for name in SUBTYPES[subtype] if name not in given]
    if missing and not integration.mappings_known:
        raise Undetermined
    return missing
