"""A page is read strictly: what is wrong with it is told with file, line and the word that was meant."""

from __future__ import annotations

import pytest

from apigw_lint.rulebook.page import Page, PageError

GOOD = "---\nseverity: warning\neach: Stage\nrequire:\n  tracing: true\nmessage: Not traced.\n---\n\n# Title\n"


def page(text: str = GOOD, name: str = "stage-trace-missing") -> Page:
    return Page("rules/stage/x.md", name, "stage", text)


def test_a_page_that_says_little_has_defaults() -> None:
    one = page()
    keys = ("severity", "profile", "confidence", "status", "applies", "also", "security")
    assert [one.get(key) for key in keys] == [
        "warning",
        "default",
        "high",
        "stable",
        ("rest", "http", "websocket"),
        (),
        None,
    ]


@pytest.mark.parametrize(
    ("written", "instead", "where"),
    [
        ("severity:", "severty:", "2: `severty` is no key of a page; did you mean `severity`?"),
        ("severity: warning\n", "", "1: `severity` is missing"),
        ("message: Not traced.\n", "", "1: a page has either `message` or `messages`"),
        ("message: Not traced.\n", "message: a\nmessages: {a: b}\n", "1: a page has either `message` or `messages`"),
        ("each: Stage\n", "", "1: `each`, `where` and `require` go together; `where` may be left out"),
        ("each: Stage\n", "check: a.b\n", "1: a page asks its question with either `each` and `require`, or `check`"),
        (
            "  tracing: true",
            "   tracing: true\n  name: a",
            "6: this line is indented in another way than those around it; a text is quoted and stands on one line",
        ),
        ("---\nseverity", "severity", "1: a page begins with front matter between two lines of `---`"),
    ],
)
def test_a_page_of_the_wrong_shape_is_refused(written: str, instead: str, where: str) -> None:
    with pytest.raises(PageError) as caught:
        page(GOOD.replace(written, instead, 1)).values  # noqa: B018 - to read is what fails
    assert str(caught.value) == f"rules/stage/x.md:{where}"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("profile: stict", "`profile` is one of default, strict, not `stict`; did you mean `strict`?"),
        ("status: 3", "`status` is one of stable, preview, deprecated, not `3`"),
        ("since: 0.1", "`since` is a text"),
        ("security: 11", "`security` is a number from 0 to 10"),
        ("security: true", "`security` is a number from 0 to 10"),
        ("also: CKV_AWS_76", "`also` is a list of texts"),
        ("also: [CKV_AWS_76, 3]", "`also` is a list of texts"),
        ("cwe: [CWE-778]", "`cwe` is a list of numbers"),
        ("applies: [rest, soap]", "`applies` lists rest, http, websocket, not `soap`"),
        ("where: [a]", "`where` is a map"),
        ("since: yes", "YAML takes `yes` for something else than text: quote it"),
    ],
)
def test_a_value_that_is_not_fit_is_refused_at_its_line(line: str, why: str) -> None:
    with pytest.raises(PageError) as caught:
        page(GOOD.replace("each:", f"{line}\neach:", 1)).values  # noqa: B018 - to read is what fails
    assert str(caught.value) == f"rules/stage/x.md:3: {why}"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("stage-trace", "must end with its fault"),
        ("Stage-trace-missing", "lower-case"),
        ("stage-2-missing", "without numbers"),
        ("missing", "joined by hyphens"),
        ("the-very-long-name-of-a-trace-missing", "at most 34"),
    ],
)
def test_the_naming_law(name: str, why: str) -> None:
    with pytest.raises(PageError, match=why):
        page(name=name)


def test_a_fault_of_two_words_is_a_fault() -> None:
    assert page(name="certificate-edge-cross-region").name == "certificate-edge-cross-region"
