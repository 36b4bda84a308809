"""From a file to its trees."""

from __future__ import annotations

import gc
import json
from typing import TYPE_CHECKING

import pytest
import yaml

from apigw_lint.source.read import parse, read, read_document
from apigw_lint.source.read_error import ReadError
from tests.source.trees import plain

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("path", "text", "format"),
    [
        ("a.json", '{"a": 1}', "json"),
        ("a.template", '\n {"a": 1}', "json"),
        ("a.yaml", '{"a": 1}', "json"),
        ("a.yaml", "{a: 1}", "yaml"),
        ("a.template", '{"a": 1,}', "yaml"),
        ("a.template", "a: 1", "yaml"),
        ("A.JSON", '{"a": 1}', "json"),
    ],
)
def test_json_is_known_by_its_ending_or_its_looks(path: str, text: str, format: str) -> None:
    document = parse(text, path)
    assert document.format == format
    assert plain(document.roots[0]) == {"a": 1}


def test_surrogate_pairs_in_json_are_read_whatever_the_file_is_called() -> None:
    text = json.dumps({"a": "😀"})
    assert "\\ud83d" in text
    assert plain(parse(text, "a.yaml").roots[0]) == {"a": "😀"}


def test_the_reader_that_came_further_explains() -> None:
    with pytest.raises(ReadError) as caught:
        parse('{"a": 1,\n "b": {c: 1},\n "d": [}', "a.yaml")
    assert caught.value.place.span.line == 3


def test_a_json_file_that_holds_yaml_is_refused() -> None:
    with pytest.raises(ReadError, match="not JSON"):
        parse("a: 1", "a.json")


def test_a_file_is_read_with_the_path_that_reports_show(tmp_path: Path) -> None:
    file = tmp_path / "template.yaml"
    file.write_bytes(b"a: 1\r\n")
    document = read_document(file, "stacks/template.yaml")
    assert (document.path, document.file, document.text) == ("stacks/template.yaml", file, "a: 1\r\n")
    with pytest.raises(OSError):
        read_document(tmp_path / "absent.yaml", "absent.yaml")


def test_reading_leaves_the_collector_as_it_was() -> None:
    assert gc.isenabled()
    with pytest.raises(ReadError):
        read(b"a: [", "a.yaml")
    assert gc.isenabled()


@pytest.mark.parametrize(("path", "text"), [("a.json", "[" + "1," * 4_100_000 + "1]"), ("a.yaml", "- 1\n" * 2_100_000)])
def test_a_file_of_millions_of_values_is_refused_before_they_fill_the_memory(path: str, text: str) -> None:
    with pytest.raises(ReadError, match="more values"):
        parse(text, path)


def tagless(text: str) -> list[object]:
    """What PyYAML reads, with types as CloudFormation has them where they differ: dates are text, and so are keys."""

    class Loader(yaml.CSafeLoader):
        pass

    def mapping(loader: Loader, node: yaml.MappingNode, deep: bool = True) -> dict[str, object]:
        loader.flatten_mapping(node)
        return {key.value: loader.construct_object(value, deep=True) for key, value in node.value}

    def custom(loader: Loader, suffix: str, node: yaml.Node) -> object:
        if isinstance(node, yaml.MappingNode):
            return mapping(loader, node)
        return loader.construct_sequence(node, deep=True) if isinstance(node, yaml.SequenceNode) else node.value

    Loader.add_multi_constructor("!", custom)
    Loader.add_constructor("tag:yaml.org,2002:map", mapping)
    Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: node.value)
    return list(yaml.load_all(text, Loader))


OCTAL = "'000400'"


def test_real_documents_hold_the_same_data_for_us_and_for_others(corpus: list[Path]) -> None:
    compared = 0
    for file in corpus:
        try:
            document = read_document(file, file.name)
        except ReadError:
            continue
        expected = [json.loads(document.text)] if document.format == "json" else tagless(document.text)
        found = [plain(root) for root in document.roots]
        if found != expected and (found or expected != [None]):
            assert repr(found).replace(OCTAL, "256") == repr(expected), file
        compared += 1
    assert compared > 2_000


def test_real_documents_that_cannot_be_read_are_refused_at_a_place(corpus: list[Path]) -> None:
    refused = 0
    for file in corpus:
        try:
            read_document(file, file.name)
        except ReadError as error:
            refused += 1
            assert error.place.start < len(error.place.document.text) or "ends" in error.reason, file
            assert "not YAML" not in error.reason, (file, error.reason)
    assert refused > 100
