"""What an author may say to leave a finding out, in YAML and in JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from apigw_lint.finding.finding import Finding
from apigw_lint.finding.suppression import read_ignores, suppress
from apigw_lint.source.document import Document
from apigw_lint.source.place import Place
from apigw_lint.source.read import parse

if TYPE_CHECKING:
    from collections.abc import Collection

    from apigw_lint.finding.ignore import Ignore

RULES = {"stage-throttle-unbounded", "method-authorizer-missing", "cors-preflight-missing"}
NAMES = {
    "cors": {"cors-preflight-missing"},
    "stage": {"stage-throttle-unbounded"},
    "CKV_AWS_59": {"method-authorizer-missing"},
    **{rule: {rule} for rule in RULES},
}


def resolve(name: str) -> Collection[str]:
    return NAMES.get(name, ())


def judge(text: str, path: str = "t.yaml", rule: str = "stage-throttle-unbounded") -> tuple[list[str], list[Ignore]]:
    """The tokens `HERE...` of a text that a finding of the rule is left at, and the ignores."""
    document = parse(text, path)
    places = [Place(document, match.start(), match.end()) for match in re.finditer(r"HERE\w*", text)]
    ignores = read_ignores(document, resolve)
    sifted = suppress([Finding(rule, "warning", "message", place) for place in places], ignores)
    assert len(sifted.kept) + len(sifted.suppressed) == len(places)
    return [text[one.place.start : one.place.end] for one in sifted.kept], ignores


def test_a_comment_covers_its_line() -> None:
    kept, (ignore,) = judge("a: HERE1  # apigw-lint: ignore[stage-throttle-unbounded] behind a CDN\nb: HERE2\n")
    assert kept == ["HERE2"]
    assert ignore.reason == "behind a CDN"
    assert ignore.place.span[:3] == ("t.yaml", 1, 11)


def test_a_comment_does_not_cover_the_block_below_its_line() -> None:
    kept, _ = judge("HERE1:  # apigw-lint: ignore[stage] why\n  b: HERE2\n")
    assert kept == ["HERE2"]


@pytest.mark.parametrize("name", ["stage-throttle-unbounded", "stage", "cors, stage", " stage ,CKV_AWS_59"])
def test_names_of_all_kinds(name: str) -> None:
    assert judge(f"a: HERE # apigw-lint: ignore[{name}] why\n")[0] == []


def test_another_rules_ignore_leaves_the_finding() -> None:
    assert judge("a: HERE # apigw-lint: ignore[cors] why\n")[0] == ["HERE"]


@pytest.mark.parametrize(
    "comment",
    [
        "#apigw-lint:ignore[stage]why",
        "## apigw-lint:  ignore [stage] : why",
        "# slow # apigw-lint: ignore[stage] - why",
        "# apigw-lint: ignore[stage] why # checkov:skip=X:y",
    ],
)
def test_ways_to_write_it(comment: str) -> None:
    kept, (ignore,) = judge(f"a: HERE {comment}\n")
    assert kept == []
    assert ignore.reason == "why"


def test_two_in_one_line() -> None:
    kept, ignores = judge("a: HERE # apigw-lint: ignore[cors] one # apigw-lint: ignore[stage] see #12\n")
    assert kept == []
    assert [ignore.reason for ignore in ignores] == ["one", "see #12"]


def test_the_next_line_is_the_next_that_says_something() -> None:
    text = (
        "# apigw-lint: ignore-next-line[stage] why\n\n  # apigw-lint: ignore-next-line[cors] why\na: HERE1\nb: HERE2\n"
    )
    kept, _ = judge(text)
    assert kept == ["HERE2"]


def test_the_whole_file_from_anywhere() -> None:
    assert judge("a: HERE1\nb: HERE2\n# apigw-lint: ignore-file[stage] generated\n")[0] == []


def test_in_a_file_of_several_documents() -> None:
    assert judge("a: HERE1\n---\nb: HERE2 # apigw-lint: ignore[stage] why\n")[0] == ["HERE1"]


@pytest.mark.parametrize(
    "text",
    [
        'a: "HERE # apigw-lint: ignore[stage] why"\n',
        "a: |\n  HERE # apigw-lint: ignore[stage] why\n",
        "a: >-\n  HERE # apigw-lint: ignore-file[stage] why\n  more\nb: 1\n",
        '"HERE # apigw-lint: ignore[stage]": 1\n',
        "a: !Sub |\n  HERE # apigw-lint: ignore[stage] why\n",
        "a: HERE#apigw-lint:ignore[stage] why\n",
    ],
)
def test_text_is_no_comment(text: str) -> None:
    kept, ignores = judge(text)
    assert kept == ["HERE"]
    assert ignores == []


@pytest.mark.parametrize(
    "text",
    [
        "a: | # apigw-lint: ignore[stage] why\n  one\n  HERE # not a comment\nb: 1\n",
        "a: !Sub |- # apigw-lint: ignore[stage] why\n  one\n  HERE\nb: 1\n",
        "# apigw-lint: ignore-next-line[stage] why\na: |\n  one\n  HERE\nb: 1\n",
        'a: "one\n  HERE\n  two" # apigw-lint: ignore[stage] why\nb: 1\n',
    ],
)
def test_a_value_of_several_lines_is_covered_from_its_edge(text: str) -> None:
    assert judge(text)[0] == []


def test_what_follows_a_block_of_text_is_not_covered() -> None:
    assert judge("a: | # apigw-lint: ignore[stage] why\n  one\nb: HERE\n")[0] == ["HERE"]


def test_a_comment_below_a_block_of_text_is_a_comment() -> None:
    assert judge("a: |\n  one\n# apigw-lint: ignore-next-line[stage] why\nb: HERE\n")[0] == []


def test_line_ends_of_all_kinds() -> None:
    for end in ("\r\n", "\r"):
        assert judge(f"a: HERE1 # apigw-lint: ignore[stage] why{end}b: HERE2{end}")[0] == ["HERE2"]


def test_a_directive_that_cannot_be_understood_covers_nothing_and_says_so() -> None:
    kept, ignores = judge(
        "a: HERE # apigw-lint: ignore why\nb: 1 # apigw-lint: disable[stage]\nc: 1 # apigw-lint: ignore[]\n"
    )
    assert kept == ["HERE"]
    assert [
        "ignore[name]" in ignores[0].fault,
        "'disable'" in ignores[1].fault,
        "ignore[name]" in ignores[2].fault,
    ] == [True] * 3


def test_a_file_that_does_not_parse_can_be_ignored_too() -> None:
    document = Document("t.yaml", "# apigw-lint: ignore-file[cors] not ours\na: [\n")
    finding = Finding("cors-preflight-missing", "error", "message", Place(document, 45, 46))
    assert suppress([finding], read_ignores(document, resolve)).kept == []


def test_an_ignore_does_not_reach_into_another_file() -> None:
    ignores = read_ignores(parse("a: 1 # apigw-lint: ignore-file[stage] why\n", "a.yaml"), resolve)
    other = Finding("stage-throttle-unbounded", "error", "message", Place(Document("b.yaml", "a: 1\n"), 3, 4))
    assert suppress([other], ignores).kept == [other]


RESOURCES = """\
Metadata: {apigw-lint: {ignore: [{id: cors, reason: not for browsers}]}}
Resources:
  HERE1:
    Type: AWS::ApiGateway::Stage
    Metadata:
      apigw-lint:
        ignore:
          - {id: stage, reason: behind a CDN}
          - method-authorizer-missing
    Properties: {StageName: HERE2, Variables: HERE3}
  HERE4:
    Type: AWS::ApiGateway::Stage
"""


def test_metadata_of_a_template_and_of_a_resource() -> None:
    kept, ignores = judge(RESOURCES)
    assert kept == ["HERE4"]
    assert judge(RESOURCES, rule="cors-preflight-missing")[0] == []
    assert judge(RESOURCES, rule="method-authorizer-missing")[0] == ["HERE4"]
    assert [(ignore.names, ignore.reason) for ignore in ignores] == [
        (("cors",), "not for browsers"),
        (("stage",), "behind a CDN"),
        (("method-authorizer-missing",), ""),
    ]


def test_metadata_in_json() -> None:
    text = '{"Resources": {"HERE1": {"Metadata": {"apigw-lint": {"ignore": [{"id": "stage", "reason": "why"}]}}, "a": "HERE2"}, "HERE3": {}}}'
    assert judge(text, "t.json")[0] == ["HERE3"]


OPENAPI = """\
openapi: 3.0.1
paths:
  /pets:
    HERE1:
      x-apigw-lint-ignore: [{id: cors, reason: for servers}, stage]
      responses: {HERE2: {}}
      null: HERE3
    HERE4: {}
"""


def test_the_extension_covers_its_object_and_the_objects_key() -> None:
    kept, ignores = judge(OPENAPI)
    assert kept == ["HERE4"]
    assert [ignore.reason for ignore in ignores] == ["for servers", ""]


def test_the_extension_at_the_top_in_json() -> None:
    assert judge('{"swagger": "2.0", "HERE1": "HERE2", "x-apigw-lint-ignore": ["stage"]}', "a.json")[0] == []


def test_the_extension_covers_a_value_that_is_not_written() -> None:
    document = parse("paths:\n  get:\n    x-apigw-lint-ignore: [stage]\n    responses:\n  put: 1\n", "t.yaml")
    responses = document.root["paths"]["get"]["responses"].place if document.root else None
    assert responses is not None
    assert (
        suppress([Finding("stage-throttle-unbounded", "note", "", responses)], read_ignores(document, resolve)).kept
        == []
    )


@pytest.mark.parametrize("written", ["stage", "{id: stage}", "[{name: stage}]", "[[stage]]", "[null]"])
def test_an_extension_of_another_form_says_so(written: str) -> None:
    kept, ignores = judge(f"a: HERE\nx-apigw-lint-ignore: {written}\n")
    assert kept == ["HERE"]
    assert [bool(ignore.fault) for ignore in ignores] == [True]


def test_names_that_are_unknown_or_unused() -> None:
    _, (ignore,) = judge("a: HERE # apigw-lint: ignore[stage, cors, strage] why\n")
    assert ignore.unknown == ("strage",)
    assert ignore.unused(RULES) == ("cors",)


def test_an_ignore_is_not_unused_where_one_of_its_rules_did_not_run() -> None:
    _, (ignore,) = judge("a: 1 # apigw-lint: ignore[cors, stage] why\n")
    assert ignore.unused({"cors-preflight-missing"}) == ("cors",)
    assert ignore.unused(()) == ()


def test_every_ignore_that_fits_is_used() -> None:
    _, ignores = judge("# apigw-lint: ignore-file[stage] one\na: HERE # apigw-lint: ignore[stage] two\n")
    assert [ignore.uses for ignore in ignores] == [{"stage": 1}, {"stage": 1}]


def test_what_was_taken_away_tells_why_and_where() -> None:
    document = parse("a: 1 # apigw-lint: ignore[stage] why\n", "t.yaml")
    finding = Finding("stage-throttle-unbounded", "note", "", Place(document, 3, 4))
    (gone,) = suppress([finding], read_ignores(document, resolve)).suppressed
    assert (gone.finding, gone.by, gone.reason) == (finding, "ignore", "why")
    assert gone.place is not None and gone.place.start == 5
