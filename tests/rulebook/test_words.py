"""What a page says to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from apigw_lint.rulebook.words import first_sentence, plain, words

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
---
severity: error
message: "---"
---

# A title with `code`

Why it **matters**, see [the guide](https://example.com/a_b "guide").
The second line.

A *second* paragraph.

## Examples

```yaml bad
# Not a heading
key: value  # <-- here
```

### A project

## Fix

Set `a.b` to *5 s*, e.g. in the stage. Then deploy.

More.
"""


def test_the_parts_of_a_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(PAGE.replace("\n", "\r\n").encode("utf-8-sig"))
    said = words(page)
    assert said.title == "A title with `code`"
    assert said.why == "Why it matters, see the guide. The second line.\n\nA second paragraph."
    assert said.fix == "Set `a.b` to 5 s, e.g. in the stage."
    assert said.markdown.startswith("# A title") and said.markdown.endswith("More.\n")
    assert "severity" not in said.markdown


def test_a_page_as_plain_text(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE, encoding="utf-8")
    text = words(str(page)).plain
    assert text.startswith("A title with `code`\n\nWhy it matters, see the guide.\n")
    assert "\n    # Not a heading\n    key: value  # <-- here\n" in text
    assert "\nFix\n\nSet `a.b` to 5 s" in text
    assert "```" not in text and "**" not in text and "](" not in text


@pytest.mark.parametrize("text", ["", "---\nseverity: error\n", "---\nseverity: error\n---\n"])
def test_a_page_that_says_nothing(tmp_path: Path, text: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    assert words(page) == ("", "", "", "")


def test_a_page_that_is_gone(tmp_path: Path) -> None:
    assert words(tmp_path / "gone.md") == ("", "", "", "")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Set it. Then go.", "Set it."),
        ("Use version 2.0 of\nthe format! `x` too.", "Use version 2.0 of the format!"),
        ("No end", "No end"),
        ("One\n\nTwo.", "One"),
    ],
)
def test_the_first_sentence(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence


def test_plain_keeps_stars_that_mean_themselves() -> None:
    assert plain("`Principal: *` and 2 * 3 * 4") == "`Principal: *` and 2 * 3 * 4"
