"""One edit to a correct project of the path rules brings about exactly the finding that it deserves."""

from __future__ import annotations

import pytest

from tests.mutations.mutation import mutate

DOCUMENT, RESOURCES, ROUTES = "orders-document", "orders-resources", "orders-routes"
EDITS = [
    (DOCUMENT, "  /files/{proxy+}:", "  /files/{proxy}.png:", "path-syntax-invalid: /files/{proxy}.png:"),
    (RESOURCES, "PathPart: health}", "PathPart: health/now}", "path-syntax-invalid: Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: health/now}"),
    (DOCUMENT, "  /files/{proxy+}:", "  files/{proxy+}:", "path-slash-missing: files/{proxy+}:"),
    (DOCUMENT, "  /files/{proxy+}:", "  /files/{proxy+}/meta:", "path-greedy-invalid: /files/{proxy+}/meta:"),
    (ROUTES, "/files/{proxy+}", "/files/{+proxy}", "path-greedy-invalid: Properties: {ApiId: !Ref Api, RouteKey: \"ANY /files/{+proxy}\", AuthorizationType: AWS_IAM, Target: !Sub \"integrations/${Backend}\"}"),
    (DOCUMENT, "  /orders/{orderId}/lines:", "  /orders/{id}/lines:", "path-variable-conflicting: /orders/{id}/lines:"),
    (ROUTES, "/lines/{line}", "/lines/{id}", "path-variable-conflicting: Properties: {ApiId: !Ref Api, RouteKey: \"GET /orders/{id}/lines/{id}\", AuthorizationType: AWS_IAM, Target: !Sub \"integrations/${Backend}\"}"),
    (RESOURCES, "method.request.path.orderId: true", "method.request.path.order: true", "path-variable-undefined: method.request.path.order: true"),
    (RESOURCES, "HttpMethod: DELETE\n", "HttpMethod: GET\n", "path-route-duplicate: HttpMethod: GET (75)"),
    (DOCUMENT, "  /files/{proxy+}:\n    get:", "  /orders/:\n    get:", "path-slash-duplicate: /orders/:"),
    (RESOURCES, "PathPart: health}", "PathPart: ping}", "path-reserved-unreachable: Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: ping}"),
    (RESOURCES, "PathPart: health}", "PathPart: Orders}", "path-case-conflicting: Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: Orders}"),
    (ROUTES, "RouteKey: \"ANY /files/{proxy+}\"", "RouteKey: \"GET /orders/{order}/lines/{line}\"", "route-variable-conflicting: Properties: {ApiId: !Ref Api, RouteKey: \"GET /orders/{order}/lines/{line}\", AuthorizationType: AWS_IAM, Target: !Sub \"integrations/${Backend}\"}"),
    (ROUTES, "RouteKey: GET /orders,", "RouteKey: FETCH /orders,", "route-key-invalid: Properties: {ApiId: !Ref Api, RouteKey: FETCH /orders, AuthorizationType: AWS_IAM, Target: !Sub \"integrations/${Backend}\"}"),
    (DOCUMENT, "    parameters:\n      - {name: orderId, in: path, required: true, schema: {type: string}}\n    delete:", "    delete:", "path-parameter-missing: delete:"),
    (DOCUMENT, "    x-amazon-apigateway-any-method:", "    any:", "route-key-invalid: any:"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("project", "old", "new", "found"), EDITS, ids=[f"{one[3].split(':')[0]}-{n}" for n, one in enumerate(EDITS)]
)
def test_the_edit_is_found_and_nothing_else(project: str, old: str, new: str, found: str) -> None:
    assert mutate(project, old, new) == [found]
