"""The names that a definition is written with."""

from __future__ import annotations

PREFIX = "x-amazon-apigateway-"
ANY_METHOD = f"{PREFIX}any-method"
API_KEY_SOURCE = f"{PREFIX}api-key-source"
AUTH = f"{PREFIX}auth"
AUTHORIZER = f"{PREFIX}authorizer"
AUTHTYPE = f"{PREFIX}authtype"
BINARY_MEDIA_TYPES = f"{PREFIX}binary-media-types"
CORS = f"{PREFIX}cors"
DOCUMENTATION = f"{PREFIX}documentation"
ENDPOINT_ACCESS_MODE = f"{PREFIX}endpoint-access-mode"
ENDPOINT_CONFIGURATION = f"{PREFIX}endpoint-configuration"
GATEWAY_RESPONSES = f"{PREFIX}gateway-responses"
IMPORTEXPORT_VERSION = f"{PREFIX}importexport-version"
INTEGRATION = f"{PREFIX}integration"
INTEGRATIONS = f"{PREFIX}integrations"
MINIMUM_COMPRESSION_SIZE = f"{PREFIX}minimum-compression-size"
POLICY = f"{PREFIX}policy"
REQUEST_VALIDATOR = f"{PREFIX}request-validator"
REQUEST_VALIDATORS = f"{PREFIX}request-validators"
SECURITY_POLICY = f"{PREFIX}security-policy"

VERBS = ("get", "put", "post", "delete", "options", "head", "patch")
DEFAULT_PATHS = ("$default", "/$default")  # as SAM writes it, and as API Gateway exports it
