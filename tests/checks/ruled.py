"""What one rule says of a text: the lines and the messages."""

from __future__ import annotations

from textwrap import dedent

from apigw_lint.lint import lint_texts
from apigw_lint.rulebook.audit import audit
from apigw_lint.rulebook.shelf import pages


def said(rule: str, text: str) -> list[tuple[int, str]]:
    """The line and the words of each finding of a rule, in their order."""
    findings = lint_texts({"example.yaml": dedent(text)}, [audit(pages()[rule])])
    return [(one.place.span.line, one.text) for one in findings]


def lines(rule: str, text: str) -> list[int]:
    """The lines on which a rule speaks."""
    return [line for line, _ in said(rule, text)]
