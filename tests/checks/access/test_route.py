"""Open routes: which rule speaks for which, and what the settings take out."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from apigw_lint.lint import Every, lint_bytes
from apigw_lint.rulebook.audit import audit
from apigw_lint.rulebook.shelf import pages
from apigw_lint.settings import Settings

OPEN_RULES = (
    "security-root-ignored", "security-scheme-ignored", "route-authorizer-ignored", "route-service-public", "route-auth-mismatched",
    "route-auth-missing", "api-access-public", "route-access-public", "policy-route-public",
)  # fmt: skip

HEAD = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: orders, ProtocolType: HTTP%s}
  Call:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: HTTP_PROXY
      IntegrationMethod: ANY
      IntegrationUri: https://orders.example.com/
      PayloadFormatVersion: "1.0"
"""


@cache
def _rules() -> Any:
    return Every([audit(page) for name, page in pages().items() if name in OPEN_RULES])


def found(text: str, *public: str, file: str = "template.yaml") -> list[str]:
    """The rules that speak, each with the route or API that it names first."""
    result = lint_bytes(text.encode(), file, _rules(), Settings(public_paths=public))
    return [f"{one.rule}: {one.text.split(chr(39))[1]}" for one in result.findings]


def template(*routes: str, more: str = "", head: str = "") -> str:
    """An HTTP API with routes given as `POST /orders` or `POST /orders AWS_IAM`."""
    text = HEAD % head
    for number, route in enumerate(routes):
        verb, path, auth = (*route.split(), "")[:3]
        key = f"{verb} {path}".strip()
        text += f"  Route{number}:\n    Type: AWS::ApiGatewayV2::Route\n    Properties:\n      ApiId: !Ref Api\n"
        text += f'      RouteKey: "{key}"\n      Target: !Sub integrations/${{Call}}\n'
        text += f"      AuthorizationType: {auth}\n" if auth else ""
    return text + more


def test_an_api_on_which_all_is_open_is_one_finding() -> None:
    assert found(template("POST /orders", "GET /orders", "GET /health")) == ["api-access-public: POST /orders"]


def test_paths_of_the_settings_may_be_open() -> None:
    routes = template("POST /orders", "PUT /events/in", "GET /status")
    assert found(routes, "/orders") == ["api-access-public: PUT /events/in"]
    assert found(routes, "/orders", "/events/*") == []


@pytest.mark.parametrize("pattern", ["/orders", "orders", "/orders/**", "**/items"])
def test_patterns_of_public_paths(pattern: str) -> None:
    assert found(template("GET /", "GET /orders/items"), pattern) == ["route-access-public: GET /"]


def test_a_default_route_can_be_public_too() -> None:
    routes = template("GET /orders AWS_IAM", "$default /")
    assert found(routes.replace("$default /", "$default")) == ["route-auth-missing: $default"]
    assert found(routes.replace("$default /", "$default"), "$default") == []


def test_open_routes_are_one_finding_that_lists_them() -> None:
    routes = template("GET /orders", "HEAD /orders", "GET /ping", "GET /items")
    [finding] = lint_bytes(routes.encode(), "template.yaml", _rules(), Settings()).findings
    assert "'GET /items', 'GET /orders', 'HEAD /orders'" in finding.text
    assert [one.word for one in finding.related] == ["and this one", "and this one"]
    assert found(routes, "/orders") == ["route-access-public: GET /items"]


def test_forgotten_routes_are_one_finding() -> None:
    routes = template("GET /orders AWS_IAM", "POST /orders", "POST /items", "DELETE /items")
    assert found(routes) == ["route-auth-missing: DELETE /items"]
    assert found(routes, "/items") == ["route-auth-missing: POST /orders"]
    assert found(routes, "/items", "/orders") == []


def test_one_guarded_route_makes_the_silent_ones_forgotten() -> None:
    assert found(template("GET /orders AWS_IAM", "POST /orders", "GET /items")) == [
        "route-auth-missing: POST /orders",
        "route-access-public: GET /items",
    ]


def test_a_written_none_is_a_decision() -> None:
    assert found(template("GET /orders AWS_IAM", "POST /orders NONE")) == ["route-access-public: POST /orders"]


def test_what_changes_is_compared_with_what_shows() -> None:
    assert found(template("GET /orders AWS_IAM", "DELETE /orders")) == ["route-auth-mismatched: DELETE /orders"]


def test_an_open_any_beside_verbs_that_are_all_guarded() -> None:
    guarded = [f"{verb} /orders AWS_IAM" for verb in ("GET", "POST", "PUT", "PATCH", "DELETE")]
    assert found(template(*guarded, "ANY /orders NONE")) == ["route-access-public: ANY /orders"]


@pytest.mark.parametrize(
    "path", ["/login", "/auth/signUp", "/users/forgot-password", "/stripe-webhook", "/webhooks/{provider}", "/v1/healthCheck", "/.well-known/x"]
)  # fmt: skip
def test_paths_that_are_open_by_habit(path: str) -> None:
    assert found(template("GET /orders AWS_IAM", f"POST {path} NONE")) == [f"route-access-public: POST {path}"]
    assert found(template("GET /orders AWS_IAM", f"POST {path}")) == [f"route-access-public: POST {path}"]
    assert found(template("GET /orders AWS_IAM", f"GET {path}")) == []


@pytest.mark.parametrize("path", ["/healthy-food", "/wells", "/login/{id}/orders/items", "/catalogs"])
def test_paths_that_only_look_so(path: str) -> None:
    assert found(template("GET /orders AWS_IAM", f"POST {path}")) == [f"route-auth-missing: POST {path}"]


MTLS = """\
  Domain:
    Type: AWS::ApiGatewayV2::DomainName
    Properties:
      DomainName: api.example.com
      MutualTlsAuthentication: {TruststoreUri: s3://trust/ca.pem}
      DomainNameConfigurations: [{EndpointType: REGIONAL, CertificateArn: arn:aws:acm:eu-west-1:111122223333:certificate/a}]
  Mapping:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties: {ApiId: !Ref Api, DomainName: !Ref Domain, Stage: $default}
"""


def test_a_client_certificate_guards_the_whole_api() -> None:
    closed = ", DisableExecuteApiEndpoint: true"
    assert found(template("POST /orders", more=MTLS)) == ["api-access-public: POST /orders"]
    assert found(template("POST /orders", more=MTLS, head=closed)) == []
    assert found(template("GET /orders", "GET /bills AWS_IAM", more=MTLS, head=closed)) == []


def test_the_domain_of_an_endpoint_that_is_off_may_ask_for_a_certificate() -> None:
    """Where no domain is in the files, nobody can know, and to take the default endpoint away brings no finding."""
    assert found(template("POST /orders", head=", DisableExecuteApiEndpoint: true")) == []


def test_a_domain_without_certificates_leaves_the_api_open() -> None:
    plain = MTLS.replace("      MutualTlsAuthentication: {TruststoreUri: s3://trust/ca.pem}\n", "")
    closed = ", DisableExecuteApiEndpoint: true"
    assert found(template("POST /orders", more=plain, head=closed)) == ["api-access-public: POST /orders"]


DOCUMENT = """\
swagger: "2.0"
info: {title: orders, version: "1"}
securityDefinitions:
  bearer: {type: apiKey, name: Authorization, in: header}
  staff:
    type: apiKey
    name: Authorization
    in: header
    x-amazon-apigateway-authorizer:
      type: cognito_user_pools
      providerARNs: [arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_Ab12Cd34E]
security: [{staff: []}]
paths:
  /orders:
    get:
      security: [{staff: []}]
      x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: https://orders.example.com/}
    put:
      x-amazon-apigateway-integration: {type: http_proxy, httpMethod: PUT, uri: https://orders.example.com/}
    delete:
      security: [{bearer: []}]
      x-amazon-apigateway-integration: {type: http_proxy, httpMethod: DELETE, uri: https://orders.example.com/}
    post:
      security: [{bearer: []}, {staff: []}]
      x-amazon-apigateway-integration: {type: http_proxy, httpMethod: POST, uri: https://orders.example.com/}
"""


def test_a_guard_that_is_not_read_speaks_before_an_open_route() -> None:
    assert sorted(found(DOCUMENT, file="openapi.yaml")) == [
        "security-root-ignored: staff",
        "security-scheme-ignored: bearer",
    ]


def test_a_route_whose_authorization_is_not_known_is_no_open_route() -> None:
    text = template("GET /orders AWS_IAM", "POST /orders !Ref Auth".replace(" !Ref Auth", ""))
    text = text.replace('RouteKey: "POST /orders"\n', 'RouteKey: "POST /orders"\n      AuthorizationType: !Ref Auth\n')
    assert found("Parameters:\n  Auth: {Type: String}\n" + text) == []


QUEUE = """\
openapi: 3.0.1
info: {title: orders, version: "1"}
paths:
  /orders/in:
    post:
      x-amazon-apigateway-integration:
        type: aws
        httpMethod: POST
        credentials: arn:aws:iam::111122223333:role/orders
        uri: arn:aws:apigateway:us-east-1:sqs:path/111122223333/orders
        requestTemplates: {application/json: "Action=SendMessage&MessageBody=$input.body"}
"""


def test_a_service_behind_a_public_path_is_left_alone() -> None:
    body = "".join(f"        {line}\n" for line in QUEUE.splitlines())
    text = f"Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Body:\n{body}"
    assert found(text) == ["route-service-public: POST /orders/in"]
    for pattern in ("/orders/in", "in", "/orders", "/orders/*", "**/in"):
        assert found(text, pattern) == []
    assert found(text, "/payments") == ["route-service-public: POST /orders/in"]


POLICED = """\
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      EndpointConfiguration: {Types: [REGIONAL]}
      Policy: {Version: "2012-10-17", Statement: [{Effect: Allow, Principal: "*", Action: execute-api:Invoke, Resource: execute-api:/*}]}
      Body:
        swagger: "2.0"
        info: {title: orders, version: "1"}
        securityDefinitions: {bearer: {type: apiKey, name: Authorization, in: header}}
        paths:
          /orders:
            get: &open
              x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: "https://orders.example.com/"}
            post:
              x-amazon-apigateway-integration: &start
                type: aws
                httpMethod: POST
                credentials: arn:aws:iam::111122223333:role/orders
                uri: arn:aws:apigateway:us-east-1:states:action/StartExecution
            delete:
              security: [{bearer: []}]
              x-amazon-apigateway-integration: {type: http_proxy, httpMethod: DELETE, uri: "https://orders.example.com/"}
          /health: {get: *open}
          /webhook: {post: {x-amazon-apigateway-integration: *start}}
"""


def test_each_open_route_behind_a_policy_is_told_once() -> None:
    told = lint_bytes(POLICED.encode(), "template.yaml", _rules(), Settings()).findings
    texts = {one.rule: one.text for one in told}
    assert set(texts) == {"policy-route-public", "route-service-public", "security-scheme-ignored"}
    assert len(told) == 4  # two routes call the service
    assert "GET /orders" in texts["policy-route-public"]
    assert not any(name in texts["policy-route-public"] for name in ("POST", "DELETE"))


def test_paths_of_the_settings_count_behind_a_policy_too() -> None:
    assert [one.partition(":")[0] for one in found(POLICED, "/orders", "/health", "/webhook")] == [
        "security-scheme-ignored"
    ]
    left = lint_bytes(
        POLICED.encode(), "template.yaml", _rules(), Settings(public_paths=("/health", "/webhook"))
    ).findings
    assert "/health" not in " ".join(one.text for one in left)
