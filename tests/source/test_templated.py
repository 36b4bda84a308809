"""Telling a template of another engine from a slip of the pen."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from apigw_lint.source.read import parse, read_document
from apigw_lint.source.read_error import ReadError
from apigw_lint.source.templated import engine

if TYPE_CHECKING:
    from pathlib import Path

API = "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n"


def asked(text: str, path: str = "a.yaml") -> str | None:
    """The engine named for a text that does not parse."""
    with pytest.raises(ReadError) as caught:
        parse(text, path)
    return engine(caught.value)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (API + "      Name: {{ cookiecutter.name }}\n", "cookiecutter"),
        (API + "      {%- if cookiecutter.named == 'y' %}\n      Name: x\n      {%- endif %}\n", "cookiecutter"),
        (API + "      {% if named %}\n      Name: x\n      {% endif %}\n", "Jinja"),
        (API + "      Name: {{ name | lower }}\n", "Jinja"),
        (API + "      Name: {{name}}\n", "Jinja or Mustache"),
        (API + "      {{#named}}\n      Name: x\n      {{/named}}\n", "Mustache"),
        (API + "      Name: {{ .Values.name }}\n", "Go templates"),
        (API + "{{- range $i, $x := .Names }}\n      Name: x\n{{- end }}\n", "Go templates"),
        ("{{ if .Named }}\n" + API + "      Name: x\n{{ end }}\n", "Go templates"),
        (API + "      <% if named %>\n      Name: x\n      <% end %>\n", "ERB or EJS"),
        ("#set($name = $artifactId)\n${name}\n" + API + "      Name: ${artifactId}\n", "Velocity"),
        (API + "      %{ if named }\n      Name: x\n      %{ endif }\n", "Terraform"),
    ],
)
def test_the_engine_that_a_file_waits_for_is_named(text: str, name: str) -> None:
    assert asked(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{"info": {"title": "x"},\n ${policy}\n}', "Terraform"),
        ('{"timeout": ${timeout}, "name": "${name}"}', "Terraform"),
        ('{"timeout": ${self:custom.timeout}}', "Serverless Framework"),
        ('{"name": {{ name }}, "tags": [{{ tags }}]}', "Jinja or Mustache"),
    ],
)
def test_json_waits_for_engines_too(text: str, name: str) -> None:
    assert asked(text, "a.json") == name


@pytest.mark.parametrize(
    "text",
    [
        API + "      Name: x\n     Description: y\n",
        API + '      Name: "{{name}}"\n     Description: y\n',
        API + "      Name: !Sub ${Stage}-api\n     Description: y\n",
        API + "      Secret: '{{resolve:secretsmanager:x}}'\n     Description: y\n",
        API + "      Secret: {{resolve:secretsmanager:x}}\n",
        API
        + "      Body: |\n        #set($x = 1)\n        #if($x) {% raw %} <% x %>\n        #end\n     Description: y\n",
        API + "      Body: {{a: 1}}\n",
    ],
)
def test_a_slip_of_the_pen_beside_placeholders_stays_one(text: str) -> None:
    assert asked(text) is None


def test_braces_that_are_typed_twice_are_no_placeholder() -> None:
    assert asked('{{"a": 1}}', "a.json") is None


def test_real_templates_are_recognised(corpus: list[Path]) -> None:
    named: Counter[str | None] = Counter()
    for file in corpus:
        try:
            read_document(file, file.name)
        except ReadError as error:
            named[engine(error)] += 1
            assert "cookiecutter" not in str(file) or engine(error) == "cookiecutter"
    assert named["cookiecutter"] > 100
    assert named["Go templates"] > 10
    assert named[None] < 60
