"""An API and what it is made of: resources, routes, what they declare, and the settings beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.model.element import Element
from apigw_lint.model.value import UNKNOWN

if TYPE_CHECKING:
    from apigw_lint.model.authorizer import Authorizer, SecurityRequirement, SecurityScheme
    from apigw_lint.model.definition import Definition
    from apigw_lint.model.domain import Mapping
    from apigw_lint.model.integration import Integration, UnknownField
    from apigw_lint.model.policy import Policy
    from apigw_lint.model.sam import SamApi, SamConnect
    from apigw_lint.model.stage import Deployment, Stage

REST, HTTP, WEBSOCKET = "rest", "http", "websocket"


class Api(Element):
    """A REST, HTTP or WebSocket API. `label` is its logical id, or the name of its document.

    `origin` says who wrote its routes: "document" (a stand-alone OpenAPI file), "body" (a definition in or beside a template),
    "resources" (CloudFormation methods and routes), "sam" (function events), "implicit" (SAM's own API, which has no resource),
    "outside" (named by resources, not in the files: all but its kind is unknown).
    `routes_known`: every route of the API is in `routes` (nothing unread could add one). `exported`: other stacks can refer to it.
    """

    kind: str = UNKNOWN  # REST, HTTP or WEBSOCKET
    origin: str = "resources"
    routes_known: bool = True
    exported: bool = False
    name: str | None = None
    protocol: str | None = None  # AWS::ApiGatewayV2::Api ProtocolType
    endpoint_types: list[str] | None = None
    parameter_endpoint_types: str | None = None  # import parameter endpointConfigurationTypes
    ip_address_type: str | None = None
    vpc_endpoint_ids: list[str] | None = None
    security_policy: str | None = None
    access_mode: str | None = None
    default_endpoint_disabled: bool | None = None
    fail_on_warnings: bool | None = None
    clone_from: str | None = None
    body: bool = False  # an inline definition is written
    body_location: bool = False  # a definition somewhere else is written
    target: str | None = None  # HTTP API quick create
    binary_media_types: list[str] | None = None
    minimum_compression_size: int | None = None
    api_key_source: str | None = None
    route_selection: str | None = None
    api_key_selection: str | None = None
    default_validator: str | None = None  # the name that the root of a definition chooses
    policy: Policy | None = None
    cors: Cors | None = None
    definition: Definition | None = None
    schemes_known: bool = True  # every security scheme of its definition is in `security_schemes`
    settings_known: bool = True  # no unread part of its definition could set what seems to be missing
    sam: SamApi | None = None
    sam_connect: SamConnect | None = None
    resources: list[Resource] = []
    authorizers: list[Authorizer] = []
    security_schemes: list[SecurityScheme] = []
    root_security: list[SecurityRequirement] = []
    validators: list[RequestValidator] = []
    models: list[Model] = []
    gateway_responses: list[GatewayResponse] = []
    documentation_parts: list[DocumentationPart] = []
    shared_integrations: list[
        Integration
    ] = []  # v2 integration resources, and integrations under the components of a document
    overlapping: list[Overlap] = []
    stages: list[Stage] = []  # held by the stack
    deployments: list[Deployment] = []  # held by the stack
    mappings: list[Mapping] = []  # held by the stack

    @property
    def api(self) -> Api:
        return self

    @property
    def standalone(self) -> bool:
        """A document of its own: endpoint type, stages and domains are decided elsewhere."""
        return self.origin == "document"

    @property
    def routes(self) -> list[Route]:
        return [route for resource in self.resources for route in resource.routes]

    @property
    def endpoint_type(self) -> Any:
        """REGIONAL, EDGE or PRIVATE. A template that says nothing gets EDGE; a stand-alone document is UNKNOWN ([DG
        api-gateway-api-endpoint-types]). HTTP and WebSocket APIs are always REGIONAL."""
        if self.kind in (HTTP, WEBSOCKET):
            return "REGIONAL"
        if self.endpoint_types is UNKNOWN or self.parameter_endpoint_types is UNKNOWN:
            return UNKNOWN
        if self.endpoint_types:
            return self.endpoint_types[0] if len(self.endpoint_types) == 1 else UNKNOWN
        if self.parameter_endpoint_types:
            return self.parameter_endpoint_types
        if self.standalone:
            return "PRIVATE" if self.vpc_endpoint_ids is not UNKNOWN and self.vpc_endpoint_ids else UNKNOWN
        return "EDGE"

    @property
    def is_private(self) -> bool:
        """Whether the endpoint type is PRIVATE; raises Undetermined when it is unknown."""
        return bool(self.endpoint_type == "PRIVATE")

    def resource(self, path: str) -> Resource | None:
        """The resource with exactly this path."""
        return next((one for one in self.resources if isinstance(one.full_path, str) and one.full_path == path), None)


class Resource(Element):
    """A path of an API and the routes on it. `full_path` begins with a slash; None for `$default` and WebSocket routes."""

    full_path: str | None = None
    path_part: str | None = None  # AWS::ApiGateway::Resource PathPart
    parent: Resource | None = None
    routes: list[Route] = []
    parameters: list[Parameter] = []  # declared for every operation of the path item
    unknown_fields: list[UnknownField] = []  # keys of a path item that are neither verbs nor fields

    def route(self, verb: str) -> Route | None:
        """The route for a verb; raises Undetermined when a route's verb is unknown."""
        return next((route for route in self.routes if route.verb == verb), None)

    def answers(self, verb: str) -> bool:
        """Whether the verb, or ANY, is routed here."""
        return any(route.verb in (verb, "ANY") for route in self.routes)


class Route(Element):
    """A REST method, an HTTP API route or a WebSocket route. `key` names it: "GET /pets", "$default", "$connect".

    `auth` is NONE, AWS_IAM, CUSTOM, COGNITO_USER_POOLS or JWT as API Gateway will have it; None when nothing is said, which means
    NONE. `auth_stated`: the author wrote something about authorization, be it NONE. `origin` is "sam" for what SAM generates.
    """

    key: str = ""
    verb: str | None = None
    route_path: str | None = None
    origin: str = "written"
    event: str | None = None  # the SAM function event that made it
    auth: str | None = None
    auth_stated: bool = False
    authorizer: Authorizer | None = None
    authorizer_name: str | None = None  # as written; UNKNOWN when it refers to something outside the files
    scopes: list[str] | None = None
    api_key_required: bool | None = None
    validator: RequestValidator | None = None
    validator_name: str | None = None
    operation_name: str | None = None
    is_default_route: bool | None = None
    target: str | None = None  # AWS::ApiGatewayV2::Route Target
    model_selection: str | None = None
    response_selection: str | None = None
    integration: Integration | None = None
    integration_slip: str | None = None  # the key of an operation without an integration that was to be that of one
    security: list[SecurityRequirement] | None = None  # None: the operation says nothing
    parameters_known: bool = True
    responses_known: bool = True
    parameters: list[Parameter] = []
    request_models: list[ModelUse] = []
    responses: list[MethodResponse] = []
    route_responses: list[RouteResponse] = []

    @property
    def is_open(self) -> bool:
        """Nothing guards it: no authorization, no key; raises Undetermined when that cannot be known.

        HTTP APIs have no API keys ([DG http-api-vs-rest]): one that is asked for there guards nothing.
        """
        keyed = self.api_key_required and (self.api is None or self.api.kind != HTTP)
        return self.auth in (None, "NONE") and not keyed

    @property
    def all_parameters(self) -> list[Parameter]:
        """What the operation declares, and what its path item declares for it and it does not declare anew."""
        own = {parameter.label for parameter in self.parameters}
        shared = self.owner.parameters if isinstance(self.owner, Resource) else []
        return [*self.parameters, *(parameter for parameter in shared if parameter.label not in own)]

    @property
    def is_preflight(self) -> bool:
        """An OPTIONS route that answers browsers itself: a mock, or one that sets CORS headers."""
        if self.verb != "OPTIONS":
            return False
        mock = self.integration is not None and self.integration.type == "MOCK"
        return mock or any(header.startswith("access-control-") for header in self.response_header_names)

    @property
    def response_header_names(self) -> list[str]:
        """The headers that its method and integration responses declare or set, in lower case."""
        names = [name for response in self.responses for name in response.headers or ()]
        if self.integration is not None:
            names += [mapping.name for one in self.integration.responses for mapping in one.header_mappings]
        return [name.lower() for name in names if isinstance(name, str)]


class Parameter(Element):
    """A declared request parameter. `location` is path, query, header, cookie or body (WebSocket: query, header)."""

    name: str | None = None
    location: str | None = None
    required: bool | None = None
    key: str | None = None  # the key of RequestParameters, as written: "method.request.header.x"
    odd_value: str | None = None  # what RequestParameters has for it, when that is no boolean
    schema_keywords: list[
        str
    ] = []  # what its schema asks for and API Gateway does not check: pattern, enum, minimum ...


class ModelUse(Element):
    """A model chosen for a content type of a request or response. `model` is the name or the element's schema."""

    content_type: str | None = None
    name: str | None = None
    model: Model | None = None


class MethodResponse(Element):
    """A response that a method declares. `status` is "200", "4XX" or "default"; `headers` are the declared names."""

    status: str | None = None
    headers: list[str] | None = None
    models: list[ModelUse] = []


class RouteResponse(Element):
    """A WebSocket route response."""

    key: str | None = None


class RequestValidator(Element):
    """What a request validator checks. `label` is its name in a definition, its logical id in a template."""

    name: str | None = None
    validates_body: bool | None = None
    validates_parameters: bool | None = None


class Model(Element):
    """A schema of the API: a model resource, or a component schema of its definition.

    `schema` is the schema as plain data (UNKNOWN inside where it is not known); `dialect` is "draft-4" for model resources and
    "openapi" for schemas of a document. `places` holds the keywords by pointer ("properties/id/type").
    """

    name: str | None = None
    content_type: str | None = None
    dialect: str = "draft-4"
    schema: Any = None
    uses: list[str] = []  # names of models that it refers to


class GatewayResponse(Element):
    """A customised answer of the gateway itself. `parameters` maps response parameter keys to values."""

    type: str | None = None
    status: str | None = None
    parameters: dict[str, Any] | None = None

    def header(self, name: str) -> Any:
        """The value set for a response header, whatever the case of its name; None when it is not set."""
        wanted = f"gatewayresponse.header.{name}".lower()
        return next((value for key, value in (self.parameters or {}).items() if key.lower() == wanted), None)


class DocumentationPart(Element):
    """A documentation part and the kind of thing that it documents."""

    type: str | None = None


class Overlap(Element):
    """A separate resource that defines again what the API's body defines. `label` is its logical id."""

    type: str = ""


class Cors(Element):
    """Cross-origin settings of an API: HTTP API configuration, or SAM's `Cors`.

    `source` is "configuration" (CorsConfiguration), "document" (x-amazon-apigateway-cors), "sam-rest" or "sam-http".
    SAM's REST values are kept as written, inner quotes included.
    """

    source: str = "configuration"
    origins: list[str] | None = None
    methods: list[str] | None = None
    headers: list[str] | None = None
    expose: list[str] | None = None
    credentials: bool | None = None
    max_age: int | None = None
    unknown_keys: list[str] = []
