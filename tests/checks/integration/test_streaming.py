"""Streams: who can, who says so, and what they go without."""

from __future__ import annotations

import pytest

from tests.checks.ruled import lines, said

DOCUMENT = """\
    swagger: "2.0"
    info: {{title: pets, version: "1"}}
    {root}
    paths:
      /pets:
        get:
          x-amazon-apigateway-integration: {{{integration}}}
"""
BUFFERED = "uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${f}/invocations'"
STREAMED = "uri: 'arn:aws:apigateway:us-east-1:lambda:path/2021-11-15/functions/${f}/response-streaming-invocations'"
ON = "responseTransferMode: STREAM"


def rest(integration: str, root: str = "x-amazon-apigateway-request-validators: {}") -> str:
    return DOCUMENT.format(integration=integration, root=root)


@pytest.mark.parametrize(
    ("integration", "found"),
    [
        (f"type: aws_proxy, {STREAMED}, {ON}", []),
        (f"type: aws_proxy, {STREAMED}", [7]),
        (f"type: aws_proxy, {STREAMED}, responseTransferMode: BUFFERED", [7]),
        (f"type: aws_proxy, {STREAMED}, responseTransferMode: '${{mode}}'", []),
        (f"type: aws_proxy, {BUFFERED}, {ON}", [7]),
        (f"type: aws_proxy, {BUFFERED}", []),
        (f"type: aws_proxy, uri: '${{uri}}', {ON}", []),
        (f"type: http_proxy, uri: 'https://a/', {ON}", []),
        (f"type: http, uri: 'https://a/', {ON}", [7]),
        (f"type: mock, {ON}", [7]),
    ],
)
def test_modes_and_paths(integration: str, found: list[int]) -> None:
    assert lines("streaming-mode-mismatched", rest(integration)) == found


@pytest.mark.parametrize(
    ("root", "count"),
    [
        ("x-amazon-apigateway-minimum-compression-size: 0", 1),
        ("x-amazon-apigateway-minimum-compression-size: 100", 2),
        ("x-amazon-apigateway-minimum-compression-size: '${size}'", 1),
    ],
)
def test_what_a_stream_goes_without(root: str, count: int) -> None:
    answers = "responses: {default: {statusCode: 200, responseTemplates: {application/json: $input.body}}}"
    text = rest(f"type: http_proxy, uri: 'https://a/', {ON}, {answers}", root)
    assert len(said("streaming-feature-ignored", text)) == count
    assert said("streaming-feature-ignored", text.replace("STREAM", "BUFFERED")) == []
