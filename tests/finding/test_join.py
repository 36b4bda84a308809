from __future__ import annotations

from apigw_lint.finding.finding import Finding
from apigw_lint.finding.join import included_here, merged
from apigw_lint.source.document import Document
from apigw_lint.source.place import Place

TEMPLATE, OTHER, API, POLICY = (
    Document(path, "x" * 20) for path in ("template.yaml", "other.yaml", "api.yaml", "policy.json")
)


def finding(document: Document) -> Finding:
    return Finding("a-rule", "warning", "m", Place(document, 0, 1))


def related(found: Finding) -> list[str]:
    return [one.place.document.path for one in found.related]


def test_a_finding_in_an_included_file_says_where_it_is_included() -> None:
    includes = {"api.yaml": Place(TEMPLATE, 5, 9), "policy.json": Place(API, 3, 4)}
    found = list(included_here([finding(TEMPLATE), finding(API), finding(POLICY)], includes, {}))
    assert [related(one) for one in found] == [[], ["template.yaml"], ["api.yaml", "template.yaml"]]
    assert {one.word for each in found for one in each.related} == {"included here"}


def test_what_two_templates_include_is_found_once() -> None:
    pairs = [next(included_here([finding(API)], {"api.yaml": Place(one, 5, 9)}, {})) for one in (TEMPLATE, OTHER)]
    (found,) = merged(pairs)
    assert related(found) == ["template.yaml", "other.yaml"]


def test_findings_alike_in_one_file_stay_apart() -> None:
    assert len(merged([finding(TEMPLATE), finding(TEMPLATE)])) == 2
