"""Fixes on the pages, proven: each bad example is linted, fixed and linted again, as it stands there and as JSON."""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from apigw_lint.finding.fix import apart, edited, edits, vain
from apigw_lint.lint import lint_texts
from apigw_lint.rulebook.audit import audit
from apigw_lint.rulebook.examples import examples
from apigw_lint.rulebook.shelf import pages
from apigw_lint.source.read import parse, read
from apigw_lint.source.read_error import ReadError
from tests.test_anything import mutated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apigw_lint.finding.finding import Edit, Finding
    from apigw_lint.source.node import Node

RULES = {name: audit(page) for name, page in pages().items()}
MENDING = [rule for rule in RULES.values() if rule.fixes]
BAD = {rule.name: [example for example in examples(rule.page) if example.faults] for rule in MENDING}
CASES = [
    pytest.param(name, example.texts, id=f"{name}:{example.line}") for name, listed in BAD.items() for example in listed
]
# What nobody could see before the fix, because nothing was read there: rules that may speak once an example is fixed.
UNCOVERED = {
    "cors-value-invalid": {"response-mapping-undefined"},
    "domain-name-invalid": {"domain-tls-stale", "endpoint-default-unrestricted"},
    "domain-tls-weak": {"domain-tls-stale"},
    "extension-name-unknown": {"policy-document-invalid", "policy-method-unreachable", "request-template-missing"},
    "method-integration-missing": {"client-certificate-missing"},
    "path-greedy-invalid": {"api-access-public"},
    "property-name-unknown": {"endpoint-vpce-invalid"},
    "property-value-unknown": {"apikey-auth-weak", "apikey-plan-missing"},
    "resource-type-unknown": {"authorizer-field-invalid", "authorizer-identity-missing", "endpoint-type-undefined"},
    "route-key-invalid": {"request-template-missing"},
    "tls-policy-invalid": {"domain-tls-stale"},
}


@pytest.mark.parametrize(("name", "texts"), CASES)
@pytest.mark.parametrize("form", ["yaml", "json"])
def test_a_finding_is_gone_after_its_fix_and_none_is_new(name: str, texts: dict[str, str], form: str) -> None:
    texts = texts if form == "yaml" else {path: in_json(text) for path, text in texts.items()}
    before = lint_texts(texts, list(RULES.values()))
    mended = [(one, edit) for one, edit in zip(before, edits(before), strict=True) if edit and one.rule == name]
    fixed = {path: edited(text, edits_in(path, mended)) for path, text in texts.items()}
    after = lint_texts(fixed, list(RULES.values()))
    assert not counted(after) & counted(one for one, _ in mended)
    assert set(Counter(rules(after)) - Counter(rules(before))) <= UNCOVERED.get(name, set())
    for path, text in texts.items() if name != "ignore-target-unused" else ():
        replacing = [one for one in edits_in(path, mended) if one.place.start < one.place.end]
        replaced = edited(text, replacing)
        assert changed(text, replaced) == len(replacing)
        assert grown(tree(replaced), tree(fixed[path])) == len(edits_in(path, mended)) - len(replacing)


@pytest.mark.parametrize("name", BAD)
def test_an_example_of_the_page_shows_the_fix(name: str) -> None:
    assert any(any(edits(lint_texts(example.texts, [RULES[name]]))) for example in BAD[name])


def test_on_the_corpus_every_fix_mends() -> None:
    corpus = os.environ.get("APIGW_LINT_CORPUS")
    if not corpus:
        pytest.skip("APIGW_LINT_CORPUS names no folder of documents")
    left: list[tuple[str, ...]] = []
    mended = 0
    for file in sorted(one for one in Path(corpus).rglob("*") if one.suffix in (".json", ".yaml", ".yml", ".template")):
        try:
            text = read(file.read_bytes(), file.name).text
        except ReadError:
            continue
        before = lint_texts({file.name: text}, MENDING)
        found = [(one, edit) for one, edit in zip(before, edits(before), strict=True) if edit]
        made = apart(edit for _, edit in found)
        fixed = edited(text, made)
        read(fixed.encode("utf-8", "surrogatepass"), file.name)
        after = lint_texts({file.name: fixed}, MENDING) if made else []
        tried = [one for one, edit in found if any(edit is other for other in made)]
        left += [(str(file), *one) for one in vain(before, tried, after)]
        mended += len(made)
    assert left == []
    assert mended


@pytest.mark.parametrize("seed", range(12))
def test_whatever_was_done_to_a_document_it_can_still_be_read_after_its_fixes(seed: int) -> None:
    chance = random.Random(seed)
    for texts in chance.sample([example.texts for listed in BAD.values() for example in listed], 50):
        for path, text in texts.items():
            before = mutated(text, chance)
            made = apart(edit for edit in edits(lint_texts({path: before}, MENDING)) if edit)
            after = parse(edited(before, made), path) if made else None
            assert after is None or after.format == parse(before, path).format


def edits_in(path: str, mended: Iterable[tuple[Finding, Edit]]) -> list[Edit]:
    return [edit for _, edit in mended if edit.place.document.path == path]


def counted(findings: Iterable[Finding]) -> Counter[tuple[str, str]]:
    return Counter((one.rule, one.message) for one in findings)


def rules(findings: Iterable[Finding]) -> list[str]:
    return [one.rule for one in findings]


def changed(before: str, after: str) -> int:
    """How many keys and scalars two texts of the same shape have apart, and not a character beside them."""
    old, new = (tokens(parse(text, "example.yaml").roots) for text in (before, after))
    assert len(old) == len(new)
    assert gaps(before, old) == gaps(after, new)
    return sum(before[slice(*one)] != after[slice(*other)] for one, other in zip(old, new, strict=True))


def tree(text: str) -> Any:
    root = parse(text, "example.yaml").root
    return root and data(root)


def grown(before: Any, after: Any) -> int:
    """How many entries the mappings of a tree have got; nothing else is other than it was."""
    if not isinstance(before, (dict, list)):
        assert before == after
        return 0
    assert type(before) is type(after)
    if isinstance(before, list):
        return sum(grown(one, other) for one, other in zip(before, after, strict=True))
    assert [key for key in after if key in before] == list(before)
    return len(after) - len(before) + sum(grown(before[key], after[key]) for key in before)


def tokens(roots: Iterable[Node]) -> list[tuple[int, int]]:
    found = set()
    pending = list(roots)
    while pending:
        node = pending.pop()
        found |= set(node.keys.values()) | ({(node.start, node.end)} if node.is_scalar else set())
        pending += [*node.elements(), *(value for _, value in node.items())]
    return sorted(found)


def gaps(text: str, spans: list[tuple[int, int]]) -> list[str]:
    ends = [0, *(end for _, end in spans)]
    return [text[end:start] for end, (start, _) in zip(ends, [*spans, (len(text), 0)], strict=True)]


@cache
def in_json(text: str) -> str:
    root = parse(text, "example.yaml").root
    assert root is not None
    return json.dumps(data(root), indent=2, ensure_ascii=False)


def data(node: Node) -> Any:
    """The data of a YAML tree, the short forms of functions written out."""
    plain: Any = node.data
    if node.is_map:
        plain = {key: data(value) for key, value in node.items()}
    elif node.is_list:
        plain = [data(one) for one in node.elements()]
    if not node.tag:
        return plain
    name = node.tag[1:]
    if name == "GetAtt" and isinstance(plain, str):
        plain = plain.split(".", 1)
    return {name if name in ("Ref", "Condition") else f"Fn::{name}": plain}
