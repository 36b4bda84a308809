"""A fingerprint goes with its finding when the file is edited elsewhere, and is another for another fault."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from apigw_lint.finding.comments import written
from apigw_lint.finding.fingerprint import fingerprints
from apigw_lint.lint import lint_texts
from apigw_lint.rulebook.audit import audit
from apigw_lint.rulebook.examples import examples
from apigw_lint.rulebook.shelf import pages
from apigw_lint.source.read import parse
from apigw_lint.source.read_error import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from apigw_lint.finding.finding import Finding
    from apigw_lint.rulebook.rule import Rule
    from apigw_lint.source.document import Document

    Edit = Callable[[Document], str | None]

CORPUS = os.environ.get("APIGW_LINT_CORPUS")
OURS = Path(__file__).parents[1] / "mutations" / "projects"
EXAMPLES = Path(__file__).parents[2] / "examples"
EVERY = 10  # one document in so many
LARGEST = 30_000  # characters
DISPUTED = "path-route-duplicate"  # of two routes with one key the last counts, so their order has a meaning


@cache
def rules() -> list[Rule]:
    """Those that judge one document by its values; a rule about how a file is written sees the file only."""
    return [audit(page) for page in pages().values() if "by" not in page]


def findings(text: str, name: str) -> list[Finding]:
    return lint_texts({name: text}, rules())


def marks(found: list[Finding]) -> list[str]:
    """Fingerprints, with the rule for people."""
    return sorted(f"{one.rule} {mark}" for one, mark in zip(found, fingerprints(found), strict=True))


def lines_inserted(document: Document) -> str | None:
    """A comment and a blank line above, and blank lines between the lines that hold no text of several lines."""
    if document.format == "json":
        return document.text.replace("{", "{\n\n", 1)
    inner = {line for start, end in written(document) for line in _lines(document, start, end)}
    kept = document.text.splitlines(keepends=True)
    if len(kept) != len(document.line_starts()) - (document.text[-1:] == "\n"):
        return None
    return "# new\n\n" + "".join(line if number in inner else f"{line}\n" for number, line in enumerate(kept, 1))


def _lines(document: Document, start: int, end: int) -> range:
    """The lines of a text that goes on in the next line."""
    first, last = document.position(start)[0], document.position(end)[0]
    return range(first, last) if first < last else range(0)


def resources_reordered(document: Document) -> str | None:
    """The resources of a template, or the paths of a definition, the other way round."""
    if document.format == "json":
        return None if document.duplicates else json.dumps(_reversed(json.loads(document.text)), indent=2)
    root = document.roots[0] if document.roots else None
    parent = next((root[name] for name in ("Resources", "paths") if root and len(root[name].keys) > 1), None)
    if parent is None:
        return None
    starts = [document.position(start) for start, _ in parent.keys.values()]
    if len({column for _, column in starts}) != 1 or len({line for line, _ in starts}) != len(starts):
        return None
    at = [document.line_starts()[line - 1] for line, _ in sorted(starts)]
    text = document.text
    end = document.position(max(node.end for _, node in parent.items()))[0]
    stop = document.line_starts()[end] if end < len(document.line_starts()) else len(text)
    blocks = [text[start:next_] for start, next_ in zip(at, [*at[1:], stop], strict=True)]
    if not text[:stop].endswith("\n"):
        return None
    return text[: at[0]] + "".join(reversed(blocks)) + text[stop:]


def _reversed(tree: Any) -> Any:
    """A template or a definition with its resources or paths the other way round."""
    for name in ("Resources", "paths"):
        if isinstance(tree, dict) and isinstance(tree.get(name), dict):
            tree[name] = dict(reversed(tree[name].items()))
    return tree


def reformatted(document: Document) -> str | None:
    """In flow style, every text in double quotes."""
    if document.format == "json":
        return None if document.duplicates else json.dumps(json.loads(document.text), separators=(",", ":"))
    return _written_anew(document, flow=True, quote='"')


def reindented(document: Document) -> str | None:
    """In block style with wide steps, every text in single quotes."""
    if document.format == "json":
        return None if document.duplicates else json.dumps(json.loads(document.text), indent=7)
    return _written_anew(document, flow=False, quote="'")


def _written_anew(document: Document, *, flow: bool, quote: str) -> str | None:
    try:
        trees = [tree for tree in yaml.compose_all(document.text, yaml.SafeLoader) if tree is not None]
    except yaml.YAMLError:
        return None
    pending, seen = list(trees), set()
    while pending:
        node = pending.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            node.style = quote if node.tag == "tag:yaml.org,2002:str" or not node.tag.startswith("tag:") else None
        else:
            node.flow_style = flow
            pending += [one for pair in node.value for one in (pair if isinstance(pair, tuple) else (pair,))]
    return str(yaml.serialize_all(trees, Dumper=yaml.SafeDumper, indent=6, width=10**6, allow_unicode=True))


def output_renamed(document: Document) -> str | None:
    """Another name for the first output of a template."""
    outputs = document.roots[0]["Outputs"] if document.roots else None
    if not outputs or not outputs.keys:
        return None
    (start, end) = next(iter(outputs.keys.values()))
    key = document.text[start:end].strip("\"'")
    return document.text[:start] + document.text[start:end].replace(key, f"{key}Renamed") + document.text[end:]


EDITS = (lines_inserted, resources_reordered, reformatted, reindented, output_renamed)
IN_PLACE = (lines_inserted, resources_reordered)  # edits that keep every word as it is written


OUTPUTS = """\
Resources:
  Domain:
    Type: AWS::ApiGateway::DomainName
    Properties:
      DomainName: shop.example.com
      CertificateArn: arn:aws:acm:eu-west-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000001
Outputs:
  Name: {Value: !Ref Domain}
"""


def our_documents(every: int) -> Iterator[tuple[str, str]]:
    """Those of the tests, and one example of the rules in so many."""
    yield "outputs.yaml", OUTPUTS
    for folder in (OURS, EXAMPLES):
        for file in sorted(folder.rglob("*")):
            if file.suffix in (".yaml", ".json"):
                yield file.name, file.read_text(encoding="utf-8")
    shown = [(page, example) for page in pages().values() for example in examples(page.file) if len(example.texts) == 1]
    for page, example in shown[::every]:
        yield f"{page.name}:{example.line}", next(iter(example.texts.values()))


def real_documents() -> Iterator[tuple[str, str]]:
    files = [
        file for file in sorted(Path(CORPUS or "").rglob("*")) if file.suffix in (".yaml", ".yml", ".json", ".template")
    ]
    for file in files[::EVERY]:
        if file.stat().st_size <= LARGEST:
            yield file.name, file.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")


def differing(documents: Iterator[tuple[str, str]], edit: Edit) -> tuple[int, list[str]]:
    """How many findings were looked at, and what became of those that are not known again."""
    seen, lost = 0, []
    for name, text in documents:
        try:
            document = parse(text, name)
            edited = edit(document) if document.roots else None
            if edited is not None and edit in IN_PLACE and _words(parse(edited, name)) != _words(document):
                continue
        except (ReadError, ValueError):
            continue
        before = marks(findings(text, name)) if edited is not None else []
        if edit is resources_reordered and any(one.startswith(DISPUTED) for one in before):
            continue
        if before and edited is not None:
            after = marks(findings(edited, name))
            seen += len(before)
            lost += [f"{name}: {one.split()[0]}" for one in {*before} ^ {*after}]
    return seen, lost


def _words(document: Document) -> list[str]:
    """What is written, in any order."""
    return sorted(document.text[start:end] for start, end in written(document)) if document.format == "yaml" else []


@pytest.mark.parametrize("edit", EDITS)
def test_edits_elsewhere(edit: Edit) -> None:
    seen, lost = differing(our_documents(1 if edit is resources_reordered else EVERY), edit)
    assert seen
    assert lost == []


@pytest.mark.skipif(not CORPUS, reason="APIGW_LINT_CORPUS names no corpus")
@pytest.mark.parametrize("edit", EDITS)
def test_edits_elsewhere_in_real_documents(edit: Edit) -> None:
    seen, lost = differing(real_documents(), edit)
    assert seen > 100
    assert lost == []


def test_another_fault_is_another() -> None:
    """The same rule in a resource of another name, and with another value."""
    text = (EXAMPLES / "orders" / "template.yaml").read_text(encoding="utf-8")
    before = {*marks(findings(text, "t.yaml"))}
    for old, new in (("60, 10", "70, 10"), ("ListOrders", "OtherOrders"), ("shop.example.com", "shops.example.com")):
        assert old in text
        after = {*marks(findings(text.replace(old, new), "t.yaml"))}
        assert before - after, old
