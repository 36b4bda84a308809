"""Which files are worth reading."""

from __future__ import annotations

import codecs

import pytest

from apigw_lint.source.relevance import may_matter

DOMAIN = "Resources:\n  D:\n    Type: AWS::ApiGatewayV2::DomainName\n"
EVENT = "Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Events:\n      E:\n        Type: HttpApi\n"
QUEUE = "Transform: AWS::Serverless-2016-10-31\nResources:\n  Q:\n    Type: AWS::SQS::Queue\n"
PERMISSION = "Resources: {P: {Type: AWS::Lambda::Permission, Properties: {Principal: apigateway.amazonaws.com}}}"


@pytest.mark.parametrize(
    "text",
    [
        DOMAIN,
        EVENT,
        '{"swagger": "2.0", "x-amazon-apigateway-policy": {}}',
        '{"swagger": "2.0", "paths": {"/": {"get": {"x-aws-apigateway-integration": {}}}}}',
        '{"swagger": "2.0", "paths": {"/": {"get": {"x-amazon-apigatewy-integration": {}}}}}',
        '{"Statement": {"Action": "execute-api:Invoke", "Effect": "Allow", "Principal": "*", "Resource": "*"}}',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_speaks_of_api_gateway_is_read(text: str, encoding: str) -> None:
    assert may_matter(text.encode(encoding))


def test_utf_16_of_either_order_is_searched() -> None:
    assert may_matter(codecs.BOM_UTF16_BE + DOMAIN.encode("utf-16-be"))


@pytest.mark.parametrize("text", ["", "openapi: 3.0.1\npaths: {}\n", QUEUE, PERMISSION, "name: build\non: push\n"])
def test_what_does_not_is_passed_over(text: str) -> None:
    assert not may_matter(text.encode())
