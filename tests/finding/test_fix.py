"""Fixes as edits: in the style of what stands there, and none where the text has no room for one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from apigw_lint.finding.finding import Finding, Fix
from apigw_lint.finding.fix import apart, edited, edits, fixable
from apigw_lint.lint import lint_texts
from apigw_lint.rulebook.audit import audit
from apigw_lint.rulebook.shelf import pages
from apigw_lint.source.place import Place
from apigw_lint.source.read import parse

if TYPE_CHECKING:
    from apigw_lint.source.document import Document

RULES = [audit(pages()[name]) for name in ("integration-verb-invalid", "extension-name-unknown")]
DOCUMENT = """\
openapi: 3.0.1
info: {title: pets, version: "1"}
paths:
  /pets:
    get:
      x-amazon-apigateway-integration:
        type: aws_proxy
        responses: {}
        httpMethod: GET
        uri: arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:pets/invocations
"""


def mended(text: str, path: str = "api.yaml") -> str:
    findings = lint_texts({path: text}, RULES)
    return edited(text, [edit for edit in edits(findings) if edit])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("httpMethod: GET", "httpMethod: POST"),
        ("httpMethod: get", "httpMethod: POST"),
        ("httpMethod: 'GET'", "httpMethod: 'POST'"),
        ('httpMethod: "GET"', 'httpMethod: "POST"'),
        ('httpMethod: "G\\x45T"', 'httpMethod: "POST"'),
        ('"httpMethod" :\tGET\t# why', '"httpMethod" :\tPOST\t# why'),
        ("? httpMethod\n        : GET", "? httpMethod\n        : POST"),
        ("httpMethod:\n          GET", "httpMethod:\n          POST"),
    ],
)
def test_a_value_keeps_its_quotes_and_what_is_around_it(before: str, after: str) -> None:
    assert mended(DOCUMENT.replace("httpMethod: GET", before)) == DOCUMENT.replace("httpMethod: GET", after)


@pytest.mark.parametrize(
    "value",
    ["|-\n          GET", ">-\n          GET", '"G\\\n          ET"', "!!str GET", "&verb GET", "'GE\n          '"],
)
def test_a_text_of_several_lines_a_tag_or_an_anchor_is_left_alone(value: str) -> None:
    text = DOCUMENT.replace("httpMethod: GET", f"httpMethod: {value}")
    assert mended(text) == text


def test_in_braces() -> None:
    lines = [line.strip() for line in DOCUMENT.splitlines()]
    entries = ", ".join(lines[lines.index("x-amazon-apigateway-integration:") + 1 :])
    text = f"{DOCUMENT.partition('-integration:')[0]}-integration: {{{entries}}}\n"
    assert mended(text) == text.replace("GET", "POST")


def test_what_an_alias_repeats_is_left_alone() -> None:
    other = "  /cats:\n    get:\n      x-amazon-apigateway-integration: *calls\n"
    text = DOCUMENT.replace("-integration:\n", "-integration: &calls\n") + other
    assert mended(text) == text


def test_what_a_merge_key_repeats_is_left_alone() -> None:
    other = "  /cats:\n    get:\n      x-amazon-apigateway-integration: {<<: *calls}\n"
    text = DOCUMENT.replace("-integration:\n", "-integration: &calls\n") + other
    assert mended(text) == text


def test_a_key_is_not_renamed_to_one_that_is_there() -> None:
    text = DOCUMENT.replace("      x-amazon", "      x-amazon-apigateway-integratio: {}\n      x-amazon")
    assert mended(text).count("x-amazon-apigateway-integration:") == 1


def test_a_default_of_a_parameter_is_left_alone() -> None:
    text = """\
Parameters: {Verb: {Type: String, Default: GET}}
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: {Name: pets}
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: AWS_IAM
      Integration:
        Type: AWS_PROXY
        IntegrationHttpMethod: !Ref Verb
        Uri: !Sub arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:pets/invocations
"""
    assert len(lint_texts({"template.yaml": text}, RULES)) == 1
    assert mended(text) == text


@given(
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    note=st.text(st.sampled_from("😀é#: \t'"), max_size=8),
    quote=st.sampled_from(["", "'", '"']),
    form=st.sampled_from(["yaml", "json"]),
    indent=st.sampled_from([None, 2, "\t"]),
)
def test_whatever_the_layout_only_the_token_changes(
    newline: str, note: str, quote: str, form: str, indent: int | str | None
) -> None:
    if form == "json":
        data = yaml.safe_load(DOCUMENT)
        data["info"]["description"] = note
        text = json.dumps(data, indent=indent, ensure_ascii=False)
        wanted = text.replace('"GET"', '"POST"')
    else:
        comment = f" # {note}" if note else ""
        text = DOCUMENT.replace(": GET", f": {quote}GET{quote}{comment}")
        wanted = text.replace(f"{quote}GET{quote}", f"{quote}POST{quote}")
    assert mended(text.replace("\n", newline), f"api.{form}") == wanted.replace("\n", newline)


def finding(document: Document, before: str, after: str, *, safe: bool = True, when: str | None = None) -> Finding:
    start = document.text.index(before)
    place = Place(document, start, start + len(before))
    return Finding("some-rule", "error", "Wrong.", place, when=when, fix=Fix(place, before, after, safe))


@pytest.mark.parametrize(
    ("after", "written"),
    [
        ("b", "b"),
        ("no", "'no'"),
        ("12", "'12'"),
        ("", "''"),
        ("a b", "'a b'"),
        ("'*'", "\"'*'\""),
        ("{x}", "'{x}'"),
        ("2012-10-17", "2012-10-17"),
    ],
)
def test_plain_text_gets_quotes_where_it_would_mean_something_else(after: str, written: str) -> None:
    document = parse("key: word\n", "a.yaml")
    (edit,) = edits([finding(document, "word", after)])
    assert edit is not None
    assert edit.text == written
    assert yaml.load(edited(document.text, [edit]), yaml.BaseLoader) == {"key": after}


@pytest.mark.parametrize(("form", "after"), [("yaml", "'many'"), ("json", '"many"')])
def test_a_number_that_becomes_a_word_gets_quotes(form: str, after: str) -> None:
    document = parse("{key: 600}" if form == "yaml" else '{"key": 600}', f"a.{form}")
    (edit,) = edits([finding(document, "600", "many")])
    assert edit is not None
    assert edit.text == after


@pytest.mark.parametrize(("raw", "after"), [("60000", "29000"), ("false", "true"), ("1.5", "2.0")])
def test_a_number_stays_a_number(raw: str, after: str) -> None:
    for form in ("yaml", "json"):
        (edit,) = edits([finding(parse(f'{{"key": {raw}}}', f"a.{form}"), raw, after)])
        assert edit is not None
        assert edit.text == after


def test_a_place_that_says_something_else_is_left_alone() -> None:
    document = parse("key: word\n", "a.yaml")
    place = Place(document, 0, 3)
    assert edits([Finding("some-rule", "error", "Wrong.", place, fix=Fix(place, "word", "other", True))]) == [None]


def test_what_holds_in_some_scenarios_alone_is_not_safe() -> None:
    document = parse("key: word\n", "a.yaml")
    (always, sometimes) = edits([finding(document, "word", "b"), finding(document, "word", "b", when="when X is true")])
    assert always is not None
    assert sometimes is not None
    assert (always.safe, sometimes.safe) == (True, False)
    assert sometimes.says == "Write 'b' instead of 'word'. This may change what works today."


def test_quotes_of_a_value_are_told_from_those_around_it() -> None:
    document = parse("key: word\n", "a.yaml")
    (edit,) = edits([finding(document, "word", "'b'")])
    assert edit is not None
    assert edit.says == """Write "'b'" instead of 'word'."""


def test_of_edits_that_overlap_the_first_stays() -> None:
    document = parse("key: word\n", "a.yaml")
    found = [one for one in edits([finding(document, "word", "b"), finding(document, "word", "c")]) if one]
    assert [one.text for one in apart(found)] == ["b"]


def test_how_many_can_be_fixed_in_a_sentence() -> None:
    document = parse("key: word\n", "a.yaml")
    safe, unsafe = finding(document, "word", "b"), finding(document, "word", "c", safe=False)
    assert fixable([]) == ""
    assert fixable([safe]) == "1 finding can be fixed with --fix."
    assert fixable([unsafe]) == "1 finding can be fixed with --unsafe-fixes."
    assert fixable([safe, safe, unsafe]) == "2 findings can be fixed with --fix, 1 more with --unsafe-fixes."


UNUSED = [audit(pages()["ignore-target-unused"]), *RULES]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("openapi: 3.0.1  # apigw-lint: ignore[integration-verb-invalid] it was so\n", "openapi: 3.0.1\n"),
        ("# apigw-lint: ignore-next-line[integration-verb-invalid]\nopenapi: 3.0.1\n", "openapi: 3.0.1\n"),
        ("openapi: 3.0.1 # see # apigw-lint: ignore[integration-verb-invalid]\n", "openapi: 3.0.1 # see\n"),
        (
            "  # apigw-lint: ignore-next-line[integration-verb-invalid] # more: x\nopenapi: 3.0.1\n",
            " # more: x\nopenapi: 3.0.1\n",
        ),
        (
            "openapi: 3.0.1 # apigw-lint: ignore[integration-verb-invalid, cors] why\n",
            "openapi: 3.0.1 # apigw-lint: ignore[cors] why\n",
        ),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_ignore_that_has_nothing_to_ignore_goes(before: str, after: str, newline: str) -> None:
    rest = DOCUMENT.removeprefix("openapi: 3.0.1\n").replace("GET", "POST")
    text = (before + rest).replace("\n", newline)
    findings = lint_texts({"api.yaml": text}, UNUSED)
    made = edited(text, [edit for edit in edits(findings) if edit])
    assert made == (after + rest).replace("\n", newline)
    assert lint_texts({"api.yaml": made}, UNUSED) == []


def test_a_key_that_ignores_is_left_alone() -> None:
    text = DOCUMENT.replace("GET", "POST") + 'x-apigw-lint-ignore: [{id: integration-verb-invalid, reason: "#"}]\n'
    findings = lint_texts({"api.yaml": text}, UNUSED)
    assert [one.rule for one in findings] == ["ignore-target-unused"]
    assert edits(findings) == [None]
