"""YAML: the same data and the same places as PyYAML finds, and what PyYAML leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from apigw_lint.source.read import parse
from apigw_lint.source.read_error import ReadError
from tests.source.trees import cut, nodes, plain

if TYPE_CHECKING:
    from apigw_lint.source.node import Node

SCALARS = st.one_of(
    st.text(alphabet="ab:-#'\"\\ \n\té😀\u2028\x85!&*%@[]{}|>,?0", max_size=12),
    st.integers(-(10**12), 10**12),
    st.booleans(),
    st.none(),
    st.sampled_from(["a long text of many words that the writer folds over several lines", "2012-10-17", "1.0", "007"]),
)
KEYS = st.text(alphabet="abé :#-", min_size=1, max_size=6)
DATA = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=20
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """YAML in the styles in which people and programs write it, with any line break."""
    style: dict[str, Any] = {
        "default_flow_style": draw(st.sampled_from([None, True, False])),
        "default_style": draw(st.sampled_from([None, "'", '"', "|", ">"])),
        "indent": draw(st.sampled_from([2, 3, 4])),
        "width": draw(st.sampled_from([20, 80])),
        "allow_unicode": draw(st.booleans()),
        "explicit_start": draw(st.booleans()),
        "line_break": draw(st.sampled_from(["\n", "\r\n", "\r"])),
    }
    written: str = yaml.safe_dump(draw(DATA), **style)
    comment = draw(st.sampled_from(["", "# é\n", "\n \n"]))
    return comment + written


def alike(node: Node, theirs: yaml.Node) -> None:
    """The node stands where PyYAML's stands. Block styles end, for PyYAML, where the next thing begins."""
    text = node.document.text
    assert node.start == theirs.start_mark.index
    in_block = (
        theirs.style in ("|", ">") if isinstance(theirs, yaml.ScalarNode) else not getattr(theirs, "flow_style", False)
    )
    if not in_block:
        assert node.end == theirs.end_mark.index
    else:
        assert text[node.end : theirs.end_mark.index].strip() == ""
        assert text[node.end - 1] not in "\r\n"
    if isinstance(theirs, yaml.MappingNode):
        for key, value in theirs.value:
            start, end = node.keys[key.value]
            assert text[start : key.start_mark.index].strip() == ""
            assert (start, end) == (key.start_mark.index, key.end_mark.index)
            alike(node[key.value], value)
    if isinstance(theirs, yaml.SequenceNode):
        for item, their in zip(node.elements(), theirs.value, strict=True):
            alike(item, their)


@settings(max_examples=300)
@given(documents())
def test_every_key_and_value_stands_where_pyyaml_finds_it(text: str) -> None:
    document = parse(text, "a.yaml")
    if document.format == "yaml":
        for loader in (yaml.SafeLoader, yaml.CSafeLoader):
            theirs = yaml.compose(text, loader)
            assert document.root is not None and theirs is not None
            alike(document.root, theirs)


@settings(max_examples=300)
@given(documents())
def test_every_scalar_can_be_cut_out_and_read_again(text: str) -> None:
    document = parse(text, "a.yaml")
    assert document.root is not None
    for node in nodes(document.root):
        written = cut(node)
        block = written[:1] in ("|", ">")
        if node.is_scalar and written and not (block and written[1:2].isdigit()):
            again = parse(written + "\n", "a.yaml").root
            assert again is not None
            mine, theirs = (str(one.data).rstrip("\n") if block else one.data for one in (node, again))
            assert mine == theirs


@settings(max_examples=200)
@given(DATA, st.booleans())
def test_the_data_is_what_was_written(data: Any, flow: bool) -> None:
    root = parse(yaml.safe_dump(data, default_flow_style=flow, sort_keys=False), "a.yaml").root
    assert root is not None
    assert plain(root) == data


NOISE = st.text(alphabet="ab:-#'\" \n\t&*!|>{}[],?%@`<~\r\x00\u2028é\ufeff", max_size=40)


@settings(max_examples=500)
@given(NOISE, st.sampled_from(["a.yaml", "a.json", "a.template"]))
def test_any_text_is_read_or_refused_at_a_place_in_it(text: str, path: str) -> None:
    try:
        document = parse(text, path)
    except ReadError as error:
        place = error.place
        assert 0 <= place.start <= place.end <= len(text)
        assert error.reason
        assert place.span.file == path
    else:
        for root in document.roots:
            for node in nodes(root):
                assert 0 <= node.start <= node.end <= len(text)


LAYOUT = """\
# first
Resources: # second
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body: |
        line one

        line two

      # a comment before the next key
      Name: !Sub "${Stage}-api"
  # a comment at the end

Outputs:
  - {a: 1, b: [2, 3]}   # after a flow
  -
"""


def test_a_block_ends_with_its_last_entry() -> None:
    root = parse(LAYOUT, "a.yaml").roots[0]
    properties = root["Resources"]["Api"]["Properties"]
    assert cut(properties).endswith('Name: !Sub "${Stage}-api"')
    assert cut(root["Resources"]).endswith('"${Stage}-api"')
    assert cut(properties["Body"]) == "|\n        line one\n\n        line two"
    assert cut(properties["Name"]) == '!Sub "${Stage}-api"'
    assert cut(root["Outputs"].elements()[0]) == "{a: 1, b: [2, 3]}"
    assert root["Outputs"].place.span[1:] == (16, 3, 17, 4)


def test_keys_that_are_no_text_become_what_is_written() -> None:
    root = parse("200: a\non: b\n~: c\n1.0: d\n012: e\n? f\n: g\n? \n: h\n", "a.yaml").roots[0]
    assert list(root.data) == ["200", "on", "~", "1.0", "012", "f", ""]
    assert [value.data for _, value in root.items()] == ["a", "b", "c", "d", "e", "g", "h"]


def test_a_value_that_is_not_written_stands_behind_its_key() -> None:
    root = parse("a:\nb:   # nothing\nc: [x, y: ]\n? d\ne: {f, g: }\n", "a.yaml").roots[0]
    assert [root[key].place.span[1:3] for key in ("a", "b", "d")] == [(1, 3), (2, 3), (4, 4)]
    assert root["e"]["f"].place.span[1:3] == (5, 6)
    assert all(node.start == node.end for node in (root["a"], root["b"], root["d"], root["e"]["f"], root["e"]["g"]))


def test_a_pair_in_a_list_is_a_mapping_that_ends_with_its_value() -> None:
    pair = parse("[a: b , c: [d] ]", "a.yaml").roots[0].elements()
    assert [cut(node) for node in pair] == ["a: b", "c: [d]"]


def test_the_last_of_equal_keys_counts_and_each_has_its_place() -> None:
    document = parse("a: 1\nb:\n  c: 1\n  c: 2\n  c: 3\na: 2\n", "a.yaml")
    assert document.root is not None
    assert plain(document.root) == {"a": 2, "b": {"c": 3}}
    found = [(key, here.span.line, first.span.line) for key, here, first in document.duplicates]
    assert found == [("c", 4, 3), ("c", 5, 3), ("a", 6, 1)]


def test_many_equal_keys_are_noted_in_reasonable_time() -> None:
    document = parse("a: 1\nb: 2\n" * 20_000, "a.yaml")
    assert len(document.duplicates) == 39_998


def test_all_documents_of_a_stream_are_kept() -> None:
    document = parse("a: 1\n---\nb: 2\n...\n---\n- 3\n", "a.yaml")
    assert [plain(root) for root in document.roots] == [{"a": 1}, {"b": 2}, [3]]
    assert document.roots[1]["b"].place.span[1:3] == (3, 4)


@pytest.mark.parametrize("text", ["", " \n\t\n", "# only a comment\n", "\r\n"])
def test_an_empty_file_has_no_root(text: str) -> None:
    assert parse(text, "a.yaml").roots == []


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a:\n  b: 1\n c: 2\n", 3, 2, "indentation of the mapping that begins on line 1"),
        ("a:\n  - b\n  c: d\n", 3, 3, "indentation of the list that begins on line 2"),
        ("a: b: c\n", 1, 5, "a `:` cannot stand here"),
        ("a:\n\tb: 1\n", 2, 1, "a tab cannot indent"),
        ("a: 1\nb: 'x\nc: 2\n", 2, 4, "never closed"),
        ('a: 1\nb: "x\nc: 2\n', 2, 4, "never closed"),
        ("a: [1,\nb: 2\n", 3, 1, "the `[` on line 1 is still open"),
        ("a: {b: 1\n", 2, 1, "the `{` on line 1 is still open"),
        ("Resource: *\n", 1, 11, "a text that begins with it is quoted"),
        ("a: @b\n", 1, 4, "cannot begin with `@`"),
        ('a: "\\d"\n', 1, 5, "not an escape"),
        ("a: 1\nb\nc: 2\n", 2, 1, "has no `:`"),
        ("a: - b\n", 1, 4, "a list item cannot begin here"),
        ("? {a: b}\n: c\n", 1, 3, "a key is a text"),
        ("a: \x07\n", 1, 4, "U+0007"),
        ("a: \ud800", 1, 4, "surrogate"),
        ("<<: 1\n", 1, 1, "`<<` takes a mapping"),
        ("a: *b\n", 1, 4, "`&b`, which is not written before it"),
    ],
)
def test_what_is_no_yaml_is_explained_where_it_is(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(ReadError) as caught:
        parse(text, "a.yaml")
    assert words in caught.value.reason
    assert caught.value.place.span[1:3] == (line, column)


@pytest.mark.parametrize(
    "text", ["[" * 10_000, "{a: " * 10_000, "- " * 10_000, "".join(f"{' ' * n}a:\n" for n in range(3_000))]
)
def test_deep_nesting_is_refused(text: str) -> None:
    with pytest.raises(ReadError, match="levels deep"):
        parse(text, "a.yaml")
