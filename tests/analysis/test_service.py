"""What a route does in AWS by itself."""

from __future__ import annotations

import pytest

from apigw_lint.analysis.service import calls_service
from apigw_lint.model.api import Route
from apigw_lint.model.integration import Integration, ParameterMapping, Template
from apigw_lint.model.value import UNKNOWN, Reference, join
from apigw_lint.source.document import Document
from apigw_lint.source.place import Place

HERE = Place(Document("template.yaml", ""), 0, 0)
HEAD = "arn:aws:apigateway:us-east-1:"
QUEUE = f"{HEAD}sqs:path/111122223333/orders"


def route(uri: object, mapped: tuple[str, str] | None = None, template: object = None, verb: str = "POST") -> Route:
    integration = Integration(HERE, type="AWS", uri=uri, verb=verb)
    if mapped:
        integration.request_mappings.append(ParameterMapping(HERE, key=mapped[0], value=mapped[1]))
    if template is not None:
        integration.request_templates.append(Template(HERE, text=template))
    return Route(HERE, "POST /orders", integration=integration)


@pytest.mark.parametrize(
    ("asked", "action"),
    [
        (route(f"{HEAD}dynamodb:action/PutItem"), "dynamodb:PutItem"),
        (route(f"{HEAD}sns:action/Publish&TopicArn=x"), "sns:Publish"),
        (route(QUEUE, template="Action=SendMessage&MessageBody=$input.body"), "sqs:SendMessage"),
        (route(QUEUE, template="MessageBody=$input.body&Action=SendMessage"), "sqs:SendMessage"),
        (route(QUEUE, ("integration.request.querystring.Action", "'SendMessage'")), "sqs:SendMessage"),
        (route(QUEUE, ("integration.request.header.X-Amz-Target", "'AmazonSQS.SendMessage'")), "sqs:SendMessage"),
        (route(f"{HEAD}sns:path//?Action=Publish"), "sns:Publish"),
        (route(join([HEAD, "sqs:path/", Reference("AWS::AccountId"), "/orders"])), "sqs"),
        (route(QUEUE), "sqs"),
        (route(QUEUE, template=UNKNOWN), "sqs"),
        (route(QUEUE, ("integration.request.querystring.Action", "'PurgeQueue'"), "Action=SendMessage"), "sqs"),
        (route(f"{HEAD}s3:path/bucket/{{key}}", verb="PUT"), "s3:PutObject"),
        (route(f"{HEAD}s3:path/bucket", verb="GET"), "s3"),
        (route(f"{HEAD}subdomain.execute:path/x"), "execute"),
        (route(f"{HEAD}lambda:path/2015-03-31/functions/f/invocations"), None),
        (route(None), None),
    ],
)
def test_the_action_that_a_route_asks_for(asked: Route, action: str | None) -> None:
    assert calls_service(asked) == action
