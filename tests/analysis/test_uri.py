"""What the URI of an integration says, when it is known whole, in part, or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from apigw_lint.analysis import uri
from apigw_lint.model.integration import Integration
from apigw_lint.model.value import UNKNOWN, Partial, Reference, Undetermined, join
from tests.dialects.openapi.definitions import of_kind

FUNCTION = "arn:aws:lambda:us-east-1:111122223333:function:pets"
LAMBDA = f"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{FUNCTION}/invocations"
REGION = Reference("AWS::Region", plain=True, atom=True)
ARN = Reference("Pets", "Arn", plain=True)


@pytest.mark.parametrize(
    ("text", "service", "resource"),
    [
        (LAMBDA, "lambda", f"path/2015-03-31/functions/{FUNCTION}/invocations"),
        ("arn:aws-cn:apigateway:cn-north-1:sqs:path/1/pets", "sqs", "path/1/pets"),
        ("arn:aws:apigateway:us-east-1:dynamodb:action/PutItem", "dynamodb", "action/PutItem"),
        ("arn:aws:apigateway:us-east-1:data.iot:path/topics/pets", "data.iot", "path/topics/pets"),
        (
            "arn:aws:apigateway:us-east-1:states:action/StartExecution&Version=1",
            "states",
            "action/StartExecution&Version=1",
        ),
    ],
)
def test_services_are_addressed_by_path_or_action(text: str, service: str, resource: str) -> None:
    found = uri.service(text)
    assert found is not None
    assert (found.service, found.resource) == (service, resource)


@pytest.mark.parametrize("text", [FUNCTION, "https://pets.example.com/", "arn:aws:apigateway:us-east-1", ""])
def test_other_texts_name_no_service(text: str) -> None:
    assert uri.service(text) is None


def test_unknown_pieces_stand_for_one_field_each() -> None:
    found = uri.service(
        join(["arn:aws:apigateway:", UNKNOWN, ":lambda:path/2015-03-31/functions/", ARN, "/invocations"])
    )
    assert found is not None
    assert found.is_lambda
    assert not uri.lambda_fault(found.resource)


@pytest.mark.parametrize("pieces", [[UNKNOWN, "/invocations"], ["arn:aws:", UNKNOWN], ["ar", UNKNOWN, ":x:y:z:a:b"]])
def test_what_may_be_a_service_is_undetermined(pieces: list[Any]) -> None:
    with pytest.raises(Undetermined):
        uri.service(join(pieces))


def test_a_reference_to_an_arn_is_a_function_and_no_service() -> None:
    assert uri.is_function(Partial((ARN,)))
    assert uri.service(Partial((ARN,))) is None
    assert uri.is_function(f"{FUNCTION}:live")
    with pytest.raises(Undetermined):
        uri.is_function(Partial((Reference("Uri"),)))


@pytest.mark.parametrize(
    ("pieces", "fault"),
    [
        ([f"path/2015-03-31/functions/{FUNCTION}/invocations"], False),
        ([f"path//2015-03-31/functions/{FUNCTION}:${{stageVariables.alias}}/invocations"], False),
        ([f"path/2021-11-15/functions/{FUNCTION}/response-streaming-invocations"], False),
        ([f"path/2014-11-13/functions/{FUNCTION}/invoke-async/"], False),
        (["path/2015-03-31/functions/", ARN, "/invocations"], False),
        ([f"path/functions/{FUNCTION}/invocations"], True),
        ([f"path/2015-03-31/functions/{FUNCTION}"], True),
        (["path/2015-03-31/functions/", ARN], True),
        (["action/Invoke"], True),
        (["path/2015-03-31/function/", ARN, "/invocations"], True),
    ],
)
def test_a_call_of_a_function_has_its_date_and_its_end(pieces: list[Any], fault: bool) -> None:
    assert uri.lambda_fault(join(pieces)) is fault


@pytest.mark.parametrize("pieces", [["path/", UNKNOWN, "/invocations"], ["path/2015-03-31/functions/", UNKNOWN]])
def test_a_call_that_may_be_whole_is_undetermined(pieces: list[Any]) -> None:
    with pytest.raises(Undetermined):
        uri.lambda_fault(join(pieces))


@pytest.mark.parametrize(
    ("pieces", "port"),
    [
        (["https://pets.example.com/a:8/"], None),
        (["https://pets.example.com:443"], None),
        (["HTTP://pets.example.com:8080/"], None),
        (["http://pets.example.com:81/"], "81"),
        (["http://pets.example.com:70000?x"], "70000"),
        (["http://pets.example.com:${stageVariables.port}/"], None),
        (["http://pets.example.com:8", UNKNOWN], None),
        (["http://pets.example.com:8/", UNKNOWN], "8"),
        (["http://", UNKNOWN, ":8/"], None),
    ],
)
def test_ports_that_are_not_connected_to(pieces: list[Any], port: str | None) -> None:
    assert uri.port_fault(join(pieces)) == port


@pytest.mark.parametrize(
    ("pieces", "names"),
    [
        (["https://pets.example.com/{id}/toys/{toy}?again={id}"], ["id", "toy"]),
        (["https://", UNKNOWN, "/{proxy+}"], ["proxy"]),
        (["https://${stageVariables.host}/${id}"], []),
        ([UNKNOWN], []),
    ],
)
def test_variables_in_braces(pieces: list[Any], names: list[str]) -> None:
    assert uri.variables(join(pieces)) == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://$stageVariables.host/", "$stageVariables.host"),
        ("https://{stageVariables.host}/", "{stageVariables.host}"),
        ("https://${stageVariable.host}/", "${stageVariable.host}"),
        ("https://${stageVariables.host}/", None),
    ],
)
def test_misspelt_stage_variables(text: str, found: str | None) -> None:
    assert uri.misspelt_variable(text) == found


@pytest.mark.parametrize(
    ("integration", "calls"),
    [
        (f"{{type: aws_proxy, uri: '{LAMBDA}'}}", True),
        (f"{{type: aws, uri: '{FUNCTION}'}}", True),
        ("{type: aws, uri: 'arn:aws:apigateway:us-east-1:sqs:path/1/pets'}", False),
        ("{type: http, uri: 'https://pets.example.com/'}", False),
        ("{type: aws_proxy, integrationSubtype: SQS-SendMessage}", False),
        ("{type: aws, uri: not-an-arn}", False),
    ],
)
def test_whether_a_function_is_called(integration: str, calls: bool) -> None:
    api = of_kind("rest", f"paths: {{/pets: {{get: {{x-amazon-apigateway-integration: {integration}}}}}}}")
    [route] = api.routes
    assert isinstance(route.integration, Integration)
    assert uri.calls_lambda(route.integration) is calls
