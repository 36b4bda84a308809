"""OpenAPI 2.0 and 3.0 definitions with `x-amazon-apigateway-*` extensions into the model."""

from apigw_lint.dialects.openapi.evidence import kind_of, recognises
from apigw_lint.dialects.openapi.read import build, read

__all__ = ["build", "kind_of", "read", "recognises"]
