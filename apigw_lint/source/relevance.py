"""Whether a file can speak of API Gateway at all: a search for bytes, so that most files are never parsed."""

from __future__ import annotations

MARKERS = (
    b"AWS::ApiGateway",  # every resource of both services, V2 included
    b"x-amazon-ap",  # OpenAPI with API Gateway's extensions, `x-amazon-apigateway-...`, or slips for them
    b"x-aws-apigateway",  # what some take their prefix for
    b"x-amazon-api-gateway",
    b"execute-api",  # policies, permissions, invoke URLs
)
"""What a template, an OpenAPI document or a policy says when API Gateway reads it.

Certificates, web ACLs, log groups and Lambda permissions matter only beside an API, and there one of these is said.
"""

SAM, SAM_API = b"AWS::Serverless", b"Api"
"""SAM makes APIs of resources and events whose types end so: `AWS::Serverless::HttpApi`, `Type: Api`."""

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def may_matter(raw: bytes) -> bool:
    """Whether the bytes of a file name anything of API Gateway. False is certain, True is not."""
    if raw.startswith(UTF16_MARKS):
        raw = raw.replace(b"\0", b"")
    return any(marker in raw for marker in MARKERS) or (SAM in raw and SAM_API in raw)
