"""apigw-lint reads an API Gateway configuration the way API Gateway will."""

__version__ = "0.1.0"
