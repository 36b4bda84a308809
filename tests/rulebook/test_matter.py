"""Front matter: what is accepted means the same in YAML, and what is not is refused at its line."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from apigw_lint.rulebook.matter import Matter, MatterError


def everything(text: str) -> dict[str, object]:
    matter = Matter(text)
    return {key: matter.get(key) for key in matter}


GOOD = """\
# a remark
severity: warning
security: 2.5
since: 0.1.0
each: Stage # the kind of element
where:
  origin: {not_in: [sam-extra, null]}
  settings_known: true

  default_settings.rate:
    at_most: -1
    in:
      - 1
      - "2"
      - three words
require: {name: {matches: '^it''s [a-z]+$', present: true}}
message: "Stage '{stage.name}' says \\"no\\": {found}."
also: [CKV_AWS_76, APIGateway.9,
  W45]
empty: []
applies: [rest, http] # both
references:
- https://docs.aws.amazon.com/x.html#y
- https://example.com/a?b=c&d=e
ratio: 10
"""


def test_everything_a_page_needs_is_read_as_yaml_reads_it() -> None:
    assert everything(GOOD) == yaml.safe_load(GOOD)


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("a: 1\nb: yes\n", 2, "quote it"),
        ("a: 2020-01-01", 1, "quote it"),
        ("a: 0x1F", 1, "quote it"),
        ("a: 012", 1, "quote it"),
        ("a: &x 1", 1, "needs quotes"),
        ("a: one: two", 1, "needs quotes"),
        ("a: |\n  text", 1, "needs quotes"),
        ('a: "no end', 1, "not closed"),
        ('a: "\\q"', 1, "escape"),
        ("a: [1, 2", 1, "not closed"),
        ("a: [1,, 2]", 1, "between two commas"),
        ("a: {b}", 1, "key: value"),
        ("a: {b: 1, b: 2}", 1, "twice"),
        ("a: [1] 2", 1, "left over"),
        ("a:\nb: 1", 1, "says nothing"),
        ("a: 1\na: 2", 2, "twice"),
        ("a:\n  b: 1\n  b: 2", 3, "twice"),
        ("a: 1\n  more", 2, "indented"),
        ("a:\n  - 1\n    - 2", 3, "indented"),
        ("  a: 1", 1, "indented"),
        ("just text", 1, "key: value"),
    ],
)
def test_what_is_not_read_is_refused_at_its_line(text: str, line: int, why: str) -> None:
    with pytest.raises(MatterError, match=why) as caught:
        everything(text)
    assert caught.value.line == line


SCRAPS = "a b key: - [ ] { } , : # ' \" \\ null true yes 1 -1 1.5 0.1.0 1e3 2020-01-01 . * & ! | > @ % ? ~ = << é https://a.b/c#d x_y x-y"
GAPS = [" ", "  ", "\n", "\n  ", "\n    ", ": ", ", ", "\nkey: ", "\nb: ", "- "]
PIECE = st.sampled_from([*SCRAPS.split(), *GAPS])


@given(st.lists(PIECE, max_size=14).map(lambda pieces: "key: " + "".join(pieces)))
@example("key: [https://a.b/c#d]")
@example("key: a#b")
@example("key: {a: 1,b: 2}")
@example("key: [a b, -1 2, 1.5e3]")
@settings(max_examples=500, deadline=None)
def test_what_is_accepted_is_what_yaml_says(text: str) -> None:
    try:
        read = everything(text)
    except MatterError:
        return
    assert repr(read) == repr(yaml.safe_load(text))


VALUE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**6), 10**6)
    | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.from_regex(r"k[a-z_]+", fullmatch=True), inner, max_size=3)
    ),
    max_leaves=6,
)


def in_brackets(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(in_brackets, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {in_brackets(one)}" for key, one in value.items()) + "}"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return "null" if value is None else str(value).lower()


@given(st.dictionaries(st.from_regex(r"k[a-z]+", fullmatch=True), VALUE, min_size=1, max_size=4))
def test_what_is_written_with_quotes_and_brackets_comes_back(data: dict[str, object]) -> None:
    assert everything("\n".join(f"{key}: {in_brackets(value)}" for key, value in data.items())) == data
