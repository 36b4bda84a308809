"""Findings are known again after the file has moved on, and told apart where they are not the same."""

from __future__ import annotations

import re
from hashlib import sha256

from apigw_lint.finding.finding import Finding
from apigw_lint.finding.fingerprint import fingerprints, line_fingerprints
from apigw_lint.source.document import Document
from apigw_lint.source.place import Place
from apigw_lint.source.read import parse


def finding(
    text: str,
    token: str,
    *,
    rule: str = "stage-cache-plaintext",
    path: str = "stage:Prod",
    file: str = "t.yaml",
    nth: int = 1,
    **facts: str,
) -> Finding:
    document = Document(file, text)
    start = [match.start() for match in re.finditer(re.escape(token), text)][nth - 1]
    return Finding(
        rule, "warning", "message", Place(document, start, start + len(token)), path=path, facts=tuple(facts.items())
    )


def test_a_fingerprint_stays_when_the_file_is_reformatted() -> None:
    before = finding("Prod:\n  Cache: true\n", "true", value="true", name="Prod")
    after = finding("# new\nOther: {}\nProd: {Cache:   true}\n", "true", name="Prod", value=" true\n")
    assert fingerprints([before]) == fingerprints([after])
    assert re.fullmatch("[0-9a-f]{64}", fingerprints([before])[0])


def test_a_fingerprint_stays_when_what_it_lists_is_reordered() -> None:
    before, after = finding("a: 1\n", "1", routes="GET /a, PUT /b"), finding("a: 1\n", "1", routes="PUT /b, GET /a")
    assert fingerprints([before]) == fingerprints([after])


def test_a_fingerprint_is_another_for_another_fault() -> None:
    text = "a: true\nb: true\n"
    others = [
        finding(text, "true", value="true"),
        finding(text, "true", value="false"),
        finding(text, "true", value="true", path="stage:Test"),
        finding(text, "true", value="true", rule="stage-cache-unused"),
        finding(text, "true", value="true", file="u.yaml"),
    ]
    assert len(set(fingerprints(others))) == len(others)


def test_findings_alike_are_told_apart_in_the_order_of_the_document() -> None:
    text = "a: true\nb: true\n"
    first, second = finding(text, "true"), finding(text, "true", nth=2)
    apart = fingerprints([first, second])
    assert apart[0] != apart[1]
    assert fingerprints([second, first]) == apart[::-1]
    assert fingerprints([first]) == apart[:1]


def test_a_line_has_githubs_hash() -> None:
    text = "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n"
    assert line_fingerprints([finding(text, "Type"), finding(text, "Api")]) == [
        "f257d28a4397aa7c:1",
        "7d34104093a035c2:1",
    ]


def test_the_hash_counts_a_byte_order_mark_and_columns_do_not() -> None:
    document = Document("t.yaml", 'A: "😀"\r\n\r\n\tB: 1\r\n')
    document.marked = True
    assert line_fingerprints([Finding("rule", "note", "", Place(document, 0, 1))]) == ["dd6ba2046a6d122d:1"]


def test_further_findings_of_a_rule_in_a_line_get_a_suffix() -> None:
    text = '{"Resources":{}}'
    found = [finding(text, "Resources", path="b"), finding(text, "{}", path="c"), finding(text, "{", path="a")]
    first, second, third = line_fingerprints(found[2:] + found[:2])
    assert first == "72d75863b16f47d4:1"
    assert second.startswith("72d75863b16f47d4:1/")
    assert third.startswith("72d75863b16f47d4:1/")
    assert second != third
    assert line_fingerprints(found) == [second, third, first]


def test_the_suffix_is_of_the_json_pointer() -> None:
    document = parse('{"Resources":{"Api":{},"Stage":{}}}', "t.json")
    places = [Place(document, start, start + 5) for start in (document.text.index("Api"), document.text.index("Stage"))]
    found = [Finding("rule", "note", str(number), place) for number, place in enumerate((*places, places[1]))]
    plain, second, third = line_fingerprints(found)
    pointer = "/Resources/Stage"
    assert second == f"{plain}/{sha256(pointer.encode()).hexdigest()[:8]}"
    assert third not in (plain, second)


def test_rules_share_a_line_without_a_suffix() -> None:
    text = '{"Resources":{}}'
    found = [finding(text, "{"), finding(text, "{", rule="stage-cache-unused")]
    assert line_fingerprints(found) == ["72d75863b16f47d4:1"] * 2
