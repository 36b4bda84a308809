"""Permissions to invoke functions: how the function is called that a permission is for."""

from __future__ import annotations

import pytest

from tests.checks.ruled import said

TEMPLATE = """\
    Resources:
      Api:
        Type: AWS::ApiGateway::RestApi
        Properties: {{Name: pets}}
      May:
        Type: AWS::Lambda::Permission
        Properties:
          FunctionName: {function}
          Action: lambda:InvokeFunction
          Principal: apigateway.amazonaws.com
"""


@pytest.mark.parametrize(
    ("function", "name"),
    [
        ("pets", "pets"),
        ("!Sub pets-${AWS::Region}", "pets-${AWS::Region}"),
        ("!ImportValue pets-function", "${import pets-function}"),
    ],
)
def test_a_function_is_called_as_the_template_names_it(function: str, name: str) -> None:
    ((_, words),) = said("permission-source-unrestricted", TEMPLATE.format(function=function))
    assert words == f"Any API of any account can call '{name}'. Set SourceArn to this API."
