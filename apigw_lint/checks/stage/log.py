"""Access logs and execution logs: whether they are written, where to, and what gets into them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import arn
from apigw_lint.analysis.log import COUNTED, destination
from apigw_lint.analysis.setting import for_all
from apigw_lint.model.api import HTTP
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, Partial, certainly
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.stage import AccessLog, MethodSettings, Stage

STREAM_PREFIX = "amazon-apigateway-"
LONGEST_FORMAT = 3 * 1024  # bytes [DG limits]
IDENTIFIERS = ("$context.requestId", "$context.extendedRequestId")
FIELDS = {
    "the status": ("$context.status",),
    "the time": ("$context.requestTime", "$context.requestTimeEpoch"),
    "the caller's address": ("$context.identity.sourceIp",),
}
VARIABLE = Pattern(r"\$context(?:\.[A-Za-z0-9_-]+)+")


def access_invalid(log: AccessLog) -> Hits:
    """A destination that access logs cannot go to."""
    if log.destination is None:
        yield hit(log.place, "missing")
        return
    at = log.at("destination")
    target = destination(log)
    if target is not None:
        if log.destination.reference.attribute is None:  # type: ignore[attr-defined]
            yield hit(at, "name", target=target.label)
        elif target.kind == "stream":
            yield from _stream(log, target.name)
        return
    parts = arn.parse(log.destination)
    if parts is not None and parts.service == "firehose":
        yield from _stream(log, parts.resource.split("/", 1)[-1])
    elif parts is None or parts.service != "logs" or not parts.resource.startswith("log-group:"):
        yield hit(at, "other", target=log.destination)


def _stream(log: AccessLog, name: Any) -> Hits:
    """Data Firehose: only streams of a certain name, and not for HTTP APIs [DG set-up-logging]."""
    if log.owner and log.owner.api and certainly(lambda: log.api.kind == HTTP):
        yield hit(log.at("destination"), "kind")
    elif name is None or not name.startswith(STREAM_PREFIX):
        yield hit(log.at("destination"), "stream", name=name or "a generated name")


def format_invalid(log: AccessLog) -> Hits:
    """A format that API Gateway refuses."""
    if log.destination is None:
        return
    text: Any = log.format
    if text is None:
        yield hit(log.place, "missing")
        return
    at = log.at("format")
    if isinstance(text, Partial):
        if len("".join(text.known).encode("utf-8", "surrogatepass")) > LONGEST_FORMAT:
            yield hit(at, "long", size=len(str(text)))
        return
    if text is UNKNOWN:
        return
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > LONGEST_FORMAT:
        yield hit(at, "long", size=size)
    elif not any(one in text for one in IDENTIFIERS):
        yield hit(at, "identifier")


def format_weak(log: AccessLog) -> Hits:
    """A format that leaves out what an investigation begins with, or that is broken JSON."""
    text: Any = log.format
    if text is None or log.destination is None:
        return
    missing = [name for name, variables in FIELDS.items() if not any(one in text for one in variables)]
    if missing:
        yield hit(log.at("format"), "field", missing=", ".join(missing))
    elif isinstance(text, str) and text.lstrip().startswith("{") and not _is_json(text):
        yield hit(log.at("format"), "json")


def _is_json(text: str) -> bool:
    """Whether a format is JSON once its variables are replaced; a number may stand without quotes."""
    import json

    try:
        json.loads(VARIABLE.sub("0", text))
    except ValueError:
        return False
    return True


def execution_missing(stage: Stage) -> Hits:
    """A REST or WebSocket stage that logs no execution by default."""
    if stage.origin != "sam-extra":
        level, at = for_all(stage, "log_level")
        if level not in COUNTED:
            yield hit(at)


def execution_ignored(stage: Stage) -> Hits:
    """Execution logs asked of an HTTP API, which has none [DG http-api-vs-rest]."""
    for one in stage.method_settings:
        if certainly(lambda one=one: one.log_level not in (None, "OFF")):
            yield hit(one.at("log_level"), name="LoggingLevel")
        elif certainly(lambda one=one: one.data_trace):
            yield hit(one.at("data_trace"), name="DataTraceEnabled")


def data_trace(stage: Stage) -> Hits:
    """Whole requests and responses written to the log."""
    for one in stage.method_settings:
        if certainly(_traces, one, stage):
            yield hit(one.at("data_trace"), about=one)


def _traces(one: MethodSettings, stage: Stage) -> bool:
    """A method without a level of its own has that of the default."""
    level: Any = one.log_level if one.written("log_level") else for_all(stage, "log_level")[0]
    return bool(one.data_trace) and level in COUNTED


def metrics_disabled(stage: Stage) -> Hits:
    if stage.origin != "sam-extra":
        enabled, at = for_all(stage, "metrics")
        if not enabled:
            yield hit(at)
