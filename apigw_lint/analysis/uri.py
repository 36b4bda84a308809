"""What the URI of an integration says, as far as it is known.

[DG api-gateway-swagger-extensions-integration]: Lambda functions and services of AWS are addressed as
`arn:PARTITION:apigateway:REGION:SERVICE:path/...` or `...:action/...`, HTTP backends by a URL. HTTP APIs take the ARN of a function too,
and those of listeners and of Cloud Map services behind a VPC link ([DG http-api-develop-integrations-private]).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.model.value import Partial, Reference, Undetermined, join
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from apigw_lint.model.integration import Integration

BUFFERED = "/invocations"
STREAMED = "/response-streaming-invocations"  # [DG response-transfer-mode-lambda]
OPERATIONS = (STREAMED, BUFFERED, "/invoke-async", "/invoke-async/")
LAMBDA_HEAD = Pattern(r"path/+\d{4}-\d{2}-\d{2}/functions/")
NO_PARTITION = Pattern(r"(?!aws)[a-z-]+")
LAMBDA_SHAPE = "path/0000-00-00/functions/"
HTTP = Pattern(r"https?://[^/?#:]*(?::([^/?#]*)(?=[/?#]|$))?", re.I)
VARIABLE = Pattern(r"(?<!\$)\{([^{}$\s\"':]+)\}")
MISSPELT_VARIABLE = Pattern(
    r"\$stageVariables?\.\w+|(?<!\$)\{stageVariables?\.\w+\}|\$\{stageVariable\.\w+\}|\$\{stagevariables?\.\w+\}"
)
ARNS = ("Arn", "Alias")  # attributes of a function that are ARNs; SAM's `Function.Alias` is one
PORTS = (80, 443)
OPEN_PORTS = range(1024, 65536)  # [DG setup-http-integrations]


class ServiceUri(NamedTuple):
    """The parts of a URI in the service form; `resource` begins with `path/` or `action/` where the form is kept."""

    partition: Any
    region: Any
    service: Any
    resource: Any

    @property
    def is_lambda(self) -> bool:
        return bool(self.service == "lambda")

    @property
    def is_misspelt(self) -> bool:
        """Whether the partition is a word, and none of AWS's, which all begin alike."""
        return isinstance(self.partition, str) and bool(NO_PARTITION.fullmatch(self.partition))


def fields(uri: Any) -> list[Any] | None:
    """The six fields of an ARN; None for a text that is certainly none.

    An unknown piece counts as part of one field. Raises Undetermined where it may be several.
    """
    if not uri.startswith("arn:"):
        return None
    parts = _cut(uri, 5)
    if len(parts) == 6:
        return parts
    if isinstance(uri, Partial):
        raise Undetermined
    return None


def _cut(uri: Any, most: int) -> list[Any]:
    if not isinstance(uri, Partial):
        return list(uri.split(":", most))
    parts: list[list[Any]] = [[]]
    for piece in uri.pieces:
        first, *more = piece.split(":", most - len(parts) + 1) if isinstance(piece, str) else [piece]
        parts[-1].append(first)
        parts.extend([part] for part in more)
    return [part[0] if len(part) == 1 and isinstance(part[0], str) else join(part) for part in parts]


def service(uri: Any) -> ServiceUri | None:
    """The parts of a URI in the service form; None for a text that certainly has another form."""
    if is_function_reference(uri):
        return None
    parts = fields(uri)
    if parts is None or parts[2] != "apigateway":
        return None
    _, partition, _, region, name, resource = parts
    return ServiceUri(partition, region, name, resource)


def is_function(uri: Any) -> bool:
    """Whether it is the ARN of a Lambda function, version or alias by itself."""
    if isinstance(uri, Partial) and uri.reference:
        if uri.reference.attribute in ARNS:
            return True
        raise Undetermined
    parts = fields(uri)
    return parts is not None and bool(parts[2] == "lambda")


def calls_lambda(integration: Integration) -> bool:
    """Whether a Lambda function is called."""
    if integration.type not in ("AWS", "AWS_PROXY") or integration.subtype is not None or integration.uri is None:
        return False
    if integration.function is not None or is_function_reference(integration.uri):
        return True
    parts = fields(integration.uri)
    if parts is None:
        return False
    return bool(parts[2] == "lambda") or (bool(parts[2] == "apigateway") and bool(parts[4] == "lambda"))


def is_function_reference(uri: Any) -> bool:
    """Whether it is a reference to the ARN of something, and to nothing else."""
    return isinstance(uri, Partial) and uri.reference is not None and uri.reference.attribute in ARNS


def lambda_fault(resource: Any) -> bool:
    """Whether what follows `lambda:` is certainly no call of a function: it has its date, the function, and the call."""
    head = resource.head if isinstance(resource, Partial) else resource
    if not LAMBDA_HEAD.match(head):
        if isinstance(resource, Partial) and _may_go_on(head):
            raise Undetermined
        return True
    return _ends_in_arn(resource) or _is_name(resource) or not resource.endswith(OPERATIONS)


def _is_name(resource: Any) -> bool:
    """Whether the name of a function, which its Ref gives, stands where its ARN belongs."""
    function = resource.pieces[1] if isinstance(resource, Partial) and len(resource.pieces) > 1 else None
    is_first = isinstance(resource, Partial) and resource.head.endswith("/functions/")
    return is_first and isinstance(function, Reference) and function.atom


def _ends_in_arn(resource: Any) -> bool:
    last = resource.pieces[-1] if isinstance(resource, Partial) else None
    return isinstance(last, Reference) and last.attribute in ARNS


def _may_go_on(head: str) -> bool:
    """Whether a beginning that is followed by something unknown could still become a path to functions."""
    return LAMBDA_SHAPE.startswith(re.sub(r"\d", "0", re.sub("/+", "/", head)))


def port_fault(uri: Any) -> str | None:
    """The port of a URL that API Gateway does not connect to; None for one that it does, and where none is written."""
    head = uri.head if isinstance(uri, Partial) else uri
    match = HTTP.match(head)
    port = match[1] if match else None
    if match is None or not port or (isinstance(uri, Partial) and match.end() == len(head)) or not port.isdecimal():
        return None
    return None if int(port) in PORTS or int(port) in OPEN_PORTS else port


def known(uri: Any) -> tuple[str, ...]:
    """The known pieces of a URI, in order."""
    return uri.known if isinstance(uri, Partial) else (uri,) if isinstance(uri, str) else ()


def variables(uri: Any) -> list[str]:
    """The `{names}` that request mappings are to fill."""
    names = [name for piece in known(uri) for name in VARIABLE.findall(piece)]
    return list(dict.fromkeys(name.removesuffix("+") for name in names if not name.startswith("stageVariable")))


def misspelt_variable(uri: Any) -> str | None:
    """What was meant for a stage variable and has not the form `${stageVariables.name}`."""
    return next((match[0] for piece in known(uri) if (match := MISSPELT_VARIABLE.search(piece))), None)
