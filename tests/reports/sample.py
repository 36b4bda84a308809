"""A small project with everything that makes places hard, and findings in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.finding.finding import Finding, Fix, RelatedPlace
from apigw_lint.finding.run import Notice, Run
from apigw_lint.model.element import Element
from apigw_lint.rulebook.rule import Rule
from apigw_lint.source.place import Place
from apigw_lint.source.read import read

if TYPE_CHECKING:
    from pathlib import Path

    from apigw_lint.source.document import Document

TEMPLATE = """\
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: "🚀🚀 live"  # one
      DefinitionUri: api é/öpen api.yaml
  Fn:
    Type: AWS::Serverless::Function
"""
OPENAPI = 'openapi: 3.0.1\r\npaths:\r\n  /pets/{id}:\r\n    get:\r\n      description: "😀 {0} [a](1)"\r\n      x-amazon-apigateway-integration: {timeoutInMillis: 45000}\r\n'
POLICY = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"}]}'
TABBED = '\ufeff{\n\t"swagger": "2.0",\n\t"paths": {\n\t\t"/é": {"get": {}, "put": {}}\n\t}\n}\n'

PAGE = """\
---
severity: {severity}
---

# {title}

The client is **cut off**, see [the quota](https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html).
Nothing tells it why.

## Examples

```yaml bad
timeoutInMillis: 45000  # <-- here
```

## Fix

Set `timeoutInMillis` to 29000 or less. Or ask for more.
"""


def make_rule(folder: Path, name: str, severity: str = "error", **fields: object) -> Rule:
    """A rule with a page of its own."""
    page = folder / f"{name}.md"
    page.write_text(PAGE.format(severity=severity, title=name.replace("-", " ").capitalize()), encoding="utf-8")
    values: dict[str, object] = {
        "theme": "integration",
        "profile": "default",
        "confidence": "high",
        "status": "stable",
        "since": "0.1.0",
        "messages": {None: "'{name}' is '{fault}'"},
        "applies": ("rest",),
        "security": None,
        "cwe": (),
        "also": (),
        "references": ("https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html",),
        "formerly": (),
    }
    return Rule(name=name, severity=severity, visits=(Element,), ask=lambda _: iter(()), page=page, **(values | fields))  # type: ignore[arg-type]


def at(document: Document, token: str, after: str = "") -> Place:
    """Where a token stands, the first time after another."""
    start = document.text.index(token, document.text.index(after))
    return Place(document, start, start + len(token))


def found(rule: Rule, place: Place, name: str = "Api", fault: str = "wrong", **fields: object) -> Finding:
    """A finding of a rule that `make_rule` made."""
    values: dict[str, object] = {
        "message": f"'{name}' is '{fault}'",
        "template": next(iter(rule.messages.values())),
        "arguments": (name, fault),
        "path": f"api:{name}",
        "facts": (("fault", fault), ("name", name)),
    }
    return Finding(rule=rule.name, severity=rule.severity, place=place, **(values | fields))  # type: ignore[arg-type]


class Project:
    """Four files, three rules, seven findings."""

    def __init__(self, root: Path, pages: Path) -> None:
        self.root = root
        self.template = self._write("dir with space/template é.yaml", TEMPLATE)
        self.openapi = self._write("dir with space/api é/öpen api.yaml", OPENAPI)
        self.policy = self._write("policy.json", POLICY)
        self.tabbed = self._write("100% [x]?#a:b.json", TABBED)
        self.timeout = make_rule(pages, "integration-timeout-excessive", formerly=("timeout-excessive",))
        self.public = make_rule(pages, "policy-principal-public", "warning", theme="policy", security=8.0, cwe=(284,))
        self.style = make_rule(pages, "method-response-missing", "note", confidence="medium")
        self.rules = [self.timeout, self.public, self.style]
        uri = RelatedPlace(at(self.template, "api é/öpen api.yaml"), "included [here]")
        api = RelatedPlace(at(self.template, "Api"), "the API")
        self.findings = sorted(
            (
                found(
                    self.timeout,
                    at(self.openapi, "45000"),
                    "/pets/{id}",
                    "45,000 ms long",
                    related=(uri, api),
                    fix=Fix(at(self.openapi, "45000"), "45000", "29000", safe=True),
                ),
                found(self.style, at(self.openapi, '"😀 {0} [a](1)"'), "GET", "[a](1) \\ of {0}"),
                found(self.style, at(self.openapi, "get"), "GET", "without responses"),
                found(
                    self.public,
                    at(self.template, '"🚀🚀 live"'),
                    when="when IsProd is false",
                    fix=Fix(at(self.template, '"🚀🚀 live"'), "🚀🚀 live", "live", safe=True),
                ),
                found(self.public, at(self.policy, '"*"'), "statement:1", "for all"),
                found(self.public, at(self.policy, '"*"', '"Resource"'), "statement:1", "on all"),
                found(
                    self.style,
                    at(self.tabbed, '"put"'),
                    "PUT",
                    "empty",
                    related=(RelatedPlace(at(self.tabbed, '"get"'), "this one too"),),
                ),
            ),
            key=lambda one: one.order,
        )
        notices = (
            Notice("warning", "setting", "the key `colour` is not known", "apigw-lint.toml"),
            Notice("note", "file-skipped", "made by Jinja", "dir with space/x.yaml"),
        )
        self.run = Run(str(root), 4, 1, True, notices)

    def _write(self, path: str, text: str) -> Document:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
        return read(file.read_bytes(), path, file)
