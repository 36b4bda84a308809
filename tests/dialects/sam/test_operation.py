from __future__ import annotations

from apigw_lint.model.value import UNKNOWN
from tests.dialects.sam.reading import api, line, route, with_events, written


def event(properties: str, kind: str = "Api") -> str:
    return f"A: {{Type: {kind}, Properties: {{Path: '/a/{{id}}', Method: post, {properties}}}}}"


def test_a_function_is_called_by_proxy() -> None:
    stack = with_events(event("TimeoutInMillis: 5000"))
    found = route(stack, "POST /a/{id}").integration
    assert (found.type, found.verb, found.function, found.timeout) == ("AWS_PROXY", "POST", stack.functions[0], 5000)
    assert str(found.uri).endswith(":lambda:path/2015-03-31/functions/${Fn.Arn}/invocations")
    assert written(found.at("timeout")) == "5000"
    assert written(found.place) == "A"


def test_a_streamed_response_is_called_by_its_own_path() -> None:
    found = route(with_events(event("ResponseTransferMode: RESPONSE_STREAM")), "POST /a/{id}").integration
    assert (found.transfer_mode, found.is_streaming) == ("STREAM", True)
    assert str(found.uri).endswith("/2021-11-15/functions/${Fn.Arn}/response-streaming-invocations")
    assert written(found.at("transfer_mode")) == "RESPONSE_STREAM"


def test_another_transfer_mode_is_no_streaming_and_an_unknown_one_is_unknown() -> None:
    assert route(with_events(event("ResponseTransferMode: BUFFERED")), "POST /a/{id}").integration.transfer_mode is None
    assert (
        route(with_events(event("ResponseTransferMode: !If [Live, a, b]")), "POST /a/{id}").integration.transfer_mode
        is UNKNOWN
    )


def test_http_events_have_payload_version_two() -> None:
    found = route(with_events(event("TimeoutInMillis: 100", "HttpApi")), "POST /a/{id}")
    assert (found.integration.payload_version, found.integration.timeout) == ("2.0", 100)
    assert [(one.name, one.location, one.required) for one in found.parameters] == [("id", "path", True)]
    one = route(with_events(event("PayloadFormatVersion: '1.0'", "HttpApi")), "POST /a/{id}").integration
    assert (one.payload_version, written(one.at("payload_version"))) == ("1.0", "'1.0'")


def test_a_request_model_brings_a_validator() -> None:
    stack = with_events(
        event("RequestModel: {Model: Order, Required: true, ValidateBody: true}"),
        globals="Api: {OpenApiVersion: '2.0'}",
    )
    found = route(stack, "POST /a/{id}")
    assert [(one.name, one.content_type) for one in found.request_models] == [("order", "application/json")]
    assert (found.validator_name, found.validator.validates_body, found.validator.validates_parameters) == (
        "body-only",
        True,
        False,
    )
    assert line(found.at("validator_name")).startswith("A:")


def test_request_parameters_may_key_the_cache() -> None:
    stack = with_events(
        event(
            "RequestParameters: [method.request.header.X, {method.request.querystring.q: {Required: true, Caching: true}}, nonsense]"
        )
    )
    found = route(stack, "POST /a/{id}")
    assert [(one.location, one.name, one.required) for one in found.parameters] == [
        ("header", "X", False),
        ("query", "q", True),
    ]
    assert found.integration.cache_key_parameters == ["method.request.querystring.q"]
    assert written(found.parameters[0].place) == "method.request.header.X"


def test_models_are_those_of_the_api() -> None:
    stack = with_events(
        "A: {Type: Api, Properties: {Path: /a, Method: post, RestApiId: !Ref Shop, RequestModel: {Model: Order}}}",
        "Shop: {Type: AWS::Serverless::Api, Properties: {StageName: live, OpenApiVersion: 3.0.1, Models: {Order: {type: object}}}}",
    )
    (model,) = api(stack).models
    assert (model.name, written(model.place)) == ("order", "Order")
    assert route(stack, "POST /a").request_models[0].model is model
